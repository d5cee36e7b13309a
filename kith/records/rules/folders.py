"""Folders of feeds: where each lies, what in it is left alone, what is refused, and what becomes of what was taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from kith.lib.phrases import said_moment
from kith.records.rules.handed_in import tidied

TAKING, TAKEN, REFUSED = ".taking", "taken", "refused"
# Each room of a folder, and whether it is as open as the folder itself; the others are Kith's alone.
ROOMS: Mapping[str, bool] = MappingProxyType({TAKING: False, TAKEN: False, REFUSED: True})

REFUSED_KEPT = timedelta(days=28)
"""For so long what was refused lies where its sender finds it: less than Kith knows of it, so that none is left behind."""

# So long nothing may have moved in a file before it is whole.
QUIET = timedelta(minutes=1)
# How programs that send files call one that is not whole yet, and how Excel calls the mark of a file that it has open.
BEGUN_ENDINGS = (".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download", ".swp", "~")
BEGUN_BEGINNINGS = (".", "~$")

LONGEST_ENDING = 8
WHY = ".why.txt"

MEND = f"Put it into the folder again when that is mended. It goes from here after {REFUSED_KEPT.days} days."
REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "link": "It is a symbolic link, and links are not followed. Put the file itself into the folder.",
        "folder": "It is a folder, and Kith does not look into folders. Put the files themselves beside each other.",
        "device": "It is no ordinary file, so nothing was read from it.",
        "other-names": "The same file has another name elsewhere on this machine. Copy it into the folder, do not link it.",
        "not-allowed": "It belongs to somebody else than those who fill this folder. Copy it into the folder, do not move it.",
        "unreadable": "Kith could not read it. See that the group of the folder may, and put it in again.",
        "immovable": "Kith may not move it, so it lies where it was and is not read. Take it away, and put in a copy.",
    }
)


class Fate(StrEnum):
    """What becomes of a file that was taken out of a folder."""

    KEEP = "keep"
    SHOW_REFUSED = "refused when it was read"
    TAKEN_AWAY = "its rows were taken away"
    OLD = "kept for its days"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file that was taken: what reading it came to, since when it is here, when its rows went if so."""

    read: bool
    refused: bool
    since: datetime
    taken_away: datetime | None


# The name of a folder is part of a path, so it is letters, digits and little more.
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_NAMED = re.compile(r"(?s)(?P<stem>.*)\.(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?P<ending>\.[^.]*)?")


def place_of(agency: str, profile: str) -> tuple[str, str]:
    """Say where the folder of a feed lies, below the root of all."""
    for part in (agency, profile):
        if not _PART.fullmatch(part):
            raise ValueError(f"{part!r} cannot be the name of a folder: only letters, digits, dots, - and _.")
    return agency, profile


def is_begun(name: str) -> bool:
    """Say whether a name is that of a file that somebody is still sending."""
    return name.startswith(BEGUN_BEGINNINGS) or name.casefold().endswith(BEGUN_ENDINGS)


def is_quiet(moved: float, at: datetime) -> bool:
    """Say whether so much time has passed since something moved that it is whole."""
    return at.timestamp() - moved >= QUIET.total_seconds()


def why_not(kind: str, *, allowed: bool, names: int) -> str:
    """Say why a thing is not even opened, as a code; a plain file of somebody who may fill the folder has none."""
    if kind != "file":
        return kind
    if not allowed:
        return "not-allowed"
    return "other-names" if names > 1 else ""


def name_with(key: UUID, name: str) -> str:
    """Give a thing a name that nothing else has, and from which the old one can be read."""
    plain = tidied(name)
    stem, dot, ending = plain.rpartition(".")
    return f"{stem}.{key}.{ending}" if dot and len(ending) <= LONGEST_ENDING else f"{plain}.{key}"


def key_in(name: str) -> tuple[UUID, str] | None:
    """Read the number that such a name carries, and the name that it had; nothing else is ours."""
    found = _NAMED.fullmatch(name)
    return (UUID(found["key"]), found["stem"] + (found["ending"] or "")) if found else None


def note_name(name: str) -> str:
    """Name the text that lies beside what was refused."""
    return f"{name}{WHY}"


def is_note(name: str) -> bool:
    """Say whether this is such a text."""
    return name.endswith(WHY)


def note_on(why: str, since: datetime) -> str:
    """Write it: why, and what to do; nothing of what is in the file."""
    return f"Kith did not take this in.\n\n{why}\n\nIt was put in on {said_moment(since)}. {MEND}\n"


def fate(facts: Facts, *, at: datetime, days: int) -> Fate:
    """Say what becomes of a file that was taken. What its owner took away goes first, and what is not settled stays."""
    if facts.taken_away and facts.since <= facts.taken_away:
        return Fate.TAKEN_AWAY
    if facts.refused:
        return Fate.OLD if facts.since + REFUSED_KEPT <= at else Fate.SHOW_REFUSED
    old = facts.read and facts.since + timedelta(days=days) <= at
    return Fate.OLD if old else Fate.KEEP
