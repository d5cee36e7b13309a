"""Health in FHIR R4, shaped after UK Core and the Personal Demographics Service: one resource on each line.

This is the bulk export of FHIR: newline-delimited JSON, a file for each type of resource. It shows the shapes that are
published; it does not claim to conform to the profiles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kith.county.agencies.known import Known
from kith.county.chance import Chance
from kith.county.formats import fhir_words as words
from kith.county.formats.fhir_encounters import ENCOUNTERS, appointment, attended, encounter, flags
from kith.county.formats.fhir_patients import Register, patient
from kith.county.formats.fhir_related import related
from kith.county.formats.fhir_words import Node
from kith.county.formats.form import File, Format
from kith.county.model import Institution
from kith.county.writing import Pages

PATIENTS = "patients.ndjson"
RELATED = "related-persons.ndjson"
FLAGS = "flags.ndjson"
VISITS = "encounters.ndjson"
MISSED = "appointments.ndjson"
ORGANISATIONS = "organizations.ndjson"
FILES = (ORGANISATIONS, PATIENTS, RELATED, FLAGS, VISITS, MISSED)
_CARE = ("surgery", "hospital")


def write(known: Known, pages: Pages) -> None:
    """Write the resources of one block; the organisations, which are the county's, with the first."""
    register = Register(known, Chance(known.plan.seed, "block", known.block.number, known.agency, "fhir"))
    events = known.of(*ENCOUNTERS)
    _add(known, pages, VISITS, (encounter(register, one) for one in events if attended(one)))
    _add(known, pages, MISSED, (appointment(register, one) for one in events if not attended(one)))
    _add(known, pages, FLAGS, flags(register))
    # Relatives before patients: somebody whom only a relative's record names is held from then on.
    entries = known.personas()
    _add(known, pages, RELATED, (made for persona in entries for made in related(register, persona)))
    _add(known, pages, PATIENTS, (patient(register, persona) for persona in known.personas()))
    if known.block.number == 0 and known.county is not None:
        _add(known, pages, ORGANISATIONS, _organisations(one for kind in _CARE for one in known.county.some(kind)))


def _add(known: Known, pages: Pages, name: str, resources: Iterable[Node]) -> None:
    lines = [words.line(one) for one in resources]
    if lines:
        pages.write(known.path(name), "".join(lines), len(lines))


def _organisations(some: Iterable[Institution]) -> Iterator[Node]:
    for one in some:
        code = one.codes.get("ods", one.key)
        made: Node = {
            "resourceType": "Organization",
            "id": code,
            "identifier": [{"system": words.ODS, "value": code}],
            "name": one.name,
            "address": [{"line": [one.home.line], "postalCode": one.home.postcode}],
        }
        if one.phone:
            made["telecom"] = [{"system": "phone", "value": one.phone.replace(" ", "")}]
        yield made


FORMAT = Format(
    name="fhir",
    agencies=("health",),
    files=lambda _plan: tuple(File(name) for name in FILES),
    write=write,
)
