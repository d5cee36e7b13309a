"""What the worker does with a file that is being mapped: look at its beginning, test a description on all of it, let it go.

Safe to be cut short anywhere and done again: each step says how it ended in the transaction that ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.utils import timezone

from kith.audit import actions as audit
from kith.outside import files, queue
from kith.records.actions.drafting import GONE, MAP
from kith.records.actions.mapping import digest_of, try_on
from kith.records.actions.reading import NOT_WHOLE, OUR_FAULT, OWNER, SILENT, TRIES, NotWhole, on_disk
from kith.records.models import MapDraft, MapPart
from kith.records.rules.guessing import described, heads, kept
from kith.records.states import MapState, check_map_move

LASTS = timedelta(days=1)
"""A file that nobody saved is forgotten after so long. The wall hides it at the same moment."""
MOST_COLUMNS = 300
MOST_ODD = 100
KINDS = frozenset({files.Kind.SEPARATED, files.Kind.WORKBOOK})
LEFT = """select d.id from records_mapdraft d where d.state in ('waiting', 'testing', 'saved', 'left') and d.moved_at < %s
          and not exists (select 1 from procrastinate_jobs j where j.task_name = %s and j.status in ('todo', 'doing')
          and j.args ->> 'draft' = d.id::text)"""

Outcome = dict[str, Any]


def work_on_map(*, draft: UUID, at: datetime, using: str = OWNER) -> None:
    """Do what comes next with one file. Done again it changes nothing."""
    one = _take_up(draft, at, using)
    if one is None:
        return
    state, step = STEPS[MapState(one.state)]
    try:
        with on_disk(one, MapPart.objects.using(using).filter(draft=one)) as path:
            outcome = step(one, path, at, using)
    except files.FileRefused as refusal:
        _settle(one, MapState.REFUSED, at, using, why=str(refusal)[:400])
    except NotWhole:
        _settle(one, MapState.REFUSED, at, using, why=NOT_WHOLE)
    except Exception:
        if one.tries >= TRIES:
            _settle(one, MapState.REFUSED, at, using, why=OUR_FAULT)
        raise
    else:
        _settle(one, state, at, using, **outcome)


def _take_up(draft: UUID, at: datetime, using: str) -> MapDraft | None:
    """Find what is to be done, and count how often it was begun; what is done with goes at once."""
    with transaction.atomic(using=using):
        rows = MapDraft.objects.using(using).select_for_update(of=("self",), no_key=True)
        one = rows.filter(pk=draft).first()
        if one and one.state in GONE:
            _forget(one, using)
        if one is None or one.state not in STEPS:
            return None
        if one.tries >= TRIES:
            _settle(one, MapState.REFUSED, at, using, why=OUR_FAULT)
            return None
        one.tries += 1
        one.save(using=using, update_fields=["tries"])
    return one


def _look(one: MapDraft, path: Path, at: datetime, using: str) -> Outcome:
    found = heads(files.read(path, KINDS), today=timezone.localdate(at))
    columns = sum(len(head.guess.columns) for head in found)
    if not columns:
        raise files.FileRefused(
            "The file has no headings", where=one.file_name, do="Export it with a line that names each column."
        )
    if columns > MOST_COLUMNS:
        raise files.FileRefused(
            f"The file has {columns:,} columns, and this page takes at most {MOST_COLUMNS}",
            where=one.file_name,
            do="Export fewer, or ask whoever runs Kith to map it.",
        )
    return {"sheets": kept(found)}


def _test(one: MapDraft, path: Path, at: datetime, using: str) -> Outcome:
    tried = try_on(described(one.description), path, at=at, progress=_Percent(one, using))
    return {
        "tried_of": digest_of(one.description), "tried_rows": tried.rows, "tried_people": tried.people,
        "tried_findings": tried.findings, "tried_quarantined": tried.quarantined,
        "odd": [asdict(odd) for odd in tried.odd[:MOST_ODD]],
    }  # fmt: skip


STEPS: MappingProxyType[MapState, tuple[MapState, Callable[[MapDraft, Path, datetime, str], Outcome]]] = (
    MappingProxyType({MapState.WAITING: (MapState.LOOKED, _look), MapState.TESTING: (MapState.TESTED, _test)})
)
"""From a state in which the worker has something to do, to the next, and what is done."""


class _Percent:
    """Says now and then how far a test has come. The file is read twice: to see what it is, and then row by row."""

    def __init__(self, one: MapDraft, using: str) -> None:
        self.rows = MapDraft.objects.using(using).filter(pk=one.pk)
        self.before, self.passes, self.said = 0, 0, 0

    def __call__(self, done: int, of: int) -> None:
        self.passes += done < self.before
        self.before = done
        percent = min(99, 50 * min(1, self.passes) + 50 * done // max(1, of))
        if percent >= self.said + 5:
            self.said = percent
            self.rows.update(percent=percent)


def _settle(one: MapDraft, state: MapState, at: datetime, using: str, **outcome: Any) -> None:
    """Say how a step ended, unless its maker threw the file away meanwhile; what is refused lets its file go."""
    with transaction.atomic(using=using):
        rows = MapDraft.objects.using(using).select_for_update(no_key=True)
        here = rows.filter(pk=one.pk, state=one.state).first()
        if here is None:
            return
        check_map_move(here.state, state)
        said = {**outcome, "state": state.value, "moved_at": at, "tries": 0, "percent": 0}
        for name, value in said.items():
            setattr(here, name, value)
        here.save(using=using, update_fields=list(said))
        if state == MapState.REFUSED:
            MapPart.objects.using(using).filter(draft=here).delete()
        _note(f"records.map_{state}", here, using)


def _forget(one: MapDraft, using: str) -> None:
    MapPart.objects.using(using).filter(draft=one).delete()
    _note("records.map_forgotten", one, using)
    one.delete(using=using)


def _note(what: str, one: MapDraft, using: str) -> None:
    audit.record(
        what=what,
        target=f"records.MapDraft:{one.pk}",
        ground="maintenance",
        owner=str(one.agency_id),
        detail={"asked_by": one.by, "rows": one.tried_rows, "quarantined": one.tried_quarantined},
        using=using,
    )


def tend_maps(*, at: datetime, using: str = OWNER) -> int:
    """Forget what is older than a day, and put off again what has nobody who will take it up."""
    old = MapDraft.objects.using(using).filter(begun_at__lte=at - LASTS).values_list("pk", flat=True)
    for key in list(old):
        with transaction.atomic(using=using):
            rows = MapDraft.objects.using(using).select_for_update(no_key=True)
            if one := rows.filter(pk=key).first():
                _forget(one, using)
    with connections[using].cursor() as cursor:
        cursor.execute(LEFT, [at - SILENT, MAP])
        ids = [key for (key,) in cursor.fetchall()]
    for key in ids:
        queue.later(MAP, lane=MAP, draft=key)
    return len(ids)
