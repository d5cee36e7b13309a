"""The steps that every verb inside an open concern takes: lock it, put something in, change it, note it."""

from __future__ import annotations

from datetime import datetime

from kith.audit import actions as audit
from kith.audit.actions import Detail
from kith.concerns.models import Concern
from kith.sharing.access import Asker, Decision
from kith.sharing.actions import NotHere
from kith.sharing.models import Item


class SomebodyWasFirst(Exception):
    """The concern changed while somebody was writing. The words are fit for them."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else changed this concern while you were writing. Your words are kept. "
            "Read what changed, then send again if it still holds."
        )


def lock(concern: Concern, *, version: int | None = None) -> Concern:
    """Hold the concern until this is done, and refuse if it is no longer the version that was read."""
    # No key: the gate writes rows that point at it from a second connection, and must not wait for us.
    rows = Concern.objects.select_for_update(no_key=True, of=("self",))
    one = rows.select_related("record").filter(pk=concern.pk).first()
    if one is None:
        raise NotHere
    if version is not None and version != one.version:
        raise SomebodyWasFirst
    return one


def put_in(item: Item, *, concern: Concern, by: Asker, at: datetime) -> None:
    """Add an item to the concern, in the name of whoever writes it."""
    item.record_id = concern.record_id
    item.originator_id = by.agency
    item.by = by.words
    item.at = at
    item.save(force_insert=True)


def change(concern: Concern, *fields: str) -> None:
    """Write these fields of the envelope, as a new version."""
    concern.version += 1
    concern.save(update_fields=[*fields, "version"])


def note(what: str, *, concern: Concern, by: Asker, decision: Decision, detail: Detail | None = None) -> None:
    """Write down what was done, and why it was allowed. Codes and counts only."""
    audit.record(
        what=f"concerns.{what}",
        target=f"sharing.Record:{concern.record_id}",
        purpose=by.purpose,
        ground="; ".join(decision.reasons),
        owner=str(concern.record.owner_agency_id),
        detail=detail,
    )
