"""Coded values: the one meaning behind the many ways a value is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LIST_LETTER = re.compile(r"^\s*[a-z]\s*\)\s*", re.IGNORECASE)
_BREAKS = re.compile(r"\s*[:;/,()\-\u2013\u2014]\s*")
_NUMBERED = re.compile(r"\s+\d{1,2}$")
_MOST_REMEMBERED = 10_000
_LONGEST_CODE = 1_000
ANYTHING = "*"
"""Written for whatever else is written, in a list of which the words may be any."""


def plain(text: str) -> str:
    """Compare coded values by their words alone."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def ways_to_read(text: str) -> Iterator[str]:
    """Give what a coded value might be filed under: all of it first, then its parts.

    Exports write `WBRI`, `a) WBRI`, `1A - White British (WBRI)`; the whole is surest.
    """
    yield plain(text)
    bare = _LIST_LETTER.sub("", text)
    yield plain(bare)
    parts = [plain(part) for part in _BREAKS.split(bare) if part.strip()]
    yield from parts
    words = plain(bare).split()
    if len(words) > 1:
        yield words[0]
        yield " ".join(words[1:])
        yield words[-1]


def ways_to_read_exactly(text: str) -> Iterator[str]:
    """Give the whole alone, and without a number after it: `Victim 2` was harmed, a `victim liaison officer` was not."""
    yield plain(text)
    yield plain(_NUMBERED.sub("", _LIST_LETTER.sub("", text)))


@dataclass(slots=True)
class CodeList:
    """One list of meanings, each with the ways it is known to be written."""

    name: str
    meanings: Mapping[str, str]
    """From a way of writing (plain) to its meaning."""
    years: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """What is written otherwise from a collection year on."""
    exact: bool = False
    """Whether a part of what is written must never stand for the whole."""
    otherwise: str | None = None
    """The meaning of whatever else is written, where that may be anything."""
    _seen: dict[str, str | None] = field(default_factory=dict)

    def meaning(self, text: str) -> str | None:
        """Give the meaning of a value, or None when nobody has recorded it."""
        if len(text) > _LONGEST_CODE:
            return None
        if text in self._seen:
            return self._seen[text]
        ways = ways_to_read_exactly(text) if self.exact else ways_to_read(text)
        found = next((self.meanings[way] for way in ways if way in self.meanings), self.otherwise)
        if len(self._seen) < _MOST_REMEMBERED:
            self._seen[text] = found
        return found

    def in_year(self, year: int | None) -> CodeList:
        """Give the list as it was in a collection year; when that is not known, newer ways are tried first."""
        if not self.years:
            return self
        meanings = dict(self.meanings)
        for first in sorted(self.years):
            if year is None or first <= year:
                meanings |= self.years[first]
        return CodeList(self.name, meanings, exact=self.exact, otherwise=self.otherwise)


def code_list(name: str, table: Mapping[str, object], *, exact: bool = False) -> CodeList:
    """Build a list from meanings and their variants; a meaning is a way to write itself.

    A table under a year says what is written otherwise from that year on; `*` is whatever else is written.
    """
    years = {int(key): _ways(part) for key, part in table.items() if isinstance(part, Mapping)}
    always = {key: part for key, part in table.items() if not isinstance(part, Mapping)}
    otherwise = next((key for key, ways in always.items() if ANYTHING in cast(Iterable[str], ways)), None)
    return CodeList(name, _ways(always), years, exact, otherwise)


def _ways(table: Mapping[str, object]) -> dict[str, str]:
    meanings: dict[str, str] = {}
    for meaning, variants in table.items():
        for way in [meaning, *(way for way in cast(Iterable[str], variants) if way != ANYTHING)]:
            meanings.setdefault(plain(way), meaning)
    return meanings
