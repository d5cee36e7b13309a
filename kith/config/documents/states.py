"""The life of each noun: its states, what may come next, and a drawing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kith.config.documents.drawing import draw
from kith.config.documents.page import Page
from kith.config.documents.reading import rooms


@dataclass(frozen=True)
class Life:
    """One table of moves, with the words for its states."""

    noun: str
    module: str
    moves: Mapping[StrEnum, tuple[StrEnum, ...]]
    labels: Mapping[StrEnum, str]

    @property
    def file(self) -> str:
        """Name the file of its drawing."""
        return f"states-{self.noun.replace(' ', '-')}.svg"


# The table of moves, beside the table of its words, and what it is the life of.
TABLES = {
    "MOVES": ("STAGE_LABELS", "concern"),
    "REFERRAL_MOVES": ("REFERRAL_LABELS", "referral"),
    "ANSWER_MOVES": ("ANSWER_LABELS", "answer of an agency"),
    "DISCUSSION_MOVES": ("DISCUSSION_LABELS", "strategy discussion"),
    "HANDOVER_MOVES": ("HANDOVER_LABELS", "handover"),
    "FEED_MOVES": ("FEED_LABELS", "feed"),
    "BATCH_MOVES": ("BATCH_LABELS", "batch"),
    "DEPOSIT_MOVES": ("DEPOSIT_LABELS", "file handed in"),
    "MAP_MOVES": ("MAP_LABELS", "file to map"),
}


def lives() -> list[Life]:
    """Find every table of moves. One that nobody named here is an error, so that none is left out."""
    found = [(module, name) for module in rooms("states") for name in vars(module) if name.endswith("MOVES")]
    return [
        Life(TABLES[name][1], module.__name__, vars(module)[name], vars(module)[TABLES[name][0]])
        for module, name in found
    ]


def page() -> Page:
    """Write the tables of moves."""
    page = Page("States")
    page.words("What may come next. Who may make a move is in [access.md](access.md); what follows is in the rules.")
    for life in lives():
        page.heading(f"The life of a {life.noun}" if life.noun[0] not in "aeiou" else f"The life of an {life.noun}")
        page.parts.append(f"![{_said(life)}]({life.file})")
        page.table(
            ["From", "To", "In the code"],
            ((life.labels[a], _listed(life, a), f"`{life.module}`, `{a}`") for a in life.moves),
        )
    return page


def drawings() -> dict[str, str]:
    """Draw each life."""
    return {
        life.file: draw(
            f"The life of: {life.noun}",
            [life.labels[state] for state in life.moves],
            [(life.labels[a], life.labels[b]) for a, nexts in life.moves.items() for b in nexts],
        )
        for life in lives()
    }


def _listed(life: Life, state: StrEnum) -> str:
    return ", ".join(life.labels[one] for one in life.moves[state]) or "nothing: it is final"


def _said(life: Life) -> str:
    return "; ".join(f"from {life.labels[a]}: {_listed(life, a)}" for a in life.moves)
