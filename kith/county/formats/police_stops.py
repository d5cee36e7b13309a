"""Stop and search records as a force holds them: the published columns, with the names that are never published."""

from __future__ import annotations

from collections.abc import Iterator

from kith.county.agencies.known import Known
from kith.county.chance import Chance, Weighted
from kith.county.formats import police_shape as shape
from kith.county.formats.form import Format, sheet
from kith.county.model import Event, Person
from kith.county.writing import Pages

NAME = "stops.csv"
HEADINGS = (
    "Stop reference", "Type", "Date", "Location", "Postcode", "Person ID", "Surname", "Forename", "DOB", "Gender",
    "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Address given", "Legislation",
    "Object of search", "Vehicle", "Outcome", "Outcome linked to object of search", "Part", "Officer", "Notes",
    "Markers",
)  # fmt: skip
_BANDS = ((10, "under 10"), (18, "10-17"), (25, "18-24"), (35, "25-34"), (200, "over 34"))
"""The age ranges of data.police.uk, each below its limit."""
_SEEN = {"IC1": "White", "IC2": "White", "IC3": "Black", "IC4": "Asian", "IC5": "Other", "IC6": "Other"}
_DRUGS = "Misuse of Drugs Act 1971 (section 23)"
_OTHERWISE = "Police and Criminal Evidence Act 1984 (section 1)"
_OBJECTS = {
    "Controlled drugs": _DRUGS,
    "Offensive weapons": _OTHERWISE,
    "Stolen goods": _OTHERWISE,
    "Article for use in theft": _OTHERWISE,
}
"""The law under which somebody is searched, by what is looked for."""
_SEARCHES = Weighted({"Controlled drugs": 6.6, "Offensive weapons": 1.5, "Stolen goods": 1.2})
"""What is looked for where the stop does not say; our guess (not sourced)."""
_OUTCOMES: dict[str, tuple[str, ...]] = {
    "nfa": ("A no further action disposal", "NFA"),
    "arrest": ("Arrest",),
    "arrested": ("Arrest",),
    "charged": ("Arrest", "Summons / charged by post"),
    "caution": ("Caution (simple or conditional)",),
    "community_resolution": ("Community resolution",),
    "warning": ("Khat or Cannabis warning",),
    "none": ("A no further action disposal", "NFA"),
    "no_further_action": ("A no further action disposal", "NFA"),
    "": ("A no further action disposal", "NFA", ""),
}
_NOTHING = frozenset({"", "nfa", "none", "no_further_action"})
_PARTS = {"suspected": "Searched", "present": "With", "witness": "With"}


def write(known: Known, pages: Pages) -> None:
    """Write the rows of one block."""
    pages.rows(known.path(NAME), shape.printed(_rows(known)))


def _rows(known: Known) -> Iterator[tuple[str, ...]]:
    chance = shape.stream(known, "stops")
    victims = shape.exploited(known)
    for event in known.of("stop"):
        sought = event.text("words") if event.text("words") in _OBJECTS else chance.weighted(_SEARCHES)
        outcome = _outcome(event, chance)
        told = known.told(event)
        for person, part in event.people:
            marks = shape.flags(known, person, told, victims)
            yield (
                shape.number(known, event),
                "Person and Vehicle search" if event.text("vehicle") else "Person search",
                *_place(known, event),
                *_who(known, event, person, chance),
                _OBJECTS[sought],
                sought,
                event.text("vehicle"),
                *outcome,
                _PARTS.get(part, shape.told_as(part)),
                known.worker(event),
                "" if event.text("words") in _OBJECTS else event.text("words"),
                marks,
            )


def _place(known: Known, event: Event) -> tuple[str, ...]:
    home = event.home
    return shape.moment(known, event), f"{home.street}, {home.town}" if home else "", home.postcode if home else ""


def band(age: int) -> str:
    """Give the range of ages that is published."""
    return next(written for limit, written in _BANDS if age < limit)


def _who(known: Known, event: Event, person: Person, chance: Chance) -> tuple[str, ...]:
    persona = known.persona(person, event.start)
    seen, said = shape.ethnicity(persona, chance)
    return (
        persona.local_id,
        persona.surname.upper(),
        persona.forename,
        shape.day(persona.born),
        shape.sex(persona, chance),
        band(person.age_on(event.start)),
        said,
        _SEEN.get(seen, ""),
        shape.one_line(persona.address, persona.postcode),
    )


def _outcome(event: Event, chance: Chance) -> tuple[str, str]:
    code = event.text("outcome")
    written = chance.pick(_OUTCOMES.get(code) or (shape.told_as(code),))
    return written, "" if code in _NOTHING else chance.pick(("True", "True", "False"))


FORMAT = Format(
    name="police-stops",
    agencies=("police",),
    files=lambda _plan: (sheet(NAME, HEADINGS, shape.ENCODING),),
    write=write,
)
