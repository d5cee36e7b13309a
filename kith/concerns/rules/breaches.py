"""Which clocks of a concern were missed, so that a reason is needed before its next step."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from kith.concerns.rules.brag import Brag
from kith.concerns.rules.clocks import CLOCKS, RESEARCH, ClockKind, is_breached


@dataclass(frozen=True)
class Missed:
    """A clock that ran out before its work was done."""

    clock: ClockKind
    due_at: datetime

    @property
    def title(self) -> str:
        """Name the clock as the table does."""
        return CLOCKS[self.clock].title


@dataclass(frozen=True)
class Running:
    """The clocks of a concern, and whether what they wait for has been done."""

    undecided: bool
    brag: str
    decide_by: datetime
    research_by: datetime | None = None
    all_answered: bool = False
    feedback_by: datetime | None = None
    told: bool = False


def missed(running: Running, at: datetime, explained: Collection[str] = ()) -> tuple[Missed, ...]:
    """List the clocks that have run out and that nobody has explained yet."""
    late = (one for one in waiting_for(running) if is_breached(one.due_at, at))
    return tuple(one for one in late if one.clock not in explained)


def waiting_for(running: Running) -> list[Missed]:
    """List the clocks that run now, each with the moment it runs out."""
    found: list[Missed] = []
    if running.undecided:
        found.append(Missed(ClockKind.DECIDE, running.decide_by))
        research = RESEARCH[Brag(running.brag)] if running.brag else None
        if research and running.research_by and not running.all_answered:
            found.append(Missed(research, running.research_by))
    if running.feedback_by and not running.told:
        found.append(Missed(ClockKind.FEEDBACK, running.feedback_by))
    return found
