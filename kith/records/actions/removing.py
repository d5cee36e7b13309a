"""Taking away the rows of what was withdrawn: the second step, by whoever has the connection that keeps the pool.

Rows go in pieces, each committed by itself, what points first. Killed anywhere it is done again and ends the same. A row
that a withdrawn file had superseded stands again before the first row goes. What people judged about rows that are gone
keeps its words; there is nothing left for it to point at.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from psycopg.sql import SQL
from psycopg.sql import Identifier as Name

from kith.audit import actions as audit
from kith.records.actions.holding import held
from kith.records.actions.superseding import stand_again
from kith.records.actions.withdrawing import HERE, Asked, mark_feed, mark_file
from kith.records.models import Batch, Deposit, DepositPart, Feed
from kith.records.states import BatchState, DepositState, check_batch_move

# Everything that is read from files, what points first.
TABLES = "select t::text from records_pool_tables() t"
ROWS_AT_ONCE = 20_000
PIECE = SQL("delete from {table} where ctid = any(array(select ctid from {table} where batch_id = %s limit %s))")
NOT_READ = "It was not read in time: its feed was withdrawn."


def withdraw_batch(*, batch: UUID, by: str, at: datetime, why: str = "", using: str = "default") -> Batch:
    """Take away everything read from one file. The same file is not taken again."""
    with transaction.atomic(using=using):
        one = Batch.objects.using(using).select_for_update(of=("self",), no_key=True).get(pk=batch)
        mark_file(one, Asked(by, at, why), using=using)
    remove_withdrawn(batch=batch, using=using)
    return Batch.objects.using(using).get(pk=batch)


def withdraw_feed(*, feed: UUID, by: str, at: datetime, why: str = "", using: str = "default") -> Feed:
    """End a feed, and take away everything that came by it."""
    with transaction.atomic(using=using):
        one = Feed.objects.using(using).select_for_update(no_key=True).get(pk=feed)
        mark_feed(one, Asked(by, at, why), using=using)
    remove_withdrawn(feed=feed, using=using)
    return one


def remove_withdrawn(*, using: str, feed: UUID | None = None, batch: UUID | None = None) -> int:
    """Take away the rows of what was withdrawn: in one feed, of one file, or all there is. Say how many files it was."""
    for one in _feeds_with_something_left(using).filter(Q(pk=feed) if feed else Q()):
        _mark_what_was_being_read(one, using)
        _let_go_what_waits(one, using)
    named = Q(pk=batch) if batch else Q(feed=feed) if feed else Q()
    going = Batch.objects.using(using).filter(named, status=BatchState.GOING).order_by("removed_at", "begun_at")
    gone = sum(_remove(key, using) for key in list(going.values_list("pk", flat=True)))
    _let_go_of_names(using)
    return gone


def _feeds_with_something_left(using: str) -> QuerySet[Feed]:
    """Find withdrawn feeds with a file that is not marked yet, or one that was handed in and has its name still."""
    here = Batch.objects.using(using).filter(feed=OuterRef("pk"), status__in=HERE)
    named = Deposit.objects.using(using).filter(feed=OuterRef("pk")).exclude(file_name="")
    return Feed.objects.using(using).filter(Exists(here) | Exists(named), withdrawn_at__isnull=False)


def _mark_what_was_being_read(feed: Feed, using: str) -> None:
    """Mark what could not be marked with its feed, because somebody had it in hand; they stop at the next piece of it."""
    asked = Asked(feed.withdrawn_by, feed.withdrawn_at or feed.opened_at, feed.withdrawn_why)
    for key in list(Batch.objects.using(using).filter(feed=feed, status__in=HERE).values_list("pk", flat=True)):
        with transaction.atomic(using=using):
            rows = Batch.objects.using(using).select_for_update(of=("self",), no_key=True)
            one = rows.filter(pk=key, status__in=HERE).first()
            if one:
                mark_file(one, asked, using=using)


def _let_go_what_waits(feed: Feed, using: str) -> None:
    """Refuse the files that were handed in and not read yet, and delete them. One in hand is refused by its reader."""
    rows = Deposit.objects.using(using).filter(feed=feed)
    with transaction.atomic(using=using):
        waiting = rows.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(state=DepositState.WAITING)
        for one in waiting:
            one.state, one.why, one.moved_at = DepositState.REFUSED, NOT_READ, feed.withdrawn_at or one.moved_at
            one.save(using=using, update_fields=["state", "why", "moved_at"])
            _note("records.deposit_refused", one, f"records.Feed:{feed.pk}", using, deposit=str(one.pk))
        settled = rows.exclude(state=DepositState.READING)
        DepositPart.objects.using(using).filter(deposit__in=settled).delete()
        settled.exclude(file_name="").update(file_name="")


def _let_go_of_names(using: str) -> None:
    """Let go of the names under which files were handed in that are withdrawn; some were refused only then."""
    same = {"agency": OuterRef("agency"), "profile": OuterRef("feed__profile"), "file_sha256": OuterRef("file_sha256")}
    taken = Batch.objects.using(using).filter(**same, status__in=[BatchState.GOING, BatchState.WITHDRAWN])
    settled = Deposit.objects.using(using).filter(state__in=[DepositState.DONE, DepositState.REFUSED])
    settled.exclude(file_name="").filter(Exists(taken)).update(file_name="")


def _remove(key: UUID, using: str) -> bool:
    """Take away the rows of one file, unless somebody is at it."""
    with held(lock_of(key), using) as alone:
        one = Batch.objects.using(using).filter(pk=key, status=BatchState.GOING).first()
        if not alone or one is None:
            return False
        with transaction.atomic(using=using):
            stand_again(one, using=using)
        remove_rows(key, using=using)
        _finish(key, using)
    return True


def remove_rows(key: UUID, *, using: str) -> None:
    """Take away everything that was read from one file."""
    with connections[using].cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
    for table in tables:
        while _piece(table, key, using):
            pass


def lock_of(key: UUID) -> UUID:
    """Name the lock of whoever removes a file: another than that of whoever reads it."""
    return uuid.uuid5(key, "removing")


def _piece(table: str, key: UUID, using: str) -> int:
    with transaction.atomic(using=using):
        raw: Any = connections[using].connection
        return int(raw.execute(PIECE.format(table=Name(table)), [key, ROWS_AT_ONCE]).rowcount)


def _finish(key: UUID, using: str) -> None:
    """Say that the last row is gone."""
    with transaction.atomic(using=using):
        one = Batch.objects.using(using).select_for_update(of=("self",), no_key=True).get(pk=key)
        check_batch_move(one.status, BatchState.WITHDRAWN)
        one.status = BatchState.WITHDRAWN
        one.save(using=using, update_fields=["status"])
        counts: dict[str, str | int] = {"profile": one.profile, "records": one.records, "people": one.people}
        _note("records.batch_removed", one, f"records.Batch:{one.pk}", using, **counts)


def _note(what: str, one: Batch | Deposit, target: str, using: str, **detail: str | int) -> None:
    ground, owner = "its owner withdrew it", str(one.agency_id)
    audit.record(what=what, target=target, ground=ground, owner=owner, detail=detail, using=using)
