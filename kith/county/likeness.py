"""How like the real place the county is: the same distributions counted in made blocks and in published figures.

The figures, with where each was read, are in ``data/published.toml``; ``docs/county.md`` shows them side by side. Start
reading at ``measure``. Nothing of the county is made from this.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from kith.county.chance import Chance
from kith.county.families import build
from kith.county.model import Block, Household, Person
from kith.county.places import County, Homes
from kith.county.plan import YEARS, Plan
from kith.county.stories import plant

CHILD, OLD, OLDEST, MANY = 18, 66, 85, 8
BAND = 5
COMMUNAL: Final = frozenset({"care_home", "childrens_home", "supported", "hostel", "none"})
"""Kinds of household that the census counts as communal establishments, or not at all."""
PAIRS: Final = frozenset({"couple", "family", "step_family", "army"})
ALONE = "lone_parent"
TENURES: Final = {
    "owned": "Owned or part-owned",
    "social_rent": "Social rent",
    "private_rent": "Private rent, or free",
    "army": "Private rent, or free",
}
GROUPS: Final = {"W": "White", "A": "Asian", "C": "Asian", "M": "Mixed", "B": "Black", "O": "Other"}
"""Broad groups by the first letter of the census code; of some people it is not known or was refused."""
UNKNOWN: Final = frozenset({"NOBT", "REFU"})
COHORTS: Final = (1964, 1994, 2017)
ROUND = 6
"""Years before and after that of a cohort of forenames."""
TEN = 10
CARE_RATES: Final = frozenset({"in_need", "protected", "referred"})
"""Rates that need more than families: what happened to people."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a published figure is, where it was read, and how near the county must be."""

    what: str
    area: str
    title: str
    publisher: str
    year: int
    address: str
    standing: str
    """exact, secondary or not sourced."""
    within: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a distribution, both as shares of 1."""

    label: str
    county: float
    published: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """One distribution beside the published one."""

    key: str
    unit: str
    source: Source
    rows: tuple[Row, ...]

    @property
    def distance(self) -> float:
        """Give the share that would have to move to make the two alike: the total variation distance."""
        return sum(abs(row.county - row.published) for row in self.rows) / 2


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure beside the published one, in the unit that its source says."""

    key: str
    source: Source
    county: float
    published: float

    @property
    def factor(self) -> float:
        """Say how many times the larger is the smaller; without end where one is nothing."""
        low, high = sorted((self.county, self.published))
        return high / low if low else float("inf")


@dataclass(slots=True)
class Counts:
    """What was counted, in as many blocks as were looked at."""

    tables: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By the keys of ``counts`` in the data."""
    tally: Counter[str] = field(default_factory=Counter)
    surnames: Counter[str] = field(default_factory=Counter)
    forenames: dict[tuple[str, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By sex and by the year on which a cohort is centred."""


# -- Counting ----------------------------------------------------------------------------------------------------------


def families(plan: Plan) -> Iterator[Block]:
    """Make the people of a county block by block, without what happens to them: enough for all but the care rates."""
    county = County(plan)
    for number in range(plan.blocks):
        block = Block(number, plan)
        homes = Homes(plan, number, block)
        plant(block, county, homes, Chance(plan.seed, "stories", number))
        build(block, county, homes, Chance(plan.seed, "families", number))
        yield block


def measure(blocks: Iterable[Block]) -> Counts:
    """Count what is compared, on the last day or in the last year, in made blocks."""
    counts = Counts()
    for block in blocks:
        last = block.plan.until
        here = [person for person in block.people if person.here_on(last)]
        for person in here:
            _person(counts, person, last)
        for household in block.households:
            _household(counts, household, last)
        _lives(counts, block, here)
        _care(counts, block)
    return counts


def _band(age: int) -> str:
    if age >= OLDEST:
        return f"{OLDEST} and over"
    return f"{age // BAND * BAND} to {age // BAND * BAND + BAND - 1}"


def _person(counts: Counts, person: Person, last: date) -> None:
    age, name = person.age_on(last), person.name_on(last)
    counts.tally["people"] += 1
    counts.tally["minors"] += age < CHILD
    counts.tables["ages"][_band(age)] += 1
    if person.ethnicity not in UNKNOWN:
        counts.tables["groups"][GROUPS[person.ethnicity[0]]] += 1
    counts.surnames[name.surname] += 1
    for year in COHORTS:
        if abs(person.born.year - year) <= ROUND:
            counts.forenames[person.sex, year][name.forename] += 1
    before = last.replace(year=last.year - 1)
    if person.born <= before:
        counts.tally["one_and_over"] += 1
        counts.tally["moved"] += person.home_on(before) is not person.home_on(last)


def _household(counts: Counts, household: Household, last: date) -> None:
    """Count a household of the last day; not one in which a council placed a child with people we do not know."""
    stays = [stay for stay in household.stays if stay.main and stay.covers(last) and stay.person.here_on(last)]
    counts.tally["looked_after"] += sum(stay.kind == "placement" for stay in stays)
    if all(stay.kind == "placement" for stay in stays):
        return
    if household.kind in COMMUNAL:
        counts.tally["communal"] += len(stays)
        return
    ages = [stay.person.age_on(last) for stay in stays]
    minors = sum(age < CHILD for age in ages)
    counts.tally["households"] += 1
    counts.tally["housed"] += len(ages)
    counts.tables["sizes"][str(len(ages)) if len(ages) < MANY else f"{MANY} or more"] += 1
    counts.tables["kinds"][_kind(household.kind, ages)] += 1
    if tenure := TENURES.get(household.home.tenure):
        counts.tables["tenures"][tenure] += 1
    if minors and household.kind in PAIRS | {ALONE}:
        counts.tables["children"][str(minors) if minors < 3 else "3 or more"] += 1  # noqa: PLR2004 - as published


