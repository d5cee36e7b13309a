"""Public protection notices: what an officer writes for the partners after harm to a child or an adult at risk.

Two files: one row for each notice, and one for each person in it. The sections are those of three published blank
forms; forces differ and none publishes a layout of an export.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance, Weighted
from kith.county.formats import police_shape as shape
from kith.county.formats import police_words as words
from kith.county.formats.form import Format, sheet
from kith.county.formats.police_kin import relations
from kith.county.model import Event, Person
from kith.county.writing import Pages

NOTICES = "ppn-incidents.csv"
PEOPLE = "ppn-people.csv"
NOTICE_HEADINGS = (
    "PPN reference", "Occurrence number", "Date and time", "Submitted", "Location", "Postcode", "PPN type",
    "DASH total", "Risk grade", "Professional judgement", "Voice of the child", "Consent asked", "Consent given",
    "Reason overridden", "Shared with", "MARAC", "Strategy discussion", "Officer", "Narrative",
)  # fmt: skip
PEOPLE_HEADINGS = (
    "PPN reference", "Role", "Person ID", "Surname", "Forename", "Other names", "Sex", "DOB", "Ethnicity", "Address",
    "Postcode", "Phone", "Email", "Relationship", "Drugs", "Alcohol", "Injuries", "Present at incident", "Witnessed",
    "Ordinarily resident", "School or nursery", "GP or health visitor", "UPN", "NHS number", "Markers",
)  # fmt: skip
_KINDS = {
    "domestic": "Domestic", "honour": "HBA", "mental_health": "Mental health", "exploitation": "Child",
    "county_lines": "Child", "cuckooing": "Adult", "neglect": "Child", "adult_concern": "Adult", "sexual": "Child",
    "concern": "Child", "drugs": "Child", "weapon": "Child",
}  # fmt: skip
"""The type of notice, by that of the occurrence. One about a child needs a child in it."""
_FOR_CHILDREN = frozenset(_KINDS) - {"honour", "mental_health", "cuckooing", "adult_concern"}
_GRADES = Weighted({"Standard": 70.0, "Medium": 20.0, "High": 10.0})
"""Not sourced: our guess."""
_ANSWERS = {"Standard": (1, 7), "Medium": (8, 13), "High": (14, 24)}
"""Of 27 questions, how many were answered yes; 14 are a common threshold for referral."""
_ROLES = {
    "harmed": "Victim",
    "suspected": "Suspect",
    "witness": "Witness",
    "present": "Child",
    "adult": "Adult at risk",
}
_VOICES = (
    "", "", "Seen, did not want to talk.", "Asleep upstairs, seen by officers, appeared well.",
    "Says they heard shouting.", "Not spoken to.", "Says they feel safe at home.", "Spoken to alone. Quiet.",
)  # fmt: skip
_WITH = {"Child": "MASH - children", "Domestic": "MASH - children", "HBA": "MASH - children"}
_SAYS_WHERE = 0.5
"""How often the school or the surgery is asked for. Not sourced: our guess."""
_YES_NO = Weighted({"No": 6.0, "Yes": 1.5, "N/K": 2.0, "": 1.0})


class Round(NamedTuple):
    """What is at hand while one block is written."""

    known: Known
    chance: Chance
    victims: dict[str, date]
    schools: dict[int, list[Event]]
    """Enrolments by the pupil's number: officers ask children which school they go to."""


def write(known: Known, pages: Pages) -> None:
    """Write the rows of one block."""
    at = Round(known, shape.stream(known, "notices"), shape.exploited(known), _enrolments(known))
    notices: list[tuple[str, ...]] = []
    people: list[tuple[str, ...]] = []
    for event in noticed(known):
        reference = known.reference(event, prefix="PPN")
        notices.append((reference, *_notice(at, event)))
        people.extend((reference, *_person(at, event, person, part)) for person, part in event.people)
    pages.rows(known.path(NOTICES), shape.printed(notices))
    pages.rows(known.path(PEOPLE), shape.printed(people))


def _enrolments(known: Known) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    for event in known.block.of("enrolment"):
        found.setdefault(event.person.number, []).append(event)
    return found


