"""Rows of children: who they are, their health and schooling after a year in care, and the way to adoption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kith.county.agencies.known import Known
from kith.county.chance import Chance, Weighted
from kith.county.formats.cin_census.years import Year
from kith.county.formats.ssda903.care import ADOPTED, Care
from kith.county.formats.ssda903.layout import Row, written
from kith.county.formats.ssda903.placements import placement
from kith.county.model import Event, Person

_UPN = re.compile(r"[A-Za-z]\d{11}(\d|[A-Za-z])")
_SCHOOL_AGE, _UNDER_FIVE, _OFFENDING_AGE, _GROWN = 5, 5, 10, 18
_SCORED = (4, 16)
"""Ages at which carers fill in the strengths and difficulties questionnaire."""
_SUBSTANCE_AGE = 11
_MOTHER_FROM = 12
_SCORES = (0, 40)
_SCORE_MIDDLE, _SCORE_SPREAD = 14.0, 7.0
"""About what England's children in care score (DfE gives an average of 14); the spread is our guess."""
_SCORED_SHARE = 0.77
_NO_SCORE = Weighted({"SDQ2": 45, "SDQ3": 20, "SDQ5": 25, "SDQ4": 10})
_RECEIVED_SHARE, _OFFERED_SHARE = 0.55, 0.7
_SUBSTANCES = frozenset({"drugs", "alcohol"})
_COUPLES = {("MF", True): "L3", ("MM", True): "L4", ("FF", True): "L4"}
"""Married couples; others who adopt together are L2."""


def pupil_number(care: Care, year: Year) -> str:
    """Give the pupil number, or why there is none: UN1 not of school age, UN2 never in a school here, UN4, UN5."""
    if _UPN.fullmatch(care.persona.upn or ""):
        return care.persona.upn
    if _age(care.born, year.last) < _SCHOOL_AGE:
        return "UN1"
    if care.unaccompanied:
        return "UN2"
    return "UN4" if care.event.start > year.last - timedelta(days=7) else "UN5"


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _birthday(born: date, age: int) -> date:
    """Give the day somebody becomes so old; 28 February stands for the 29th."""
    leap = (born.month, born.day) == (2, 29)
    return born.replace(year=born.year + age, day=28) if leap else born.replace(year=born.year + age)


def header(care: Care, year: Year, *, looked_after: bool = True) -> Row:
    """Give the row that says who the child is; of a care leaver nothing is said of children of her own."""
    sex = care.persona.sex if care.persona.sex in ("F", "M") else care.person.sex
    ethnicity = care.persona.ethnicity or "NOBT"
    mother, first = "", ""
    if sex == "F" and looked_after:
        born = [
            child.born
            for child in care.person.children
            if child.born <= min(year.last, care.end or year.last) and care.person.age_on(child.born) >= _MOTHER_FROM
        ]
        mother, first = ("1", written(min(born))) if born else ("0", "")
    return (
        care.persona.local_id, year.sexes[sex], written(care.born), ethnicity, pupil_number(care, year),
        mother, first,
    )  # fmt: skip


def uasc(care: Care, year: Year) -> Iterator[Row]:
    """Give a row for who came alone to seek asylum; the status ceases with the eighteenth birthday."""
    if care.unaccompanied:
        sex = care.persona.sex if care.persona.sex in ("F", "M") else care.person.sex
        ceased = year.until(_birthday(care.born, _GROWN))
        yield care.persona.local_id, written(care.born), year.sexes[sex], written(ceased)


def outcomes(known: Known, care: Care, year: Year) -> Iterator[Row]:
    """Give a row on health, offending and drugs for who was in care all year."""
    if not care.all_year(year):
        return
    chance = Chance(known.plan.seed, "ssda903", known.agency, care.event.key, "outcomes", year.number)
    age, began = _age(care.born, year.last), _age(care.born, year.first)
    score, reason = _questionnaire(chance, asked=age >= _SCORED[0] and began <= _SCORED[1])
    convicted = str(int(_convicted(known, care, year))) if age >= _OFFENDING_AGE else ""
    kinds = {one.text("kind") for one in care.during["health_check"] if year.holds(one.start)}
    young = str(int("HEALTH" in kinds)) if age < _UNDER_FIVE else ""
    misuses = age >= _SUBSTANCE_AGE and bool(care.person.traits & _SUBSTANCES)
    yield (
        care.persona.local_id, written(care.born), score, reason, convicted, young, int("IMMUNISED" in kinds),
        int("DENTAL" in kinds), int("HEALTH" in kinds), int(misuses), *_treated(chance, misuses=misuses),
    )  # fmt: skip


def _questionnaire(chance: Chance, *, asked: bool) -> tuple[str, str]:
    if not asked:
        return "", ""
    if not chance.yes(_SCORED_SHARE):
        return "", chance.weighted(_NO_SCORE)
    least, most = _SCORES
    return str(min(max(round(chance.around(_SCORE_MIDDLE, _SCORE_SPREAD)), least), most)), ""


def _convicted(known: Known, care: Care, year: Year) -> bool:
    """Say whether the council's youth justice service had the child before a court in the year."""
    return any(one.person is care.person and year.holds(one.start) for one in known.block.of("yj_outcome"))


def _treated(chance: Chance, *, misuses: bool) -> tuple[str, str]:
    """Say whether help with drugs was taken and, where it was not, whether it was offered."""
    if not misuses:
        return "", ""
    return ("1", "") if chance.yes(_RECEIVED_SHARE) else ("0", str(int(chance.yes(_OFFERED_SHARE))))


def adopted(care: Care, year: Year) -> Iterator[Row]:
    """Give a row for a child adopted in the year."""
    event = care.adoption
    if event is None or not year.holds(care.end) or care.episodes[-1].text("ceased") not in ADOPTED:
        return
    parents = [person for person, part in event.people if part == "adopter"]
    before = placement(care.episodes[-1])
    yield (
        care.persona.local_id, written(care.born), written(care.meant_for_adoption()),
        written(care.matched), int(before in ("A3", "A5")), max(len(parents), 1),
        *_couple(parents, event),
    )  # fmt: skip


def _couple(parents: Sequence[Person], event: Event) -> tuple[str, str]:
    """Give the sexes of who adopts and their status in law."""
    if len(parents) <= 1:
        return f"{parents[0].sex if parents else 'F'}1", "L0"
    one, other = parents[:2]
    sexes = "MF" if one.sex != other.sex else one.sex * 2
    married = any(
        tie.kind == "married" and {tie.a.key, tie.b.key} == {one.key, other.key} and tie.start <= event.start
        for tie in one.ties
    )
    return sexes, _COUPLES.get((sexes, married), "L2")


def placed_for_adoption(care: Care, year: Year) -> Iterator[Row]:
    """Give a row from the year of the decision that the child should be adopted until it was, or was not to be."""
    decided = care.meant_for_adoption()
    if decided is None or decided > year.last:
        return
    left = year.until(care.end)
    other = care.episodes[-1].text("ceased") not in ADOPTED
    ceased = left if left is not None and other else None
    yield care.persona.local_id, written(care.born), written(decided), written(ceased), "RD4" if ceased else ""


def before_care(care: Care, year: Year) -> Iterator[Row]:
    """Give a row for who came into care in the year: none of them had a permanent home by order before (Z1)."""
    if year.holds(care.event.start):
        yield care.persona.local_id, written(care.born), "Z1", "", ""
