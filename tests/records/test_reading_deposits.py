"""What was handed in is read by the worker exactly once, whatever happens on the way, and then let go."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from kith.outside import queue
from kith.records import actions, jobs
from kith.records.actions import depositing, importing, reading
from kith.records.models import Batch, Deposit
from kith.sharing.models import Agreement
from tests.factories import world as make
from tests.records.conftest import ROOT, adult_care
from tests.records.handing import ADMIN, FILE, asked, audited, counts, feed_of, found, hand_in, read, world

__all__ = ["world"]


def left_on_disk() -> list[Path]:
    folder = Path(settings.KITH_READING)
    return list(folder.iterdir()) if folder.exists() else []


def test_a_file_is_read_as_its_owner_sent_it_and_then_let_go(world: make.World) -> None:
    one = hand_in(world, name="C:\\exports\\asc.csv")
    assert one.file_name == "asc.csv"
    done = read(one)
    assert (done.state, done.why, done.file_name, done.tries) == ("done", "", "", 1)
    assert counts()[1] == 0
    batch = Batch.objects.using(ADMIN).get()
    assert (batch.status, batch.expected, batch.records, batch.file_name) == ("done", 30, 30, "asc.csv")
    assert (batch.told_at, batch.by) == (one.handed_in_at, one.by)
    assert [len(audited(f"records.{what}")) for what in ("file_handed_in", "imported", "deposit_done")] == [1, 1, 1]
    assert left_on_disk() == []
    assert read(one).tries == 1


def test_nobody_else_can_read_the_file_while_it_lies_on_the_disk(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []

    def look(profile: str, path: Path, **_: Any) -> None:
        modes.append((path.parent.stat().st_mode & 0o777, path.read_bytes() == FILE))

    monkeypatch.setattr(reading, "import_file", look)
    read(hand_in(world))
    assert modes == [(0o700, True)]


@pytest.mark.parametrize("content", [b"%PDF-1.7 a letter", b"a,b\n1,2\n", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_may_come_again(
    world: make.World, content: bytes
) -> None:
    done = read(hand_in(world, content=content))
    assert done.state == "refused"
    assert done.why.endswith(".")
    assert counts()[1] == 0
    assert len(audited("records.deposit_refused")) == 1
    assert hand_in(world, content=content).state == "waiting"


def test_an_agreement_withdrawn_meanwhile_refuses_it(world: make.World) -> None:
    one = hand_in(world)
    Agreement.objects.using(ADMIN).update(withdrawn_at=timezone.now())
    assert "was withdrawn on" in read(one).why
    assert Batch.objects.using(ADMIN).count() == 0


def test_a_feed_closed_meanwhile_refuses_it(world: make.World) -> None:
    one = hand_in(world)
    actions.close_feed(feed=feed_of(world), by="", at=timezone.now(), using="owner")
    assert read(one).why == "It was not read in time. Closed: what came is kept for its time."
    assert counts()[1] == 0


def test_a_file_that_was_tampered_with_is_refused(world: make.World) -> None:
    one = hand_in(world)
    asked("update records_depositpart set content = 'else'")
    assert read(one).why == reading.NOT_WHOLE
    assert Batch.objects.using(ADMIN).count() == 0


def test_cut_short_anywhere_and_read_again_it_ends_with_the_same_rows(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_IN_CHUNK", 7)
    store, stored = importing._store, 0

    def dies(*all_: Any) -> None:
        nonlocal stored
        store(*all_)
        stored += 1
        if stored in {2, 3}:
            raise SystemExit  # As kill -9 does: nothing of ours says goodbye.

    monkeypatch.setattr(importing, "_store", dies)
    one = hand_in(world)
    for _ in range(2):
        with pytest.raises(SystemExit):
            read(one)
        assert found().state == "reading"
        assert counts()[1] == 1
    done = read(one)
    assert (done.state, done.tries) == ("done", 3)
    assert asked("select count(*), count(distinct ordinal) from records_sourcerecord") == [(30, 30)]
    assert left_on_disk() == []


KILLED = """
import sys, django
django.setup()
from uuid import UUID
from django.utils import timezone
from kith.config.owning import open_as_owner
from kith.records.actions import importing, reading
importing.ROWS_IN_CHUNK = 50
store = importing._store
def tell(*all_):
    store(*all_)
    print("chunk", flush=True)
