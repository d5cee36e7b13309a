"""What an agency takes back is hidden from the commit that says so, at the wall itself, and then removed. Refusals first."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from kith.agencies.models import Role
from kith.config.documents.walls import walls
from kith.outside import queue
from kith.records import actions
from kith.records.actions import BeingRead, removing, withdrawing
from kith.records.models import Batch, Feed
from kith.records.states import FeedCannotMove
from kith.sharing.access import NotAllowed
from kith.sharing.actions import open_record
from kith.sharing.models import LinkKind
from tests.factories import world as make
from tests.records.conftest import adult_care, read_from
from tests.records.handing import ADMIN, FORM, asked, feed_of, found, hand_in
from tests.records.handing import world as handing_world
from tests.records.test_feeds import left

__all__ = ["handing_world"]

READABLE = "select t::text from records_pool_tables() t where has_table_privilege('kith_web', t, 'select')"
WHY = "The wrong report was run."


@pytest.fixture
def world(handing_world: make.World) -> make.World:
    """Give a world in which the police and health have a data officer and the police a privacy officer, too."""
    made = handing_world
    for name, home, role in (
        ("dora", made.police, Role.DATA_OFFICER),
        ("hedy", made.health, Role.DATA_OFFICER),
        ("pascal", made.police, Role.PRIVACY_OFFICER),
    ):
        made.people[name] = make.account(name, home, role)
    return made


def sent(world: make.World, folder: Path, rows: int = 30, *, home: str = "police") -> Batch:
    path = folder / f"{home}-{rows}.csv"
    path.write_bytes(adult_care(rows, broken_every=7))
    return read_from(getattr(world, home), FORM, path).batch


def take_back(world: make.World, who: str, one: Batch | Feed, *, why: str = WHY, purpose: str | None = None) -> None:
    with transaction.atomic():
        by = make.asker(world[who], purpose=purpose)
        if isinstance(one, Batch):
            actions.take_back_file(by=by, batch=one, why=why, at=timezone.now())
        else:
            actions.take_back_feed(by=by, feed=one, why=why, at=timezone.now())


def state(batch: Batch) -> str:
    return Batch.objects.using(ADMIN).get(pk=batch.pk).status


def page(world: make.World, who: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Ask the database as the page of somebody, past the first wall."""
    with transaction.atomic():
        make.asker(world[who])
        with connections["default"].cursor() as cursor:
            cursor.execute(query, values or None)
            return list(cursor.fetchall()) if cursor.description else []


# -- Who may not -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["hedy", "petra", "amina", "iris", "tess", "adam"])
def test_nobody_else_takes_back_what_the_police_sent(world: make.World, tmp_path: Path, who: str) -> None:
    batch = sent(world, tmp_path)
    for one in (batch, feed_of(world)):
        with pytest.raises(NotAllowed):
            take_back(world, who, one)
    with pytest.raises(NotAllowed), transaction.atomic():
        actions.stop_feed(by=make.asker(world[who]), feed=feed_of(world), why=WHY, at=timezone.now())
    assert state(batch) == "done"
    assert feed_of(world).state == "open"


