"""Taking back what an agency sent, because the agency asks: hidden from the commit that says so.

This is the first of two steps, and short, so that a page can do it: it marks a file, or a feed with all that came by it,
and from then on no search, no page and no wall gives a row of it. The second takes the rows away (``removing``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from kith.agencies import actions as agencies
from kith.agencies.models import Role
from kith.audit import actions as audit
from kith.outside import queue
from kith.records import access
from kith.records.actions.feeding import MAINTENANCE
from kith.records.models import Batch, Feed
from kith.records.states import BatchState, FeedState, check_batch_move, check_feed_move
from kith.sharing.access import Asker

HERE = (BatchState.READING, BatchState.DONE)
REMOVE = "records.remove_withdrawn"
TOLD = Role.PRIVACY_OFFICER
# Longer than a piece of a file takes to be stored, and shorter than somebody waits for a page.
WAITS = "5s"


class BeingRead(Exception):
    """The file is being read to its end at this moment. The words are fit for the person who asked."""


@dataclass(frozen=True)
class Asked:
    """Who asks for it, when and why; and for the audit, on which ground they may."""

    by: str
    at: datetime
    why: str = ""
    ground: str = "its owner asks"
    purpose: str = ""


@transaction.atomic
def take_back_file(*, by: Asker, batch: Batch, why: str, at: datetime) -> None:
    """Withdraw one file of somebody's own agency."""
    asked = _asked(by, access.WITHDRAW.require(by, batch).reasons[0], why, at)
    check_batch_move(batch.status, BatchState.GOING)
    with _no_longer_than_a_page_waits():
        one = Batch.objects.select_for_update(of=("self",), no_key=True).filter(pk=batch.pk, status__in=HERE).first()
    if one is None:
        check_batch_move(Batch.objects.get(pk=batch.pk).status, BatchState.GOING)
        return
    mark_file(one, asked)
    _see_to_it(by, one.feed_id, "A file that your agency sent was withdrawn.", at)


@transaction.atomic
def take_back_feed(*, by: Asker, feed: Feed, why: str, at: datetime) -> int:
    """Withdraw a feed of somebody's own agency, with all that came by it; say how many files that was."""
    asked = _asked(by, access.WITHDRAW.require(by, feed).reasons[0], why, at)
    check_feed_move(feed.state, FeedState.WITHDRAWN)
    came = mark_feed(_locked(feed, FeedState.WITHDRAWN), asked)
    _see_to_it(by, feed.pk, "A feed of your agency was withdrawn, with all that came by it.", at)
    return came


@transaction.atomic
def stop_feed(*, by: Asker, feed: Feed, why: str, at: datetime) -> None:
    """Take no more files of a feed of somebody's own agency. What came is kept, and found, for its time."""
    asked = _asked(by, access.CLOSE.require(by, feed).reasons[0], why, at)
    check_feed_move(feed.state, FeedState.CLOSED)
    one = _locked(feed, FeedState.CLOSED)
    one.closed_at, one.closed_by, one.closed_why = at, asked.by, why
    one.save(update_fields=["closed_at", "closed_by", "closed_why"])
    note("records.feed_closed", f"records.Feed:{one.pk}", one, asked)


def _asked(by: Asker, ground: str, why: str, at: datetime) -> Asked:
    return Asked(by=by.words, at=at, why=why, ground=ground, purpose=by.purpose)


def _locked(feed: Feed, state: FeedState) -> Feed:
    """Lock a feed that may come to this state; the wall offers no other for a change."""
    one = Feed.objects.select_for_update(no_key=True).filter(pk=feed.pk).first()
    here = one or Feed.objects.get(pk=feed.pk)
    check_feed_move(here.state, state)
    return here


@contextmanager
def _no_longer_than_a_page_waits() -> Iterator[None]:
    """Give up soon on a file that somebody reads to its end: who does so holds it until all its rows are settled."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", [WAITS])
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise BeingRead("This file is being read to its end now, which may take a minute. Try again then.") from None


def _see_to_it(by: Asker, feed: UUID | None, words: str, at: datetime) -> None:
    """Put off taking the rows away, and tell whoever answers for privacy at the agency."""
    if feed:
        queue.later(REMOVE, lane=REMOVE, feed=feed)
    agencies.tell_role(agency=by.agency, role=TOLD, what="records.withdrawn", words=words, path="/files/", at=at)


# -- Marking: for pages, and for maintenance (``removing``). All of it needs a transaction. ------------------------------


def mark_feed(feed: Feed, asked: Asked, *, using: str = "default") -> int:
    """Say that a feed is withdrawn, and with it all that came by it; say how many files that was.

    A file that is being read this moment is not waited for: it is hidden with its feed, and whoever removes it marks it.
    """
    check_feed_move(feed.state, FeedState.WITHDRAWN)
    feed.withdrawn_at, feed.withdrawn_by, feed.withdrawn_why = asked.at, asked.by or MAINTENANCE, asked.why
    feed.save(using=using, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    rows = Batch.objects.using(using).select_for_update(of=("self",), no_key=True, skip_locked=True)
    came = list(rows.filter(feed=feed, status__in=HERE))
    for batch in came:
        mark_file(batch, asked, using=using)
    note("records.feed_withdrawn", f"records.Feed:{feed.pk}", feed, asked, using=using, batches=len(came))
    return len(came)


def mark_file(batch: Batch, asked: Asked, *, using: str = "default") -> None:
    """Say that a file is withdrawn: its name goes, and its rows are hidden from this commit on."""
    check_batch_move(batch.status, BatchState.GOING)
    batch.status, batch.file_name, batch.columns = BatchState.GOING, "", {}
    batch.removed_at, batch.removed_by, batch.removed_why = asked.at, asked.by or MAINTENANCE, asked.why
    fields = ["status", "file_name", "columns", "removed_at", "removed_by", "removed_why"]
    batch.save(using=using, update_fields=fields)
    counts = {"records": batch.records, "people": batch.people}
    note("records.batch_withdrawn", f"records.Batch:{batch.pk}", batch, asked, using=using, **counts)


def note(what: str, target: str, one: Batch | Feed, asked: Asked, *, using: str = "default", **counts: int) -> None:
    """Write down what was taken back, where its agency reads it. Why stays with it: somebody may have named a person."""
    audit.record(
        what=what,
        target=target,
        purpose=asked.purpose,
        ground=asked.ground,
        owner=str(one.agency_id),
        detail={"profile": one.profile, "asked_by": asked.by, **counts},
        using=using,
    )
