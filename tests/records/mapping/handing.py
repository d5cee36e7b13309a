"""Handing in a file to be mapped as somebody, and doing the worker's part."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.records import actions
from kith.records.actions import Handed
from kith.records.models import MapDraft, SavedProfile
from kith.records.rules.guessing import Told, from_kept
from tests.factories import world as make
from tests.records.conftest import csv_of, owner

__all__ = ["owner"]

ADMIN = "admin"
NAME = "fire-visits"
TITLE = "Fire visits"
ROWS: list[list[str]] = [
    ["Client ID", "Surname", "Forename", "Visit date"],
    *([f"C{n}", "Drama", "Ada", "02/03/2024"] for n in range(9)),
]
POOR = [*ROWS, *(["", "", "Ada", "02/03/2024"] for _ in range(9))]


@pytest.fixture
def world(owner: str) -> make.World:
    return make.make_world()


def begin(world: make.World, who: str = "petra", *, content: bytes | None = None, **how: Any) -> MapDraft:
    file = Handed(how.get("name", "visits.csv"), io.BytesIO(csv_of(ROWS) if content is None else content))
    with transaction.atomic():
        by = make.asker(world[who], purpose=how.get("purpose"))
        return actions.begin_map(by=by, file=file, at=timezone.now())


def work(draft: MapDraft) -> MapDraft:
    """Do what the worker does, and give what is there then."""
    actions.work_on_map(draft=draft.pk, at=timezone.now())
    return found(draft)


def found(draft: MapDraft) -> MapDraft:
    return MapDraft.objects.using(ADMIN).get(pk=draft.pk)


def looked(world: make.World, **how: Any) -> MapDraft:
    return work(begin(world, **how))


def tell(world: make.World, draft: MapDraft, who: str = "petra", *, test: bool = True, **places: str) -> MapDraft:
    """Say what it is; columns by their heading with _ for a space."""
    verb = actions.try_map if test else actions.correct_map
    told = Told(TITLE, places=({name.replace("_", " "): place for name, place in places.items()},))
    with transaction.atomic():
        return verb(by=make.asker(world[who]), draft_id=draft.pk, told=told, at=timezone.now())


def ready(world: make.World, **how: Any) -> MapDraft:
    draft = looked(world, **how)
    tell(world, draft)
    return work(draft)


def save(world: make.World, draft: MapDraft, who: str = "petra", reason: str = "") -> SavedProfile:
    with transaction.atomic():
        by = make.asker(world[who])
        return actions.save_profile(by=by, draft_id=draft.pk, reason=reason, at=timezone.now())


def shown(draft: MapDraft) -> list[str]:
    """Say what each column seems to be."""
    return [column.place for head in from_kept(draft.sheets) for column in head.guess.columns]


def asked(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connections[ADMIN].cursor() as cursor:
        cursor.execute(query, values or None)
        return list(cursor.fetchall()) if cursor.description else []


def page(world: make.World, who: str, query: str, *values: Any, **how: Any) -> list[tuple[Any, ...]]:
    """Ask the database itself, as the page of somebody would."""
    with transaction.atomic():
        make.asker(world[who], **how)
        with connections["default"].cursor() as cursor:
            cursor.execute(query, values or None)
            return list(cursor.fetchall()) if cursor.description else []


def left() -> tuple[int, int]:
    """Count drafts and parts of their files."""
    return asked("select (select count(*) from records_mapdraft), (select count(*) from records_mappart)")[0]