importing._store = tell
reading.read_deposit(deposit=UUID(sys.argv[1]), at=timezone.now(), using=open_as_owner())
"""


@pytest.mark.chaos
def test_kill_9_of_the_worker_then_another_ends_with_the_same_rows_and_nothing_on_the_disk(world: make.World) -> None:
    one = hand_in(world, content=adult_care(1_000))
    told = {"KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]), "PYTHONWARNINGS": "ignore"}
    for chunks in (1, 4):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(one.pk)],
            env={**os.environ, **told, "DJANGO_SETTINGS_MODULE": "kith.config.settings"},
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        ) as worker:  # fmt: skip
            assert worker.stdout is not None
            for _ in range(chunks):
                assert worker.stdout.readline() == "chunk\n"
            worker.kill()
        assert found().state == "reading"
        assert len(left_on_disk()) == 1
        _until_let_go()
    assert read(one).state == "done"
    assert asked("select count(*), count(distinct ordinal) from records_sourcerecord") == [(1_000, 1_000)]
    assert left_on_disk() == []


def _until_let_go() -> None:
    """Wait until the server has noticed that the worker died, and has let its lock go."""
    for _ in range(100):
        if asked("select count(*) from pg_locks where locktype = 'advisory'") == [(0,)]:
            return
        time.sleep(0.1)
    pytest.fail("the lock of the killed worker was never let go")


def test_a_file_that_breaks_its_reader_each_time_is_given_up(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reading, "import_file", breaks)
    one = hand_in(world)
    for _ in range(reading.TRIES):
        with pytest.raises(RuntimeError):
            read(one)
    assert (found().state, found().why) == ("refused", reading.OUR_FAULT)


def test_one_that_kills_its_reader_each_time_is_given_up(world: make.World) -> None:
    one = hand_in(world)
    asked("update records_deposit set state = 'reading', tries = %s", reading.TRIES)
    assert read(one).why == reading.OUR_FAULT


def test_the_worker_reads_what_was_handed_in_each_feed_in_its_order(world: make.World) -> None:
    first, second = hand_in(world), hand_in(world, content=adult_care(5))
    other = hand_in(world, "hana", home="health", content=adult_care(9))
    lanes = asked(
        "select lock, args->>'deposit' from procrastinate_jobs where task_name = %s order by id", depositing.READ
    )
    assert lanes[0][0] == lanes[1][0]
    for _ in range(3):  # A worker told to do what waits leaves what waits for its lane.
        queue.work(once=True)
    states = dict(Deposit.objects.using(ADMIN).values_list("pk", "state"))
    assert states == {first.pk: "done", second.pk: "done", other.pk: "done"}
    assert counts() == (3, 0, 0)
    order = asked("select records from records_batch where agency_id = %s order by begun_at", world.police.pk)
    assert order == [(30,), (5,)]


def test_several_are_read_at_once(world: make.World) -> None:
    ones = [hand_in(world, content=adult_care(200)), hand_in(world, "hana", home="health", content=adult_care(300))]
    threads = [threading.Thread(target=_run, args=(one,)) for one in ones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(Deposit.objects.using(ADMIN).values_list("state", flat=True)) == {"done"}
    assert asked("select sum(records)::int from records_batch") == [(500,)]


def _run(one: Deposit) -> None:
    jobs.read(deposit=one.pk)
    for alias in (ADMIN, "default", "owner"):
        connections[alias].close()


def test_what_lies_with_nobody_to_read_it_is_put_off_again(world: make.World) -> None:
    hand_in(world)
    later = timezone.now() + timedelta(hours=1)
    assert actions.take_up_left(at=later) == 0
    asked("delete from procrastinate_jobs")
    assert actions.take_up_left(at=timezone.now()) == 0
    assert actions.take_up_left(at=later) == 1
    assert counts()[2] == 1


def test_what_was_refused_is_forgotten_after_a_month(world: make.World) -> None:
    read(hand_in(world, content=b"%PDF-1.7"))
    actions.take_up_left(at=timezone.now() + timedelta(days=29))
    assert counts()[0] == 1
    actions.take_up_left(at=timezone.now() + timedelta(days=31))
    assert counts()[0] == 0
