"""A row as it was read, in words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kith.lib.identifiers import Check
from kith.records.rules.guessing.fills import SCHEMES
from kith.records.rules.guessing.places import PLACES
from kith.records.rules.made import (
    AddressUse,
    Event,
    Flag,
    HouseholdMember,
    Identifier,
    Involvement,
    Object,
    Organisation,
    Person,
    Professional,
    Reading,
    Relationship,
)

OWN_NUMBER = "agency_id"
_MOST = 12
_LONGEST = 160
PERSON, SERVICE, NUMBER, ADDRESS, HOUSEHOLD, EVENT, INVOLVED, THING, MARK, RELATED, WORKER = (
    "Person", "School or service", "Number", "Address", "Household", "Event", "Also in it", "Thing", "Mark", "Related", "Worker",
)  # fmt: skip
_SCHEMES = {scheme: PLACES[place].words for place, scheme in SCHEMES.items()}


class Line(NamedTuple):
    """One thing that a row would make: what it is, and everything about it."""

    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.what}: {self.text}"


def said(reading: Reading) -> tuple[Line, ...]:
    """Say everything one row would make: a person first, then what is told of them."""
    lines = [
        *([_person(reading.person)] if reading.person else []),
        *([_organisation(reading.organisation)] if reading.organisation else []),
        # A person is said with their agency's own number.
        *(_identifier(one) for one in reading.identifiers if one.scheme != OWN_NUMBER or not reading.person),
        *map(_address, reading.addresses),
        *map(_household, reading.households),
        *map(_event, reading.events),
        *map(_involved, reading.involvements),
        *map(_thing, reading.objects),
        *map(_flag, reading.flags),
        *map(_relationship, reading.relationships),
        *map(_worker, reading.professionals),
    ]
    return tuple(Line(line.what, line.text[:_LONGEST]) for line in lines[:_MOST])


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _with(what: str, *parts: tuple[str, str]) -> Line:
    """Put together what there is: `Ada Drama, born 2 March 1950`."""
    return Line(what, ", ".join(f"{before}{text}" for before, text in parts if text))


def _secret(*, so: bool) -> tuple[str, str]:
    return "", "told to nobody else" if so else ""


def _person(one: Person) -> Line:
    name = " ".join(part for part in (one.forename, one.middle_names, one.surname) if part)
    return _with(
        PERSON,
        ("", name or "no name"),
        ("also ", one.other_names),
        ("born ", _day(one.dob)),
        ("expected ", _day(one.expected_dob)),
        ("died ", _day(one.died_on)),
        ("", one.sex),
        ("", one.ethnicity),
        ("number ", one.local_id),
        ("worker ", one.worker),
        _secret(so=one.shielded),
    )


def _organisation(one: Organisation) -> Line:
    return _with(SERVICE, ("", one.name), ("number ", one.urn), ("", one.postcode))


def _identifier(one: Identifier) -> Line:
    check = "" if one.check_result == Check.UNCHECKED else one.check_result
    return _with(NUMBER, ("", f"{_SCHEMES.get(one.scheme, one.scheme)} {one.value or one.value_raw}"), ("", check))


def _address(one: AddressUse) -> Line:
    where = one.address or one.postcode or one.uprn
    return _with(
        ADDRESS, ("", one.use), ("", where), ("from ", _day(one.starts)), ("to ", _day(one.ends)),
        _secret(so=one.confidential),
    )  # fmt: skip


def _event(one: Event) -> Line:
    more = "; ".join(f"{key} {text}" for key, text in one.detail.items())
    return _with(
        EVENT, ("", one.kind), ("", one.subkind), ("as ", one.role), ("from ", _day(one.starts)),
        ("to ", _day(one.ends)), ("number ", one.reference), ("outcome ", one.outcome),
        _secret(so=one.confidential), ("", more),
    )  # fmt: skip


def _household(one: HouseholdMember) -> Line:
    return _with(
        HOUSEHOLD, ("", one.household), ("as ", one.role), ("number ", one.other_local_id), ("from ", _day(one.starts)),
        ("to ", _day(one.ends)), _secret(so=one.confidential),
    )  # fmt: skip


def _involved(one: Involvement) -> Line:
    who = one.worker or one.other_local_id or one.worker_number or one.organisation or one.team
    return _with(INVOLVED, ("", one.role), ("", who), ("", one.description), _secret(so=one.confidential))


def _thing(one: Object) -> Line:
    return _with(
        THING, ("", one.kind), ("", one.identifier), ("", one.description), ("", one.role), _secret(so=one.confidential)
    )


def _worker(one: Professional) -> Line:
    return _with(WORKER, ("", one.name), ("", one.role), ("", one.team), ("number ", one.number))


def _flag(one: Flag) -> Line:
    return _with(MARK, ("", one.kind), ("", one.detail), ("from ", _day(one.starts)), _secret(so=one.confidential))


def _relationship(one: Relationship) -> Line:
    return _with(RELATED, ("", one.kind), ("to ", one.other_local_id), _secret(so=one.confidential))
