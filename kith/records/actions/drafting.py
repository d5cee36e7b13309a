"""Telling how a file is laid out, step by step: hand it in, say what its columns are, have it tested, or throw it away.

Its maker alone sees it. What needs the whole file the worker does (`trying`), for pages cannot read it back.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.audit import actions as audit
from kith.outside import queue
from kith.records.actions.depositing import Handed, NotTaken, check_size, measured, parts_of
from kith.records.models import MapDraft, MapPart
from kith.records.rules.guessing import Told, from_kept
from kith.records.rules.handed_in import tidied
from kith.records.states import MapState, check_map_move
from kith.sharing.access import Asker, need_job
from kith.sharing.actions import NotHere

MAP = "records.map"
"""The job, and the one lane in which files are looked at and tested."""
DOING = "say how a file is laid out"
MOST_AT_ONCE = 5
GONE = (MapState.SAVED.value, MapState.LEFT.value)


def begin_map(*, by: Asker, file: Handed, at: datetime) -> MapDraft:
    """Take in a file of which somebody will tell how it is laid out; what is refused is written down."""
    try:
        return keep_map(by=by, file=file, at=at)
    except NotTaken as refusal:
        _record("records.map_refused", f"agencies.Agency:{by.agency}", by, why=refusal.code)
        raise


@transaction.atomic
def keep_map(*, by: Asker, file: Handed, at: datetime) -> MapDraft:
    """Keep the file where no page can read it back, and put off looking at it."""
    need_job(by, "deposit", DOING)
    digest, size = measured(file.content)
    check_size(size)
    if MapDraft.objects.filter(by=by.words).exclude(state__in=GONE).count() >= MOST_AT_ONCE:
        raise NotTaken("too-many", f"You have {MOST_AT_ONCE} files here already. Throw one away first.")
    made = MapDraft(
        agency_id=by.agency, by=by.words, file_name=tidied(file.name), file_sha256=digest, file_bytes=size,
        begun_at=at, moved_at=at,
    )  # fmt: skip
    made.save(force_insert=True)
    for number, part in enumerate(parts_of(file.content)):
        MapPart(draft=made, number=number, content=part).save(force_insert=True)
    queue.later(MAP, lane=MAP, draft=made.pk)
    _note("records.map_begun", made, by, bytes=size)
    return made


@transaction.atomic
def open_map(*, by: Asker, draft_id: UUID) -> MapDraft:
    """See how far a file of one's own has come, and once it was looked at, its first rows."""
    need_job(by, "deposit", DOING)
    one = MapDraft.objects.filter(pk=draft_id, agency=by.agency, by=by.words).exclude(state__in=GONE).first()
    if one is None:
        raise NotHere
    if one.sheets:
        _note("records.map_opened", one, by)
    return one


@transaction.atomic
def correct_map(*, by: Asker, draft_id: UUID, told: Told, at: datetime) -> MapDraft:
    """Say what the columns are, to see the rows as they would be read."""
    one = locked(by, draft_id)
    if one.state != MapState.LOOKED:
        check_map_move(one.state, MapState.LOOKED)
    return _tell(one, told, MapState.LOOKED, by, at)


@transaction.atomic
def try_map(*, by: Asker, draft_id: UUID, told: Told, at: datetime) -> MapDraft:
    """Say what the columns are, and have that tested on the whole file."""
    one = locked(by, draft_id)
    check_map_move(one.state, MapState.TESTING)
    queue.later(MAP, lane=MAP, draft=one.pk)
    return _tell(one, told, MapState.TESTING, by, at)


@transaction.atomic
def leave_map(*, by: Asker, draft_id: UUID, at: datetime) -> None:
    """Throw the file away."""
    one = locked(by, draft_id)
    check_map_move(one.state, MapState.LEFT)
    put_away(one, MapState.LEFT, at)
    _note("records.map_left", one, by)


def put_away(one: MapDraft, state: MapState, at: datetime) -> None:
    """Say that it is done with, so that the worker lets it go. Needs a transaction."""
    one.state, one.moved_at, one.told, one.description = state.value, at, {}, ""
    one.save(update_fields=["state", "moved_at", "told", "description"])
    queue.later(MAP, lane=MAP, draft=one.pk)


def locked(by: Asker, draft_id: UUID) -> MapDraft:
    """Lock one of somebody's own, if their job includes it; any other is as one that never was."""
    need_job(by, "deposit", DOING)
    rows = MapDraft.objects.select_for_update(of=("self",), no_key=True)
    one = rows.filter(pk=draft_id, agency=by.agency, by=by.words).exclude(state__in=GONE).first()
    if one is None:
        raise NotHere
    return one


def _tell(one: MapDraft, told: Told, state: MapState, by: Asker, at: datetime) -> MapDraft:
    one.told, one.description = told.kept(), told.description(from_kept(one.sheets))
    one.state, one.moved_at = state.value, at
    one.save(update_fields=["told", "description", "state", "moved_at"])
    _note(f"records.map_{state}", one, by, told=sum(map(len, told.places)))
    return one


def _note(what: str, one: MapDraft, by: Asker, **detail: str | int) -> None:
    _record(what, f"records.MapDraft:{one.pk}", by, **detail)


def _record(what: str, target: str, by: Asker, **detail: str | int) -> None:
    audit.record(
        what=what, target=target, purpose=by.purpose, ground="your job includes it", owner=str(by.agency), detail=detail
    )
