"""Where rows go: one open file for each thing that is written, appended to block by block and never held in memory."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO


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
