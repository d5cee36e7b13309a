"""How long each kind of link to a concern lasts. Every link ends; none is for ever.

None of these lengths is law: they are local custom, *not sourced*, except the emergency
opening, which is a rule of this software.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class LinkKind(StrEnum):
    """Why somebody is joined to a concern."""

    REFERRED = "referred"
    ON_DUTY = "on_duty"
    TOOK_IT = "took_it"
    ASKED = "asked"
    MEETING = "meeting"
    OFFERED = "offered"
    ALLOCATED = "allocated"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class LinkLength:
    """One row: the words shown beside "you can see this because", and how long it lasts."""

    kind: LinkKind
    because: str
    lasts: timedelta


_ROWS: tuple[LinkLength, ...] = (
    LinkLength(LinkKind.REFERRED, "you or your agency referred it", timedelta(days=365)),
    LinkLength(LinkKind.ON_DUTY, "your team is on duty at the front door", timedelta(days=28)),
    LinkLength(LinkKind.TOOK_IT, "you took it from the queue", timedelta(days=28)),
    LinkLength(LinkKind.ASKED, "your agency was asked about it", timedelta(days=10)),
    LinkLength(LinkKind.MEETING, "you are called to its strategy discussion", timedelta(days=14)),
    LinkLength(LinkKind.OFFERED, "it has been offered to you", timedelta(days=3)),
    LinkLength(LinkKind.ALLOCATED, "it has been handed over to you", timedelta(days=180)),
    LinkLength(LinkKind.EMERGENCY, "you opened it in an emergency", timedelta(minutes=60)),
)
LINKS: dict[LinkKind, LinkLength] = {row.kind: row for row in _ROWS}
# How long the front door still sees what it closed: to read a late reply, and to put right a mistake.
AFTER_CLOSING = timedelta(days=28)


def link_ends(kind: str, at: datetime) -> datetime:
    """Reckon when a link of this kind ends."""
    return at.astimezone(UTC) + LINKS[LinkKind(kind)].lasts
