"""What was taken out of a folder goes when its days are over or its owner takes it away, and nothing else goes. Stays first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kith.records import actions, jobs
from kith.records.actions import collecting
from kith.records.models import Batch
from kith.records.rules.folders import REFUSED, TAKEN
from kith.sharing.models import Agreement
from tests.factories import world as make
from tests.records.conftest import adult_care
from tests.records.handing import ADMIN, FILE, asked, counts, feed_of, read
from tests.records.lying import (
    DAY,
    clear,
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


def taken_and_read(world: make.World, content: bytes = FILE, **how: Any) -> Batch:
    """Have a file taken and read."""
    put(world, content, **how)
    look()
    read_all()
    return Batch.objects.using(ADMIN).order_by("begun_at").last() or pytest.fail("nothing was read")


def removed() -> list[tuple[Any, ...]]:
    """Say what the audit says of files that went: whose, why and how many."""
    return asked(
        "select owner, ground, jsonb_array_length(detail->'deposits') from audit_event "
        "where what = 'records.taken_files_removed' order by at"
    )


# -- What stays ----------------------------------------------------------------------------------------------------


def test_what_was_taken_stays_for_its_days_and_then_goes_and_it_is_written_down(world: make.World) -> None:
    taken_and_read(world)
    taken_and_read(world, adult_care(3), name="b.csv")
    taken_and_read(world, home="health")
    look(soon() + 6 * DAY)
    assert lying(world) == only(taken=["asc.csv", "b.csv"])
    assert removed() == []
    look(soon() + 8 * DAY)
    assert lying(world) == only()
    assert lying(world, "health") == only()
    told_of = [(str(world.health.pk), "kept for its days", 1), (str(world.police.pk), "kept for its days", 2)]
    assert sorted(removed()) == sorted(told_of)
    assert asked("select count(*) from records_sourcerecord") == [(63,)]
    look(soon() + 9 * DAY)
    assert len(removed()) == 2


def test_a_file_that_came_again_goes_after_its_days_and_one_shown_as_refused_stays(world: make.World) -> None:
    Agreement.objects.using(ADMIN).update(withdrawn_at=timezone.now())
    put(world, FILE, "early.csv")
    look()
    Agreement.objects.using(ADMIN).update(withdrawn_at=None)
    taken_and_read(world)
    put(world, FILE, "again.csv")
    look()
    assert lying(world) == only(taken=["again.csv", "asc.csv"], refused=refused("early.csv"))
    look(soon() + 8 * DAY)
    assert lying(world) == only(refused=refused("early.csv"))


@pytest.mark.parametrize(("days", "stays"), [(30, True), (0, False)])
def test_how_many_days_is_a_setting(world: make.World, settings: Any, days: int, stays: bool) -> None:
    settings.KITH_TAKEN_DAYS = days
    taken_and_read(world)
    look(soon() + 8 * DAY)
    assert lying(world) == only(taken=["asc.csv"] if stays else [])


def test_what_is_not_settled_stays_however_old(world: make.World) -> None:
    put(world, FILE)
    look()
    look(soon() + 99 * DAY)
    assert lying(world) == only(taken=["asc.csv"])


def test_what_kith_did_not_put_there_and_what_was_refused_are_nobodys_to_remove_but_theirs(world: make.World) -> None:
    taken_and_read(world)
    (folder(world) / TAKEN / "mine.csv").write_text("a")
    (folder(world) / TAKEN / "a.6f2f8fd5-3f0c-4f43-9d3e-0a6b3a9f3c11.csv").write_text("a")
    put(world, b"", "empty.csv")
    look()
    asked("delete from records_deposit where state = 'refused'")  # As is done after a month.
    look(soon() + 300 * DAY)
    assert lying(world) == only(taken=["a.csv", "mine.csv"], refused=refused("empty.csv"))


def test_taking_away_one_file_leaves_those_of_others(world: make.World) -> None:
    batch = taken_and_read(world)
    taken_and_read(world, adult_care(3), name="b.csv")
    taken_and_read(world, home="health")
    actions.withdraw_batch(batch=batch.pk, by="", at=timezone.now(), using="owner")
    clear(world)
    clear(world, "health")
    assert lying(world) == only(taken=["b.csv"])
    assert lying(world, "health") == only(taken=["asc.csv"])
    assert removed() == [(str(world.police.pk), "its rows were taken away", 1)]


# -- What goes -----------------------------------------------------------------------------------------------------


def test_what_its_owner_takes_away_goes_from_the_disk_with_every_copy(world: make.World) -> None:
    batch = taken_and_read(world)
    put(world, FILE, "again.csv")
    look()
    assert lying(world) == only(taken=["again.csv", "asc.csv"])
    actions.withdraw_batch(batch=batch.pk, by="", at=soon(), using="owner")
    clear(world)
    assert lying(world) == only()
    assert removed() == [(str(world.police.pk), "its rows were taken away", 2)]


def test_the_look_that_comes_every_five_minutes_does_the_same(world: make.World) -> None:
    batch = taken_and_read(world)
    actions.withdraw_batch(batch=batch.pk, by="", at=timezone.now(), using="owner")
    look()
    assert lying(world) == only()


def test_the_job_that_removes_rows_puts_off_letting_go_of_files(world: make.World) -> None:
    taken_and_read(world)
    feed = feed_of(world).pk
    jobs.remove(feed=feed)
    (name,) = asked("select args->>'feed' from procrastinate_jobs where task_name = %s", jobs.clear.name)[0]
    assert name == str(feed)
    assert lying(world) == only(taken=["asc.csv"])


def test_a_file_put_in_again_after_it_was_taken_away_is_refused_and_left_for_its_owner(world: make.World) -> None:
    batch = taken_and_read(world)
    actions.withdraw_batch(batch=batch.pk, by="", at=timezone.now(), using="owner")
    put(world, FILE, "again.csv")
    look()
    look()
    assert lying(world) == only(refused=refused("again.csv"))
    assert "not taken again" in told(world)


def test_a_feed_that_is_withdrawn_leaves_nothing_that_came_by_it(world: make.World) -> None:
    taken_and_read(world)
    put(world, adult_care(2), "waits.csv")
    put(world, b"", "empty.csv")
    look()
    put(world, FILE, "new.csv")
    actions.withdraw_feed(feed=feed_of(world).pk, by="", at=soon(), using="owner")
    clear(world)
    assert lying(world) == only(new=["new.csv"])
    assert look() == 0
    assert lying(world) == only(new=["new.csv"])


def test_a_batch_that_is_older_than_its_feed_keeps_takes_its_file_along(world: make.World) -> None:
    taken_and_read(world)
    asked("update records_batch set told_at = told_at - interval '11 years', begun_at = begun_at - interval '11 years'")
    assert actions.forget_expired() == 1
    look()
    assert lying(world) == only()


def test_what_is_withdrawn_while_it_is_read_goes_too(world: make.World) -> None:
    put(world, FILE)
    look()
    (one,) = deposits()
    asked("update records_deposit set state = 'reading', tries = 1")
    actions.withdraw_feed(feed=feed_of(world).pk, by="", at=soon(), using="owner")
    look()
    assert lying(world) == only()
    assert read(one).state == "refused"
    look()
    assert lying(world) == only()


# -- Folders that cannot be used -----------------------------------------------------------------------------------


def _open_to_all(path: Path) -> None:
    path.chmod(0o777)


def _a_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def _a_room_is_a_link(path: Path) -> None:
    (path / TAKEN).rename(path.parent / "elsewhere")
    (path / TAKEN).symlink_to(path.parent / "elsewhere")


def _a_room_is_a_file(path: Path) -> None:
    (path / REFUSED).rmdir()
    (path / REFUSED).write_text("")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_open_to_all, "is open to everybody on this machine. Run: chmod"),
        (_a_link, "Is a link or a file in its place?"),
        (_a_room_is_a_link, "Is a link or a file in its place?"),
        (_a_room_is_a_file, "Is a link or a file in its place?"),
    ],
)
def test_a_folder_that_cannot_be_used_is_said_and_the_others_are_looked_into(
    world: make.World, caplog: pytest.LogCaptureFixture, spoil: Any, words: str
) -> None:
    put(world, FILE)
    put(world, FILE, home="health")
    spoil(folder(world, "health"))
    assert look() == 1
    assert words in caplog.text
    assert counts()[0] == 1


def test_one_folder_that_breaks_is_told_once_the_others_had_their_turn(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = collecting.look_in_folder

    def breaks(feed: Any, **how: Any) -> int:
        if feed.agency_id == world.health.pk:
            raise RuntimeError("broken")
        return really(feed, **how)

    monkeypatch.setattr(collecting, "look_in_folder", breaks)
    put(world, FILE)
    with pytest.raises(ExceptionGroup) as problem:
        look()
    assert [str(one) for one in problem.value.exceptions] == ["broken"]
    assert lying(world) == only(taken=["asc.csv"])
