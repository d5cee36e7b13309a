"""Related persons: whom a surgery would ring about a patient, and what they are to the patient."""

from __future__ import annotations

from collections.abc import Iterator

from kith.county.agencies.persona import Persona
from kith.county.agencies.touches import parents
from kith.county.formats import fhir_words as words
from kith.county.formats.fhir_patients import Register
from kith.county.formats.fhir_words import Node
from kith.county.model import Person

_GROWN = 18
_OLD = 75
_NOTED = 0.7
"""How often somebody to ring was noted. Not sourced: our guess."""
_CARING = ("adoptive_parent", "step_parent", "foster_carer", "guardian")
_TOGETHER = ("married", "partner")


def related(register: Register, persona: Persona) -> Iterator[Node]:
    """Give the RelatedPersons of one entry; none for whoever died, and none where the record is restricted."""
    if persona.died or register.security(persona) != "U" or not register.chance.yes(_NOTED):
        return
    for number, (other, name) in enumerate(_whom(register, persona), 1):
        if register.security(other) == "U":
            yield _related(persona, other, name, number)


def _whom(register: Register, persona: Persona) -> list[tuple[Persona, str]]:
    person, until = persona.person, register.until
    if person.age_on(until) < _GROWN:
        ring = register.known.contacts(person, until)
        return [(one, _part(register, one.person, person)) for one in ring]
    found = [one for one in _partners(register, person) if register.known.holds(one[0])]
    if not found and person.age_on(until) >= _OLD:
        found = [(one, "child") for one in person.children if _rung(register, one)]
    return [(register.known.persona(other, until), name) for other, name in found[:1]]


def _rung(register: Register, child: Person) -> bool:
    """Say whether a grown child could be rung: here, known, and not somebody whom an adoption took away."""
    return (
        child.here_on(register.until)
        and child.age_on(register.until) >= _GROWN
        and child.earlier is None
        and child.number not in register.before
        and register.known.holds(child)
    )


def _partners(register: Register, person: Person) -> Iterator[tuple[Person, str]]:
    for tie in person.ties:
        if tie.kind in _TOGETHER and tie.start <= register.until and (tie.end is None or tie.end > register.until):
            other = tie.b if tie.a is person else tie.a
            if other.alive_on(register.until):
                yield other, tie.kind


def _part(register: Register, carer: Person, child: Person) -> str:
    """Say what a carer is to a child."""
    for tie in child.ties:
        if tie.a is carer and tie.kind in _CARING and tie.start <= register.until and tie.end is None:
            return tie.kind
    if carer in parents(child):
        return "mother" if carer.sex == "F" else "father"
    return "family"


def _related(persona: Persona, other: Persona, name: str, number: int) -> Node:
    to = words.patient(persona.local_id)
    if persona.nhs:
        to["identifier"] = {"system": words.NHS_NUMBER, "value": persona.nhs}
    made: Node = {
        "resourceType": "RelatedPerson",
        "id": f"{persona.local_id}-{number}",
        "active": True,
        "patient": to,
        "relationship": [words.role(name)],
        "name": [{"use": "usual", "family": other.surname, "given": [other.forename]}],
    }
    if other.phone:
        made["telecom"] = [{"system": "phone", "value": other.phone.replace(" ", "")}]
    return made
