"""A council's own lists of children out of school: missing education, educated at home, often absent.

No layout is published: these are our own, with the columns councils' guidance asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance, Weighted
from kith.county.formats.form import Format, lists, sheets
from kith.county.model import Event, Institution

Cells = Iterator[tuple[str, ...]]

PUPIL = (
    "Pupil ID", "UPN", "Surname", "Forename", "Known as", "DOB", "Gender", "Address", "Postcode", "Telephone",
)  # fmt: skip
HEADINGS = {
    "children_missing_education.csv": (
        "CME Ref", *PUPIL, "Last school", "Last school URN", "Date notified", "Missing since", "Reason", "Status",
        "Date closed", "Officer",
    ),
    "elective_home_education.csv": (
        "EHE Ref", *PUPIL, "Previous school", "Previous school URN", "EHE start date", "Date LA informed",
        "Last contact", "Education suitable", "EHE end date", "Officer",
    ),
    "persistent_absence.csv": (
        *PUPIL, "School", "School URN", "Term", "Term start", "Sessions possible", "Authorised absence",
        "Unauthorised absence", "% missed", "Severe",
    ),
}  # fmt: skip
PERSISTENT, SEVERE = 0.1, 0.5
"""The shares of sessions missed that the Department for Education calls persistent and severe absence."""
GENDERS = {"F": ("F", "Female"), "M": ("M", "Male"), "U": ("", "Not known")}
LONG_GENDER = 0.3
SUITABLE = Weighted({"Yes": 0.55, "Not yet known": 0.25, "No": 0.08, "Y": 0.05, "Unknown": 0.07})
"""Not sourced: our guess."""
CONTACT_EVERY = 240
"""Days between contacts with a home-educating family, on average. Not sourced: our guess."""


def day(one: date | None) -> str:
    """Write a day as dd/mm/yyyy, or nothing."""
    return f"{one.day:02d}/{one.month:02d}/{one.year}" if one else ""


def _pupil(persona: Persona, chance: Chance) -> tuple[str, ...]:
    short, long = GENDERS.get(persona.sex, GENDERS["U"])
    return (
        persona.local_id, persona.upn, persona.surname, persona.forename, persona.known_as, day(persona.born),
        long if chance.yes(LONG_GENDER) else short, persona.address, persona.postcode, persona.phone,
    )  # fmt: skip


def _school(place: Institution | None) -> tuple[str, str]:
    return (place.name, place.codes.get("urn", "")) if place else ("", "")


def _schools_before(known: Known) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in known.of("enrolment"):
        found.setdefault(event.person.key, []).append(event)
    return found


def _last_school(event: Event, enrolments: dict[str, list[Event]]) -> Institution | None:
    before = [one.place for one in enrolments.get(event.person.key, ()) if one.start <= event.start]
    return before[-1] if before else event.place


def _missing(known: Known, chance: Chance) -> Cells:
    schools = _schools_before(known)
    for event in known.of("missing_education"):
        told, why = known.told(event), event.text("why")
        found = known.ended(event)
        ended = max(found, told) if found else None
        yield (
            known.reference(event, "CME"), *_pupil(known.persona(event.person, event.start), chance),
            *_school(_last_school(event, schools)), day(told), day(event.start),
            why.replace("_", " ").capitalize(), "Closed" if ended else "Open", day(ended),
            known.worker(event),
        )  # fmt: skip


def _at_home(known: Known, chance: Chance) -> Cells:
    schools = _schools_before(known)
    for event in known.of("home_educated"):
        told, ended = known.told(event), known.ended(event)
        latest = ended or known.plan.until
        seen = chance.day(told, latest) if chance.waiting(CONTACT_EVERY) < (latest - told).days else None
        yield (
            known.reference(event, "EHE"), *_pupil(known.persona(event.person, event.start), chance),
            *_school(_last_school(event, schools)), day(event.start), day(told), day(seen),
            chance.weighted(SUITABLE), day(ended), known.worker(event),
        )  # fmt: skip


def _absent(known: Known, chance: Chance) -> Cells:
    for event in known.of("attendance"):
        possible, leave, without = (int(event.text(name) or 0) for name in ("possible", "authorised", "unauthorised"))
        missed = (leave + without) / possible if possible else 0.0
        if missed >= PERSISTENT:
            yield (
                *_pupil(known.persona(event.person, event.start), chance), *_school(event.place),
                event.text("term"), day(event.start), str(possible), str(leave), str(without), f"{missed:.1%}",
                "Y" if missed >= SEVERE else "N",
            )  # fmt: skip


ROWS = dict(zip(HEADINGS, (_missing, _at_home, _absent), strict=True))


FORMAT = Format("attendance", ("education",), sheets(HEADINGS), lists(ROWS))
