"""What can be compared: fields, how each is read and weighed, keys that bring records together, and kinds of pair.

A schema is declared once and drives everything: reading, bringing together, training, scoring and explaining. Columns of
any set can be linked by declaring them; ``pool`` declares those of the agencies' records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

MISSING = 0
"""The level of every field when either side is not known."""


class Reading(StrEnum):
    """How a column is read: what is made of what was typed before anything is compared."""

    NAME = "name"
    TEXT = "text"
    DAY = "day"
    NHS = "nhs"
    UPN = "upn"
    SEX = "sex"
    CODE = "code"
    PHONE = "phone"
    POSTCODE = "postcode"
    DOOR = "door"
    """The numbers of an address with its postcode."""
    LIFE = "life"
    """Whether they were a child or grown up when the record was last touched."""
    LINE = "line"
    """The numbers and the street of an address, where there is no postcode."""


SEXES = {"f": 1, "female": 1, "2": 1, "m": 2, "male": 2, "1": 2}
"""How the sexes are written; the children in need census has 1 for male and 2 for female."""
CHECKED = (Reading.NHS, Reading.UPN)
"""Numbers with a check digit."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of codes: its name, how it is read and from which columns of the table."""

    name: str
    reading: Reading
    source: tuple[str, ...]


class Way(IntEnum):
    """How two values are compared. Each has its levels, in ``LEVELS``."""

    NAME = 0
    SECOND_NAME = 1
    DAY = 2
    NUMBER = 3
    PLACE = 4
    SHARED = 5
    SEX = 6
    HOLDER = 7
    TEXT = 8
    LIFE = 9


LEVELS: dict[Way, tuple[str, ...]] = {
    Way.NAME: (
        "not known", "the same, and rare", "the same", "the same, and common", "the same, and very common",
        "a short form or another name of the same person", "part of the name is the same",
        "first name and surname the other way round", "it is the other's second name", "one letter off, or it sounds alike", "nearly alike", "different",
    ),
    Way.SECOND_NAME: (
        "not known", "the same, and rare", "the same", "the same, and common", "the same, and very common",
        "the same initial, or nearly alike", "it is the other's first name", "different",
    ),
    Way.DAY: (
        "not known", "the same", "the same, but 1 January", "day and month the other way round", "a day or a digit off",
        "the year is off", "the same year, and one is 1 January", "the same year, and day or month", "near",
        "different", "a generation apart",
    ),
    Way.NUMBER: ("not known", "the same", "a digit off", "different, and one is not valid", "different and both valid"),
    Way.PLACE: (
        "not known", "the same door", "the same door at another time", "the same postcode", "the same neighbourhood",
        "different",
    ),
    Way.SHARED: ("not known", "the same, with few who share it", "the same, with some who share it", "the same, with many who share it", "different"),
    Way.SEX: ("not known, or the first name says it", "the same", "different"),
    Way.LIFE: ("not known, or the birth dates say it", "the age fits", "one is a child and the other is not"),
    Way.HOLDER: ("not known", "held by the same agency", "held by two agencies"),
    Way.TEXT: (
        "not known", "the same, and rare", "the same", "the same, and common", "the same, and very common",
        "one letter off", "nearly alike", "words are shared", "different",
    ),
}  # fmt: skip
"""What each level means. The first is always that either side is not known, the last or last two that they differ."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is compared: from which columns, and how."""

    name: str
    title: str
    way: Way
    columns: tuple[str, ...]
    """The columns that the way needs, in its order; an empty name where there is none."""
    costly: bool = False
    """It is compared only if the other fields leave hope."""

    @property
    def levels(self) -> tuple[str, ...]:
        """Give what its levels mean."""
        return LEVELS[self.way]


class Part(IntEnum):
    """What of a column goes into a key."""

    WHOLE = 0
    SOUND = 1
    SHORT = 2
    """The name that short forms stand for."""
    INITIAL = 3
    YEAR = 4
    SORTED = 5
    """A date whose day and month may be the other way round."""
    YEARLESS = 6
    LAST = 7
    """The last part of a double name."""
    FIRST = 8
    """The first part of a double name."""
    AREA = 9
    """A postcode without its last two letters."""


@dataclass(frozen=True, slots=True)
class Key:
    """Records that agree in all of these parts are compared. With ``either`` the first two parts may be crossed."""

    parts: tuple[tuple[Part, str], ...]
    either: bool = False
    instead: tuple[tuple[Part, str], ...] = ()
    """Other parts under which a record may be found as well, such as an address of before."""
    most: int = 400
    """Groups larger than this say too little and are passed over."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pair that is not one person, and the fields in which it is as any two people are."""

    name: str
    title: str
    family: bool
    tied: frozenset[str]
    begin: dict[str, tuple[float, ...]] = field(default_factory=dict, hash=False)
    """Where to begin learning: the share of each level, by field, where it is not that of any family."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What no two records of one person show: in each of these fields one of these levels."""

    why: str
    levels: dict[str, frozenset[int]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Schema:
    """All of it."""

    name: str
    identity: tuple[str, str]
    """The columns that name a record: who holds it, and their own number for it."""
    columns: tuple[Column, ...]
    fields: tuple[Field, ...]
    keys: tuple[Key, ...]
    kinds: tuple[Kind, ...]
    bars: tuple[Bar, ...] = ()
    asks: tuple[Key, ...] = ()
    """Keys for looking one person up, who may be described in part."""
    company: int = -1
    """Which of the keys is a first name with a home: it says who lives with whom. -1 for none."""

    places: dict[str, int] = field(init=False, hash=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Note where each column is."""
        object.__setattr__(self, "places", {one.name: at for at, one in enumerate(self.columns)})

    def place(self, column: str) -> int:
        """Say which column of codes has this name; -1 for none."""
        return self.places.get(column, -1)

    def half(self, *, costly: bool) -> Iterator[Field]:
        """Give the fields that are compared first, or those that are compared only if it may matter."""
        return (one for one in self.fields if one.costly == costly)
