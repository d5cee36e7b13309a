"""Where a child in care lives: the code of the placement, and Ofsted's number of who provides it."""

from __future__ import annotations

from zlib import crc32

from kith.county import numbers
from kith.county.agencies.habits import AGENCIES
from kith.county.agencies.known import Known
from kith.county.model import Event

NO_PROVIDER = frozenset({"T0", "T1", "T2", "T3", "T4", "Z1", "Z11", "Z12", "Z13", "Z14"})
_NO_URN = NO_PROVIDER | {"P1", "P3", "R1", "R2", "R5"}
"""Placements that Ofsted does not register (rule 222 of the published checks)."""
_BY_CONSENT = {"A5": "A3", "A6": "A4"}
"""Placed for adoption without a placement order: with the parents' consent (rule 408)."""
_SAME_CARER = frozenset({"S", "T", "U"})
"""Reasons for an episode by which a child can be placed for adoption with those who foster it (rule 217)."""
_WITH_OTHERS = {"A3": "A4", "A5": "A6"}
_FAMILIES = frozenset("AU")
_BOUGHT = frozenset({"PR4", "PR5"})
_OWN, _OTHER, _OTHERS = 90_000, 50_000, 40_000
"""Numbers kept for the councils' own fostering services, and for homes that are no institution of the county."""


def placement(event: Event) -> str:
    """Give the code of an episode's placement, in keeping with its law and with the reason for the episode."""
    code = event.text("placement")
    if event.text("legal") != "E1":
        code = _BY_CONSENT.get(code, code)
    return code if event.text("new") in _SAME_CARER else _WITH_OTHERS.get(code, code)


def reason(event: Event, before: Event | None) -> str:
    """Give the reason for an episode: U where the law changed, and with it the code of a placement that went on."""
    code = event.text("new")
    return "U" if code == "L" and before is not None and placement(before) != placement(event) else code


def urn(known: Known, event: Event) -> str:
    """Give Ofsted's number of an episode's provider; nothing for a placement that has none."""
    code = event.text("placement")
    if code in _NO_URN:
        return ""
    if event.place is not None and "provider_urn" in event.place.codes:
        return event.place.codes["provider_urn"]
    return _of_family(known, event) if code[:1] in _FAMILIES else _of_home(known, event)


def _of_family(known: Known, event: Event) -> str:
    """Give the number of the agency from which a foster home was bought, or of the council's own service."""
    agencies = known.county.some("foster_agency") if known.county is not None else ()
    if event.text("provider") in _BOUGHT and agencies:
        return agencies[_place(event) % len(agencies)].codes["provider_urn"]
    return numbers.provider_urn(_OWN + AGENCIES.index(known.agency))


def _of_home(known: Known, event: Event) -> str:
    for one in known.county.some("childrens_home") if known.county is not None else ():
        if event.home is not None and one.home.key == event.home.key:
            return one.codes["provider_urn"]
    return numbers.provider_urn(_OTHER + _place(event) % _OTHERS)


def _place(event: Event) -> int:
    return crc32((event.home.key if event.home is not None else event.key).encode())
