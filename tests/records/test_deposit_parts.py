"""The pieces of a file are put in by whoever hands it in, as many as it has, each once: at the wall, as the page itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from kith.agencies.actions import act_as_machine
from kith.agencies.models import Role
from kith.records.models import DepositPart, Feed
from kith.records.rules.handed_in import PART
from tests.api.conftest import token
from tests.factories import world as make
from tests.records.handing import ADMIN, feed_of, world

__all__ = ["world"]

pytestmark = pytest.mark.wall

DEPOSIT = """insert into records_deposit (id, agency_id, feed_id, file_name, file_sha256, file_bytes, handed_in_at, by,
             state, why, moved_at, tries) values (%s, %s, %s, 'f', 'x', %s, now(), %s, 'waiting', '', now(), 0)"""
ADD = "insert into records_depositpart (id, deposit_id, number, content) values (gen_random_uuid(), %s, %s, %s)"


def run(query: str, *values: Any) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(query, values)


def waiting(world: make.World, *, who: str = "petra", size: int = PART + 1) -> UUID:
    """Hand in a file of somebody of the police, without its pieces."""
    feed, key = feed_of(world), uuid4()
    with transaction.atomic():
        by = make.asker(world[who])
        run(DEPOSIT, key, feed.agency_id, feed.pk, size, by.words)
    return key


def add(world: make.World, who: str, deposit: UUID, number: int = 0, content: bytes = b"x") -> None:
    with transaction.atomic():
        make.asker(world[who])
        run(ADD, deposit, number, content)


def pieces() -> list[int]:
    return list(DepositPart.objects.using(ADMIN).order_by("number").values_list("number", flat=True))


@pytest.mark.parametrize("who", ["paula", "dora", "hana", "amina"])
def test_a_colleague_adds_nothing_to_a_file_that_waits(world: make.World, who: str) -> None:
    world.people["paula"] = make.account("paula", world.police, Role.RESEARCHER)
    world.people["dora"] = make.account("dora", world.police, Role.DATA_OFFICER)
    deposit = waiting(world)
    with pytest.raises(DatabaseError, match="row-level security"):
        add(world, who, deposit)
    add(world, "petra", deposit)
    assert pieces() == [0]


def test_each_piece_is_put_in_once(world: make.World) -> None:
    deposit = waiting(world)
    add(world, "petra", deposit)
    with pytest.raises(IntegrityError, match="records_depositpart_once"):
        add(world, "petra", deposit, content=b"other")
    assert pieces() == [0]


@pytest.mark.parametrize(
    ("size", "number", "content"),
    [
        (PART, 1, b"x"),
        (1, 1, b"x"),
        (3 * PART, 3, b"x"),
        (3 * PART, 0, b"x" * (PART + 1)),
        (3 * PART, 2_000_000_000, b"x"),
    ],
    ids=["one more", "of a small file", "beyond the end", "too long", "far beyond"],
)
def test_there_is_no_more_of_it_than_the_file_is_large(
    world: make.World, size: int, number: int, content: bytes
) -> None:
    deposit = waiting(world, size=size)
    with pytest.raises(DatabaseError, match="row-level security"):
        add(world, "petra", deposit, number, content)
    assert pieces() == []


def test_every_piece_of_a_file_goes_in(world: make.World) -> None:
    deposit = waiting(world, size=2 * PART + 1)
    for number, length in ((0, PART), (1, PART), (2, 1)):
        add(world, "petra", deposit, number, b"x" * length)
    assert pieces() == [0, 1, 2]


@pytest.mark.parametrize("state", ["reading", "done", "refused"])
def test_nothing_is_added_once_it_does_not_wait(world: make.World, state: str) -> None:
    deposit = waiting(world)
    with connections[ADMIN].cursor() as cursor:
        cursor.execute("update records_deposit set state = %s", [state])
    with pytest.raises(DatabaseError, match="row-level security"):
        add(world, "petra", deposit)


def test_a_machine_adds_to_its_own_file_and_to_no_other_machines(world: make.World) -> None:
    Feed.objects.using(ADMIN).update(channel="api")
    feed, key = feed_of(world), uuid4()
    (one, secret), (_, others) = token(world.police), token(world.police)
    with transaction.atomic():
        act_as_machine(secret)
        run(DEPOSIT, key, feed.agency_id, feed.pk, 5, one.words)
    for told in (others, ""):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            act_as_machine(told)
            run(ADD, key, 0, b"x")
    with pytest.raises(DatabaseError, match="row-level security"):
        add(world, "petra", key)
    with transaction.atomic():
        act_as_machine(secret)
        run(ADD, key, 0, b"x")
    assert pieces() == [0]
