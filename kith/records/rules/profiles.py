"""The description of a format, as written in `kith/records/formats`: one file a format.

A profile says which columns (or XML paths) there are and of what type, and how a row
becomes a person, identifiers, addresses, events, flags, relationships or a school.
The mapper writes the same shape for a format nobody has described yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kith.records.rules.codes import CodeList

COLLECTION = "collection"
"""In a key: the year and term of the file itself, where a row says nothing of them."""


class ProfileWrong(Exception):
    """Say what is wrong with the description of a format."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One column: what it is called, in all the ways agencies call it, and its type."""

    name: str
    columns: tuple[str, ...]
    type: str = "text"
    codes: str = ""
    required: bool = False
    part: str = ""
    """Which member to read, when the column holds an object written as JSON."""


@dataclass(frozen=True, slots=True)
class When:
    """A condition on one field: present, or one of some meanings (in small letters), or beginning so."""

    field: str
    among: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class MakeSpec:
    """One thing a row makes: literals, and the fields that fill the rest."""

    literal: Mapping[str, str]
    fill: Mapping[str, tuple[str, ...]]
    when: tuple[When, ...] = ()
    unless: tuple[When, ...] = ()
    confidential: bool = False
    yes_when: Mapping[str, tuple[When, ...]] = field(default_factory=dict)
    """What is so when any of its conditions holds, such as `confidential` or `disputed`."""
    backwards: bool = False
    """For a relationship: the word says what this person is to the other, not the other to this one."""
    each: str = ""
    """Of a relationship: the field that holds several relatives, with the number of each."""
    more: tuple[MakeSpec, ...] = ()
    """Of a person: what it is filled with besides, where a condition holds."""
    place: MakeSpec | None = None
    """Where an event was, or which place is used: an address, postcode, property number and kind."""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a record that may come many times; `each` is its path, "" the whole row."""

    each: str
    fields: tuple[FieldSpec, ...]
    events: tuple[MakeSpec, ...] = ()
    flags: tuple[MakeSpec, ...] = ()
    objects: tuple[MakeSpec, ...] = ()
    involved: tuple[MakeSpec, ...] = ()
    """Who or what else had a part: other persons, workers, organisations."""


@dataclass(frozen=True, slots=True)
class Involvement:
    """What kind of involvement a row shows, in a slug and in words."""

    kind: str
    words: str
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    by: str = ""
    cases: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet, feed or element, and what its rows make."""

    name: str
    title: str
    sheets: frozenset[str]
    main: Group
    groups: tuple[Group, ...]
    person: MakeSpec | None
    organisation: MakeSpec | None
    identifiers: tuple[MakeSpec, ...]
    addresses: tuple[MakeSpec, ...]
    relationships: tuple[MakeSpec, ...]
    involvement: Involvement | None
    key: tuple[str, ...] = ()
    """The fields by which a row that is sent again is known to be the same; one that ends in `?` may be blank, of
    `a|b` it is the first that is told."""
    keyed_as: str = ""
    """What its rows are called in the key, where those of another section may take their place."""
    kept: frozenset[str] = frozenset()
    """Columns we know and keep as received, and do not read (normal form)."""
    households: tuple[MakeSpec, ...] = ()
    professionals: tuple[MakeSpec, ...] = ()
    postcodes: tuple[MakeSpec, ...] = ()
    nobody: bool = False
    """Whether the rows are about no person by themselves: workers, teams, parts of an event told of elsewhere."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One format, ready to be fitted to a file."""

    name: str
    title: str
    version: int
    kinds: frozenset[str]
    sections: tuple[Section, ...]
    codes: Mapping[str, CodeList]
    records: frozenset[str] = frozenset()
    header: str = ""
    year_path: str = ""
    date_path: str = ""
    years: tuple[int, int] | None = None
    sensitive: bool = False
    secrets: re.Pattern[str] | None = None
    """Words that give away, in the name of a service, what somebody came to it for."""
    about: str = ""
    others_expected: bool = False
    """Whether columns we do not read are the rule, and not worth a finding each."""
    inverses: Mapping[str, str] = field(default_factory=dict)
    """What each kind of relationship is called from the other side."""
    whole: bool = False
    """Whether each file is all that the agency has, so that what is not in it any more is over."""
    expects: frozenset[str] = frozenset()
    """What is odd about any other file and always so in these, by its code: no finding."""
    blanks: tuple[str, ...] = ()
    """What stands in a cell for nothing, such as a database's NULL."""
    year_in_name: bool = False
    """Whether the collection year stands in the name of the file."""

    def codes_in(self, year: int | None) -> dict[str, CodeList]:
        """Give the code lists as they were in a collection year."""
        return {name: codes.in_year(year) for name, codes in self.codes.items()}
