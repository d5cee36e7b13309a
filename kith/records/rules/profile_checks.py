"""Refuse the description of a format that names what is not there, before it has read a single row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from kith.records.rules import made
from kith.records.rules.profiles import FieldSpec, MakeSpec, Profile, ProfileWrong, Section
from kith.records.rules.values import TYPES

ROLES = frozenset(
    {
        "subject", "harmed", "suspected", "witness", "reporter", "present", "carer", "worker", "missing", "mentioned",
        "unknown",
    }
)  # fmt: skip
"""The parts somebody may have in an event. Who was harmed and who is suspected must never be one word."""

_ALSO = {
    "person": frozenset[str](),
    "organisation": frozenset[str](),
    "identifier": frozenset[str](),
    "address": frozenset({"confidential_if"}),
    "relationship": frozenset({"confidential_if"}),
    "event": frozenset({"confidential_if"}),
    "flag": frozenset({"confidential_if"}),
}
_KINDS: dict[str, type[object]] = {
    "person": made.Person,
    "organisation": made.Organisation,
    "identifier": made.Identifier,
    "address": made.AddressUse,
    "relationship": made.Relationship,
    "event": made.Event,
    "flag": made.Flag,
}


def check(profile: Profile) -> None:
    """Refuse a description that names a field, type, code list, part or column that is not there."""
    for section in profile.sections:
        if strange := set(section.key) - {spec.name for spec in section.main.fields}:
            raise ProfileWrong(f"{profile.name}, {section.name}: the key has no field called {', '.join(strange)}.")
        for group in (section.main, *section.groups):
            for spec in group.fields:
                _check_field(spec, profile, section)
        for kind, make, known in _makes(section):
            _check_make(kind, make, known, f"{profile.name}, {section.name}")
            if kind == "event":
                _check_role(make, known, profile, section)


def _makes(section: Section) -> Iterator[tuple[str, MakeSpec, dict[str, FieldSpec]]]:
    """Give everything a section makes, with the fields it may be made from."""
    known = {spec.name: spec for spec in section.main.fields}
    for kind, one in (("person", section.person), ("organisation", section.organisation)):
        if one is not None:
            yield kind, one, known
    for kind, some in (
        ("identifier", section.identifiers),
        ("address", section.addresses),
        ("relationship", section.relationships),
    ):
        yield from ((kind, make, known) for make in some)
    for group in (section.main, *section.groups):
        inside = {spec.name: spec for spec in group.fields}
        yield from (("event", make, inside) for make in group.events)
        yield from (("flag", make, inside) for make in group.flags)


def _check_field(spec: FieldSpec, profile: Profile, section: Section) -> None:
    where = f"{profile.name}, {section.name}: {spec.name}"
    if spec.type not in TYPES:
        raise ProfileWrong(f"{where} has the type {spec.type!r}, which is none of {', '.join(sorted(TYPES))}.")
    if spec.codes and spec.codes not in profile.codes:
        raise ProfileWrong(f"{where} uses the code list {spec.codes!r}, which is not there.")


def _check_make(kind: str, make: MakeSpec, known: dict[str, FieldSpec], where: str) -> None:
    asked = {name for names in make.fill.values() for name in names} | {
        when.field for when in (*make.when, *make.unless)
    }
    asked |= {when.field for whens in make.yes_when.values() for when in whens}
    if asked - known.keys():
        raise ProfileWrong(f"{where}: there is no field called {', '.join(sorted(asked - known.keys()))}.")
    columns = {one.name for one in fields(_KINDS[kind])} | _ALSO[kind]  # type: ignore[arg-type]
    filled = make.fill.keys() | make.literal.keys() | make.yes_when.keys()
    if filled - columns:
        raise ProfileWrong(f"{where}: {kind} has no column called {', '.join(sorted(filled - columns))}.")


def _check_role(make: MakeSpec, known: dict[str, FieldSpec], profile: Profile, section: Section) -> None:
    lists = [known[name].codes for name in make.fill.get("role", ())]
    said = {meaning for name in lists if name for meaning in profile.codes[name].meanings.values()}
    strange = (said | {make.literal.get("role", "subject")}) - ROLES
    if strange or "" in lists:
        raise ProfileWrong(
            f"{profile.name}, {section.name}: the part in an event is one of {', '.join(sorted(ROLES))}, by a code list"
            f" of those meanings; not {', '.join(sorted(strange)) or 'text as it comes'}."
        )
