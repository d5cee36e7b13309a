"""What an agency has written down about somebody: one entry in its register of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kith.county.model import Person


class Place(NamedTuple):
    """An address as an agency typed it: one line, postcode, property number; each may be empty."""

    address: str
    postcode: str
    uprn: str


NOT_KNOWN = Place("", "", "")


@dataclass(frozen=True, slots=True, eq=False)
class Persona:
    """One entry. What is empty or None was not written down. ``person`` is the truth and never written by a format."""

    agency: str
    local_id: str
    person: Person
    first: date
    """The first day on which something happened that is kept under it."""
    last: date
    forename: str
    middle: str
    surname: str
    known_as: str
    born: date | None
    sex: str
    """F, M, or U where the agency does not know (of an unborn child)."""
    ethnicity: str
    nhs: str
    upn: str
    address: str
    postcode: str
    uprn: str
    phone: str
    previous_address: str
    previous_postcode: str
    expected: date | None = None
    """Of a child whom it still holds as unborn: the day it is expected, where that was noted in a field of its own."""
    died: date | None = None
    """The day of death, if the agency was told of it."""
    mistakes: tuple[str, ...] = ()
    """What was done wrong, by the names in ``mistakes.MISTAKES``."""

    @property
    def name(self) -> str:
        """Give forename, middle name and surname on one line."""
        return " ".join(filter(None, (self.forename, self.middle, self.surname)))
