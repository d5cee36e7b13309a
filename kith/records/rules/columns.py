"""Rows as columns: each field of many rows is read at once, and what comes again and again is read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, count
from typing import TypeVar

from kith.records.rules.profiles import FieldSpec
from kith.records.rules.text import clean
from kith.records.rules.values import TYPES, Setting, Told, Value, as_text, member

Cells = Mapping[str, str]
Numbers = Sequence[int]
"""Which of some rows, by their number."""
_One = TypeVar("_One")

OF_LINES = frozenset({"codes", "address"})
UNLIKE = frozenset({"id", "nhs", "upn", "uprn", "address", "phone"})
"""Types of which hardly two values are the same."""
MOST_REMEMBERED = 20_000
"""How many values of a field are remembered: memory stays flat."""


def pick(column: Sequence[_One], rows: Numbers) -> Sequence[_One]:
    """Take some rows out of a column, each once and in order; all of them is the column itself."""
    return column if len(rows) == len(column) else [column[row] for row in rows]


def where(mask: Sequence[object]) -> list[int]:
    """Give the numbers of the rows for which something holds."""
    return list(compress(count(), mask))


class Field:
    """One field of a format where it stands in a file, and how it is read."""

    def __init__(self, spec: FieldSpec, heading: str, setting: Setting, *, by_path: bool) -> None:
        self.spec = spec
        self.heading = heading
        self._by_path = by_path
        self._setting = setting
        self._convert = TYPES[spec.type]
        self._clean: Callable[[str], tuple[str, tuple[str, ...]]] = _clean_lines if spec.type in OF_LINES else clean
        self._forget()

    def _forget(self) -> None:
        self._known: dict[str, Value] = dict.fromkeys(("", *self._setting.blanks))
        self._odd: dict[str, tuple[str, ...]] = {}

    @property
    def remembered(self) -> int:
        """Say how many values are remembered."""
        return len(self._known)

    def received(self, cells: Sequence[Cells]) -> list[str]:
        """Give what stands in this field in each row, as received; nothing is "" ."""
        heading = self.heading
        if not self._by_path:
            return [row.get(heading) or "" for row in cells]
        if self.spec.type == "codes":
            return ["\n".join(_repeated(self.spec.columns[0], row)) for row in cells]
        return [next((row[path] for path in self.spec.columns if row.get(path)), "") for row in cells]

    def read(self, received: Sequence[str]) -> tuple[list[Value], Mapping[str, tuple[str, ...]]]:
        """Read a column; beside it, what was odd about the values of which something was."""
        known, odd = self._known, self._odd
        for text in set(received).difference(known):
            known[text], codes = self._told(text)
            if codes:
                odd[text] = codes
        values = [known[text] for text in received]
        if self.spec.type in UNLIKE or len(known) > MOST_REMEMBERED:
            self._forget()
        return values, odd

    def _told(self, received: str) -> Told:
        text, codes = self._clean(member(received, self.spec.part) if self.spec.part else received)
        if not text:
            return None, codes
        value, more = self._convert(text, self._setting)
        return value, codes + more if codes else more


def _clean_lines(received: str) -> tuple[str, tuple[str, ...]]:
    """Clean each line by itself, so that the lines of an address stay apart."""
    if "\n" not in received and "\r" not in received:
        return clean(received)
    told = [clean(line) for line in received.splitlines()]
    return "\n".join(text for text, _ in told if text), tuple(
        dict.fromkeys(code for _, codes in told for code in codes)
    )


def _repeated(path: str, cells: Cells) -> Iterator[str]:
    """Give what stands at a path, however often it or what it stands in comes again."""
    same = _wherever(path)
    return (text for key, text in cells.items() if same.fullmatch(key))


@cache
def _wherever(path: str) -> re.Pattern[str]:
    return re.compile("/".join(rf"{re.escape(step)}(?:\[\d+\])?" for step in path.split("/")))


def parts(each: str, cells: Sequence[Cells]) -> Iterator[tuple[int, dict[str, str]]]:
    """Cut out each repetition of a group from each row: its number, and the paths and texts from there on."""
    pattern = re.compile(rf"({_wherever(each).pattern})(?:/(.+))?")
    for row, received in enumerate(cells):
        found: dict[str, dict[str, str]] = {}
        for path, text in received.items():
            if match := pattern.fullmatch(path):
                found.setdefault(match[1], {})[match[2] or "#"] = text
        yield from ((row, part) for part in found.values())


class Columns:
    """The fields of one group over some rows; a field that the file does not have is nothing in every row."""

    def __init__(self, count: int, values: Mapping[str, list[Value]], received: Mapping[str, list[str]]) -> None:
        self.count = count
        self.all = range(count)
        self._values = values
        self._received = received
        self._texts: dict[str, list[str]] = {}
        self._nothing: list[Value] = [None] * count

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def value(self, name: str) -> list[Value]:
        """Give what a field was read as."""
        return self._values.get(name, self._nothing)

    def received(self, name: str) -> list[str]:
        """Give what stood in a field."""
        return self._received[name]

    def text(self, name: str) -> list[str]:
        """Give a field as text, nothing as ""."""
        if name not in self._texts:
            values = self.value(name)
            self._texts[name] = ["" if one is None else one if one.__class__ is str else as_text(one) for one in values]
        return self._texts[name]
