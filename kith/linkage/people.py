"""The two people who are compared: one as described, one as an agency knows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

_AGE = re.compile(r"\b(\d{1,3})\b")
OLDEST = 120


@dataclass(frozen=True)
class Described:
    """Somebody in a concern, as whoever raised it described them. Anything may be empty."""

    forename: str = ""
    surname: str = ""
    born_on: date | None = None
    born_words: str = ""
    age: int | None = None
    on: date | None = None
    sex: str = ""
    nhs_number: str = ""
    upn: str = ""
    postcode: str = ""
    address: str = ""
    school: str = ""

    @property
    def enough(self) -> bool:
        """Say whether there is anything to look for."""
        return bool(self.nhs_number or self.upn or self.forename or self.surname)


@dataclass(frozen=True)
class Known:
    """A person as one agency knows them. ``ids`` are all its rows about them, ``id`` the fullest."""

    id: UUID
    agency: UUID
    ids: frozenset[UUID] = field(default_factory=frozenset)
    forename: str = ""
    surname: str = ""
    other_names: str = ""
    born_on: date | None = None
    born_estimated: bool = False
    sex: str = ""
    nhs_number: str = ""
    upn: str = ""
    postcode: str = ""
    address: str = ""
    address_hidden: bool = False
    school: str = ""

    @property
    def name(self) -> str:
        """Give the name to call them by."""
        return f"{self.forename} {self.surname}".strip() or "Name not known"


def split_name(name: str) -> tuple[str, str]:
    """Take a name as it was typed apart: the last word is the surname, when there is more than one word."""
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004 - one word has no surname
        return name.strip(), ""
    return words[0], words[-1]


def age_in(words: str) -> int | None:
    """Find an age in words such as "about 14"."""
    found = _AGE.search(words)
    age = int(found[1]) if found else None
    return age if age is not None and age <= OLDEST else None
