"""Reading what was handed in: by the worker, with the connection that pages do not have.

Safe to be cut short anywhere and done again: the file is written out anew, and importing goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction
from django.db.models import QuerySet

from kith.audit import actions as audit
from kith.outside import files, queue
from kith.records.access import NoClause
from kith.records.actions.depositing import READ, lane_of
from kith.records.actions.importing import AlreadyBeingRead, import_file
from kith.records.actions.taking import NoFeed, Withdrawn
from kith.records.models import Deposit, DepositPart, MapDraft
from kith.records.states import DepositState, FeedState, check_deposit_move

OWNER = "owner"
"""The connection of whoever keeps the pool. The worker has it, and pages do not."""
TRIES = 5
SILENT = timedelta(minutes=10)
REMEMBERED = timedelta(days=30)
"""How long a file that was refused is listed."""
REFUSALS = (NoFeed, NoClause, Withdrawn, files.FileRefused)
OUR_FAULT = (
    "Something went wrong in Kith while it was read. It may be no fault of the file: ask whoever runs Kith to look, "
    "and hand it in again."
)
NOT_WHOLE = "It did not arrive whole. Hand it in again."
LEFT = """select d.id from records_deposit d where d.state in ('waiting', 'reading') and d.moved_at < %s and not exists
          (select 1 from procrastinate_jobs j where j.task_name = %s and j.status in ('todo', 'doing')
           and j.args ->> 'deposit' = d.id::text)"""


class NotWhole(Exception):
    """What lies in the database is not what was handed in."""


def read_deposit(*, deposit: UUID, at: datetime, using: str = OWNER) -> None:
    """Read one file that was handed in. Done again it changes nothing; cut short it goes on."""
    one = _take_up(deposit, at, using)
    if one is None:
        return
    try:
        with on_disk(one, DepositPart.objects.using(using).filter(deposit=one)) as path:
            import_file(one.feed.profile, path, agency=one.agency, by=one.by, at=at, told=one.handed_in_at, using=using)
    except AlreadyBeingRead:
        _move(one, DepositState.WAITING, at, using)
        raise
    except REFUSALS as refusal:
        _move(one, DepositState.REFUSED, at, using, why=str(refusal))
    except NotWhole:
        _move(one, DepositState.REFUSED, at, using, why=NOT_WHOLE)
    except Exception:
        if one.tries >= TRIES:
            _move(one, DepositState.REFUSED, at, using, why=OUR_FAULT)
        raise
    else:
        _move(one, DepositState.DONE, at, using)


def _take_up(deposit: UUID, at: datetime, using: str) -> Deposit | None:
    """Say that it is being read now, and for which time; one that killed its reader again and again is given up."""
    with transaction.atomic(using=using):
        rows = Deposit.objects.using(using).select_for_update(of=("self",), no_key=True)
        one = rows.select_related("feed", "agency").filter(pk=deposit).first()
        if one is None or one.state in {DepositState.DONE, DepositState.REFUSED}:
            return None
        if why := _why_not(one):
            _move(one, DepositState.REFUSED, at, using, why=why)
            return None
        one.state, one.tries, one.moved_at = DepositState.READING, one.tries + 1, at
        one.save(using=using, update_fields=["state", "tries", "moved_at"])
    return one


def _why_not(one: Deposit) -> str:
    if one.feed.state != FeedState.OPEN:
        return f"It was not read in time. {one.feed.said_state}."
    return OUR_FAULT if one.tries >= TRIES else ""


@contextmanager
def on_disk(one: Deposit | MapDraft, parts: QuerySet[Any]) -> Iterator[Path]:
    """Write the file where nobody else reads, for as long as it is read. What an earlier try left goes too."""
    folder = Path(settings.KITH_READING) / str(one.pk)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        path = folder / one.file_name
        digest = hashlib.sha256()
        with path.open("xb") as file:
            for part in _pieces(parts):
                digest.update(part)
                file.write(part)
        if digest.hexdigest() != one.file_sha256:
            raise NotWhole
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pieces(parts: QuerySet[Any]) -> Iterator[bytes]:
    """Give the file piece by piece, so that it is never in memory whole."""
    for key in parts.order_by("number").values_list("pk", flat=True):
        yield bytes(parts.values_list("content", flat=True).get(pk=key))


def _move(one: Deposit, state: DepositState, at: datetime, using: str, *, why: str = "") -> None:
    """Say what became of it, and once it is settled let the file itself go."""
    with transaction.atomic(using=using):
        here = Deposit.objects.using(using).select_for_update(no_key=True).get(pk=one.pk)
        check_deposit_move(here.state, state)
        here.state, here.why, here.moved_at = state, why[:400], at
        if state == DepositState.WAITING:
            here.tries -= 1
        if state == DepositState.DONE:
            here.file_name = ""
        here.save(using=using, update_fields=["state", "why", "moved_at", "tries", "file_name"])
        if state != DepositState.WAITING:
            DepositPart.objects.using(using).filter(deposit=one).delete()
            _note(here, using)


def _note(one: Deposit, using: str) -> None:
    audit.record(
        what=f"records.deposit_{one.state}",
        target=f"records.Feed:{one.feed_id}",
        ground="maintenance",
        owner=str(one.agency_id),
        detail={"deposit": str(one.pk), "bytes": one.file_bytes, "asked_by": one.by},
        using=using,
    )


def take_up_left(*, at: datetime, using: str = OWNER) -> int:
    """Put off again what waits and has nobody who will read it; forget what was refused long ago."""
    Deposit.objects.using(using).filter(state=DepositState.REFUSED, moved_at__lt=at - REMEMBERED).delete()
    with connections[using].cursor() as cursor:
        cursor.execute(LEFT, [at - SILENT, READ])
        ids = [key for (key,) in cursor.fetchall()]
    for one in Deposit.objects.using(using).select_related("feed").filter(pk__in=ids).order_by("handed_in_at"):
        queue.later(READ, lane=lane_of(one.feed), deposit=one.pk)
    return len(ids)
