"""Coded values: the one meaning behind the many ways a value is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LIST_LETTER = re.compile(r"^\s*[a-z]\s*\)\s*", re.IGNORECASE)
_BREAKS = re.compile(r"\s*[:;/,()\-\u2013\u2014]\s*")
_MOST_REMEMBERED = 10_000
_LONGEST_CODE = 300


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


@dataclass(slots=True)
class CodeList:
    """One list of meanings, each with the ways it is known to be written."""

    name: str
    meanings: Mapping[str, str]
    """From a way of writing (plain) to its meaning."""
    _seen: dict[str, str | None] = field(default_factory=dict)

    def meaning(self, text: str) -> str | None:
        """Give the meaning of a value, or None when nobody has recorded it."""
        if len(text) > _LONGEST_CODE:
            return None
        if text in self._seen:
            return self._seen[text]
        found = next((self.meanings[way] for way in ways_to_read(text) if way in self.meanings), None)
        if len(self._seen) < _MOST_REMEMBERED:
            self._seen[text] = found
        return found


def code_list(name: str, table: Mapping[str, list[str]]) -> CodeList:
    """Build a list from meanings and their variants; a meaning is a way to write itself."""
    meanings: dict[str, str] = {}
    for meaning, variants in table.items():
        for way in [meaning, *variants]:
            meanings.setdefault(plain(way), meaning)
    return CodeList(name, meanings)
