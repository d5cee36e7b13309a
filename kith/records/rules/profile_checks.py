"""Refuse the description of a format that names what is not there, before it has read a single row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from kith.records.rules import made
from kith.records.rules.places import KINDS as PLACES
from kith.records.rules.profiles import COLLECTION, FieldSpec, MakeSpec, Profile, ProfileWrong, Section
from kith.records.rules.values import TYPES

ROLES = frozenset(
    {
        "subject", "harmed", "suspected", "witness", "reporter", "present", "carer", "worker", "missing", "mentioned",
        "unknown",
    }
)  # fmt: skip
"""The parts somebody may have in an event. Who was harmed and who is suspected must never be one word."""
OBJECTS = frozenset(
    {"phone", "vehicle", "device", "substance", "weapon", "cash", "account", "online handle", "stolen goods", "other"}
)
OBJECT_ROLES = frozenset({"has", "used", "sought", "found", "taken", "mentioned"})
"""What a thing is in an event or to somebody. To be searched for something is not to have it."""
HOUSEHOLD_ROLES = frozenset(
    {
        "head", "partner", "child", "foster child", "parent", "sibling", "grandparent", "grandchild", "visitor", "other",
        "unknown",
    }
)  # fmt: skip
"""What somebody is in a household, seen from whoever heads it."""
BASES = frozenset({"tenancy", "homelessness application", "single view", "family group", "council tax", "asserted"})
"""By what an agency knows that people live together."""

_ALSO = {
    "person": frozenset[str](),
    "organisation": frozenset[str](),
    "identifier": frozenset[str](),
    "address": frozenset({"confidential_if"}),
    "relationship": frozenset({"confidential_if"}),
    "event": frozenset({"confidential_if"}),
    "flag": frozenset({"confidential_if"}),
    "place": frozenset({"confidential_if"}),
    "household": frozenset({"confidential_if"}),
    "object": frozenset({"confidential_if"}),
    "involved": frozenset({"confidential_if"}),
    "professional": frozenset[str](),
    "postcode": frozenset[str](),
}
_WORDS: dict[str, dict[str, frozenset[str]]] = {
    "event": {"role": ROLES},
    "involved": {"role": ROLES},
    "object": {"kind": OBJECTS, "role": OBJECT_ROLES},
    "household": {"role": HOUSEHOLD_ROLES, "basis": BASES},
    "place": {"kind": PLACES},
}
"""Columns that hold one of a few words."""
_NEVER_BOTH = ("other_local_id", ("worker", "worker_number", "team", "organisation"))
"""Who took part is a person of the agency's, or somebody at work: never one read as the other."""
_KINDS: dict[str, type[object]] = {
    "person": made.Person,
    "organisation": made.Organisation,
    "identifier": made.Identifier,
    "address": made.AddressUse,
    "relationship": made.Relationship,
    "event": made.Event,
    "flag": made.Flag,
    "place": made.Place,
    "household": made.HouseholdMember,
    "object": made.Object,
    "involved": made.Involvement,
    "professional": made.Professional,
    "postcode": made.Postcode,
}


def check(profile: Profile) -> None:
    """Refuse a description that names a field, type, code list, part or column that is not there."""
    for section in profile.sections:
        known = {spec.name for spec in section.main.fields} | {COLLECTION}
        asked = {name for names in section.key for name in names.removesuffix("?").split("|")}
        if strange := asked - known:
            raise ProfileWrong(f"{profile.name}, {section.name}: the key has no field called {', '.join(strange)}.")
        for group in (section.main, *section.groups):
            for spec in group.fields:
                _check_field(spec, profile, section)
        for kind, make, inside in _makes(section):
            where = f"{profile.name}, {section.name}"
            _check_make(kind, make, inside, where)
            for column, words in _WORDS.get(kind, {}).items():
                _check_words(column, make, inside, profile, words, f"{where}: {kind}")
            if kind == "involved":
                _check_who(make, where)


def _makes(section: Section) -> Iterator[tuple[str, MakeSpec, dict[str, FieldSpec]]]:
    """Give everything a section makes, with the fields it may be made from."""
    known = {spec.name: spec for spec in section.main.fields}
    for kind, one in (("person", section.person), ("organisation", section.organisation)):
        if one is not None:
            yield from ((kind, make, known) for make in (one, *one.more))
    for kind, some in (
        ("identifier", section.identifiers),
        ("address", section.addresses),
        ("relationship", section.relationships),
        ("household", section.households),
        ("professional", section.professionals),
        ("postcode", section.postcodes),
    ):
        yield from ((kind, make, known) for make in some)
    at_places = (*section.addresses, *section.households, *([section.organisation] if section.organisation else ()))
    yield from (("place", make.place, known) for make in at_places if make.place)
    for group in (section.main, *section.groups):
        inside = {spec.name: spec for spec in group.fields}
        yield from (("event", make, inside) for make in group.events)
        yield from (("place", make.place, inside) for make in group.events if make.place)
        yield from (("flag", make, inside) for make in group.flags)
        yield from (("object", make, inside) for make in group.objects)
        yield from (("involved", make, inside) for make in group.involved)


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
    asked |= {when.field for whens in make.yes_when.values() for when in whens} | ({make.each} - {""})
    if asked - known.keys():
        raise ProfileWrong(f"{where}: there is no field called {', '.join(sorted(asked - known.keys()))}.")
    columns = {one.name for one in fields(_KINDS[kind])} | _ALSO[kind]  # type: ignore[arg-type]
    filled = make.fill.keys() | make.literal.keys() | make.yes_when.keys()
    if filled - columns:
        raise ProfileWrong(f"{where}: {kind} has no column called {', '.join(sorted(filled - columns))}.")


def _check_words(
    column: str, make: MakeSpec, known: dict[str, FieldSpec], profile: Profile, words: frozenset[str], where: str
) -> None:
    """Ask that a column that is one of a few words is filled with those alone: by itself, or by a list of codes."""
    lists = [known[name].codes for name in make.fill.get(column, ())]
    said = {meaning for name in lists if name for meaning in profile.codes[name].meanings.values()}
    strange = (said | {make.literal.get(column, "")}) - words - {""}
    if strange or "" in lists:
        raise ProfileWrong(
            f"{where}: {column} is one of {', '.join(sorted(words))}, by a code list of those meanings; not"
            f" {', '.join(sorted(strange)) or 'text as it comes'}."
        )


def _check_who(make: MakeSpec, where: str) -> None:
    person, others = _NEVER_BOTH
    told = make.fill.keys() | make.literal.keys()
    if "role" not in told:
        raise ProfileWrong(f"{where}: involved needs a role.")
    if person in told and told & set(others):
        raise ProfileWrong(f"{where}: who is involved is a person ({person}) or somebody at work, never both.")
