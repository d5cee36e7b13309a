"""The front desk: doors, why I am here, notices."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kith.agencies.models import Notice, SignIn
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


def test_a_stranger_sees_two_doors() -> None:
    page = client_of(None).get("/")
    assert page.status_code == 200
    words = page.content.decode()
    assert 'href="/report/"' in words
    assert "/accounts/login/" in words


@pytest.mark.parametrize("path", ["/why/", "/notices/", "/emergency/", "/emergencies/", "/who-looked/"])
def test_a_stranger_is_sent_to_sign_in(path: str) -> None:
    page = client_of(None).get(path)
    assert page.status_code == 302
    assert page["Location"].startswith("/accounts/login/")


def test_each_job_sees_its_places() -> None:
    world = make.make_world()
    iris = client_of(world["iris"]).get("/").content.decode()
    assert "Who looked" in iris
    assert "Emergencies" in iris
    amina = client_of(world["amina"]).get("/").content.decode()
    assert "Who looked" not in amina


def test_an_administrator_has_no_job_with_records_and_is_asked_why_they_are_here() -> None:
    world = make.make_world()
    browser = client_of(world["adam"], purpose="")
    assert browser.get("/")["Location"] == "/why/"
    assert "not been set up" in browser.get("/why/").content.decode()


def test_saying_why_i_am_here_changes_the_sign_in_and_nothing_else_is_taken() -> None:
    world = make.make_world()
    browser = client_of(world["petra"], purpose="")
    assert browser.post("/why/", {"purpose": "oversight"}).status_code == 422
    done = browser.post("/why/", {"purpose": "safeguarding", "next": "https://elsewhere.example/"})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert SignIn.objects.using("admin").get(account=world["petra"]).purpose == "safeguarding"


def test_notices_are_mine_or_my_jobs() -> None:
    world = make.make_world()
    at = timezone.now()
    for words, told in (
        ("for Amina", {"account": world["amina"]}),
        ("for Iris", {"agency": world.council, "role": "privacy_officer"}),
        ("for police seniors", {"agency": world.police, "role": "senior"}),
    ):
        Notice.objects.using("admin").create(what="t", words=words, at=at, **told)  # type: ignore[misc]
    amina = client_of(world["amina"])
    seen = amina.get("/notices/").content.decode()
    assert "for Amina" in seen
    assert "for Iris" not in seen
    assert "for Iris" in client_of(world["iris"]).get("/notices/").content.decode()
    amina.post("/notices/")
    assert Notice.objects.using("admin").filter(read_at__isnull=False).count() == 1


def test_staying_signed_in_says_nothing() -> None:
    world = make.make_world()
    assert client_of(world["amina"]).get("/stay/").status_code == 204
    assert client_of(None).get("/stay/").status_code == 403
