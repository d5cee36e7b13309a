"""A file is handed in by whoever may, and refused with a sentence; the wall holds for both. Refusals first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from kith.records import actions
from kith.records.actions import NotTaken, depositing
from kith.records.rules.handed_in import tidied
from kith.sharing.access import NotAllowed
from kith.sharing.models import Agreement
from tests.factories import world as make
from tests.records.conftest import read_from
from tests.records.handing import ADMIN, FILE, FORM, audited, counts, feed_of, found, hand_in, read, world

__all__ = ["world"]


# -- Who may not ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "home"), [("hana", "police"), ("amina", "police"), ("tom", "police"), ("adam", "police")]
)
def test_nobody_hands_in_for_another_agency_or_without_the_job(world: make.World, who: str, home: str) -> None:
    with pytest.raises(NotAllowed):
        hand_in(world, who, home=home)
    assert counts() == (0, 0, 0)


def test_the_job_counts_for_its_purpose_alone(world: make.World) -> None:
    with pytest.raises(NotAllowed):
        hand_in(world, purpose="front_door")
    assert counts() == (0, 0, 0)


# -- What is not taken ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ("closed", "feed-not-open", "Closed: what came is kept"),
        ("withdrawn", "feed-not-open", "Withdrawn: what came is gone"),
        ("agreement", "no-clause", "Clause 4.4 of Hub agreement, version 1 was withdrawn on"),
    ],
)
def test_what_is_not_agreed_is_refused_with_the_sentence_and_recorded(
    world: make.World, change: str, code: str, words: str
) -> None:
    feed = feed_of(world)
    if change == "closed":
        actions.close_feed(feed=feed, by="", at=timezone.now(), using="owner")
    elif change == "withdrawn":
        actions.withdraw_feed(feed=feed.pk, by="", at=timezone.now(), using="owner")
    else:
        Agreement.objects.using(ADMIN).update(withdrawn_at=timezone.now() - timedelta(days=1))
    with pytest.raises(NotTaken, match=words) as refusal:
        hand_in(world)
    assert refusal.value.code == code
    assert counts() == (0, 0, 0)
    assert audited("records.file_refused") == [(f"agencies.Account:{world['petra'].pk}", str(world.police.pk), code)]


@pytest.mark.parametrize(("content", "code"), [(b"", "empty"), (b"x" * 2001, "too-large")])
def test_nothing_and_too_much_are_refused(
    world: make.World, monkeypatch: pytest.MonkeyPatch, content: bytes, code: str
) -> None:
    monkeypatch.setattr(depositing, "LARGEST", 2000)
    with pytest.raises(NotTaken) as refusal:
        hand_in(world, content=content)
    assert refusal.value.code == code
    assert counts() == (0, 0, 0)


def test_the_same_file_again_is_said_and_changes_nothing(world: make.World) -> None:
    first = hand_in(world)
    with pytest.raises(NotTaken, match="handed in before, and is waiting to be read"):
        hand_in(world, name="another name.csv")
    assert counts() == (1, 1, 1)
    assert read(first).state == "done"
    with pytest.raises(NotTaken, match="was read before"):
        hand_in(world)
    assert counts()[0] == 1


def test_a_file_that_came_another_way_is_known_and_one_taken_away_stays_away(world: make.World, tmp_path: Path) -> None:
    path = tmp_path / "asc.csv"
    path.write_bytes(FILE)
    batch = read_from(world.police, FORM, path).batch
    with pytest.raises(NotTaken, match="was read before"):
        hand_in(world)
    actions.withdraw_batch(batch=batch.pk, by="", at=timezone.now(), using="owner")
    with pytest.raises(NotTaken, match=r"Withdrawn by its owner.*not taken again"):
        hand_in(world)
    assert counts() == (0, 0, 0)


# -- The wall ------------------------------------------------------------------------------------------------------


def page(world: make.World, who: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Ask the database as the page of somebody, past the first wall."""
    with transaction.atomic():
        make.asker(world[who])
        with connections["default"].cursor() as cursor:
            cursor.execute(query, values or None)
            return list(cursor.fetchall()) if cursor.description else []


