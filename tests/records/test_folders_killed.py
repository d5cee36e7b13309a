"""Whoever takes files out of folders may be killed at any moment: done again, it comes to the same."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections

from kith.outside.folders import Folder
from kith.records.actions import collecting
from kith.records.models import Deposit
from kith.records.rules.folders import TAKEN
from tests.factories import world as make
from tests.records.conftest import ROOT, adult_care
from tests.records.handing import ADMIN, FILE, asked
from tests.records.lying import deposits, folder, look, lying, only, put, read_all, refused, world

__all__ = ["world"]

# All that changes anything, on the disk and in the database.
STEPS = [
    (Folder, "move"), (Folder, "write"), (Folder, "remove"), (collecting, "put_in"), (collecting, "put_off"),
    (collecting, "note_refused"), (Deposit, "save"),
]  # fmt: skip


class Killed(BaseException):
    """As kill -9 is: nothing of ours says goodbye."""


def dies_at(number: int, monkeypatch: pytest.MonkeyPatch, *, before: bool) -> None:
    """Die at so many steps from now, before the step or after it."""
    left = [number]

    def deadly(really: Callable[..., Any]) -> Callable[..., Any]:
        def step(*all_: Any, **how: Any) -> Any:
            left[0] -= 1
            this = left[0] == 0
            if this and before:
                raise Killed
            try:
                return really(*all_, **how)
            finally:
                if this:
                    raise Killed

        return step

    for where, name in STEPS:
        monkeypatch.setattr(where, name, deadly(getattr(where, name)))


def put_all(world: make.World, number: int) -> None:
    """Put in a file that is taken, one that reading refuses, one that is refused at once, and a link."""
    put(world, adult_care(number), f"good{number}.csv")
    put(world, b"%PDF-1.7 " + b"x" * number, f"letter{number}.csv")
    put(world, b"", f"empty{number}.csv")
    (folder(world) / f"link{number}.csv").symlink_to("/etc/passwd")


def all_came_once(number: int) -> None:
    """Check that the deposits and the audit have each of them once."""
    names = [f"{name}{number}.csv" for name in ("empty", "good", "letter", "link")]
    here = Deposit.objects.using(ADMIN).filter(file_name__in=names).order_by("file_name")
    assert [one.file_name for one in here] == names
    written = asked(
        "select detail->>'deposit', count(*) from audit_event where what in ('records.file_handed_in', "
        "'records.file_refused') and detail->>'deposit' = any(%s) group by 1",
        [str(one.pk) for one in here],
    )
    assert sorted(written) == sorted((str(one.pk), 1) for one in here)
    waiting = {str(one.pk) for one in here if one.state == "waiting"}
    put_off = asked(
        "select distinct args->>'deposit' from procrastinate_jobs where args->>'deposit' = any(%s)", list(waiting)
    )
    assert {key for (key,) in put_off} == waiting


@pytest.mark.parametrize("before", [True, False])
def test_killed_at_any_step_and_done_again_each_file_came_once(
    world: make.World, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    numbers = []
    for number in range(1, 99):
        numbers.append(number)
        put_all(world, number)
        try:
            with monkeypatch.context() as patch:
                dies_at(number, patch, before=before)
                look()
        except Killed:
            look()
            all_came_once(number)
        else:
            break
    assert len(numbers) > 15
    good = sorted(f"{name}{number}.csv" for name in ("good", "letter") for number in numbers)
    bad = refused(*(f"{name}{number}.csv" for name in ("empty", "link") for number in numbers))
    assert lying(world) == only(taken=good, refused=bad)


@pytest.mark.parametrize("before", [True, False])
def test_killed_while_it_clears_away_and_done_again_the_same_is_left(
    world: make.World, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    for number in range(1, 99):
        put_all(world, number)
        look()
        read_all()
        asked("update records_deposit set handed_in_at = handed_in_at - interval '99 days' where state = 'done'")
        put(world, adult_care(50 + number), f"fresh{number}.csv")
        try:
            with monkeypatch.context() as patch:
                dies_at(number, patch, before=before)
                look()
        except Killed:
            look()
        else:
            break
        kept = lying(world)
        assert f"good{number}.csv" not in kept[TAKEN]
        assert f"fresh{number}.csv" in kept[TAKEN]
        assert set(refused(f"letter{number}.csv")) <= set(kept["refused"])
    assert number > 7


KILLED = """
import os, signal, sys, django
django.setup()
from datetime import datetime, timedelta, UTC
from pathlib import Path
from django.conf import settings
settings.KITH_FOLDERS = Path(sys.argv[1])
from kith.config.owning import open_as_owner
from kith.outside.folders import Folder
from kith.records.actions import collecting
move, moves = Folder.move, [int(sys.argv[2])]
def dies(*all_, **how):
    moves[0] -= 1
    if not moves[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    move(*all_, **how)
Folder.move = dies
collecting.look_in_folders(at=datetime.now(UTC) + timedelta(minutes=2), using=open_as_owner())
"""


@pytest.mark.chaos
def test_kill_9_of_the_worker_and_then_another_takes_each_file_once(world: make.World) -> None:
    told = {"KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]), "PYTHONWARNINGS": "ignore"}
    put(world, FILE)
    put(world, adult_care(40), "more.csv")
    for moves in (2, 3):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(django_settings.KITH_FOLDERS), str(moves)],
            env={**os.environ, **told, "DJANGO_SETTINGS_MODULE": "kith.config.settings"}, check=False, cwd=ROOT,
        )  # fmt: skip
        assert done.returncode == -9
        _until_let_go()
    assert lying(world)[".taking"] != []
    look()
    assert lying(world) == only(taken=["asc.csv", "more.csv"])
    assert len(deposits()) == 2
    read_all()
    assert asked("select sum(records) from records_batch") == [(70,)]


def _until_let_go() -> None:
    """Wait until the server has noticed that the worker died, and has let its lock go."""
    for _ in range(100):
        if asked("select count(*) from pg_locks where locktype = 'advisory'") == [(0,)]:
            return
        time.sleep(0.1)
    pytest.fail("the lock of the killed worker was never let go")


def test_two_workers_at_once_take_each_file_once(world: make.World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 6):
        put(world, adult_care(number), f"{number}.csv")
    inside, go_on, really = threading.Event(), threading.Event(), collecting.put_in

    def slow(*all_: Any, **how: Any) -> None:
        inside.set()
        go_on.wait(10)
        really(*all_, **how)

    monkeypatch.setattr(collecting, "put_in", slow)
    taken: list[int] = []

    def works() -> None:
        try:
            taken.append(look())
        finally:
            connections.close_all()

    other = threading.Thread(target=works)
    other.start()
    assert inside.wait(10)
    assert look() == 0
    go_on.set()
    other.join()
    assert taken == [5]
    assert lying(world) == only(taken=[f"{number}.csv" for number in range(1, 6)])
    assert len(deposits()) == 5


def test_what_lies_in_the_rooms_is_nobody_elses_to_see(world: make.World) -> None:
    put(world, FILE)
    look()
    root = folder(world)
    modes = {
        path.name: path.stat().st_mode & 0o777 for path in (root, *(Path(root) / room for room in (TAKEN, ".taking")))
    }
    assert set(modes.values()) == {0o700}
