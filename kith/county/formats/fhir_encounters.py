"""What happened to patients: encounters, appointments to which they did not come, and flags on their records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from kith.county.formats import fhir_words as words
from kith.county.formats.fhir_patients import Register
from kith.county.formats.fhir_words import Json, Node
from kith.county.model import Event, Institution

ENCOUNTERS = ("ed_attendance", "admission", "health_contact")
FLAGGED = {
    "cp_plan": "Subject of a child protection plan (CP-IS)",
    "looked_after": "Looked after child (CP-IS)",
}
"""What local authorities tell the NHS through Child Protection - Information Sharing, by the kind of event."""
_HOURS = {"ed_attendance": (0, 23), "admission": (0, 23), "health_contact": (8, 17)}
_LASTS = {"ed_attendance": (40, 480), "admission": (60, 600), "health_contact": (10, 40)}
"""Minutes, from and to; for an admission, from the beginning of the last day."""
_REASONS = ("complaint", "reason", "service")
_NOT = frozenset({"", "0", "no", "none"})
_CHILD = 18


def attended(event: Event) -> bool:
    """Say whether the patient came, or was brought."""
    return "attended" not in event.detail or event.text("attended").lower() not in _NOT


def encounter(register: Register, event: Event) -> Node:
    """Give the Encounter of an attendance, a stay in hospital or a contact."""
    known = register.known
    number = known.reference(event)
    start, end = _times(register, event)
    made: Node = {
        "resourceType": "Encounter",
        "id": number,
        "identifier": [{"system": words.ENCOUNTER_ID, "value": number}],
        "status": "finished" if end else "in-progress",
        "class": dict(words.CLASSES[event.kind]),
        "subject": words.patient(known.persona(event.person, event.start).local_id),
        "participant": [{"individual": {"display": known.worker(event)}}],
        "period": words.period(start, end),
    }
    if event.kind == "health_contact":
        made["serviceType"] = {"text": said(event.text("service"))}
    reason = next((event.text(name) for name in _REASONS if event.text(name)), "")
    if reason and event.kind != "health_contact":
        made["reasonCode"] = [{"text": said(reason)}]
    stay = _hospitalization(event, end)
    if stay:
        made["hospitalization"] = stay
    if event.place:
        made["serviceProvider"] = provider(event.place)
    return made


def said(words_of: str) -> str:
    """Write a code as words."""
    return words_of.replace("_", " ").capitalize()


def provider(place: Institution) -> Node:
    """Refer to a hospital or surgery."""
    code = place.codes.get("ods", place.key)
    return {
        "reference": f"Organization/{code}",
        "identifier": {"system": words.ODS, "value": code},
        "display": place.name,
    }


def _times(register: Register, event: Event) -> tuple[str, str | None]:
    """Give when an encounter began and ended, in UTC; no end where it goes on."""
    chance = register.chance
    began = datetime.combine(event.start, time(chance.whole(*_HOURS[event.kind]), 5 * chance.whole(0, 11)), UTC)
    lasted = timedelta(minutes=chance.whole(*_LASTS[event.kind]))
    if event.kind != "admission":
        return began.isoformat(), (began + lasted).isoformat()
    end: date | None = register.known.ended(event)
    if end is None:
        return began.isoformat(), None
    left = datetime.combine(end, time(9), UTC) + lasted
    return began.isoformat(), max(left, began).isoformat()


def _hospitalization(event: Event, end: str | None) -> Node:
    made: Node = {}
    if event.text("arrival"):
        made["admitSource"] = {"text": said(event.text("arrival"))}
    if event.kind == "ed_attendance" and event.text("outcome"):
        made["dischargeDisposition"] = {"text": said(event.text("outcome"))}
    if event.kind == "admission" and end:
        made["dischargeDisposition"] = {"text": "Usual place of residence"}
    return made


def appointment(register: Register, event: Event) -> Node:
    """Give the Appointment to which somebody did not come, or was not brought."""
    known = register.known
    start, end = _times(register, event)
    child = event.person.age_on(event.start) < _CHILD
    who: Node = {"actor": words.patient(known.persona(event.person, event.start).local_id), "status": "accepted"}
    made: Node = {
        "resourceType": "Appointment",
        "id": known.reference(event),
        "status": "noshow",
        "serviceType": [{"text": said(event.text("service"))}],
        "description": "Was not brought" if child else "Did not attend",
        "start": start,
        "end": end or start,
        "participant": [who, {"actor": {"display": known.worker(event)}, "status": "accepted"}],
    }
    return made


def flags(register: Register) -> Iterator[Node]:
    """Give the Flags of a block: child protection and care as the council told it, and worries noted in A&E."""
    for event in register.known.of(*FLAGGED):
        yield from _flag(register, event, FLAGGED[event.kind], register.known.ended(event))
    for event in register.known.of("ed_attendance"):
        if event.text("safeguarding").lower() not in _NOT:
            yield from _flag(register, event, "Safeguarding concern noted in the emergency department", event.start)


def _flag(register: Register, event: Event, text: str, end: date | None) -> Iterator[Node]:
    known = register.known
    persona = known.persona(event.person, event.start)
    if register.security(persona) == "V":
        return
    number = known.reference(event)
    category: list[Json] = [{"coding": [dict(words.SAFETY)]}]
    made: Node = {
        "resourceType": "Flag",
        "id": f"F{number}",
        "status": "inactive" if end else "active",
        "category": category,
        "code": {"text": text},
        "subject": words.patient(persona.local_id),
        "period": words.period(event.start, end),
    }
    if event.kind not in FLAGGED:
        made["encounter"] = {"reference": f"Encounter/{number}"}
    yield made
