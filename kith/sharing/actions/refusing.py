"""Writing down that somebody was refused an act on something they may see."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kith.agencies.actions import act_as
from kith.audit import actions as audit
from kith.sharing import queries
from kith.sharing.access import Asker

GATE = "gate"


def note_refusal(*, by: Asker, verb: str, reasons: tuple[str, ...], record_id: UUID | None) -> None:
    """Write it on the gate, once the page's own transaction is over: what was refused is undone, this is not."""
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        owner = queries.owner_of(record_id) if record_id else None
        audit.record(
            what="sharing.act_refused",
            target=f"sharing.Record:{record_id}" if record_id else "sharing.Act",
            purpose=by.purpose,
            ground="refused: act",
            owner=str(owner or ""),
            detail={"act": verb, "rules": list(reasons)},
            using=GATE,
        )
