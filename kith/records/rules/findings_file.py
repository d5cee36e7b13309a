"""What was found in a file, as a file to send back: where, in which field, how grave, why, and what was done.

Never the values: whoever has the file that was sent finds them by the place, and nobody else can.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

HEADINGS = ("place", "field", "grade", "reason", "done")
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def heading() -> str:
    """Give the first line."""
    return lines([HEADINGS])


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Write findings as lines of CSV."""
    text = io.StringIO()
    csv.writer(text).writerows([[harmless(cell) for cell in row] for row in rows])
    return text.getvalue()


def harmless(cell: str) -> str:
    """Keep a heading that begins like a formula from running in the spreadsheet this is opened in."""
    return f"'{cell}" if cell.startswith(RUNS) else cell


def whole(chunks: Iterable[Sequence[Sequence[str]]], *, expected: int) -> Iterator[str]:
    """Write a file piece by piece; should it end too soon, its last line says so."""
    yield heading()
    written = 0
    for chunk in chunks:
        written += len(chunk)
        yield lines(chunk)
    if written < expected:
        yield lines([("", "", "", "This list ends too soon", "sign in and take it again")])
