"""Taking back what an agency sent, on its pages: who may, what is said before, and what is gone after."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from kith.agencies.models import Role
from kith.outside import queue
from kith.records import actions
from kith.records.models import Batch, Deposit, Feed
from tests.desk.test_files import ADMIN, CANARY, FORM, feed_of, page_of, post, words
from tests.factories import pool
from tests.factories import world as make
from tests.factories.client import client_of
from tests.records.conftest import adult_care, owner

__all__ = ["owner"]

pytestmark = pytest.mark.usefixtures("database")

WHY = "The wrong report was run."
PAGES = ("desk:close_feed", "desk:withdraw_feed", "desk:withdraw_file")


@pytest.fixture
def world(owner: str) -> make.World:
    """Give a world in which the police have sent a file, and have a data officer and a privacy officer."""
    made = make.make_world()
    for home in (made.police, made.health):
        pool.feed(home, FORM)
    for name, role in (("dora", Role.DATA_OFFICER), ("pascal", Role.PRIVACY_OFFICER)):
        made.people[name] = make.account(name, made.police, role)
    post(made, "dora", page_of(made), adult_care(40), name=f"{CANARY}.csv")
    for one in Deposit.objects.using(ADMIN).all():
        actions.read_deposit(deposit=one.pk, at=timezone.now())
    return made


def batch() -> Batch:
    return Batch.objects.using(ADMIN).get()


def address(world: make.World, name: str, file: uuid.UUID | None = None) -> str:
    more = [file or batch().pk] if name == "desk:withdraw_file" else []
    return reverse(name, args=[feed_of(world).pk, *more])


def ask(world: make.World, who: str, name: str, **given: str) -> Any:
    return client_of(world[who]).post(address(world, name), {"why": WHY, "sure": "on", **given})


# -- Who may not -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_signs_in_first(world: make.World, name: str) -> None:
    assert client_of(None).get(address(world, name))["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["petra", "hana", "iris", "amina", "tom", "adam"])
def test_whose_job_or_agency_it_is_not_takes_nothing_back(world: make.World, name: str, who: str) -> None:
    browser = client_of(world[who])
    assert browser.get(address(world, name)).status_code in {403, 404}
    assert ask(world, who, name).status_code in {403, 404}
    assert (batch().status, feed_of(world).state) == ("done", "open")


def test_a_file_of_another_feed_and_one_that_never_was_are_one_answer(world: make.World) -> None:
    never = address(world, "desk:withdraw_file", uuid.uuid4())
    other = pool.feed(world.police, "other")
    paths = [
        reverse("desk:withdraw_file", args=[other.pk, batch().pk]),
        never,
        reverse("desk:withdraw_file", args=[uuid.uuid4(), batch().pk]),
    ]
    assert [client_of(world["dora"]).get(path).status_code for path in paths] == [404] * 3


def test_a_form_without_its_token_is_refused(world: make.World) -> None:
    browser = client_of(world["dora"], csrf=True)
    assert browser.post(address(world, "desk:withdraw_feed"), {"why": WHY, "sure": "on"}).status_code == 403
    assert feed_of(world).state == "open"


@pytest.mark.parametrize(("given", "said"), [({"why": " "}, "Say why"), ({"sure": ""}, "cannot be undone")])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_goes_without_a_reason_and_without_being_sure(
    world: make.World, name: str, given: dict[str, str], said: str
) -> None:
    response = ask(world, "dora", name, **given)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert (batch().status, feed_of(world).state) == ("done", "open")


# -- Taking back -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["dora", "pascal"])
def test_a_page_says_what_goes_and_that_it_cannot_be_undone(world: make.World, who: str) -> None:
    for name in ("desk:withdraw_feed", "desk:withdraw_file"):
        said = words(world, who, address(world, name))
        assert "40 rows" in said
        assert "This cannot be undone" in said
        assert "never taken again" in said
        assert CANARY not in said
    assert "What came stays: 1 file with 40 rows" in words(world, who, address(world, "desk:close_feed"))


@pytest.mark.parametrize("who", ["dora", "pascal"])
@pytest.mark.parametrize("name", ["desk:withdraw_feed", "desk:withdraw_file"])
def test_what_is_taken_back_is_gone_from_the_pages_at_once_and_then_for_good(
    world: make.World, who: str, name: str
) -> None:
    assert CANARY in words(world, who, page_of(world))
    assert ask(world, who, name).status_code == 302
    assert batch().status == "going"
    after = words(world, who, page_of(world))
    assert CANARY not in after
    assert "its rows are hidden, and are being removed" in after
    assert WHY in after
    assert 'data-label="Rows">–<' in after
    assert quality(world) == "No file"
    queue.work(once=True)
    assert "its rows are gone" in words(world, who, page_of(world))
    assert pool_rows() == 0
    again = client_of(world[who]).get(address(world, name))
    assert "What can come next: nothing more" in again.content.decode()
    assert "<form method" not in again.content.decode().partition("<main")[2].partition("</main")[0]


def quality(world: make.World) -> str:
    """Say what the page about how good they are finds of the newest file that is here."""
    found = words(world, "dora", reverse("desk:feed_quality", args=[feed_of(world).pk]))
    taken = client_of(world["dora"]).get(reverse("desk:feed_findings", args=[feed_of(world).pk]))
    return "No file" if "Taken away" in found and taken.status_code == 404 else "A file"


def pool_rows() -> int:
    with connections[ADMIN].cursor() as cursor:
        cursor.execute(
            "select (select count(*) from records_sourceperson) + (select count(*) from records_sourcerecord)"
        )
        return int(cursor.fetchone()[0])


def test_a_feed_is_closed_and_what_came_stays(world: make.World) -> None:
    assert ask(world, "dora", "desk:close_feed").status_code == 302
    found = words(world, "dora", page_of(world))
    assert "Closed: what came is kept for its time" in found
    assert f"Why: {WHY}" in found
    assert CANARY in found
    assert reverse("desk:close_feed", args=[feed_of(world).pk]) not in found
    assert reverse("desk:withdraw_feed", args=[feed_of(world).pk]) in found
    assert ask(world, "dora", "desk:close_feed").status_code == 422


def test_what_is_being_read_to_its_end_is_said_and_nothing_is_lost(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading(**_: Any) -> None:
        raise actions.BeingRead("This file is being read to its end now.")

    monkeypatch.setattr("kith.records.actions.take_back_file", reading)
    response = ask(world, "dora", "desk:withdraw_file")
    assert response.status_code == 409
    assert "being read to its end" in response.content.decode()


# -- Who is led there --------------------------------------------------------------------------------------------------


def test_whoever_may_is_led_there_and_nobody_else(world: make.World) -> None:
    file = reverse("desk:withdraw_file", args=[feed_of(world).pk, batch().pk])
    for who, may, sends in (("dora", True, True), ("pascal", True, False), ("petra", False, True)):
        found = words(world, who, page_of(world))
        assert ((file in found), ('type="file"' in found)) == (may, sends), who
        assert (reverse("desk:withdraw_feed", args=[feed_of(world).pk]) in found) == may
        assert reverse("desk:files") in words(world, who, "/")
        assert page_of(world) in words(world, who, reverse("desk:files"))


def test_a_privacy_officer_does_not_hand_in(world: make.World) -> None:
    before = Deposit.objects.using(ADMIN).count()
    assert post(world, "pascal", page_of(world), adult_care(3)).status_code == 403
    assert Deposit.objects.using(ADMIN).count() == before


def test_the_council_has_somebody_whose_job_it_is_to_send_files(world: make.World) -> None:
    clerk = make.account("noor", world.council, Role.DATA_OFFICER)
    world.people["noor"] = clerk
    feed = pool.feed(world.council, FORM)
    page = reverse("desk:feed", args=[feed.pk])
    assert post(world, "noor", page, adult_care(5)).status_code == 302
    assert Deposit.objects.using(ADMIN).get(agency=world.council).by == f"agencies.Account:{clerk.pk}"
    for path in ("/queue/", "/who-looked/", "/asked/", page_of(world)):
        assert client_of(clerk).get(path).status_code in {403, 404}, path
    assert Feed.objects.using(ADMIN).get(pk=feed.pk).state == "open"
