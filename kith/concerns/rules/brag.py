"""The fast filter: Blue, Red, Amber or Green, and how soon each must be looked at.

The filter sorts work, never people: it says how soon a concern must be decided, and is set by
a named worker with a reason.
"""

from dataclasses import dataclass
from enum import StrEnum

SOURCE = "http://wiltshire.gov.uk/children-young-people-fact-latest-news"


class Brag(StrEnum):
    """What the fast filter says."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"


class Urgency(StrEnum):
    """How soon a concern needs somebody, most pressing first."""

    IMMEDIATE = "immediate"
    HIGH = "high"
    UNSORTED = "unsorted"
    ROUTINE = "routine"
    REDIRECT = "redirect"


@dataclass(frozen=True)
class Colour:
    """One row of the filter."""

    brag: Brag
    title: str
    meaning: str
    urgency: Urgency


COLOURS: dict[Brag, Colour] = {
    Brag.RED: Colour(Brag.RED, "Red", "Clearly safeguarding", Urgency.IMMEDIATE),
    Brag.AMBER: Colour(Brag.AMBER, "Amber", "Possibly safeguarding", Urgency.HIGH),
    Brag.GREEN: Colour(Brag.GREEN, "Green", "Not safeguarding, but early help is needed", Urgency.ROUTINE),
    Brag.BLUE: Colour(Brag.BLUE, "Blue", "Meant for somebody else: redirect", Urgency.REDIRECT),
}
BRAG_LABELS: dict[Brag, str] = {brag: row.title for brag, row in COLOURS.items()}
URGENCY_LABELS: dict[Urgency, str] = {
    Urgency.IMMEDIATE: "Immediate",
    Urgency.HIGH: "High",
    Urgency.UNSORTED: "Not sorted yet",
    Urgency.ROUTINE: "Routine",
    Urgency.REDIRECT: "Redirect",
}
URGENCIES = tuple(Urgency)


def urgency(brag: str | None, *, danger_now: bool = False) -> Urgency:
    """Say how soon a concern needs somebody.

    Until a worker has sorted it, the reporter's "somebody is in danger now" counts as red.
    """
    if brag:
        return COLOURS[Brag(brag)].urgency
    return Urgency.IMMEDIATE if danger_now else Urgency.UNSORTED
