"""What stands for headings in a JSON file: the paths its records have."""

import re
from collections.abc import Iterator

from kith.outside.files.limits import Headings, Note, Row
from kith.outside.files.tables import normal_heading

_STEP_NUMBER = re.compile(r"\[\d+\]")
_MOST_PATHS = 2_000
_MOST_KINDS = 200


class Paths:
    """The paths met so far, by the kind of record; never more than a page of them."""

    def __init__(self, expected: frozenset[str]) -> None:
        self._expected = expected
        self._met: dict[str, set[str]] = {}
        self._named: dict[str, dict[str, None]] = {}
        self._first: dict[str, str] = {}
        self._too_many = ""

    def meet(self, row: Row) -> None:
        """Take in the paths of a record."""
        if row.flaw:
            return
        met = self._met.get(row.section)
        if met is None:
            if len(self._met) >= _MOST_KINDS:
                self._too_many = self._too_many or row.place
                return
            met = self._met[row.section] = set()
            self._first[row.section] = row.place
        if not row.cells.keys() <= met:
            self._take(row, met)

    def _take(self, row: Row, met: set[str]) -> None:
        named = self._named.setdefault(row.section, {})
        for path in row.cells:
            if path in met:
                continue
            if len(met) >= _MOST_PATHS:
                self._too_many = self._too_many or row.place
                return
            met.add(path)
            # `line[2]` is worth a heading of its own only to a format that asks for it.
            known = not self._expected or normal_heading(path) in self._expected
            named[path if known else _STEP_NUMBER.sub("", path)] = None

    def headings(self) -> Iterator[Headings | Note]:
        """Give the paths of each kind of record as its headings."""
        for section, place in self._first.items():
            yield Headings(section, place, tuple(self._named.get(section, ())))
        if self._too_many:
            yield Note(
                "too-many-paths",
                "the records are of more kinds, or have more different values, than we list",
                "the rest are kept as received, not read",
                place=self._too_many,
                grade="warning",
            )