@pytest.mark.wall
def test_pages_see_the_state_of_their_own_and_the_file_itself_never(world: make.World) -> None:
    hand_in(world)
    assert page(world, "petra", "select state from records_deposit") == [("waiting",)]
    for who in ("hana", "amina", "iris", "adam", "wren"):
        assert page(world, who, "select state from records_deposit") == [], who
    for who in ("petra", "hana"):
        with pytest.raises(DatabaseError, match="permission denied"):
            page(world, who, "select content from records_depositpart")
    with connections["default"].cursor() as cursor:
        cursor.execute("select count(*) from records_deposit")
        assert cursor.fetchone() == (0,)


INSERT = """insert into records_deposit (id, agency_id, feed_id, file_name, file_sha256, file_bytes, handed_in_at, by,
            state, why, moved_at, tries) values (gen_random_uuid(), %s, %s, 'f', 'x', 1, now(), %s, %s, '', now(), 0)"""


@pytest.mark.wall
@pytest.mark.parametrize("wrong", ["who", "agency", "feed", "by", "state", "closed"])
def test_the_wall_lets_nothing_else_in(world: make.World, wrong: str) -> None:
    police, health = feed_of(world), feed_of(world, "health")
    who = "amina" if wrong == "who" else "petra"
    by = f"agencies.Account:{world['hana' if wrong == 'by' else who].pk}"
    if wrong == "closed":
        actions.close_feed(feed=police, by="", at=timezone.now(), using="owner")
    agency = health.agency_id if wrong == "agency" else police.agency_id
    feed = health.pk if wrong == "feed" else police.pk
    with pytest.raises(DatabaseError, match="row-level security"):
        page(world, who, INSERT, agency, feed, by, "done" if wrong == "state" else "waiting")


@pytest.mark.wall
def test_the_wall_takes_what_is_right(world: make.World) -> None:
    feed = feed_of(world)
    page(world, "petra", INSERT, feed.agency_id, feed.pk, f"agencies.Account:{world['petra'].pk}", "waiting")
    assert found().state == "waiting"


@pytest.mark.wall
@pytest.mark.parametrize(
    "query",
    ["update records_deposit set state = 'done'", "delete from records_deposit", "delete from records_depositpart"],
)
def test_pages_change_and_remove_nothing(world: make.World, query: str) -> None:
    hand_in(world)
    with pytest.raises(DatabaseError, match="permission denied"):
        page(world, "petra", query)


@pytest.mark.wall
def test_nobody_adds_to_the_file_of_another_agency_or_to_one_that_is_settled(world: make.World) -> None:
    one = hand_in(world)
    add = "insert into records_depositpart (id, deposit_id, number, content) values (gen_random_uuid(), %s, 9, 'x')"
    with pytest.raises(DatabaseError, match="row-level security"):
        page(world, "hana", add, one.pk)
    read(one)
    with pytest.raises(DatabaseError, match="row-level security"):
        page(world, "petra", add, one.pk)


@pytest.mark.wall
def test_what_came_is_counted_by_its_owner_and_nobody_else_and_no_row_is_shown(world: make.World) -> None:
    read(hand_in(world))
    assert page(world, "petra", "select records from records_batch") == [(30,)]
    assert page(world, "petra", "select count(*) > 0 from records_finding") == [(True,)]
    assert page(world, "petra", "select count(*) from records_sourceperson") == [(0,)]
    assert page(world, "petra", "select count(*) from records_sourcerecord") == [(0,)]
    for who in ("hana", "amina", "iris", "adam"):
        assert page(world, who, "select count(*) from records_batch") == [(0,)], who
        assert page(world, who, "select count(*) from records_finding") == [(0,)], who


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.csv", "a b .csv"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
        ("\U0001f600" * 120 + ".csv", "\U0001f600" * 49 + ".csv"),
    ],
)
def test_a_name_is_made_fit_for_a_page_and_a_disk(given: str, kept: str) -> None:
    assert tidied(given) == kept
