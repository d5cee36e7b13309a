"""Files that are handed in: what they may be called, how large they may be, and when the next should come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

LARGEST = 64 * 1024 * 1024
PART = 1024 * 1024
LONGEST_NAME = 120
UNNAMED = "file"
# Of letters that take four bytes each, a disk takes no more of a name than this.
LONGEST_ON_DISK = 200

# How many days after a file the next is late.
WITHIN: Mapping[str, timedelta] = {
    "daily": timedelta(days=2),
    "weekly": timedelta(days=8),
    "monthly": timedelta(days=35),
    "quarterly": timedelta(days=100),
    "yearly": timedelta(days=380),
}


def due_on(schedule: str, *, last: date | None, opened: date) -> date | None:
    """Say by which day the next file should be here, if files come by a schedule at all."""
    within = WITHIN.get(schedule)
    return (last or opened) + within if within else None


def tidied(name: str) -> str:
    """Make a file's name one that can be shown and be put on a disk; its ending stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(one if one.isprintable() else " " for one in last).strip(" .") or UNNAMED
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > len("xlsx") * 2:
        stem, dot, ending = plain, "", ""
    room = LONGEST_NAME - len(dot + ending)
    stem = stem[:room]
    while len((stem + dot + ending).encode()) > LONGEST_ON_DISK:
        stem = stem[:-1]
    return stem + dot + ending