def noticed(known: Known) -> Iterator[Event]:
    """Give what a notice is written about: harm with a child in it, and concerns for adults."""
    for event in known.of("occurrence", "adult_concern"):
        kind = shape.kind(event)
        if kind in _KINDS and (kind not in _FOR_CHILDREN or any(_child(person, event) for person, _ in event.people)):
            yield event


def _child(person: Person, event: Event) -> bool:
    return person.age_on(event.start) < words.ADULT_AT


def _notice(at: Round, event: Event) -> tuple[str, ...]:
    known, chance = at.known, at.chance
    kind = _KINDS[shape.kind(event)]
    grade = chance.weighted(_GRADES)
    asked = chance.yes(0.7)
    given = asked and chance.yes(0.6)
    return (
        shape.number(known, event),
        shape.moment(known, event),
        shape.reported(known, event),
        *known.placed(event.home)[:2],
        kind,
        str(chance.whole(*_ANSWERS[grade])) if kind == "Domestic" else "",
        grade,
        grade if chance.yes(0.9) else "High",
        chance.pick(_VOICES) if any(_child(person, event) for person, _ in event.people) else "",
        "Yes" if asked else "No",
        "Yes" if given else "No",
        "" if given else chance.pick(("Risk of significant harm", "Child protection", "Vital interest", "")),
        _WITH.get(kind, "MASH - adults"),
        "Yes" if grade == "High" else "No",
        "Yes" if grade == "High" and kind != "Adult" else "No",
        known.worker(event),
        event.text("words"),
    )


def _role(at: Round, person: Person, part: str, event: Event) -> str:
    """Write the role: a child who by then may be a victim of exploitation is a child, never a suspect."""
    since = at.victims.get(person.key)
    if _child(person, event) and since is not None and since <= at.known.told(event):
        return "Child"
    return _ROLES.get(part, shape.told_as(part))


def _person(at: Round, event: Event, person: Person, part: str) -> tuple[str, ...]:
    persona = at.known.persona(person, event.start)
    return (
        _role(at, person, part, event),
        *_named(persona, at.chance),
        relations(at.known, person, event),
        *(at.chance.weighted(_YES_NO) for _ in range(3)),
        *_there(person, part, event),
        *_of_a_child(at, persona, event),
        shape.flags(at.known, person, at.known.told(event), at.victims),
    )


def _named(persona: Persona, chance: Chance) -> tuple[str, ...]:
    return (
        persona.local_id,
        persona.surname,
        persona.forename,
        " ".join(filter(None, (persona.middle, persona.known_as))),
        shape.sex(persona, chance),
        shape.day(persona.born),
        " / ".join(filter(None, shape.ethnicity(persona, chance))),
        persona.address,
        persona.postcode,
        persona.phone,
        "",
    )


def _there(person: Person, part: str, event: Event) -> tuple[str, str, str]:
    lives = any(one.home is event.home and one.covers(event.start) for one in person.stays)
    seen = {"witness": "Yes", "present": "Heard"}.get(part, "")
    return "Yes", seen, "Yes" if lives else "No"


def _of_a_child(at: Round, persona: Persona, event: Event) -> tuple[str, ...]:
    person = persona.person
    if not _child(person, event):
        return "", "", "", persona.nhs
    surgery = person.surgery.name if person.surgery and at.chance.yes(_SAYS_WHERE) else ""
    school = _school(at, event, person) if at.chance.yes(_SAYS_WHERE) else ""
    return school, surgery, persona.upn, persona.nhs


def _school(at: Round, event: Event, person: Person) -> str:
    for one in at.schools.get(person.number, ()):
        if one.place and one.start <= event.start and (one.end is None or event.start < one.end):
            return one.place.name
    return ""


FORMAT = Format(
    name="police-notices",
    agencies=("police",),
    files=lambda _plan: (
        sheet(NOTICES, NOTICE_HEADINGS, shape.ENCODING),
        sheet(PEOPLE, PEOPLE_HEADINGS, shape.ENCODING),
    ),
    write=write,
)
