"""Files that strangers sent, handed out to those to whom the concern opens, and never opened on a page of ours."""

from __future__ import annotations

import uuid

from django.db import connections
from django.test import Client

from kith.concerns.models import Attachment, Concern
from tests.concerns.public.journey import NAMED, answer_all, report
from tests.concerns.public.pictures import photograph
from tests.factories import world as make
from tests.factories.client import client_of
from tests.factories.world import World


def sent(browser: Client) -> Attachment:
    answer_all(browser)
    browser.post("/report/files/", {"added": photograph(name="my-holiday.jpg")})
    report(browser)
    return Attachment.objects.using("admin").get()


def grounds(what: str) -> list[str]:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select ground from audit_event where what = %s order by at", [what])
        return [ground for (ground,) in cursor.fetchall()]


def test_the_front_door_saves_a_file_and_that_is_recorded(world: World, stranger: Client) -> None:
    one = sent(stranger)
    response = client_of(world["amina"]).get(f"/files/{one.pk}/")
    assert response.status_code == 200
    assert response.content[:3] == b"\xff\xd8\xff"
    assert response.headers["Content-Disposition"] == 'attachment; filename="photograph-1.jpg"'
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert grounds("concerns.attachment_taken") == ["the concern is open to you"]
    assert grounds("sharing.opened") == ["open: link"]


def test_missing_sealed_barred_and_not_theirs_are_one_page_and_audited_apart(world: World, stranger: Client) -> None:
    one = sent(stranger)
    concern = Concern.objects.using("admin").get()
    make.bar(world["marcus"], from_=concern)
    pages = [
        client_of(world["amina"]).get(f"/files/{uuid.uuid4()}/"),
        client_of(world["petra"]).get(f"/files/{one.pk}/"),
        client_of(world["marcus"]).get(f"/files/{one.pk}/"),
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content.split(b"<h1", 1)[1].split(b"<form", 1)[0] for page in pages}) == 1
    assert grounds("sharing.refused") == ["refused: missing", "refused: link", "refused: barred"]
    assert grounds("concerns.attachment_taken") == []


def test_a_stranger_is_sent_to_sign_in_and_learns_nothing(world: World, stranger: Client) -> None:
    one = sent(stranger)
    for key in (one.pk, uuid.uuid4()):
        response = Client().get(f"/files/{key}/")
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/accounts/login/")


def test_who_may_write_to_the_reporter_sees_how_to_reach_them_and_that_is_recorded(
    world: World, stranger: Client
) -> None:
    report(stranger, contact=NAMED)
    one = Concern.objects.using("admin").get()
    make.link(one, kind="asked", who=world["petra"])
    amina = client_of(world["amina"])
    page = f"/concerns/{one.reference}/reporter/"
    shown = amina.get(f"/concerns/{one.reference}/").content.decode()
    assert page in shown
    assert "Dana" not in shown
    answer = amina.get(page)
    assert answer.status_code == 200, answer.content.decode()
    assert "07700 900321" in answer.content.decode()
    assert "kept from the family" in answer.content.decode()
    assert len(grounds("concerns.reporter_seen")) == 1
    assert client_of(world["petra"]).get(page).status_code == 403
    assert client_of(world["hana"]).get(page).status_code == 404
    assert len(grounds("concerns.reporter_seen")) == 1


def test_a_report_with_no_way_to_reach_anybody_has_no_such_page(world: World, stranger: Client) -> None:
    report(stranger)
    one = Concern.objects.using("admin").get()
    assert client_of(world["amina"]).get(f"/concerns/{one.reference}/reporter/").status_code == 404
