"""Time in care: each period of being looked after, its episodes without a gap, reviews, health checks and adoption.

The stays of kind placement say when and where; this says under which law, with which codes, and how it ended.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.days import DAY, after, birthday, earliest, worked, working
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Scene, gone
from kith.county.model import Event, Person, Stay

RATES: Final = Rates("care")
CODES: Final = RATES.tables("placement", "code")
PROVIDERS: Final = RATES.tables("placement", "provider")
NEEDS: Final = RATES.table("need", "weights")
WHY_CHANGED: Final = RATES.table("why_changed", "weights")
FIRST_LEGAL: Final = RATES.table("legal", "first")
ENDINGS: Final = RATES.tables("ceased", "next")
PARTICIPATION: Final = RATES.table("reviews", "participation")
YOUNGEST_HEARD = 4
"""Children under four are not asked how they took part: PN0."""


@dataclass(slots=True)
class Row:
    """One episode in the making."""

    stay: Stay
    start: date
    legal: str
    new: str
    ceased: str = ""
    end: date | None = None


@dataclass(slots=True)
class Period:
    """A time of being looked after, made of placements that follow one another."""

    child: Person
    became: Person | None
    """Who the child is since an adoption."""
    stays: list[Stay]
    start: date
    end: date | None
    need: str = "N1"
    uasc: int = 0
    rows: list[Row] = field(default_factory=list)
    event: Event | None = None


def periods(scene: Scene, child: Person) -> list[Period]:
    """Give the times a child was looked after that reach into the years that are told."""
    runs: list[list[Stay]] = []
    for stay in child.stays:
        if stay.kind != "placement":
            continue
        joined = runs and runs[-1][-1].end is not None and stay.start <= runs[-1][-1].end + DAY
        if joined:
            runs[-1].append(stay)
        else:
            runs.append([stay])
    found = (_period(scene, child, run) for run in runs)
    return [one for one in found if one is not None]


def _period(scene: Scene, child: Person, run: list[Stay]) -> Period | None:
    limit = earliest(birthday(child.born, ADULT), gone(child))
    end = earliest(run[-1].end, limit)
    start = max(run[0].start, child.born)
    if start > scene.until or (end is not None and (end <= start or end < scene.since)):
        return None
    stays = [one for one in run if end is None or one.start < end]
    return Period(child, scene.became.get(child), stays, start, end)


def add(scene: Scene, chance: Chance) -> None:
    """Add everybody's time in care."""
    for here in scene.here:
        person = here.person
        if any(stay.kind == "placement" for stay in person.stays):
            for period in periods(scene, person):
                _care(scene, chance, period)
        if person.adopted is not None and scene.since <= person.adopted <= scene.until:
            _adoption(scene, chance, person)


def _care(scene: Scene, chance: Chance, period: Period) -> None:
    child = period.child
    period.uasc = int("unaccompanied" in child.traits)
    period.need = "N8" if period.uasc else chance.weighted(NEEDS)
    period.event = scene.tell(
        "looked_after",
        (period.start, period.end),
        [(child, "child")],
        home=period.stays[0].home,
        need=period.need,
        uasc=period.uasc,
    )
    _lay_out(period, chance)
    _episodes(scene, chance, period)
    _reviews(scene, chance, period)
    _checks(scene, chance, period)


def _lay_out(period: Period, chance: Chance) -> None:
    """Cut the period into rows: a new one wherever the placement or the law changed."""
    legal, turns = _law(period, chance)
    cuts: list[tuple[date, Stay | None, str]] = [(stay.start, stay, "") for stay in period.stays[1:]]
    cuts += [(day, None, law) for day, law in turns]
    stay, rows = period.stays[0], [Row(period.stays[0], period.start, legal, "S")]
    for day, to, law in sorted(cuts, key=lambda cut: (cut[0], cut[1] is None)):
        last = rows[-1]
        stay, legal = to or stay, law or legal
        if day <= last.start:
            last.stay, last.legal = stay, legal
            continue
        last.ceased, last.end = "X1", day
        rows.append(Row(stay, day, legal, "P" if to else "L"))
    rows[-1].end = period.end
    if period.end is not None:
        rows[-1].ceased = _ending(period, chance)
    period.rows = rows


def _law(period: Period, chance: Chance) -> tuple[str, list[tuple[date, str]]]:
    """Give the first legal status, and the days on which another followed."""
    first = "V2" if period.uasc else chance.weighted(FIRST_LEGAL)
    turns: list[tuple[date, str]] = []
    day, law = period.start, first
    if law == "L2":
        day, law = after(day, 7), "C1"
        turns.append((day, law))
    if law == "V2" and not period.uasc and chance.yes(RATES.number("legal", "share_to_court")):
        day, law = after(day, 20 + chance.waiting(RATES.number("legal", "days_to_court"))), "C1"
        turns.append((day, law))
    if law == "C1":
        wait = RATES.number("legal", "days_to_order")
        order = "E1" if period.became is not None else "C2"
        turns.append((after(day, 90 + chance.waiting(wait - 90)), order))
    last = period.end or date.max
    return first, [(working(day), law) for day, law in turns if working(day) < last]


