"""School: which a child is on the roll of and when, being taught at home or nowhere, and free meals and support.

A child's years are cut into spells: at eleven, at a move too far from the school, at a permanent exclusion, or when the
parents take over. Absence and exclusion then follow the enrolments (``attendance``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import hypot
from typing import Final

from kith.county.chance import Chance
from kith.county.lives import attendance
from kith.county.lives.days import YEAR, after, earliest
from kith.county.lives.rates import Rates
from kith.county.lives.scene import Scene, gone, stay_on
from kith.county.lives.terms import LAST_COMPULSORY, LAST_YEAR, autumn_of, closing, group, opening, starts_school
from kith.county.model import Home, Institution, Person, Stay

RATES: Final = Rates("school")
WHY_MISSING: Final = RATES.table("out", "why")
PRIMARY_YEARS = 7
"""Reception and years 1 to 6."""
SEPTEMBER = 9
LIMITS: Final = (RATES.number("roll", "primary_metres"), RATES.number("roll", "secondary_metres"))
SHORTEST = 20
"""Spells shorter than this many days are not told."""


@dataclass(slots=True)
class Pupil:
    """A child and what stays the same about their schooling."""

    person: Person
    sen: str
    fsm: int
    boarder: int
    last: date
    """The first day after school: after year 11 or 13, or when they were gone."""
    first: date


@dataclass(slots=True)
class Roll:
    """A school a child is on the roll of, while it is being worked out."""

    school: Institution
    start: date
    end: date
    barred: date | None = None
    """Excluded for good from this day, though still on the roll."""


@dataclass(slots=True)
class Class:
    """What the pupils of one household have in common."""

    scene: Scene
    chance: Chance
    fed: dict[int, int] = field(default_factory=dict)
    """Free school meals by household."""


def add(scene: Scene, chance: Chance) -> None:
    """Add everybody's schooling."""
    together = Class(scene, chance)
    special = scene.county.some("special")
    for here in scene.here:
        start = starts_school(here.person)
        if closing(start + LAST_YEAR) <= scene.since or opening(start) > scene.until:
            continue
        pupil = _pupil(together, here.person, start)
        if pupil.first < pupil.last:
            _school_life(scene, chance, pupil, special)


def _pupil(together: Class, person: Person, start: int) -> Pupil:
    chance = together.chance
    stays_on = chance.yes(RATES.number("roll", "share_sixth_form"))
    finish = closing(start + (LAST_YEAR if stays_on else LAST_COMPULSORY))
    stay = person.stays[0]
    household = id(stay.household)
    if household not in together.fed:
        share = RATES.number("roll", "share_free_meals") * (0.4 + 2.4 * stay.household.strain)
        together.fed[household] = int(
            chance.yes(min(share * (2.0 if stay.home.tenure == "social_rent" else 0.8), 0.95))
        )
    first = max(opening(start), person.came or person.born, stay.start)
    return Pupil(
        person,
        _support(chance, person),
        together.fed[household],
        int(stay.household.kind == "army" and chance.yes(RATES.number("roll", "share_boarder_army"))),
        earliest(finish, gone(person)) or finish,
        first,
    )


def _support(chance: Chance, person: Person) -> str:
    plan = RATES.number("roll", "share_plan_disabled" if person.disabilities else "share_plan")
    if chance.yes(plan):
        return "E"
    return "K" if chance.yes(RATES.number("roll", "share_support")) else "N"


def _school_life(scene: Scene, chance: Chance, pupil: Pupil, special: tuple[Institution, ...]) -> None:
    apart = pupil.sen == "E" and special and chance.yes(RATES.number("roll", "special_share_of_plans"))
    only = chance.pick(special) if apart else None
    for roll in _out_of_school(scene, chance, pupil, list(_rolls(scene, chance, pupil, only))):
        if roll.end <= scene.since or (roll.end - roll.start).days < SHORTEST:
            continue
        home = pupil.person.home_on(roll.start)
        boards = pupil.boarder if roll.school.kind == "secondary" else 0
        event = scene.tell(
            "enrolment",
            (roll.start, roll.end),
            [(pupil.person, "pupil")],
            home=home,
            place=roll.school,
            year_group=group(pupil.person, roll.start),
            boarder=boards,
            fsm=pupil.fsm,
            sen=pupil.sen,
        )
        attendance.add(scene, chance, event, roll.barred or roll.end)


