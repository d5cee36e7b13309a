"""Files of commas (or semicolons, tabs, bars), row by row, exactly as received.

A cell that looks like a formula is text and stays text: nothing here runs anything.
"""

import csv
import io
import re
from collections.abc import Generator, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from kith.outside.files.limits import FileRefused, Found, Limits, Note, Progress
from kith.outside.files.stream import Watched, encoding_of, mended, opening_bytes
from kith.outside.files.tables import Line, rows_of

_SEPARATORS = ",;\t|"
_SEP_LINE = re.compile(r"sep=[,;\t|]", re.IGNORECASE)


class _Lines:
    """Feed lines to the parser, and remember what had to be mended."""

    def __init__(self, text: io.TextIOWrapper, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self.number = 0
        self.quotes = 0
        self.mended_at: list[int] = []
        self.nul_at: list[int] = []

    def __iter__(self) -> Iterator[str]:
        limit = self._limits.line_characters
        for line in iter(partial(self._text.readline, limit), ""):
            self.number += 1
            if len(line) >= limit:
                raise FileRefused(
                    f"A line has more than {limit:,} letters",
                    where=f"line {self.number}",
                    do="Check that this is a CSV file, and export it again.",
                )
            if '"' in line:
                self.quotes += line.count('"')
            yield line if line.isascii() and "\0" not in line else self._sound(line)

    def _sound(self, line: str) -> str:
        if "\0" in line:
            self.nul_at.append(self.number)
        better = mended(line)
        if better is None:
            return line
        self.mended_at.append(self.number)
        return better


def read_separated(
    path: Path, *, expected: frozenset[str], limits: Limits, progress: Progress | None
) -> Generator[Found, None, None]:
    """Give each row, and a note for what was odd about the file."""
    encoding = encoding_of(opening_bytes(path))
    with io.BufferedReader(Watched(path, progress), 1 << 18) as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, errors=_errors(encoding), newline="")
        lines = _Lines(text, limits)
        try:
            yield from rows_of(_cells(lines), section="", expected=expected, limits=limits, spread=False)
        except UnicodeError as error:
            raise FileRefused(
                f"The text is not good {encoding.upper()}",
                where=f"after line {lines.number}",
                do="Export it again as UTF-8.",
            ) from error
        yield from _about(lines, encoding)


def _errors(encoding: str) -> str:
    return "surrogateescape" if encoding.startswith("utf-8") else "strict"


def _cells(lines: _Lines) -> Iterator[Line]:
    source = iter(lines)
    first = next(source, "")
    if _SEP_LINE.fullmatch(first.strip()):
        separator, first = first[4], next(source, "")
    else:
        separator = _separator(first)
    yield from _parsed(chain([first], source), lines, separator)


def _parsed(source: Iterator[str], lines: _Lines, separator: str) -> Iterator[Line]:
    parser = csv.reader(source, delimiter=separator)
    start, quotes = lines.number, 0
    try:
        for cells in parser:
            quotes, before = lines.quotes, quotes
            yield Line(f"line {start}", cells)
            start, begun, ended = lines.number + 1, start, lines.number
    except csv.Error as error:
        raise _open_quote(start) from error
    if start > 1 and ended > begun and (quotes - before) % 2:
        raise _open_quote(begun)


def _open_quote(line: int) -> FileRefused:
    return FileRefused(
        "A quote mark is opened and not closed",
        where=f"from line {line}",
        do="Mend that line in the agency's system and export again.",
    )


def _separator(first: str) -> str:
    """Choose the mark that cuts the first line into most pieces."""
    return max(_SEPARATORS, key=first.count)


def _about(lines: _Lines, encoding: str) -> Iterator[Note]:
    if lines.mended_at:
        yield Note(
            "not-utf-8",
            f"{len(lines.mended_at)} lines have letters that are not UTF-8",
            "those letters were read as windows-1252",
            place=f"line {lines.mended_at[0]}",
        )
    if lines.nul_at:
        yield Note(
            "nul-bytes",
            f"{len(lines.nul_at)} lines have empty (NUL) bytes",
            "kept in the row as received, left out of what was read",
            place=f"line {lines.nul_at[0]}",
            grade="warning",
        )
    if encoding.startswith("utf-16"):
        yield Note("utf-16", "the file is UTF-16, as Excel's 'Unicode text' is", "it was read as that")