def _ending(period: Period, chance: Chance) -> str:
    child, end = period.child, period.end
    if end == child.died:
        return "E2"
    if period.became is not None and end == period.became.adopted:
        return chance.weighted(ENDINGS["adopted"])
    if end == child.left:
        return "E3"
    if end == birthday(child.born, ADULT):
        return chance.weighted(ENDINGS["grown"])
    return chance.weighted(ENDINGS[_next_home(child, end)])


def _next_home(child: Person, end: date | None) -> str:
    if end is None:
        return "other"
    guardians = [tie for tie in child.ties if tie.kind == "guardian" and tie.b is child and tie.start <= end]
    if guardians:
        return "guardian"
    stay = next((one for one in child.stays if one.main and one.covers(end)), None)
    if stay is None:
        return "other"
    with_them = {id(one.person) for one in stay.household.stays if one.covers(end)}
    return "parent" if with_them & {id(child.mother), id(child.father)} else "other"


def household_kind(period: Period, stay: Stay) -> str:
    """Say which row of the tables of placements a stay falls under."""
    kind = stay.household.kind
    if kind in CODES:
        return kind
    child, became = period.child, period.became
    adopters = {id(tie.a) for tie in (became.ties if became else ()) if tie.kind == "adoptive_parent"}
    there = {id(one.person) for one in stay.household.stays}
    if there & adopters:
        return "adopters"
    return "parents" if there & {id(child.mother), id(child.father)} else "other"


def _episodes(scene: Scene, chance: Chance, period: Period) -> None:
    codes: dict[int, tuple[str, str]] = {}
    for place, row in enumerate(period.rows):
        if id(row.stay) not in codes:
            kind = household_kind(period, row.stay)
            codes[id(row.stay)] = (chance.weighted(CODES[kind]), chance.weighted(PROVIDERS[kind]))
        code, provider = codes[id(row.stay)]
        moves = row.ceased == "X1" and period.rows[place + 1].stay is not row.stay
        over = row.end is not None and row.end <= scene.until
        carers = [(one, "foster_carer") for one in _carers(period.child, row)]
        scene.tell(
            "episode",
            (row.start, row.end),
            [(period.child, "child"), *carers],
            home=row.stay.home,
            part_of=period.event,
            new=row.new,
            ceased=row.ceased if over else "",
            legal=row.legal,
            need=period.need,
            placement=code,
            provider=provider,
            why_changed=chance.weighted(WHY_CHANGED) if moves and over else "",
        )


def _carers(child: Person, row: Row) -> list[Person]:
    return [
        tie.a
        for tie in child.ties
        if tie.kind in {"foster_carer", "kinship_carer"}
        and tie.b is child
        and tie.start <= row.start
        and (tie.end is None or tie.end > row.start)
        and tie.a.alive_on(row.start)
    ]


def _reviews(scene: Scene, chance: Chance, period: Period) -> None:
    last = min(period.end or scene.until, scene.until)
    day = worked(period.start, int(RATES.number("reviews", "first_working_days")) - chance.whole(0, 4))
    step = int(RATES.number("reviews", "second_days"))
    while day < last:
        if day >= scene.since:
            old = period.child.age_on(day) >= YOUNGEST_HEARD
            code = chance.weighted(PARTICIPATION) if old else "PN0"
            scene.tell("care_review", day, [(period.child, "child")], part_of=period.event, participation=code)
        day = working(after(day, step - chance.whole(0, 12)))
        step = int(RATES.number("reviews", "then_days"))


def _checks(scene: Scene, chance: Chance, period: Period) -> None:
    last = min(period.end or scene.until, scene.until)
    share = RATES.number("checks", "share")
    for kind in ("HEALTH", "DENTAL", "IMMUNISED"):
        apart = int(RATES.number("checks", kind))
        day = after(max(period.start, scene.since), chance.whole(15, 120))
        while day < last:
            checked = working(day)
            if chance.yes(share) and checked < last:
                scene.tell("health_check", checked, [(period.child, "child")], part_of=period.event, kind=kind)
            day = after(day, apart + chance.whole(-20, 20))


def _adoption(scene: Scene, chance: Chance, child: Person) -> None:
    made = child.adopted
    if made is None:
        return
    adopters = [(tie.a, "adopter") for tie in child.ties if tie.kind == "adoptive_parent" and tie.b is child][:2]
    before = child.earlier or child
    first = min((stay.start for stay in before.stays if stay.kind == "placement"), default=child.born)
    steps = ("days_placed_to_order", "days_matched_to_placed", "days_decided_to_matched")
    days: list[date] = []
    day = made
    for step in steps:
        day = max(day - timedelta(days=int(RATES.number("adoption", step) * (0.7 + 0.6 * chance.draw()))), first)
        days.append(day)
    scene.tell(
        "adoption",
        made,
        [(child, "child"), *adopters],
        decided=days[2],
        matched=days[1],
        placed=days[0],
        before=int(chance.yes(RATES.number("adoption", "share_fostered_before"))),
    )
