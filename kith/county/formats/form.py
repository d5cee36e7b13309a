"""What every format is: whose it is, which files it fills, and the function that writes one block's share of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kith.county.agencies.known import Known
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