def test_the_job_counts_for_its_purpose_alone(world: make.World, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        take_back(world, "dora", sent(world, tmp_path), purpose="safeguarding")


MARK = """update records_batch set status = %s, removed_at = now(), removed_by = %s, removed_why = %s, file_name = %s,
          columns = '{}' where id = %s returning 1"""


@pytest.mark.wall
@pytest.mark.parametrize("wrong", ["who", "researcher", "by", "why", "state", "name", ""])
def test_the_wall_lets_an_owner_withdraw_its_own_file_and_nothing_else(
    world: make.World, tmp_path: Path, wrong: str
) -> None:
    batch = sent(world, tmp_path)
    who = {"who": "hedy", "researcher": "petra"}.get(wrong, "dora")
    by = f"agencies.Account:{world['pascal' if wrong == 'by' else who].pk}"
    values = (
        "done" if wrong == "state" else "going",
        by,
        "" if wrong == "why" else WHY,
        "x" if wrong == "name" else "",
    )
    if wrong in {"who", "researcher"}:
        assert page(world, who, MARK, *values, batch.pk) == []
    elif wrong:
        with pytest.raises(DatabaseError, match="row-level security"):
            page(world, who, MARK, *values, batch.pk)
    else:
        assert page(world, who, MARK, *values, batch.pk) == [(1,)]
    assert state(batch) == ("done" if wrong else "going")


@pytest.mark.wall
@pytest.mark.parametrize(
    ("change", "taken"),
    [
        ("withdrawn_at = now(), withdrawn_by = {me}, withdrawn_why = 'x'", True),
        ("closed_at = now(), closed_by = {me}, closed_why = 'x'", True),
        ("withdrawn_at = now(), withdrawn_by = {me}", False),
        ("withdrawn_at = now(), withdrawn_by = 'somebody', withdrawn_why = 'x'", False),
        ("closed_at = now(), closed_by = 'somebody', closed_why = 'x'", False),
        ("closed_why = 'x'", False),
        ("keeps_days = 9000, closed_at = now(), closed_by = {me}, closed_why = 'x'", None),
    ],
)
def test_the_wall_lets_an_owner_end_its_feed_and_change_nothing_else(
    world: make.World, change: str, taken: bool | None
) -> None:
    me = f"'agencies.Account:{world['dora'].pk}'"
    query = f"update records_feed set {change.format(me=me)} where id = %s returning 1"
    if taken:
        assert page(world, "dora", query, feed_of(world).pk) == [(1,)]
        return
    with pytest.raises(DatabaseError, match="row-level security" if taken is False else "permission denied"):
        page(world, "dora", query, feed_of(world).pk)
    assert (
        page(world, "hedy", "update records_feed set withdrawn_why = 'x' where id = %s returning 1", feed_of(world).pk)
        == []
    )


@pytest.mark.wall
@pytest.mark.parametrize("which", ["file", "feed"])
def test_what_was_withdrawn_does_not_come_back_through_a_page(world: make.World, tmp_path: Path, which: str) -> None:
    batch = sent(world, tmp_path)
    take_back(world, "dora", batch if which == "file" else feed_of(world))
    back = "update records_batch set status = 'done' returning 1"
    undo = "update records_feed set withdrawn_at = null, withdrawn_by = '' where withdrawn_at is not null returning 1"
    assert page(world, "dora", back) == page(world, "dora", undo) == []


# -- Hidden at once ----------------------------------------------------------------------------------------------------


def rows_seen(tables: list[str]) -> dict[str, int]:
    with connections["default"].cursor() as cursor:
        counts = {}
        for table in tables:
            cursor.execute(f'select count(*) from "{table}"')
            counts[table] = cursor.fetchone()[0]
    return {table: count for table, count in counts.items() if count}


@pytest.mark.wall
@pytest.mark.parametrize("which", ["file", "feed", "feed alone"])
def test_an_owner_inside_an_open_record_reads_no_row_from_the_commit_on(
    world: make.World, tmp_path: Path, which: str
) -> None:
    batch, other = sent(world, tmp_path), sent(world, tmp_path, home="health")
    concern = make.concern(world)
    for who in ("petra", "hana"):
        make.link(concern, kind=LinkKind.ASKED, who=world[who])
    tables = sorted(name for (name,) in asked(READABLE))

    def seen(who: str) -> dict[str, int]:
        with transaction.atomic():
            by = make.asker(world[who])
            open_record(by, concern.record_id)
            return rows_seen(tables)

    assert seen("petra") == seen("hana") == left(batch)
    if which == "feed alone":
        Feed.objects.using(ADMIN).filter(pk=batch.feed_id).update(withdrawn_at=timezone.now(), withdrawn_by="x")
    else:
        take_back(world, "dora", batch if which == "file" else feed_of(world))
    assert seen("petra") == {}
    assert seen("hana") == left(other)
    assert left(batch) == left(other)


@pytest.mark.wall
def test_every_table_of_what_is_read_has_the_wall_that_hides_it(world: make.World) -> None:
    read = {name for (name,) in asked(READABLE)}
    hidden = {
        table for table, wall in walls().items() for one in wall.policies if one.always and "records_going" in one.using
    }
    assert read == hidden
    assert len(read) >= 10


def test_the_mark_is_one_short_transaction_that_says_who_and_why(world: make.World, tmp_path: Path) -> None:
    batch = sent(world, tmp_path)
    take_back(world, "dora", batch)
    one = Batch.objects.using(ADMIN).get(pk=batch.pk)
    words = f"agencies.Account:{world['dora'].pk}"
    assert (one.status, one.file_name, one.columns, one.removed_by, one.removed_why) == ("going", "", {}, words, WHY)
    assert left(batch)["records_sourceperson"] == 30
    ((actor, owner, ground, detail),) = asked(
        "select actor, owner, ground, detail::text from audit_event where what = 'records.batch_withdrawn'"
    )
    assert (actor, owner) == (words, str(world.police.pk))
    assert "your job includes withdrawing" in ground
    assert ('"records": 30' in detail, WHY in detail) == (True, False)
    assert asked("select role, agency_id from agencies_notice") == [("privacy_officer", world.police.pk)]
    assert asked("select task_name, args->>'feed' from procrastinate_jobs") == [
        (withdrawing.REMOVE, str(batch.feed_id))
    ]


def test_a_mark_and_its_audit_row_stand_or_fall_together(world: make.World, tmp_path: Path) -> None:
    batch = sent(world, tmp_path)
    with transaction.atomic():
        by = make.asker(world["dora"])
        actions.take_back_feed(by=by, feed=feed_of(world), why=WHY, at=timezone.now())
        transaction.set_rollback(True)
    assert (state(batch), feed_of(world).state) == ("done", "open")
    assert asked("select count(*) from audit_event where what like '%withdrawn%'") == [(0,)]
    assert asked("select count(*) from procrastinate_jobs") == [(0,)]


def test_a_feed_goes_with_all_that_came_by_it_and_what_waits(world: make.World, tmp_path: Path) -> None:
    batches = [sent(world, tmp_path), sent(world, tmp_path, 5)]
    hand_in(world, content=adult_care(3), name="Zebediah.csv")
    take_back(world, "pascal", feed_of(world))
    assert [state(one) for one in batches] == ["going", "going"]
    assert feed_of(world).withdrawn_why == WHY
    queue.work(once=True)
    assert [state(one) for one in batches] == ["withdrawn", "withdrawn"]
    assert [left(one) for one in batches] == [{}, {}]
    assert asked("select count(*) from records_depositpart") == [(0,)]
    assert (found().state, found().file_name) == ("refused", "")
    assert found().why.startswith("It was not read in time")
    with pytest.raises(FeedCannotMove, match="Withdrawn: what came is gone"):
        take_back(world, "dora", feed_of(world))


def test_a_closed_feed_keeps_what_came_and_says_why(world: make.World, tmp_path: Path) -> None:
    batch = sent(world, tmp_path)
    with transaction.atomic():
        actions.stop_feed(by=make.asker(world["dora"]), feed=feed_of(world), why=WHY, at=timezone.now())
    assert (feed_of(world).state, feed_of(world).closed_why) == ("closed", WHY)
    assert state(batch) == "done"
    take_back(world, "dora", feed_of(world))
    assert (feed_of(world).state, state(batch)) == ("withdrawn", "going")


# -- While it is being read --------------------------------------------------------------------------------------------


class Reading:
    """Somebody who has a file in hand, and holds it, on a connection of their own."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.held, self.go = batch, threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._hold)

    def _hold(self) -> None:
        with transaction.atomic(using=ADMIN):
            Batch.objects.using(ADMIN).select_for_update(no_key=True).get(pk=self.batch.pk)
            self.held.set()
            self.go.wait(20)
        connections[ADMIN].close()

    def __enter__(self) -> Reading:
        self.thread.start()
        assert self.held.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self.go.set()
        self.thread.join()


def test_a_file_that_somebody_reads_to_its_end_is_said_to_be(
    world: make.World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(withdrawing, "WAITS", "200ms")
    batch = sent(world, tmp_path)
    with Reading(batch), pytest.raises(BeingRead, match="Try again"):
        take_back(world, "dora", batch)
    assert state(batch) == "done"
    take_back(world, "dora", batch)
    with pytest.raises(FeedCannotMove, match="hidden, and are being removed"):
        take_back(world, "dora", batch)


def test_a_feed_does_not_wait_for_a_file_that_is_being_read(world: make.World, tmp_path: Path) -> None:
    batch, other = sent(world, tmp_path), sent(world, tmp_path, 5)
    with Reading(batch):
        take_back(world, "dora", feed_of(world))
        assert (state(batch), state(other)) == ("done", "going")
    removing.remove_withdrawn(using="owner")
    assert (state(batch), state(other), left(batch)) == ("withdrawn", "withdrawn", {})
    assert Batch.objects.using(ADMIN).get(pk=batch.pk).removed_by == f"agencies.Account:{world['dora'].pk}"