def _rolls(scene: Scene, chance: Chance, pupil: Pupil, only: Institution | None) -> Iterator[Roll]:
    """Cut the school years wherever the school changes."""
    person, at = pupil.person, pupil.first
    to_secondary = opening(starts_school(person) + PRIMARY_YEARS)
    school, near = _choose(scene, chance, person, at, only)
    began = at
    for day, stay in _turns(pupil, to_secondary):
        if only is not None or (
            stay is not None and not _too_far(chance, near, stay.home, LIMITS[day >= to_secondary])
        ):
            continue
        if school is not None:
            yield Roll(school, began, day)
        school, near = _choose(scene, chance, person, day, only)
        began = day
    if school is not None:
        yield Roll(school, began, pupil.last)


def _turns(pupil: Pupil, to_secondary: date) -> list[tuple[date, Stay | None]]:
    turns: list[tuple[date, Stay | None]] = [
        (stay.start, stay) for stay in pupil.person.stays if stay.main and pupil.first < stay.start < pupil.last
    ]
    if pupil.first < to_secondary < pupil.last:
        turns.append((to_secondary, None))
    return sorted(turns, key=lambda turn: (turn[0], turn[1] is not None))


def _choose(
    scene: Scene, chance: Chance, person: Person, day: date, only: Institution | None
) -> tuple[Institution | None, Home | None]:
    stay = stay_on(person, day)
    if only is not None:
        return only, stay.home if stay else None
    if stay is None:
        return None, None
    age = min(max(autumn_of(day) - starts_school(person) + 4, 4), 17)
    return scene.county.school_for(chance, stay.home, age), stay.home


def _too_far(chance: Chance, near: Home | None, home: Home, limit: float) -> bool:
    if near is None:
        return True
    metres = hypot(near.easting - home.easting, near.northing - home.northing)
    return metres > limit and chance.yes(RATES.number("roll", "share_moves_school"))


def _out_of_school(scene: Scene, chance: Chance, pupil: Pupil, rolls: list[Roll]) -> list[Roll]:
    """Take out of the rolls the times at home and nowhere, and tell of them."""
    kept: list[Roll] = []
    for place, roll in enumerate(rolls):
        new = place or roll.start == pupil.person.came
        if new and roll.start.month != SEPTEMBER and chance.yes(RATES.number("out", "share_missing_at_move")):
            back = after(roll.start, 10 + chance.waiting(RATES.number("out", "days_missing")))
            _missing(scene, pupil.person, (roll.start, min(back, roll.end)), chance.weighted(WHY_MISSING))
            roll.start = min(back, roll.end)
        kept += _taken_out(scene, chance, pupil, roll)
    return [one for one in kept if one.start < one.end]


def _missing(scene: Scene, person: Person, when: tuple[date, date], why: str) -> None:
    if when[0] >= scene.since and when[0] < when[1] and when[0] <= _compulsory(person):
        home = person.home_on(when[0])
        scene.tell("missing_education", when, [(person, "pupil")], home=home, why=why)


def _compulsory(person: Person) -> date:
    return closing(starts_school(person) + LAST_COMPULSORY)


def _taken_out(scene: Scene, chance: Chance, pupil: Pupil, roll: Roll) -> list[Roll]:
    """Cut a time of home education or a permanent exclusion out of one roll, if there was one in the years told."""
    first = max(roll.start, scene.since)
    last = min(roll.end, _compulsory(pupil.person), scene.until)
    years = (last - first).days / YEAR
    if years <= 0:
        return [roll]
    if chance.yes(RATES.number("out", "home_each_year") * years):
        return _at_home(scene, chance, pupil, roll, (first, last))
    day = attendance.expelled(scene, chance, pupil.person, roll.school, (first, last))
    if day is None:
        return [roll]
    off = after(day, 21)
    back = after(off, 10 + chance.waiting(RATES.number("out", "days_missing")))
    others = [one for one in scene.county.some(roll.school.kind) if one is not roll.school]
    if off >= roll.end:
        return [roll]
    _missing(scene, pupil.person, (off, min(back, roll.end)), RATES.read["out"]["why_excluded"])
    new = Roll(chance.pick(others) if others else roll.school, min(back, roll.end), roll.end)
    return [Roll(roll.school, roll.start, off, day), new]


def _at_home(scene: Scene, chance: Chance, pupil: Pupil, roll: Roll, told: tuple[date, date]) -> list[Roll]:
    day = chance.day(*told)
    back = min(after(day, 60 + chance.waiting(RATES.number("out", "days_at_home"))), roll.end)
    home = pupil.person.home_on(day)
    scene.tell("home_educated", (day, min(back, _compulsory(pupil.person))), [(pupil.person, "pupil")], home=home)
    return [Roll(roll.school, roll.start, day), Roll(roll.school, back, roll.end)]
