"""Handing in a file: who may, whether it is taken, and putting it where pages cannot read it until it is read.

Refusals of the agreement are asked for again when the file is read, for it may have to wait.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction

from kith.audit import actions as audit
from kith.outside import queue
from kith.records import access
from kith.records.models import Batch, Deposit, DepositPart, Feed
from kith.records.models.deposits import STANDING
from kith.records.rules.handed_in import LARGEST, PART, tidied
from kith.records.states import BatchState, DepositState, FeedState
from kith.sharing.access import Asker

READ = "records.read_deposit"
NOTHING = "Nothing was changed."


class NotTaken(Exception):
    """This file is not taken. The words are fit for whoever hands it in; ``code`` is for programs and the audit."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class Handed:
    """A file as it was handed over: the name it had, and what is in it."""

    name: str
    content: BinaryIO


def deposit(*, by: Asker, feed: Feed, file: Handed, at: datetime) -> Deposit:
    """Take a file in for one of somebody's agency's feeds, to be read soon; what is refused is written down."""
    try:
        return hand_in(by=by, feed=feed, file=file, at=at)
    except NotTaken as refusal:
        note_refused(feed, refusal.code, by.purpose)
        raise


@transaction.atomic
def hand_in(*, by: Asker, feed: Feed, file: Handed, at: datetime) -> Deposit:
    """Take a file in, if this person may hand one in."""
    ground = access.DEPOSIT.require(by, feed).reasons[0]
    return keep(feed, file, who=by.words, at=at, purpose=by.purpose, ground=ground)


def keep(feed: Feed, file: Handed, *, who: str, at: datetime, purpose: str = "", ground: str = "") -> Deposit:
    """Keep a file of somebody who may hand it in, a person or a machine, and put off reading it. Needs a transaction."""
    made = Deposit(feed=feed, file_name=tidied(file.name), handed_in_at=at, by=who)
    put_in(made, file.content, at=at, purpose=purpose, ground=ground)
    put_off(made)
    return made


def put_in(  # noqa: PLR0913 - which file, when, how large at most, why, and by which connection
    made: Deposit,
    content: BinaryIO,
    *,
    at: datetime,
    largest: int | None = None,
    purpose: str = "",
    ground: str = "",
    using: str = "default",
) -> None:
    """Put a file where pages cannot read it, if it is taken. Needs a transaction, and reading it has to be put off."""
    feed = made.feed
    made.file_sha256, made.file_bytes = measured(content, largest)
    _check(made, at, largest, using)
    made.agency_id, made.moved_at = feed.agency_id, at
    try:
        with transaction.atomic(using=using):
            made.save(force_insert=True, using=using)
    except IntegrityError:
        raise NotTaken("same-file", f"This very file was handed in a moment ago. {NOTHING}") from None
    for number, part in enumerate(parts_of(content)):
        DepositPart(deposit=made, number=number, content=part).save(force_insert=True, using=using)
    told = {"deposit": str(made.pk), "asked_by": made.by}
    _note("records.file_handed_in", feed, purpose, ground, using=using, bytes=made.file_bytes, **told)


def put_off(made: Deposit) -> None:
    """Put off reading a file that was taken in."""
    queue.later(READ, lane=lane_of(made.feed), deposit=made.pk)


def lane_of(feed: Feed) -> str:
    """Say in which lane the files of a feed are read: each feed's one after the other, as they were handed in."""
    return f"{READ}/{feed.pk.int % queue.LANES}"


def note_refused(feed: Feed, code: str, purpose: str = "", *, using: str = "default", **told: str) -> None:
    """Write down that a file was not taken, and why; never what was in it."""
    _note("records.file_refused", feed, purpose, f"refused: {code}", using=using, why=code, **told)


def measured(content: BinaryIO, largest: int | None = None) -> tuple[str, int]:
    """Give the SHA-256 and the size of what was handed in; of what is too large, at least the size that is."""
    digest, size = hashlib.sha256(), 0
    for part in parts_of(content):
        size += len(part)
        if size > (largest or LARGEST):
            break
        digest.update(part)
    return digest.hexdigest(), size


def parts_of(content: BinaryIO) -> Iterator[bytes]:
    """Give it piece by piece, from its beginning."""
    content.seek(0)
    while part := content.read(PART):
        yield part


def _check(made: Deposit, at: datetime, largest: int | None, using: str) -> None:
    """Refuse what is not taken, with the sentence that says why."""
    feed = made.feed
    if feed.state != FeedState.OPEN:
        raise NotTaken("feed-not-open", f"No file is taken for this feed. {feed.said_state}.")
    try:
        access.require_clause(feed.agency, feed.agreement, at=at, using=using)
    except access.NoClause as refusal:
        raise NotTaken("no-clause", str(refusal)) from None
    check_size(made.file_bytes, largest)
    _check_not_here(feed, made.file_sha256, using)


def check_size(size: int, largest: int | None = None) -> None:
    """Refuse a file with nothing in it, and one that is too large."""
    most = largest or LARGEST
    if not size:
        raise NotTaken("empty", "There is nothing in the file. Export it again, and look that it has rows.")
    if size > most:
        raise NotTaken(
            "too-large",
            f"The file is larger than {most // 1024**2} MB. Cut it into parts, or ask whoever runs Kith to import it.",
        )


def _check_not_here(feed: Feed, digest: str, using: str) -> None:
    deposits = Deposit.objects.using(using).filter(feed=feed, file_sha256=digest)
    same = deposits.filter(state__in=STANDING[:2]).first()
    if same:
        state = same.get_state_display().lower()
        raise NotTaken("same-file", f"This very file was handed in before, and is {state}. {NOTHING}")
    batches = Batch.objects.using(using).filter(agency=feed.agency_id, profile=feed.profile)
    batch = batches.filter(file_sha256=digest).first()
    if batch and batch.removed_at:
        words = f"This very file was read before. {batch.get_status_display()}, and it is not taken again."
        raise NotTaken("taken-away", words)
    if batch and batch.status == BatchState.DONE:
        raise NotTaken("same-file", f"This very file was read before. {NOTHING}")
    if deposits.filter(state=DepositState.DONE).exists():
        raise NotTaken("same-file", f"This very file was handed in and read before. {NOTHING}")


def _note(what: str, feed: Feed, purpose: str, ground: str, *, using: str = "default", **detail: str | int) -> None:
    audit.record(
        what=what,
        target=f"records.Feed:{feed.pk}",
        purpose=purpose,
        ground=ground,
        owner=str(feed.agency_id),
        detail={"profile": feed.profile, **detail},
        using=using,
    )
