"""A row as it was read, in words."""

from __future__ import annotations

from datetime import date

from kith.records.rules.made import AddressUse, Event, Flag, Identifier, Organisation, Person, Reading, Relationship

_MOST = 12
_LONGEST = 160


def said(reading: Reading) -> tuple[str, ...]:
    """Say everything one row would make: a person first, then what is told of them."""
    lines = [
        *([_person(reading.person)] if reading.person else []),
        *([_organisation(reading.organisation)] if reading.organisation else []),
        *map(_identifier, reading.identifiers),
        *map(_address, reading.addresses),
        *map(_event, reading.events),
        *map(_flag, reading.flags),
        *map(_relationship, reading.relationships),
    ]
    return tuple(line[:_LONGEST] for line in lines[:_MOST]) or ("Nothing: it is kept as received.",)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _with(what: str, *parts: tuple[str, str]) -> str:
    """Put together what there is: `Person: Ada Drama, born 2 March 1950`."""
    return f"{what}: " + ", ".join(f"{before}{text}" for before, text in parts if text)


def _secret(*, so: bool) -> tuple[str, str]:
    return "", "told to nobody else" if so else ""


def _person(one: Person) -> str:
    name = " ".join(part for part in (one.forename, one.middle_names, one.surname) if part)
    return _with(
        "Person",
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


def _organisation(one: Organisation) -> str:
    return _with("School or service", ("", one.name), ("number ", one.urn), ("", one.postcode))


def _identifier(one: Identifier) -> str:
    return _with("Number", ("", one.scheme), ("", one.value or one.value_raw), ("", one.check_result))


def _address(one: AddressUse) -> str:
    where = one.address or one.postcode or one.uprn
    return _with(
        "Address", ("", one.use), ("", where), ("from ", _day(one.starts)), ("to ", _day(one.ends)),
        _secret(so=one.confidential),
    )  # fmt: skip


def _event(one: Event) -> str:
    more = "; ".join(f"{key} {text}" for key, text in one.detail.items())
    return _with(
        "Event", ("", one.kind), ("", one.subkind), ("as ", one.role), ("from ", _day(one.starts)),
        ("to ", _day(one.ends)), ("number ", one.reference), ("outcome ", one.outcome),
        _secret(so=one.confidential), ("", more),
    )  # fmt: skip


def _flag(one: Flag) -> str:
    return _with("Mark", ("", one.kind), ("", one.detail), ("from ", _day(one.starts)), _secret(so=one.confidential))


def _relationship(one: Relationship) -> str:
    return _with("Related", ("", one.kind), ("to ", one.other_local_id), _secret(so=one.confidential))
