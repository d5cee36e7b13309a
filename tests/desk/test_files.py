"""Files we send: one's own agency's and nobody else's, handed in on a page that works without scripts."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from kith.records import actions
from kith.records.models import Batch, Deposit, Feed
from kith.records.rules.handed_in import LARGEST, due_on
from kith.sharing.models import Agreement
from kith.ui.uploads import InMemory
from tests.factories import pool
from tests.factories import world as make
from tests.factories.client import client_of
from tests.records.conftest import adult_care, owner

__all__ = ["owner"]

pytestmark = pytest.mark.usefixtures("database")

FORM = "family-context-adult-social-care"
CANARY = "Zebediah Quillfeather"
ADMIN = "admin"


@pytest.fixture
def world() -> make.World:
    made = make.make_world()
    for home in (made.police, made.health):
        pool.feed(home, FORM)
    return made


def feed_of(world: make.World, home: str = "police") -> Feed:
    return Feed.objects.using(ADMIN).select_related("agency", "agreement").get(agency=getattr(world, home))


def page_of(world: make.World, home: str = "police") -> str:
    return reverse("desk:feed", args=[feed_of(world, home).pk])


def post(world: make.World, who: str, path: str, content: bytes, name: str = "asc.csv", **how: Any) -> Any:
    return client_of(world[who], **how).post(path, {"file": SimpleUploadedFile(name, content)})


def read_all() -> None:
    for one in Deposit.objects.using(ADMIN).all():
        actions.read_deposit(deposit=one.pk, at=timezone.now())


def words(world: make.World, who: str, path: str) -> str:
    response = client_of(world[who]).get(path)
    assert response.status_code == 200
    return str(response.content.decode())


# -- Whose they are not --------------------------------------------------------------------------------------------


def test_a_stranger_signs_in_first(world: make.World) -> None:
    for path in (reverse("desk:files"), page_of(world)):
        assert client_of(None).get(path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", ["desk:feed", "desk:feed_news"])
def test_another_agencys_feed_and_one_that_never_was_are_one_answer(world: make.World, name: str) -> None:
    theirs, never = reverse(name, args=[feed_of(world).pk]), reverse(name, args=[uuid.uuid4()])
    for who in ("hana", "tess"):
        found = [client_of(world[who]).get(path) for path in (theirs, never)]
        assert [one.status_code for one in found] == [404, 404]


@pytest.mark.parametrize("who", ["amina", "marcus", "wren", "tom", "adam"])
def test_who_has_not_the_job_gets_none_of_it(world: make.World, who: str) -> None:
    for path in (reverse("desk:files"), page_of(world)):
        assert client_of(world[who]).get(path).status_code in {403, 404}
    assert post(world, who, page_of(world), b"a,b\n").status_code in {403, 404}
    assert Deposit.objects.using(ADMIN).count() == 0


def test_nobody_hands_in_for_another_agency(world: make.World) -> None:
    assert post(world, "hana", page_of(world), b"a,b\n").status_code == 404
    assert Deposit.objects.using(ADMIN).count() == 0


def test_the_list_has_ones_own_agencys_feeds_alone(world: make.World) -> None:
    listed = words(world, "petra", reverse("desk:files"))
    assert page_of(world) in listed
    assert page_of(world, "health") not in listed
    assert "No file has come yet" in listed


def test_a_form_without_its_token_is_refused(world: make.World) -> None:
    assert post(world, "petra", page_of(world), b"a,b\n", csrf=True).status_code == 403


# -- What is refused on the page -----------------------------------------------------------------------------------


def test_no_file_an_empty_one_and_the_same_again_are_said(world: make.World) -> None:
    browser = client_of(world["petra"])
    assert "Choose a file" in browser.post(page_of(world), {}).content.decode()
    empty = post(world, "petra", page_of(world), b"")
    assert empty.status_code == 422
    assert "There is nothing in the file" in empty.content.decode()
    assert post(world, "petra", page_of(world), adult_care(3)).status_code == 302
    again = post(world, "petra", page_of(world), adult_care(3))
    assert again.status_code == 422
    assert "This very file was handed in before" in again.content.decode()
    assert Deposit.objects.using(ADMIN).count() == 1


def test_what_the_agreement_wants_is_said_and_there_is_no_form(world: make.World) -> None:
    Agreement.objects.using(ADMIN).update(withdrawn_at=timezone.now() - timedelta(days=1))
    for path in (reverse("desk:files"), page_of(world)):
        found = words(world, "petra", path)
        assert "Clause 4.4 of Hub agreement, version 1 was withdrawn on" in found
        assert 'type="file"' not in found
    assert post(world, "petra", page_of(world), adult_care(3)).status_code == 422
    assert Deposit.objects.using(ADMIN).count() == 0


# -- Handing in ----------------------------------------------------------------------------------------------------


def test_a_file_is_handed_in_read_and_counted_and_nobody_in_it_is_shown(world: make.World, owner: str) -> None:
    text = adult_care(40, broken_every=10).replace(b"Testname3,", CANARY.encode() + b",")
    assert post(world, "petra", page_of(world), text).status_code == 302
    waiting = words(world, "petra", page_of(world))
    assert "Waiting to be read" in waiting
    assert "asc.csv" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert 'http-equiv="refresh"' not in words(world, "petra", f"{page_of(world)}?still")
    read_all()
    came = words(world, "petra", page_of(world))
    batch = Batch.objects.using(ADMIN).get()
    assert f'data-label="Rows">{batch.records}<' in came
    assert f'data-label="Findings">{batch.findings}<' in came
    assert batch.findings
    assert 'http-equiv="refresh"' not in came
    assert "<progress" not in came
    assert CANARY not in came
    assert "Waiting to be read" not in came


def test_how_far_it_has_come_is_rows_of_rows(world: make.World, owner: str) -> None:
    post(world, "petra", page_of(world), adult_care(40))
    read_all()
    Deposit.objects.using(ADMIN).update(state="reading", file_name="asc.csv")
    Batch.objects.using(ADMIN).update(status="reading", records=10)
    found = words(world, "petra", page_of(world))
    assert '<progress value="10" max="40"' in found
    assert "10 of 40 rows" in found
    news = client_of(world["petra"]).get(reverse("desk:feed_news", args=[feed_of(world).pk]))
    assert news.content.decode() == "1 file is on the way: 10 of 40 rows are read."
    Deposit.objects.using(ADMIN).update(moved_at=timezone.now() - timedelta(hours=1))
    assert 'http-equiv="refresh"' not in words(world, "petra", page_of(world))


def test_a_file_that_is_refused_says_why(world: make.World, owner: str) -> None:
    post(world, "petra", page_of(world), b"%PDF-1.7", name="letter.pdf")
    read_all()
    assert "This is a PDF (letter.pdf)" in words(world, "petra", page_of(world))


def test_what_its_owner_took_away_has_no_name_and_no_counts(world: make.World, owner: str) -> None:
    post(world, "petra", page_of(world), adult_care(7), name=f"{CANARY}.csv")
    read_all()
    assert CANARY in words(world, "petra", page_of(world))
    actions.withdraw_batch(batch=Batch.objects.using(ADMIN).get().pk, by="", at=timezone.now(), using="owner")
    found = words(world, "petra", page_of(world))
    assert CANARY not in found
    assert "its rows are gone" in found


def test_the_researchers_home_leads_there(world: make.World) -> None:
    assert reverse("desk:files") in words(world, "petra", "/")
    assert reverse("desk:files") not in words(world, "amina", "/")


def test_news_keeps_no_session_awake() -> None:
    from kith.config.middleware import BY_ITSELF

    assert reverse("desk:feed_news", args=[uuid.uuid4()]).startswith(BY_ITSELF)


@pytest.mark.parametrize("path", ["files", "feed"])
def test_the_queries_stay_the_same_however_much_there_is(world: make.World, path: str) -> None:
    address = reverse("desk:files") if path == "files" else page_of(world)
    few = queries_of(world, address)
    for number in range(6):
        more = pool.feed(world.police, f"more-{number}")
        at = timezone.now()
        shared: dict[str, Any] = {"agency": world.police, "file_sha256": str(number), "file_bytes": 1}
        for feed in (more, feed_of_form(world)):
            Batch.objects.using(ADMIN).create(
                **shared, feed=feed, profile=feed.profile, file_name="f", status="done", begun_at=at, told_at=at
            )
            Deposit.objects.using(ADMIN).create(
                **{**shared, "file_sha256": f"d{number}"}, feed=feed, file_name="f", handed_in_at=at, moved_at=at,
                by=f"agencies.Account:{world['petra'].pk}",
            )  # fmt: skip
    assert queries_of(world, address) <= few + 1  # Whose names those are is asked for once there is one.


def feed_of_form(world: make.World) -> Feed:
    return Feed.objects.using(ADMIN).get(agency=world.police, profile=FORM)


def queries_of(world: make.World, path: str) -> int:
    browser = client_of(world["petra"])
    browser.get(path)
    with CaptureQueriesContext(connections["default"]) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


# -- Large files in memory -----------------------------------------------------------------------------------------


@pytest.fixture
def taking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kith.ui.uploads.KEPT", 10)


def handled(path: str, *, count: int = 1) -> list[tuple[str, int]]:
    """Send files of a hundred bytes, and say what was kept of each."""
    handler = InMemory(RequestFactory().post(path))
    kept = []
    for _ in range(count):
        handler.new_file("file", "asc.csv", "text/csv", 100)
        handler.receive_data_chunk(b"x" * 100, 0)
        made = handler.file_complete(100)
        kept.append((str(made.name), made.size or 0))
    return kept


@pytest.mark.usefixtures("taking")
def test_only_the_page_for_files_takes_a_large_one_and_its_name() -> None:
    page = reverse("desk:feed", args=[uuid.uuid4()])
    assert handled(page) == [("asc.csv", 100)]
    assert handled(page, count=3) == [("asc.csv", 100), ("file", 10), ("file", 10)]
    for path in ("/report/files/", "/files/", "/nowhere/"):
        assert handled(path) == [("file", 10)]


def test_the_page_takes_as_much_as_the_verb_and_no_more() -> None:
    assert vars(resolve(reverse("desk:feed", args=[uuid.uuid4()])).func)["takes_up_to"] == LARGEST


def test_the_next_file_is_due_by_the_schedule() -> None:
    day = timezone.localdate()
    assert due_on("by_hand", last=None, opened=day) is None
    assert due_on("weekly", last=None, opened=day) == day + timedelta(days=8)
    assert due_on("daily", last=day, opened=day - timedelta(days=99)) == day + timedelta(days=2)
