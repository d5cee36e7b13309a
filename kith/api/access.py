"""What a machine may do: one table from what is asked to the scope it needs. The wall asks for the same scopes."""

from __future__ import annotations

from kith.agencies.models import Scope
from kith.agencies.queries import Machine
from kith.api.rules import Problem

SCOPES: dict[str, Scope] = {
    "feeds_listed": Scope.FEEDS_READ,
    "feed_seen": Scope.FEEDS_READ,
    "file_handed_in": Scope.DEPOSITS_WRITE,
    "deposit_seen": Scope.DEPOSITS_READ,
    "findings_seen": Scope.FINDINGS_READ,
}


def require(machine: Machine, act: str) -> None:
    """Refuse a machine whose token does not include what it asks for."""
    needed = SCOPES[act]
    if needed not in machine.scopes:
        raise Problem("no-scope", f"The token does not include {needed.value}. Your partnership can give you one.")
