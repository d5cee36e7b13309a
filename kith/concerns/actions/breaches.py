"""A missed clock needs a reason before the next step is taken."""

from __future__ import annotations

from datetime import datetime

from kith.concerns.actions.inside import put_in
from kith.concerns.models import BreachReason, Concern
from kith.concerns.queries.clocks import missed_clocks
from kith.lib.phrases import listed
from kith.sharing.access import Asker


class NeedsReason(Exception):
    """A clock was missed and nobody has said why. The words are fit for the reader."""


def explain(*, concern: Concern, reason: str, by: Asker, at: datetime) -> None:
    """Keep the reason for each missed clock, or refuse to go on without one."""
    late = missed_clocks(concern, at)
    if not late:
        return
    if not reason.strip():
        names = listed([f"“{one.title}”" for one in late])
        raise NeedsReason(f"The clock {names} was missed. Say why before the next step.")
    for one in late:
        put_in(BreachReason(clock=one.clock, due_at=one.due_at, reason=reason.strip()), concern=concern, by=by, at=at)
