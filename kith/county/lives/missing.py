"""Children reported missing: few children, most of them again and again, and far more of those in care."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.days import after
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Here, Scene, stay_on
from kith.county.model import Stay

RATES: Final = Rates("police")
BY_AGE: Final = RATES.ages("missing", "by_age")
RISKS: Final = RATES.table("missing", "risk")
FOUND: Final = RATES.table("missing", "found")
HARMS: Final = RATES.table("missing", "harm")
NIGHTS: Final = RATES.table("missing", "nights")
REPORTERS: Final = {
    "home": RATES.table("missing", "reporter_home"),
    "placement": RATES.table("missing", "reporter_care"),
}
FROM: Final = {"foster": "foster", "kinship": "kinship_carer", "childrens_home": "care_home", "supported": "supported"}
AVERAGE_BY_AGE: Final = sum(BY_AGE[:ADULT]) / ADULT
MOST_BY_AGE: Final = max(BY_AGE)
SHARE_FROM_SCHOOL = 0.06
DAYS_APART = 24


def add(scene: Scene, chance: Chance) -> None:
    """Add every report of a missing child."""
    for here in scene.children:
        person = here.person
        again = _again(scene, chance, here, in_care=False)
        for stay in person.stays:
            if stay.kind == "placement":
                part = _within(here, stay)
                again += _again(scene, chance, part, in_care=True) if part else []
        taken: date | None = None
        for day in sorted(again):
            if taken is None or day > taken:
                taken = _report(scene, chance, here, day)


def _within(here: Here, stay: Stay) -> Here | None:
    last = here.last if stay.end is None else min(here.last, stay.end - timedelta(days=1))
    first = max(here.first, stay.start)
    return Here(here.person, first, last) if first <= last else None


def _again(scene: Scene, chance: Chance, here: Here, *, in_care: bool) -> list[date]:
    """Draw the days on which a child went missing: often none, seldom only one."""
    share = RATES.number("missing", "each_looked_after_year" if in_care else "each_child_year")
    if not in_care:
        share *= scene.strain[here.person]
    times = RATES.number("missing", "times_looked_after" if in_care else "times")
    days: list[date] = []
    for _ in range(chance.times(min(share * MOST_BY_AGE / AVERAGE_BY_AGE * here.years, 9.0))):
        day = scene.day_in(chance, here)
        if chance.yes(BY_AGE[max(here.person.age_on(day), 0)] / MOST_BY_AGE):
            for _ in range(1 + chance.times(times - 1)):
                days.append(day)
                day = after(day, 2 + chance.waiting(DAYS_APART))
    return [day for day in days if day <= here.last]


def _report(scene: Scene, chance: Chance, here: Here, day: date) -> date:
    """Add one report; give the day the child was found."""
    person, stay = here.person, stay_on(here.person, day)
    placed = stay is not None and stay.kind == "placement"
    back = min(after(day, int(chance.weighted(NIGHTS))), here.last)
    offered = chance.yes(RATES.number("missing", "share_offered"))
    told = scene.tell(
        "missing",
        (day, back),
        [(person, "child")],
        home=stay.home if stay else None,
        risk=chance.weighted(RISKS),
        found=chance.weighted(FOUND),
        reporter=chance.weighted(REPORTERS["placement" if placed else "home"]),
        offered=int(offered),
        accepted=int(offered and chance.yes(RATES.number("missing", "share_accepted"))),
        harm=chance.weighted(HARMS),
    )
    told.detail["from"] = _from(chance, stay)  # a word that Python keeps for itself
    return back


def _from(chance: Chance, stay: Stay | None) -> str:
    if chance.yes(SHARE_FROM_SCHOOL):
        return "school"
    return FROM.get(stay.household.kind, "home") if stay else "home"
