"""Where rows go: one open file for each thing that is written, appended to block by block and never held in memory."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple


class Table(NamedTuple):
    """One file of separated values: which agency's, what it is called, and its headings."""

    agency: str
    name: str
    """Without a folder: ``tenancies.csv``."""
    headings: tuple[str, ...]
    encoding: str = "utf-8"
    newline: str = "\r\n"

    @property
    def path(self) -> str:
        """Say where it lies below the folder of all that is written."""
        return f"agencies/{self.agency}/{self.name}"


class Pages:
    """What one block writes: text by path, and how many records are in it. Joined later, in the order of blocks."""

    def __init__(self) -> None:
        self.text: dict[str, list[str]] = {}
        self.records: Counter[str] = Counter()

    def write(self, path: str, text: str, records: int = 0) -> None:
        """Add text to a file, and say how many records it holds."""
        self.text.setdefault(path, []).append(text)
        self.records[path] += records

    def rows(self, path: str, rows: Iterable[Sequence[object]], newline: str = "\r\n") -> None:
        """Add rows of separated values to a file."""
        buffer = StringIO()
        sheet = csv.writer(buffer, lineterminator=newline)
        count = 0
        for row in rows:
            sheet.writerow(row)
            count += 1
        if count:
            self.write(path, buffer.getvalue(), count)
