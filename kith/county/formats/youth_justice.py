"""What a youth justice service exports of each case: young people, offences, outcomes.

The schema of the Youth Justice Board's case level return is not public. This is our own layout of the published list of
what it holds: young person, offence, disposal or outcome.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance
from kith.county.formats.form import Format, lists, sheets
from kith.county.model import Event

Cells = Iterator[tuple[str, ...]]

HEADINGS = {
    "youth_justice_young_people.csv": (
        "Originating Young Person ID", "Surname", "First Name", "Also Known As", "Date of Birth", "Sex", "Ethnicity",
        "PNC ID", "Address", "Postcode", "Telephone", "Looked After", "In Education", "First Known", "Case Manager",
    ),
    "youth_justice_offences.csv": (
        "Originating Young Person ID", "Offence ID", "Offence Date", "Offence", "Gravity", "Age at Offence",
    ),
    "youth_justice_outcomes.csv": (
        "Originating Young Person ID", "Outcome ID", "Offence ID", "Outcome Date", "Outcome", "Outcome Tier",
        "Programme Start", "Programme End", "Status",
    ),
}  # fmt: skip
BEFORE = 75
"""Days from offence to outcome, on average. Not sourced: our guess."""
RESPONSIBLE = timedelta(days=10 * 365 + 3)
"""Nobody commits an offence before the tenth birthday (Children and Young Persons Act 1963)."""
TIERS = (
    ("custod", "Custodial"), ("detention", "Custodial"), ("rehabilitation", "Community"), ("yro", "Community"),
    ("referral", "First tier"), ("fine", "First tier"), ("discharge", "First tier"),
    ("caution", "Out of court"), ("resolution", "Out of court"), ("diversion", "Out of court"),
)  # fmt: skip
"""The tier of an outcome by a word in it; what has none of them is out of court."""
SEXES = {"F": "Female", "M": "Male", "U": "Unknown"}
LEAVES_SCHOOL = 16


def day(one: date | None) -> str:
    """Write a day as dd/mm/yyyy, or nothing."""
    return f"{one.day:02d}/{one.month:02d}/{one.year}" if one else ""


def tier(disposal: str) -> str:
    """Give the tier of an outcome."""
    said = disposal.casefold()
    return next((name for word, name in TIERS if word in said), "Out of court")


def _offenders(known: Known) -> dict[str, tuple[Persona, list[Event]]]:
    """Give each entry that has an outcome, by local number, with its outcomes in order of time."""
    found: dict[str, tuple[Persona, list[Event]]] = {}
    for event in known.of("yj_outcome"):
        persona = known.persona(event.person, event.start)
        found.setdefault(persona.local_id, (persona, []))[1].append(event)
    return found


def _young_people(known: Known, _chance: Chance) -> Cells:
    for number, (persona, events) in sorted(_offenders(known).items()):
        person, latest = persona.person, events[-1].start
        placed = any(stay.kind == "placement" and stay.covers(latest) for stay in person.stays)
        learning = "Y" if person.age_on(latest) < LEAVES_SCHOOL else "U"
        yield (
            number, persona.surname, persona.forename, persona.known_as, day(persona.born), SEXES.get(persona.sex, "Unknown"),
            persona.ethnicity, "", persona.address, persona.postcode, persona.phone, "Y" if placed else "N", learning,
            day(persona.first), known.worker(persona),
        )  # fmt: skip


def _with_offence(known: Known) -> Iterator[tuple[str, Event, str, date]]:
    """Give each outcome with the entry's number, the number of its offence and the day of the offence."""
    for number, (_, events) in sorted(_offenders(known).items()):
        for event in events:
            waited = Chance(known.plan.seed, "yj", event.key).waiting(BEFORE)
            on = max(event.start - timedelta(days=waited), event.person.born + RESPONSIBLE)
            yield number, event, known.reference(event, "OF"), min(on, event.start)


def _offences(known: Known, _chance: Chance) -> Cells:
    for number, event, offence, on in _with_offence(known):
        words = event.text("offence").replace("_", " ").capitalize()
        yield number, offence, day(on), words, event.text("gravity"), str(event.person.age_on(on))


def _outcomes(known: Known, _chance: Chance) -> Cells:
    for number, event, offence, _ in _with_offence(known):
        ended = known.ended(event)
        disposal = event.text("disposal")
        yield (
            number, known.reference(event, "OC"), offence, day(event.start), disposal.replace("_", " ").capitalize(),
            tier(disposal), day(event.start), day(ended), "Closed" if ended else "Open",
        )  # fmt: skip


ROWS = dict(zip(HEADINGS, (_young_people, _offences, _outcomes), strict=True))


FORMAT = Format("youth_justice", ("youth_justice",), sheets(HEADINGS), lists(ROWS))