def _kind(kind: str, ages: list[int]) -> str:
    """Put a household in one of our groups of the classes of the census."""
    if len(ages) == 1:
        return f"One, {OLD} or over" if ages[0] >= OLD else f"One, under {OLD}"
    with_children = min(ages) < CHILD
    if kind == ALONE:
        return f"One parent, children under {CHILD}" if with_children else "One parent, grown children"
    if kind not in PAIRS:
        return "Any other"
    if min(ages) >= OLD:
        return f"Family, all {OLD} or over"
    return f"Couple with children under {CHILD}" if with_children else "Couple, others"


def _lives(counts: Counts, block: Block, here: list[Person]) -> None:
    last = block.plan.until
    year = last.replace(year=last.year - 1)
    counts.tally["births"] += sum(year < person.born for person in here)
    died = [one for one in block.people if one.died is not None and block.plan.since < one.died <= last]
    counts.tally["deaths"] += len(died)
    sets = {person.birth_set for person in here if person.birth_set and person.age_on(last) < CHILD}
    single = sum(not person.birth_set and person.age_on(last) < CHILD for person in here)
    counts.tally["sets"] += len(sets)
    counts.tally["maternities"] += len(sets) + single


def _care(counts: Counts, block: Block) -> None:
    """Count cases of children's social care, where what happened has been told."""
    last = block.plan.until
    year = last.replace(year=last.year - 1)
    referrals = block.of("referral")
    cases = [*referrals, *block.of("looked_after")]
    counts.tally["referred"] += sum(event.start > year for event in referrals)
    counts.tally["in_need"] += len({one.person.key for one in cases if one.end is None or one.end > last})
    counts.tally["protected"] += sum(event.end is None or event.end > last for event in block.of("cp_plan"))


# -- Beside the published figures --------------------------------------------------------------------------------------


@cache
def published() -> dict[str, Any]:
    """Read the published figures."""
    return tomllib.loads(files("kith.county").joinpath("data/published.toml").read_text("utf-8"))


def source(table: dict[str, Any]) -> Source:
    """Give the source of one figure, from its table in the data."""
    return Source(**{name: table[name] for name in Source.__dataclass_fields__})


def distributions(counts: Counts) -> tuple[Likeness, ...]:
    """Give every distribution, in the order of the data."""
    return tuple(_likeness(key, table, counts.tables[key]) for key, table in published()["counts"].items())


def _likeness(key: str, table: dict[str, Any], found: Counter[str]) -> Likeness:
    known: dict[str, int] = table["counts"]
    ours, theirs = max(found.total(), 1), sum(known.values())
    rows = tuple(Row(label, found[label] / ours, count / theirs) for label, count in known.items())
    return Likeness(key, table["unit"], source(table), rows)


RATES: Final = {
    "size": ("housed", "households", 1),
    "communal": ("communal", "people", 1_000),
    "moved": ("moved", "one_and_over", 1_000),
    "births": ("births", "people", 1_000),
    "deaths": ("deaths", "people", 1_000 / YEARS),
    "twins": ("sets", "maternities", 1_000),
    "looked_after": ("looked_after", "minors", 10_000),
    "in_need": ("in_need", "minors", 10_000),
    "protected": ("protected", "minors", 10_000),
    "referred": ("referred", "minors", 10_000),
}
"""What is counted, of what, and for how many."""


def rates(counts: Counts, *, cases: bool) -> tuple[Rate, ...]:
    """Give every single figure, in the order of the data; those of cases only where what happened has been told."""
    found = []
    for key, table in published()["rates"].items():
        what, of, per = RATES[key]
        if cases or key not in CARE_RATES:
            ours = counts.tally[what] * per / max(counts.tally[of], 1)
            found.append(Rate(key, source(table), ours, table["value"]))
    return tuple(found)


def surnames(counts: Counts) -> tuple[Row, ...]:
    """Give the commonest published surnames with their shares in both."""
    people = max(counts.surnames.total(), 1)
    known: dict[str, float] = published()["surnames"]["percent"]
    return tuple(Row(name, counts.surnames[name] / people, share / 100) for name, share in known.items())


def ranked(counts: Counts) -> list[float]:
    """Give the share of people who bear each surname, from the commonest down."""
    people = max(counts.surnames.total(), 1)
    return [count / people for _, count in counts.surnames.most_common()]


def forenames(counts: Counts, sex: str, year: int) -> tuple[list[str], list[str]]:
    """Give the ten forenames most often borne in the county by those born about a year, and those most often given."""
    common = sorted(counts.forenames[sex, year].items(), key=lambda one: (-one[1], one[0]))
    given: str = published()["forenames"][sex][str(year)]
    return [name for name, _ in common[:TEN]], given.split()
