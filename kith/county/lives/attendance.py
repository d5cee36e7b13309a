"""What a school writes of a pupil on its roll: absence term by term, suspensions, and being excluded for good."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.days import YEAR, after, working
from kith.county.lives.rates import Rates
from kith.county.lives.scene import Scene
from kith.county.lives.terms import LAST_COMPULSORY, Term, autumn_of, closing, in_term, starts_school, terms
from kith.county.model import Event, Institution, Person

RATES: Final = Rates("school")
BY_AGE: Final = RATES.ages("exclusion", "by_age")
REASONS: Final = RATES.table("exclusion", "reason")
FOR_GOOD: Final = RATES.table("exclusion", "permanent")
SESSIONS: Final = RATES.table("exclusion", "sessions")
TIMES: Final = {
    "N": 1.0,
    "K": RATES.number("absence", "times_support"),
    "E": RATES.number("absence", "times_plan"),
}
"""How much more often pupils with support or a plan are away."""
EXCLUDED: Final = {"N": 0.7, "K": 2.6, "E": 2.3}
"""How much more often they are excluded (DfE, autumn 2023: 3 to 5 times; our rounding)."""
AVERAGE_BY_AGE = 0.42
"""The middle of ``by_age`` over the ages at school, so that the rate comes out as published."""
MOST = 0.95
FEWEST_DAYS = 10


def add(scene: Scene, chance: Chance, enrolment: Event, end: date) -> None:
    """Add the absence and the suspensions of one enrolment that ends on a day."""
    end = min(end, scene.until, closing(starts_school(enrolment.person) + LAST_COMPULSORY))
    _absence(scene, chance, enrolment, end)
    _suspensions(scene, chance, enrolment, end)


def _absence(scene: Scene, chance: Chance, enrolment: Event, end: date) -> None:
    newest = autumn_of(scene.until) - 1
    oldest = newest - int(RATES.number("absence", "school_years")) + 1
    usual = RATES.number("absence", "median") * TIMES[enrolment.text("sen")]
    if enrolment.detail["fsm"]:
        usual *= RATES.number("absence", "times_free_meals")
    usual *= exp(chance.around(0.0, RATES.number("absence", "spread")))
    for autumn in range(oldest, newest + 1):
        for term in terms(autumn):
            first, last = max(term.start, enrolment.start), min(term.end, end - timedelta(days=1))
            if (last - first).days >= FEWEST_DAYS:
                _term(scene, chance, enrolment, (term, first, last), usual)


def _term(scene: Scene, chance: Chance, enrolment: Event, when: tuple[Term, date, date], usual: float) -> None:
    term, first, last = when
    whole = (term.end - term.start).days + 1
    possible = round(term.sessions * ((last - first).days + 1) / whole)
    away = round(possible * min(usual * exp(chance.around(0.0, 0.4)), MOST))
    unauthorised = sum(chance.yes(RATES.number("absence", "share_unauthorised")) for _ in range(away))
    scene.tell(
        "attendance",
        (first, last),
        enrolment.people,
        place=enrolment.place,
        part_of=enrolment,
        term=term.name,
        possible=possible,
        authorised=away - unauthorised,
        unauthorised=unauthorised,
    )


def _risk(scene: Scene, person: Person, day: date) -> float:
    """Say how much likelier than for the average pupil an exclusion is."""
    return BY_AGE[max(person.age_on(day), 0)] / AVERAGE_BY_AGE * scene.strain[person]


def _suspensions(scene: Scene, chance: Chance, enrolment: Event, end: date) -> None:
    person, first = enrolment.person, max(enrolment.start, scene.since)
    years = (end - first).days / YEAR
    if years <= 0:
        return
    run = RATES.number("exclusion", "mean_run")
    middle = first + (end - first) / 2
    mean = RATES.number("exclusion", "suspended_each_year") * years * _risk(scene, person, middle)
    for _ in range(chance.times(min(mean * EXCLUDED[enrolment.text("sen")] / run, 5.0))):
        day = chance.day(first, end)
        for _ in range(1 + chance.times(run - 1)):
            _suspend(scene, chance, enrolment, working(day), end)
            day = after(day, 7 + chance.waiting(45))


def _suspend(scene: Scene, chance: Chance, enrolment: Event, day: date, end: date) -> None:
    if not in_term(day) or day >= end:
        return
    lunch = chance.yes(RATES.number("exclusion", "share_lunch"))
    sessions = 1 if lunch else int(chance.weighted(SESSIONS))
    scene.tell(
        "exclusion",
        (day, min(after(day, max(sessions // 2, 1)), end)),
        enrolment.people,
        place=enrolment.place,
        part_of=enrolment,
        category="LNCH" if lunch else "SUSP",
        reason=chance.weighted(REASONS),
        sessions=sessions,
    )


def expelled(scene: Scene, chance: Chance, person: Person, school: Institution, told: tuple[date, date]) -> date | None:
    """Exclude somebody for good in the time told, in few cases; give the day."""
    first, last = told
    day = working(chance.day(first, last))
    years = (last - first).days / YEAR
    if not chance.yes(RATES.number("exclusion", "permanent_each_year") * years * _risk(scene, person, day)):
        return None
    if not in_term(day) or day >= last or after(day, 30) > last:
        return None
    scene.tell(
        "exclusion",
        (day, None),
        [(person, "pupil")],
        place=school,
        category="PERM",
        reason=chance.weighted(FOR_GOOD),
        sessions=0,
    )
    return day
