"""What every format is: whose it is, which files it fills, and the function that writes one block's share of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kith.county.agencies.known import Known
from kith.county.chance import Chance
from kith.county.plan import Plan
from kith.county.writing import Pages

Write = Callable[[Known, Pages], None]
Words = Callable[[Plan], str]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a format, below the agency's folder."""

    name: str
    head: Words = lambda _plan: ""
    """What stands before the first record: a line of headings, or the opening of an XML document."""
    tail: Words = lambda _plan: ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Format:
    """One format that an agency exports."""

    name: str
    agencies: tuple[str, ...]
    """Which agencies export it."""
    files: Callable[[Plan], tuple[File, ...]]
    """Which files; a yearly return has one for each year."""
    write: Write
    """Write one block's share: ``known`` says what the agency holds of whom; rows go to ``known.path(name)``."""
    finish: Callable[[Path, Plan], None] | None = None
    """Turn what was streamed into what the agency exports, where that cannot be appended to, such as a workbook."""
    takes_all: tuple[str, ...] = field(default=())
    """Which other formats of Kith read this one today (``records/formats``), if any."""


Rows = Callable[[Known, Chance], Iterable[Sequence[object]]]


def sheet(name: str, columns: Sequence[str], encoding: str = "utf-8") -> File:
    """Say of one file of separated values what it is called and how its columns are."""
    return File(name, lambda _plan: ",".join(columns) + "\r\n", encoding=encoding)


def sheets(headings: Mapping[str, Sequence[str]]) -> Callable[[Plan], tuple[File, ...]]:
    """Say which files there are: one for each name, beginning with its line of headings."""
    every = tuple(sheet(name, columns) for name, columns in headings.items())
    return lambda _plan: every


def lists(rows: Mapping[str, Rows]) -> Write:
    """Write each of these files from its rows, with a stream of chance of its own."""

    def write(known: Known, pages: Pages) -> None:
        for name, of in rows.items():
            chance = Chance(known.plan.seed, "block", known.block.number, name)
            pages.rows(known.path(name), of(known, chance))

    return write
