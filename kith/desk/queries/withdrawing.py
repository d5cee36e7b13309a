"""What would go if an agency withdrew a file, or a feed: in numbers, for those whose job it is to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from kith.desk.queries.files import UNDER_WAY, feed
from kith.lib.phrases import said_date
from kith.records import access
from kith.records.actions.withdrawing import HERE
from kith.records.models import Batch, Deposit, Feed
from kith.records.states import BatchState, FeedCannotMove, FeedState, check_batch_move, check_feed_move
from kith.sharing.access import Asker, decide_each
from kith.sharing.actions import NotHere


@dataclass(frozen=True)
class Rights:
    """What somebody may do with a feed of their own agency; and if it was ended, when and why."""

    hands_in: bool
    closes: bool
    withdraws: bool
    ended: list[str]


@dataclass(frozen=True)
class Going:
    """What would go: a file, or a feed with so many files, and why it cannot, if it cannot."""

    feed: Feed
    title: str
    files: int
    rows: int
    waiting: int
    cannot: str
    batch: Batch | None = None
    came: datetime | None = None


def rights(asker: Asker, one: Feed) -> Rights:
    """Say what somebody may do with a feed of their own agency."""
    hands_in, withdraws = decide_each(asker, one, [access.DEPOSIT, access.WITHDRAW])
    state = one.state
    return Rights(
        hands_in=hands_in.allowed,
        closes=withdraws.allowed and state == FeedState.OPEN,
        withdraws=withdraws.allowed and state != FeedState.WITHDRAWN,
        ended=[
            f"{said} on {said_date(timezone.localdate(at))}. Why: {why}"
            for said, at, why in (
                ("Closed", one.closed_at, one.closed_why),
                ("Withdrawn", one.withdrawn_at, one.withdrawn_why),
            )
            if at and why
        ],
    )


def feed_to_end(asker: Asker, feed_id: UUID, *, state: FeedState) -> Going:
    """Say what becomes of a feed of somebody's own agency that would be closed or withdrawn."""
    sent = feed(asker, feed_id)
    ends = access.CLOSE if state == FeedState.CLOSED else access.WITHDRAW
    ends.require(asker, sent.feed)
    here = Batch.objects.filter(feed=sent.feed, status__in=HERE)
    waiting = Deposit.objects.filter(feed=sent.feed, state__in=UNDER_WAY).count()
    rows = here.aggregate(rows=Sum("records"))["rows"] or 0
    return Going(sent.feed, sent.title, here.count(), rows, waiting, _why_not(sent.feed, state))


def _why_not(one: Feed, state: FeedState) -> str:
    try:
        check_feed_move(one.state, state)
    except FeedCannotMove as refusal:
        return str(refusal)
    return ""


def file_to_withdraw(asker: Asker, feed_id: UUID, file_id: UUID) -> Going:
    """Say what would go with one file; another agency's, and one of another feed, are as one that never was."""
    sent = feed(asker, feed_id)
    one = Batch.objects.filter(feed=sent.feed, pk=file_id).first()
    if one is None:
        raise NotHere
    access.WITHDRAW.require(asker, one)
    cannot = ""
    try:
        check_batch_move(one.status, BatchState.GOING)
    except FeedCannotMove as refusal:
        cannot = str(refusal)
    return Going(sent.feed, sent.title, 1, one.records, 0, cannot, one, one.begun_at)
