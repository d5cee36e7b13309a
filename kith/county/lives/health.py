"""Health: with which surgery everybody is registered, emergency attendances, admissions, and what nurses visited for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.days import YEAR, after, birthday, working
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Here, Scene, gone
from kith.county.model import Event, Home, Person

RATES: Final = Rates("health")
BY_AGE: Final = RATES.ages("emergency", "each_year_by_age")
ARRIVALS: Final = RATES.tables("emergency", "arrival")
COMPLAINTS: Final = RATES.tables("emergency", "complaint")
OUTCOMES: Final = RATES.table("emergency", "outcome")
DAYS_IN: Final = RATES.numbers("admission", "days")
VISITS: Final[dict[str, tuple[int, int]]] = {name: (a, b) for name, (a, b) in RATES.read["contact"]["visits"].items()}
HARMED: Final = frozenset({"self-harm", "overdose", "assault", "burn or scald", "mental health crisis"})
"""What a hospital looks at twice when it is a child who comes."""
ALWAYS = 0.8
CHILD_AT, OLD_AT = 2, 75
NEAR_METRES = 8000
STRAINED = 2.0


def add(scene: Scene, chance: Chance) -> None:
    """Add all of it, for everybody."""
    told = scene.until - timedelta(days=int(RATES.number("emergency", "years") * YEAR))
    recent = scene.until - timedelta(days=int(RATES.number("contact", "years") * YEAR))
    for here in scene.here:
        first = max(here.first, told)
        seen = False
        if first <= here.last:
            seen = _emergencies(scene, chance, Here(here.person, first, here.last))
        if max(here.first, recent) <= here.last:
            seen = _contacts(scene, chance, Here(here.person, max(here.first, recent), here.last)) or seen
        if seen or here.last == scene.until:
            _register(scene, chance, here)


def _register(scene: Scene, chance: Chance, here: Here) -> None:
    """Register somebody with the surgery of their last home, from when they came to live near it."""
    person = here.person
    stays = [stay for stay in person.stays if stay.main and stay.start <= here.last]
    home, since = stays[-1].home, max(stays[-1].start, person.born)
    for stay in reversed(stays[:-1]):
        if _apart(stay.home, home) > NEAR_METRES:
            break
        since = max(stay.start, person.born)
    if person.surgery is None:
        person.surgery = scene.county.surgery_for(home)
    since = max(since, person.came or since)
    start = min(after(since, chance.whole(3, 40)), here.last)
    scene.tell("registration", (start, None), [(person, "patient")], home=home, place=person.surgery)


def _apart(one: Home, other: Home) -> int:
    return abs(one.easting - other.easting) + abs(one.northing - other.northing)


def band(age: int) -> str:
    """Name the age group that the tables go by."""
    if age < CHILD_AT:
        return "baby"
    if age < ADULT:
        return "child"
    return "adult" if age < OLD_AT else "old"


def _emergencies(scene: Scene, chance: Chance, here: Here) -> bool:
    person = here.person
    age = max(person.age_on(here.last), 0)
    strain = 1 + (scene.strain[person] - 1) * 0.35 if age < OLD_AT else 1.0
    count = chance.times(BY_AGE[age] * here.years * max(strain, 0.3))
    for _ in range(count):
        emergency(scene, chance, person, scene.day_in(chance, here))
    return count > 0


def emergency(scene: Scene, chance: Chance, person: Person, day: date) -> Event | None:
    """Add an attendance at the hospital on a day, and the admission it may lead to. Nothing when they have no home."""
    home = person.home_on(day)
    if home is None:
        return None
    hospital, age = scene.county.hospital_for(home), band(person.age_on(day))
    complaint = chance.weighted(COMPLAINTS[age])
    young = age in {"baby", "child"}
    worried = young and chance.yes(RATES.number("emergency", "share_safeguarding") * scene.strain[person])
    worried = worried or (young and complaint in HARMED and chance.yes(ALWAYS))
    admitted = chance.yes(RATES.number("emergency", "share_admitted") * (2.0 if age == "old" else 0.8))
    event = scene.tell(
        "ed_attendance",
        day,
        [(person, "patient")],
        home=home,
        place=hospital,
        complaint=complaint,
        arrival=chance.weighted(ARRIVALS[age]),
        safeguarding=int(worried),
        outcome="admitted" if admitted else chance.weighted(OUTCOMES),
    )
    if admitted:
        out = after(day, 1 + chance.waiting(DAYS_IN[age]))
        scene.tell(
            "admission", (day, out), [(person, "patient")], home=home, place=hospital, part_of=event, reason=complaint
        )
    return event


def _contacts(scene: Scene, chance: Chance, here: Here) -> bool:
    person = here.person
    seen = _baby(scene, chance, here)
    if person.age_on(here.last) < ADULT:
        nurse = RATES.number("contact", "nurse_each_year") * scene.strain[person]
        if birthday(person.born, 5) <= here.first and chance.yes(nurse * here.years):
            seen = _seen(scene, chance, here, "school nurse", 1)
        camhs = RATES.number("contact", "camhs_each_year") * (6.0 if "mental_health" in person.traits else 1.0)
        if birthday(person.born, 6) <= here.first and chance.yes(camhs * here.years):
            seen = _seen(scene, chance, here, "CAMHS", 1 + chance.times(RATES.number("contact", "camhs_contacts")))
        return seen
    if birthday(person.born, ADULT) > here.first:
        return seen
    return _adult(scene, chance, here) or seen


def _adult(scene: Scene, chance: Chance, here: Here) -> bool:
    traits, seen = here.person.traits, False
    if traits & {"drugs", "alcohol"} and chance.yes(RATES.number("contact", "drugs_each_year") * 0.5):
        seen = _seen(scene, chance, here, "drug and alcohol service", 1 + chance.times(1.5))
    share = RATES.number("contact", "mental_health_each_year") * (12.0 if "mental_health" in traits else 0.7)
    if chance.draw() < share * here.years:
        seen = _seen(scene, chance, here, "adult mental health", 1 + chance.times(1.0))
    return seen


def _seen(scene: Scene, chance: Chance, here: Here, service: str, times: int) -> bool:
    day = working(scene.day_in(chance, here))
    for _ in range(times):
        if day > here.last:
            break
        _contact(scene, chance, here.person, day, service)
        day = working(after(day, 14 + chance.waiting(30)))
    return True


def _contact(scene: Scene, chance: Chance, person: Person, day: date, service: str) -> None:
    strained = scene.strain[person] > STRAINED
    share = RATES.number("contact", "share_attended_strain" if strained else "share_attended")
    home = person.home_on(day)
    if home is None or person.surgery is None:
        person.surgery = person.surgery or (scene.county.surgery_for(home) if home else None)
    scene.tell(
        "health_contact",
        day,
        [(person, "patient")],
        home=home,
        place=person.surgery,
        service=service,
        attended=int(chance.yes(share)),
    )


def _baby(scene: Scene, chance: Chance, here: Here) -> bool:
    """Add the health visitor's reviews of a baby, and the midwife's visits to the mother before."""
    child, seen = here.person, False
    if (here.first - child.born).days > max(last for _, last in VISITS.values()):
        return False
    for first, last in VISITS.values():
        day = working(after(child.born, chance.whole(first, last)))
        if here.first <= day <= here.last:
            _contact(scene, chance, child, day, "health visitor")
            seen = True
    mother = child.mother
    if mother is not None and mother in scene.present and child.born >= here.first and gone(mother) is None:
        for _ in range(1 + chance.times(RATES.number("contact", "midwife_visits"))):
            day = working(after(child.born, -chance.whole(5, 230)))
            if scene.present[mother].first <= day <= scene.present[mother].last and day >= scene.since:
                _contact(scene, chance, mother, day, "midwife")
    return seen
