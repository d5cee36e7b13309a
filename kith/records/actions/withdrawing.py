"""Taking away what an agency sent, because the agency asks. It is gone in the transaction that says so.

A row that a withdrawn file had superseded stands again. What people judged about rows that are gone keeps its words; there is nothing left for it to point at.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.audit import actions as audit
from kith.records.actions.feeding import MAINTENANCE, note
from kith.records.actions.storing import remove
from kith.records.actions.superseding import stand_again
from kith.records.models import Batch, Deposit, DepositPart, Feed
from kith.records.states import BatchState, FeedState, check_batch_move, check_feed_move

HERE = (BatchState.READING, BatchState.DONE)


def withdraw_batch(*, batch: UUID, by: str, at: datetime, using: str = "default") -> Batch:
    """Take away everything read from one file. The same file is not taken again."""
    with transaction.atomic(using=using):
        one = Batch.objects.using(using).select_for_update().get(pk=batch)
        check_batch_move(one.status, BatchState.WITHDRAWN)
        _take_away(one, by, at, using)
    return one


def withdraw_feed(*, feed: UUID, by: str, at: datetime, using: str = "default") -> Feed:
    """End a feed, and take away everything that came by it."""
    with transaction.atomic(using=using):
        one = Feed.objects.using(using).select_for_update().get(pk=feed)
        check_feed_move(one.state, FeedState.WITHDRAWN)
        one.withdrawn_at, one.withdrawn_by = at, by or MAINTENANCE
        one.save(using=using, update_fields=["withdrawn_at", "withdrawn_by"])
        _let_go_what_waits(one, using)
        came = list(Batch.objects.using(using).select_for_update().filter(feed=one, status__in=HERE))
        for batch in came:
            _take_away(batch, by, at, using)
        note("records.feed_withdrawn", one, by=by, using=using, batches=len(came))
    return one


def _let_go_what_waits(feed: Feed, using: str) -> None:
    """Delete the files that were handed in and not read yet. Who would have read them finds nothing, and says so."""
    DepositPart.objects.using(using).filter(deposit__in=Deposit.objects.using(using).filter(feed=feed)).delete()


def _take_away(batch: Batch, by: str, at: datetime, using: str) -> None:
    remove(batch, using=using)
    batch.status, batch.file_name, batch.columns = BatchState.WITHDRAWN, "", {}
    batch.removed_at, batch.removed_by = at, by or MAINTENANCE
    batch.save(using=using, update_fields=["status", "file_name", "columns", "removed_at", "removed_by"])
    stand_again(batch, using=using)
    audit.record(
        what="records.batch_withdrawn",
        target=f"records.Batch:{batch.pk}",
        ground="its owner asks",
        owner=str(batch.agency_id),
        detail={"profile": batch.profile, "records": batch.records, "people": batch.people, "asked_by": by},
        using=using,
    )
