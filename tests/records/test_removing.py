"""The rows of what was withdrawn go piece by piece, and whatever happens on the way it ends the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from kith.outside import queue
from kith.records import actions, jobs
from kith.records.actions import removing
from kith.records.actions.holding import held
from kith.records.models import Batch, Deposit
from tests.factories import world as make
from tests.records.conftest import ROOT
from tests.records.handing import ADMIN, FILE, asked, found, hand_in
from tests.records.handing import world as handing_world
from tests.records.test_feeds import left
from tests.records.test_reading_deposits import _until_let_go
from tests.records.test_withdrawing import sent, state, take_back, world

__all__ = ["handing_world", "world"]


def test_cut_short_anywhere_and_done_again_it_ends_the_same(
    world: make.World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removing, "ROWS_AT_ONCE", 7)
    batch, other = sent(world, tmp_path), sent(world, tmp_path, home="health")
    before = left(other)
    take_back(world, "dora", batch)
    take, pieces = removing._piece, 0

    def dies(*all_: Any) -> int:
        nonlocal pieces
        gone = take(*all_)
        pieces += gone > 0
        if gone and pieces % 3 == 0:
            raise SystemExit  # As kill -9 does: nothing of ours says goodbye.
        return gone

    monkeypatch.setattr(removing, "_piece", dies)
    ends = 0
    while state(batch) == "going":
        try:
            removing.remove_withdrawn(using="owner")
        except SystemExit:
            ends += 1
    assert ends > 3
    assert left(batch) == {}
    assert left(other) == before
    assert asked("select count(*) from audit_event where what = 'records.batch_removed'") == [(1,)]
    assert removing.remove_withdrawn(using="owner") == 0


KILLED = """
import sys, django
django.setup()
from kith.config.owning import open_as_owner
from kith.records.actions import removing
removing.ROWS_AT_ONCE = 50
piece = removing._piece
def tell(*all_):
    gone = piece(*all_)
    if gone:
        print("piece", flush=True)
    return gone
removing._piece = tell
removing.remove_withdrawn(using=open_as_owner())
"""


@pytest.mark.chaos
def test_kill_9_while_rows_go_then_another_takes_the_rest(world: make.World, tmp_path: Path) -> None:
    batch = sent(world, tmp_path, 400)
    take_back(world, "dora", batch)
    told = {"KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]), "PYTHONWARNINGS": "ignore"}
    for pieces in (3, 20):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED],
            env={**os.environ, **told, "DJANGO_SETTINGS_MODULE": "kith.config.settings"},
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        ) as worker:  # fmt: skip
            assert worker.stdout is not None
            for _ in range(pieces):
                assert worker.stdout.readline() == "piece\n"
            worker.kill()
        assert state(batch) == "going"
        assert left(batch)
        _until_let_go()
    assert removing.remove_withdrawn(using="owner") == 1
    assert (state(batch), left(batch)) == ("withdrawn", {})


def test_two_do_not_remove_one_file(world: make.World, tmp_path: Path) -> None:
    batch = sent(world, tmp_path)
    take_back(world, "dora", batch)
    with held(removing.lock_of(batch.pk), ADMIN) as first:
        assert first
        assert removing.remove_withdrawn(using="owner") == 0
    assert removing.remove_withdrawn(using="owner") == 1


def test_the_clock_removes_what_nobody_did(world: make.World, tmp_path: Path) -> None:
    batch = sent(world, tmp_path)
    take_back(world, "dora", batch)
    asked("delete from procrastinate_jobs")
    assert "records.remove_left" in queue.app.tasks
    jobs.remove_left()
    assert (state(batch), left(batch)) == ("withdrawn", {})


def test_the_name_under_which_it_was_handed_in_goes_too(world: make.World) -> None:
    one = hand_in(world, name="Zebediah.csv")
    actions.read_deposit(deposit=one.pk, at=timezone.now(), using="owner")
    take_back(world, "dora", Batch.objects.using(ADMIN).get())
    removing.remove_withdrawn(using="owner")
    assert found().file_name == ""
    Deposit.objects.using(ADMIN).update(state="refused", file_name="Zebediah.csv")  # As when it stops its reader later.
    removing.remove_withdrawn(using="owner")
    assert found().file_name == ""
    with pytest.raises(actions.NotTaken, match="not taken again"):
        hand_in(world, content=FILE)
