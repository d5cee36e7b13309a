"""The feeds with columns of their own: education, housing, hospitals, general practice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Weighted
from kith.county.formats.family_context.cells import People, Row, day, iso, telephone, worker
from kith.county.formats.family_context.involvements import SENT_FOR, latest
from kith.county.model import Event

Latest = dict[str, tuple[Persona, list[Event]]]

STATES = {True: Weighted({"Current": 0.97, "Active": 0.01, "Not Specified": 0.02}),
          False: Weighted({"Historic": 0.95, "Closed": 0.03, "Not Specified": 0.02})}  # fmt: skip
"""How it is written whether a pupil is still there. The shares are our guess; the words are published."""
ADMISSIONS = Weighted({"Normal round": 0.8, "In year": 0.18, "": 0.02})
AREAS = {"wiltshire": "Wiltshire", "swindon": "Swindon"}
SUPPORTED = frozenset({"supported", "hostel", "refuge"})
YEAR = timedelta(days=365)
OFTEN = 5
"""Visits to an emergency department in a year that make a high intensity user (NHS England's usual measure is five)."""


def _by_entry(known: Known, *kinds: str) -> Latest:
    """Give the events of some kinds of each entry, in order of time, by local number."""
    found: Latest = {}
    for event in known.of(*kinds):
        persona = known.persona(event.person, event.start)
        found.setdefault(persona.local_id, (persona, []))[1].append(event)
    return dict(sorted(found.items()))


def rows_of(known: Known, school_key: str | None = None) -> Iterator[Row]:
    """Give the rows of the education feed: of the whole council, or of one school's own list by the school's key."""
    people = People(known, "education")
    for persona, events in _by_entry(known, "enrolment").values():
        theirs = [one for one in events if school_key is None or (one.place and one.place.key == school_key)]
        if theirs:
            ended = known.ended(theirs[-1])
            if ended is None or ended >= known.plan.until - SENT_FOR:
                yield *people.cells(persona), *_enrolled(known, people, persona, theirs[-1])


def _enrolled(known: Known, people: People, persona: Persona, event: Event) -> Row:
    ended, school = known.ended(event), event.place
    until = known.plan.until
    seen = ended or until - timedelta(days=people.chance.waiting(9))
    return (
        persona.upn, people.chance.weighted(STATES[ended is None]), school.name if school else "",
        school.codes.get("urn", "") if school else "", school.phone if school else "",
        people.chance.weighted(ADMISSIONS), f"{until} 00:00:00", f"{known.plan.since} 00:00:00", f"{until} 00:00:00",
        AREAS[school.home.authority] if school else "", iso(max(seen, event.start)), iso(event.start),
    )  # fmt: skip


def education(known: Known, _feed: str) -> Iterator[Row]:
    """Give the rows of the whole council's education feed."""
    return rows_of(known)


def housing(known: Known, feed: str) -> Iterator[Row]:
    """Give the rows of the housing feed."""
    people = People(known, feed)
    for one in latest(known, feed):
        event = one.event
        provider = event.place.name if event.place else event.text("landlord")
        kind = event.home.kind if event.home else ""
        social = event.home is not None and event.home.tenure == "social_rent"
        yield (
            *people.cells(one.persona), *worker(known, known.worker(event)), "Yes" if kind in SUPPORTED else "No",
            "Yes" if social else "No", provider, one.words, day(event.start), day(one.ended),
        )  # fmt: skip


def acute(known: Known, feed: str) -> Iterator[Row]:
    """Give the rows of the hospitals' feed: those admitted, with the last admission and how many in the year to it."""
    people = People(known, feed)
    visits = _by_entry(known, "ed_attendance")
    for number, (persona, events) in _by_entry(known, "admission").items():
        last = events[-1]
        if last.start < known.plan.until - SENT_FOR:
            continue
        count = sum(one.start > last.start - YEAR for one in events)
        often = _within_a_year(visits[number][1]) if number in visits else 0
        condition = last.text("reason").replace("_", " ").capitalize()
        hospital = last.place.phone if last.place else ""
        yield (
            *people.cells(persona), day(last.start), day(known.ended(last)), condition, str(count),
            "Yes" if often >= OFTEN else "No", hospital,
        )  # fmt: skip


def _within_a_year(events: list[Event]) -> int:
    return sum(one.start > events[-1].start - YEAR for one in events)


def primary_care(known: Known, feed: str) -> Iterator[Row]:
    """Give the rows of general practice: everybody with a surgery who has not died or gone, as last registered.

    Whoever registered before the years that are told has the day since when the practice would have held them.
    """
    people = People(known, feed)
    registered = _by_entry(known, "registration")
    gone = _gone(known)
    for persona in known.personas():
        person = persona.person
        events = registered[persona.local_id][1] if persona.local_id in registered else []
        over = bool(events) and known.ended(events[-1]) is not None
        surgery = events[-1].place if events else person.surgery
        if surgery is None or over or persona.died or person.key in gone:
            continue
        since = events[-1].start if events else persona.first
        doctor = known.worker(persona)
        phone = surgery.phone or telephone(surgery.key)
        yield *people.cells(persona), f"Dr {doctor.split()[-1]}", phone, day(since)


def _gone(known: Known) -> set[str]:
    """Give those whom a practice no longer has: they left, or were adopted and are now registered as somebody else."""
    until = known.plan.until
    left = {event.person.key for event in known.of("move") if event.text("why") == "left"}
    later = (one for one in known.block.people if one.earlier and one.adopted and one.adopted <= until)
    return left | {one.earlier.key for one in later if one.earlier}
