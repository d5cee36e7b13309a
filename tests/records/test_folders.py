"""What lies in the folder of a feed is taken as if it had been handed in, or refused with a sentence. Refusals first."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kith.outside import queue
from kith.records import actions, jobs
from kith.records.actions import collecting
from kith.records.models import Batch, Feed
from kith.sharing.models import Agreement
from tests.factories import world as make
from tests.records.conftest import adult_care
from tests.records.handing import ADMIN, FILE, asked, audited, counts, feed_of
from tests.records.lying import (
    deposits,
    folder,
    look,
    lying,
    only,
    put,
    read_all,
    refused,
    soon,
    told,
    world,
)

__all__ = ["world"]

SECRET = "Zebediah Quillfeather"


def test_a_file_is_taken_as_if_it_had_been_handed_in_and_read(world: make.World) -> None:
    put(world, FILE)
    assert look() == 1
    (one,) = deposits()
    assert (one.state, one.file_name, one.by, one.feed_id) == (
        "waiting",
        "asc.csv",
        "service:folder",
        feed_of(world).pk,
    )
    assert counts() == (1, 1, 1)
    assert lying(world) == only(taken=["asc.csv"])
    read_all()
    batch = Batch.objects.using(ADMIN).get()
    assert (batch.status, batch.records, batch.file_name, batch.by) == ("done", 30, "asc.csv", "service:folder")
    assert audited("records.file_handed_in") == [("service:maintenance", str(world.police.pk), None)]
    grounds = asked("select ground, detail->>'asked_by' from audit_event where what = 'records.file_handed_in'")
    assert grounds == [("it lay in the folder of its feed", "service:folder")]
    assert look() == 0
    assert counts()[0] == 1


# -- What is never even opened -------------------------------------------------------------------------------------


def _link(path: Path, outside: Path) -> None:
    path.symlink_to(outside)


def _link_to_a_folder(path: Path, outside: Path) -> None:
    path.symlink_to(outside.parent)


def _link_to_nothing(path: Path, outside: Path) -> None:
    path.symlink_to(outside.parent / "nothing")


def _sub_folder(path: Path, outside: Path) -> None:
    path.mkdir()
    (path / "inside.csv").write_text(SECRET)


def _pipe(path: Path, outside: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path, outside: Path) -> None:
    os.mknod(path, stat.S_IFSOCK | 0o600)


def _other_name(path: Path, outside: Path) -> None:
    os.link(outside, path)


def _of_somebody_else(path: Path, outside: Path) -> None:
    path.write_text(SECRET)
    os.chown(path, 65534, 65534)


@pytest.mark.parametrize(
    ("make_it", "code", "words"),
    [
        (_link, "link", "links are not followed"),
        (_link_to_a_folder, "link", "links are not followed"),
        (_link_to_nothing, "link", "links are not followed"),
        (_sub_folder, "folder", "does not look into folders"),
        (_pipe, "device", "no ordinary file"),
        (_socket, "device", "no ordinary file"),
        (_other_name, "other-names", "another name elsewhere"),
        pytest.param(
            _of_somebody_else, "not-allowed", "belongs to somebody else",
            marks=pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away"),
        ),
    ],
)  # fmt: skip
def test_what_is_no_plain_file_of_the_folder_is_refused_and_never_followed(
    world: make.World, tmp_path: Path, make_it: Callable[[Path, Path], None], code: str, words: str
) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text(SECRET)
    make_it(folder(world) / "asc.csv", outside)
    assert look() == 0
    (one,) = deposits()
    assert (one.state, one.file_sha256) == ("refused", "")
    assert words in one.why
    assert counts() == (1, 0, 0)
    assert lying(world) == only(refused=refused("asc.csv"))
    assert words in told(world)
    assert SECRET not in told(world)
    assert audited("records.file_refused") == [("service:maintenance", str(world.police.pk), code)]
    assert outside.read_text() == SECRET
    assert look() == 0
    assert counts()[0] == 1


def test_a_file_that_cannot_be_read_is_refused(world: make.World, monkeypatch: pytest.MonkeyPatch) -> None:
    put(world, FILE).chmod(0)
    if os.geteuid() == 0:  # Nothing is closed to root.
        monkeypatch.setattr("kith.outside.folders.os.open", _closed(os.open))
    look()
    assert "Kith could not read it" in told(world)
    assert lying(world) == only(refused=refused("asc.csv"))


def _closed(really: Callable[..., int]) -> Callable[..., int]:
    def opens(path: Any, flags: int, *how: Any, **more: Any) -> int:
        if str(path).endswith(".csv"):
            raise PermissionError(13, "Permission denied")
        return really(path, flags, *how, **more)

    return opens


def test_what_cannot_be_moved_is_said_once_and_left(world: make.World, monkeypatch: pytest.MonkeyPatch) -> None:
    put(world, FILE)
    really = os.rename

    def refuses(name: str, *rest: Any, **how: Any) -> None:
        if name == "asc.csv":
            raise PermissionError(1, "Operation not permitted")
        really(name, *rest, **how)

    monkeypatch.setattr("kith.outside.folders.os.rename", refuses)
    look()
    look()
    assert lying(world) == only(new=["asc.csv"], refused=["asc.csv.why.txt"])
    assert "it lies where it was" in told(world)
    assert counts() == (1, 0, 0)


# -- What is left until it is whole --------------------------------------------------------------------------------


def test_a_file_that_moved_in_the_last_minute_is_left(world: make.World) -> None:
    path = put(world, FILE)
    os.utime(path, (0, 0))  # As programs do that keep the day of the file they send.
    assert look(timezone.now()) == 0
    assert lying(world) == only(new=["asc.csv"])
    assert look() == 1


@pytest.mark.parametrize(
    "name", ["asc.csv.part", "asc.csv.PART", "asc.csv.tmp", ".asc.csv", "asc.csv.filepart", "~$asc.xlsx"]
)
def test_a_file_by_the_name_of_one_that_is_still_sent_is_left(world: make.World, name: str) -> None:
    put(world, FILE, name)
    assert look() == 0
    assert lying(world) == only(new=[name])
    (folder(world) / name).rename(folder(world) / "whole.csv")
    assert look() == 1


def test_a_file_that_is_written_to_while_it_is_taken_waits_until_it_is_whole(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(world, FILE[:200])
    open_still = path.open("ab")
    really, more = collecting.put_in, [FILE[200:300], FILE[300:]]

    def goes_on(*all_: Any, **how: Any) -> None:
        really(*all_, **how)
        open_still.write(more.pop(0))
        open_still.flush()

    monkeypatch.setattr(collecting, "put_in", goes_on)
    assert look() == 0
    assert counts() == (0, 0, 0)
    assert lying(world) == only(taking=["asc.csv"])
    assert look(timezone.now()) == 0  # Not a minute has passed.
    assert len(more) == 1
    assert look() == 0
    monkeypatch.undo()
    open_still.close()
    assert look() == 1
    read_all()
    assert Batch.objects.using(ADMIN).get().records == 30


# -- What is not taken, as on the page -----------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "words"), [(b"", "nothing in the file"), (b"x" * 2001, "larger than")])
def test_nothing_and_too_much_are_refused(
    world: make.World, monkeypatch: pytest.MonkeyPatch, content: bytes, words: str
) -> None:
    monkeypatch.setattr(collecting, "LARGEST", 2000)
    put(world, content)
    look()
    assert words in told(world)
    assert counts() == (1, 0, 0)


def test_the_same_file_again_changes_nothing_and_leaves_nothing_to_mend(world: make.World) -> None:
    put(world, FILE)
    look()
    put(world, FILE, "again.csv")
    look()
    assert lying(world) == only(taken=["again.csv", "asc.csv"])
    assert "handed in before, and is waiting to be read. Nothing was changed" in deposits()[1].why
    read_all()
    look()
    put(world, FILE, "once more.csv")
    look()
    assert "was read before. Nothing was changed" in deposits()[2].why
    assert lying(world) == only(taken=["again.csv", "asc.csv", "once more.csv"])
    assert [one.state for one in deposits()] == ["done", "refused", "refused"]
    assert asked("select count(*) from records_batch") == [(1,)]


@pytest.mark.parametrize("known", [True, False])
def test_a_file_without_a_clause_in_force_is_refused_with_the_clause(world: make.World, known: bool) -> None:
    if known:
        put(world, FILE)
        look()
        read_all()
    put(world, FILE)
    Agreement.objects.using(ADMIN).update(withdrawn_at=timezone.now())
    look()
    assert lying(world)["refused"] == refused("asc.csv")
    assert "Clause 4.4 of Hub agreement, version 1 was withdrawn on" in told(world)


@pytest.mark.parametrize("change", ["closed", "another channel"])
def test_a_feed_that_is_closed_or_comes_another_way_leaves_its_folder_alone(world: make.World, change: str) -> None:
    put(world, FILE)
    if change == "closed":
        actions.close_feed(feed=feed_of(world), by="", at=timezone.now(), using="owner")
    else:
        Feed.objects.using(ADMIN).update(channel="upload")
    assert look() == 0
    assert lying(world) == only(new=["asc.csv"])
    assert counts() == (0, 0, 0)


@pytest.mark.parametrize("content", [b"%PDF-1.7 " + SECRET.encode(), f"a,b\n{SECRET},2\n".encode()])
def test_what_reading_refuses_is_put_where_its_sender_finds_it_and_may_come_again(
    world: make.World, content: bytes
) -> None:
    put(world, content)
    look()
    assert lying(world) == only(taken=["asc.csv"])
    read_all()
    look()
    assert lying(world) == only(refused=refused("asc.csv"))
    (one,) = deposits()
    assert one.why in told(world)
    assert SECRET not in told(world)
    put(world, content, "mended.csv")
    look()
    assert lying(world) == only(taken=["mended.csv"], refused=refused("asc.csv"))


# -- Several -------------------------------------------------------------------------------------------------------


def test_files_are_taken_in_the_order_in_which_they_came(world: make.World) -> None:
    files = {name: adult_care(count) for count, name in enumerate("cab", 1)}
    for name, content in files.items():
        put(world, content, name)
        os.sync()
        _tick(folder(world) / name)
    assert look() == 3
    assert [one.file_name for one in deposits()] == ["c", "a", "b"]


def _tick(path: Path) -> None:
    """Wait until the disk's clock has gone on."""
    before = path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == before:
        path.chmod(0o600)


