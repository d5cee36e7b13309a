"""Handing files in as somebody, on the connection of pages; and looking at what became of them past every wall."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.records import actions
from kith.records.actions import Handed, NotTaken, depositing
from kith.records.models import Deposit, DepositPart, Feed
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import adult_care

FORM = "family-context-adult-social-care"
ADMIN = "admin"
FILE = adult_care(30, broken_every=7)


@pytest.fixture
def world(owner: str) -> make.World:
    """Give two agencies that have agreed to send a file, and the worker its connection."""
    made = make.make_world()
    for home in (made.police, made.health):
        pool.feed(home, FORM)
    return made


def feed_of(world: make.World, home: str = "police") -> Feed:
    """Give the feed of one of them."""
    return Feed.objects.using(ADMIN).select_related("agency", "agreement").get(agency=getattr(world, home))


def hand_in(
    world: make.World, who: str = "petra", *, content: bytes = FILE, home: str = "police", **how: Any
) -> Deposit:
    """Hand a file in as somebody, on the connection of pages."""
    name, purpose = how.get("name", "asc.csv"), how.get("purpose")
    feed = feed_of(world, home)
    with transaction.atomic():
        by = make.asker(world[who], purpose=purpose)
        try:
            return actions.deposit(by=by, feed=feed, file=Handed(name, io.BytesIO(content)), at=timezone.now())
        except NotTaken as refusal:
            refused = refusal
    raise refused


def asked(query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Ask the database as nobody may."""
    with connections[ADMIN].cursor() as cursor:
        cursor.execute(query, values or None)
        return list(cursor.fetchall()) if cursor.description else []


def audited(what: str) -> list[tuple[Any, ...]]:
    """Say who did it, on whose files, and why it was refused."""
    return asked("select actor, owner, detail->>'why' from audit_event where what = %s order by at", what)


def counts() -> tuple[int, int, int]:
    """Count files, their parts, and jobs that wait."""
    jobs_ = asked("select count(*) from procrastinate_jobs where task_name = %s", depositing.READ)[0][0]
    return Deposit.objects.using(ADMIN).count(), DepositPart.objects.using(ADMIN).count(), jobs_


def found() -> Deposit:
    """Give the only one there is."""
    return Deposit.objects.using(ADMIN).get()


def read(one: Deposit) -> Deposit:
    """Read one as the worker does."""
    actions.read_deposit(deposit=one.pk, at=timezone.now())
    return Deposit.objects.using(ADMIN).get(pk=one.pk)
