"""What is older than its feed keeps is forgotten by the clock, all of it and nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import ProgrammingError, connections, transaction
from django.utils import timezone

from kith.agencies.models import Agency, AgencyKind
from kith.outside.queue import app
from kith.records import actions, jobs
from kith.records.models import Batch
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import adult_care, read_from
from tests.records.test_feeds import ADMIN, FORM, POINTS_AT_A_BATCH, asked, left

pytestmark = pytest.mark.wall


@pytest.fixture
def council(owner: str) -> Agency:
    made = make.agency("council", "Wiltshire Council", AgencyKind.COUNCIL)
    pool.feed(made, FORM, keeps_days=30)
    return made


def sent(council: Agency, folder: Path, rows: int, *, days_ago: int) -> Batch:
    path = folder / f"{rows}.csv"
    path.write_bytes(adult_care(rows, broken_every=3))
    return read_from(council, FORM, path, told=timezone.now() - timedelta(days=days_ago)).batch


def test_what_is_old_is_gone_from_every_table_and_what_is_not_stays(council: Agency, tmp_path: Path) -> None:
    old, older, fresh = (sent(council, tmp_path, n, days_ago=days) for n, days in ((5, 31), (6, 90), (7, 29)))
    before = left(fresh)
    assert actions.forget_expired() == 2
    assert left(old) == left(older) == {}
    assert left(fresh) == before
    assert [one.status for one in Batch.objects.using(ADMIN).order_by("told_at")] == ["expired", "expired", "done"]
    kept = Batch.objects.using(ADMIN).get(pk=old.pk)
    assert (kept.file_name, kept.columns, kept.removed_by, kept.records) == ("", {}, "service:clock", 5)
    rows = asked("select actor, owner from audit_event where what = 'records.batch_expired'")
    assert rows == [("service:clock", str(council.pk))] * 2
    assert actions.forget_expired() == 0


def test_a_file_that_ran_out_is_not_taken_again(council: Agency, tmp_path: Path) -> None:
    sent(council, tmp_path, 5, days_ago=31)
    actions.forget_expired()
    with pytest.raises(actions.Withdrawn, match="Older than its feed keeps"):
        sent(council, tmp_path, 5, days_ago=31)


def test_the_clock_asks_for_it(council: Agency, tmp_path: Path) -> None:
    old = sent(council, tmp_path, 5, days_ago=31)
    assert "records.forget_expired" in app.tasks
    jobs.forget()
    assert left(old) == {}


@pytest.mark.parametrize("who", ["page", "nobody", "another service"])
def test_nobody_but_the_clock_makes_the_database_forget(council: Agency, tmp_path: Path, who: str) -> None:
    old = sent(council, tmp_path, 5, days_ago=31)
    worker = make.account("wren", council, "worker")
    with transaction.atomic(), connections["default"].cursor() as cursor:
        service = "clock" if who == "page" else "" if who == "nobody" else "post"
        cursor.execute("select set_config('kith.service', %s, true)", [service])
        if who == "page":
            make.asker(worker)
        cursor.execute("select records_forget_expired()")
        assert cursor.fetchone() == (None,)
    assert left(old)["records_sourceperson"] == 5


def test_the_rights_behind_it_reach_what_ran_out_and_no_further(council: Agency, tmp_path: Path) -> None:
    old, fresh = sent(council, tmp_path, 5, days_ago=31), sent(council, tmp_path, 7, days_ago=1)
    before = left(fresh)
    with transaction.atomic(using=ADMIN), connections[ADMIN].cursor() as cursor:
        cursor.execute("set local role kith_resolver")
        for (table,) in asked("select records_pool_tables()::text"):
            cursor.execute(f"delete from {table}")
        cursor.execute("update records_batch set file_name = '', status = 'expired'")
        assert cursor.rowcount == 1
        transaction.set_rollback(True, using=ADMIN)
    assert left(fresh) == before
    assert left(old)["records_sourceperson"] == 5
    with connections[ADMIN].cursor() as cursor, transaction.atomic(using=ADMIN):
        cursor.execute("set local role kith_resolver")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(using=ADMIN):
            cursor.execute("delete from records_batch")


def test_a_page_removes_nothing_of_the_pool(council: Agency, tmp_path: Path) -> None:
    sent(council, tmp_path, 5, days_ago=31)
    for attempt in (
        "delete from records_sourceperson",
        "update records_feed set keeps_days = 1",
        "select records_expired()",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connections["default"].cursor().execute(attempt)


@pytest.mark.usefixtures("database")
def test_every_table_that_holds_something_of_a_batch_can_be_forgotten() -> None:
    holding = {name for (name,) in asked(POINTS_AT_A_BATCH)}
    rows = asked("select tablename from pg_policies where cmd = 'DELETE' and roles = '{kith_resolver}'")
    assert holding <= {name for (name,) in rows}
    assert len(holding) > 8