def test_each_feed_has_its_folder_and_what_lies_there_is_of_its_agency(world: make.World) -> None:
    put(world, FILE)
    put(world, FILE, home="health")
    put(world, adult_care(5), home="health", name="more.csv")
    assert look() == 3
    by_agency = asked("select agency_id, count(*) from records_deposit group by 1 order by 2")
    assert by_agency == [(world.police.pk, 1), (world.health.pk, 2)]
    read_all()
    assert asked("select sum(records) from records_batch") == [(65,)]


def test_the_worker_takes_reads_and_lets_go_by_itself(world: make.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kith.records.rules.folders.QUIET", timedelta(0))
    put(world, FILE)
    put(world, adult_care(5), home="health")
    jobs.look()
    for _ in range(2):  # A worker told to do what waits leaves what waits for its lane.
        queue.work(once=True)
    assert asked("select state, count(*) from records_deposit group by 1") == [("done", 2)]
    assert asked("select sum(records)::int from records_batch") == [(35,)]
    actions.withdraw_feed(feed=feed_of(world).pk, by="", at=timezone.now(), using="owner")
    jobs.remove(feed=feed_of(world).pk)
    queue.work(once=True)
    assert lying(world) == only()
    assert lying(world, "health") == only(taken=["asc.csv"])


@pytest.mark.parametrize(
    "name",
    [b"\xff\xfe.csv", b"a\nb\rc.csv", ("\U0001f600" * 62 + ".csv").encode(), b"x" * 255, b"-rf *", "Zoë.csv".encode()],
)
def test_a_name_may_be_anything(world: make.World, name: bytes) -> None:
    (folder(world) / os.fsdecode(name)).write_bytes(FILE)
    assert look() == 1
    read_all()
    assert [one.state for one in deposits()] == ["done"]
    assert soon() > deposits()[0].handed_in_at
