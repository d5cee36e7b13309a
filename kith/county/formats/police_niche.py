"""Occurrences as a force exports them from its records system: one row for each person in each occurrence.

The columns are the usual ones of such exports; the vendor's model is not public and forces differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance
from kith.county.formats import police_shape as shape
from kith.county.formats import police_words as words
from kith.county.formats.form import Format, sheet
from kith.county.model import Event, Person
from kith.county.numbers import pnc
from kith.county.writing import Pages

NAME = "niche-occurrences.csv"
HEADINGS = (
    "Occurrence number", "Occurrence type", "Reported date", "Start date", "Classification", "Status",
    "Location address", "Location postcode", "Easting", "Northing", "Person ID", "Surname", "Forename1", "Forename2",
    "DOB", "Gender", "Ethnic appearance", "Self-defined ethnicity", "PNC ID", "Involvement", "Home address",
    "Home phone", "Mobile", "Flags or warning markers",
)  # fmt: skip
HELD = ("occurrence", "asb")
"""The kinds of event that are occurrences to a force."""
_ANSWERING = frozenset({"suspected", "offender"})
_NO_MAP = 0.06
"""How often the place has no grid reference."""


def write(known: Known, pages: Pages) -> None:
    """Write the rows of one block."""
    pages.rows(known.path(NAME), shape.printed(_rows(known)))


def _rows(known: Known) -> Iterator[tuple[str, ...]]:
    chance = shape.stream(known, "niche")
    victims = shape.exploited(known)
    numbered = numbered_people(known)
    for event in known.of(*HELD):
        about = _occurrence(known, event, chance)
        for person, part in event.people:
            persona = known.persona(person, event.start)
            marks = shape.flags(known, person, known.told(event), victims)
            yield (
                *about,
                *_nominal(persona, chance, numbered.get(person.key, ""), _involvement(event, person, part, chance)),
                marks,
            )


def numbered_people(known: Known) -> dict[str, str]:
    """Give the Police National Computer number, by person, of those who were charged or cautioned."""
    found: dict[str, str] = {}
    for event in known.of("occurrence", "yj_outcome"):
        if event.kind == "yj_outcome" or event.text("outcome") in words.ARRESTED:
            for person, part in event.people:
                if part in _ANSWERING and _answerable(person, event):
                    found.setdefault(person.key, pnc(person.number, event.start.year))
    return found


def _answerable(person: Person, event: Event) -> bool:
    return person.age_on(event.start) >= words.RESPONSIBLE_AT


def kind_of(event: Event, chance: Chance) -> str:
    """Write the type of an occurrence in one of the ways it is written."""
    code = shape.kind(event)
    return chance.pick(words.OCCURRENCES.get(code) or (code.replace("_", " ").upper(),))


def _occurrence(known: Known, event: Event, chance: Chance) -> tuple[str, ...]:
    home = event.home
    place = known.placed(home)
    mapped = home is not None and bool(place.postcode) and not chance.yes(_NO_MAP)
    return (
        shape.number(known, event),
        kind_of(event, chance),
        shape.reported(known, event),
        shape.moment(known, event),
        chance.weighted(words.CLASSES[shape.kind(event) in words.NO_CRIME]),
        chance.pick(words.STATUSES.get(event.text("outcome")) or (shape.told_as(event.text("outcome")),)),
        place.address.upper(),
        place.postcode,
        str(home.easting) if home and mapped else "",
        str(home.northing) if home and mapped else "",
    )


def _involvement(event: Event, person: Person, part: str, chance: Chance) -> str:
    if shape.carried(event, person, part):
        return chance.weighted(words.CARRIED)
    return chance.weighted(words.INVOLVEMENT.get(part, words.ANY_PART))


def _nominal(persona: Persona, chance: Chance, number: str, involvement: str) -> tuple[str, ...]:
    mobile = persona.phone if persona.phone.startswith("07") else ""
    return (
        persona.local_id,
        persona.surname.upper(),
        persona.forename,
        persona.middle,
        shape.day(persona.born),
        shape.sex(persona, chance),
        *shape.ethnicity(persona, chance),
        number,
        involvement,
        shape.one_line(persona.address, persona.postcode),
        "" if mobile else persona.phone,
        mobile,
    )


FORMAT = Format(
    name="police-occurrences",
    agencies=("police",),
    files=lambda _plan: (sheet(NAME, HEADINGS, shape.ENCODING),),
    write=write,
)
