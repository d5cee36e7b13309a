"""A stranger tells the front door, from the first page to the seven words and back again."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.actions import look
from kith.concerns.actions.reporting import see_reporter
from kith.concerns.models import Concern, Feedback, Message, PublicDraft, ReporterContact, Statement
from kith.concerns.rules.sectors import SECTORS
from kith.sharing.models import Link, Receipt
from tests.concerns.public.journey import NAMED, answer_all, report
from tests.factories import world as make
from tests.factories.world import World


def test_a_report_becomes_a_concern_and_the_draft_is_gone(world: World, stranger: Client) -> None:
    words = report(stranger, sector="taxi-and-private-hire")
    one = Concern.objects.using("admin").get()
    assert (one.sector, one.route, one.stage, one.source_code) == ("taxi-and-private-hire", "public", "received", "8")
    said = Statement.objects.using("admin").get()
    assert (said.what, said.who, said.by, said.originator) == (
        "A girl was crying in my cab.", "A man in a grey coat", "public", None,
    )  # fmt: skip
    assert len(words.split(", ")) == 7
    assert not PublicDraft.objects.exists()
    assert not ReporterContact.objects.using("admin").exists()
    assert "kith_report" not in {name for name, one in stranger.cookies.items() if one.value}


def test_the_hub_opens_the_report_and_who_sent_it_but_a_partner_does_not_see_the_latter(
    world: World, stranger: Client
) -> None:
    report(stranger, contact=NAMED)
    one = Concern.objects.using("admin").get()
    make.link(one, kind="asked", who=world["petra"])
    with transaction.atomic():
        amina = make.asker(world["amina"])
        concern = look(by=amina, reference=one.reference)
        assert Statement.objects.get().what.startswith("A girl")
        contact = see_reporter(concern=concern, by=amina)
        assert contact is not None
        assert (contact.name, contact.reach, contact.safe) == ("Dana Swift", "07700 900321", "Texts after 6")
        assert contact.keep_from_family
    with transaction.atomic():
        look(by=make.asker(world["petra"]), reference=one.reference)
        assert Statement.objects.exists()
        assert not ReporterContact.objects.exists()


def test_who_reported_is_sealed_in_the_table(world: World, stranger: Client) -> None:
    report(stranger, contact=NAMED)
    sealed = bytes(ReporterContact.objects.using("admin").get().sealed)
    assert b"Dana" not in sealed
    assert b"900321" not in sealed


@pytest.mark.parametrize("sector", [*SECTORS, ""])
def test_each_sector_has_a_page_that_leads_on_and_carries_it(world: World, stranger: Client, sector: str) -> None:
    page = stranger.get(f"/report/{sector}/" if sector else "/report/").content.decode()
    assert (f"/report/1/?from={sector}" if sector else "/report/1/") in page
    assert not stranger.cookies, "reading a page leaves no cookie"


def test_danger_leads_to_999_and_back_to_the_questions(world: World, stranger: Client) -> None:
    assert stranger.post("/report/1/", {"danger": "yes"}).headers["Location"] == "/report/call/"
    page = stranger.get("/report/call/").content.decode()
    assert 'href="tel:999"' in page
    assert 'href="/report/2/"' in page
    assert 'href="/report/1/"' in page


def test_change_leads_back_to_the_check_page_with_the_answer_kept(world: World, stranger: Client) -> None:
    answer_all(stranger)
    assert "A girl was crying" in stranger.get("/report/2/?change=1").content.decode()
    assert stranger.post("/report/2/?change=1", {"what": "A boy."}).headers["Location"] == "/report/check/"
    page = stranger.get("/report/check/").content.decode()
    assert "A boy." in page
    assert "A girl" not in page


def test_a_question_left_out_is_asked_before_sending(world: World, stranger: Client) -> None:
    stranger.post("/report/1/", {"danger": "no"})
    assert stranger.get("/report/check/").headers["Location"] == "/report/2/"
    assert stranger.post("/report/check/", {}).headers["Location"] == "/report/2/"
    assert stranger.post("/report/2/", {"what": " "}).status_code == 422


def test_whoever_takes_back_yes_leaves_no_way_to_reach_them(world: World, stranger: Client) -> None:
    answer_all(stranger, contact=NAMED)
    stranger.post("/report/5/?change=1", {"contact": "no", "reach": "07700 900321"})
    stranger.post("/report/check/", {})
    assert not ReporterContact.objects.using("admin").exists()


def test_the_reporter_comes_back_reads_a_question_and_answers_it(world: World, stranger: Client) -> None:
    words = report(stranger)
    one = Concern.objects.using("admin").get()
    from kith.concerns.actions.messaging import write_to_reporter

    with transaction.atomic():
        amina = make.asker(world["amina"])
        concern = look(by=amina, reference=one.reference)
        write_to_reporter(concern=concern, words="Which way did they go?", by=amina, at=amina.at)
    later = Client()
    assert later.get("/reply/thread/").headers["Location"] == "/reply/"
    assert later.post("/reply/", {"words": words.upper()}).headers["Location"] == "/reply/thread/"
    page = later.get("/reply/thread/")
    assert "Which way did they go?" in page.content.decode()
    once = str(page.context["form"].initial["once"])
    for _ in range(2):
        assert later.post("/reply/thread/", {"words": "To platform 2.", "once": once}).status_code == 302
    assert [m.words for m in Message.objects.using("admin").filter(from_reporter=True)] == ["To platform 2."]
    one.refresh_from_db(using="admin")
    assert one.needs_reply
    later.post("/reply/finish/")
    assert later.get("/reply/thread/").headers["Location"] == "/reply/"


def test_a_receipt_sees_its_own_thread_and_nothing_else(world: World, stranger: Client) -> None:
    words = report(stranger)
    other = make.concern(world)
    Message.objects.using("admin").create(
        record_id=other.pk, from_reporter=False, words="For somebody else", by="x", at=other.received_at
    )
    stranger.post("/reply/", {"words": words})
    assert "For somebody else" not in stranger.get("/reply/thread/").content.decode()
    token = stranger.cookies["kith_thread"].value
    from kith.agencies.actions import act_as

    with transaction.atomic():
        act_as(token)
        assert not Statement.objects.exists()
        assert not Concern.objects.exists()
        assert not Message.objects.exists()


def test_a_worker_who_uses_the_public_form_is_as_anonymous_as_anybody(world: World) -> None:
    from tests.factories.client import client_of

    report(client_of(world["amina"]))
    with_actor = "select count(*) from audit_event where what like 'concerns.%%' and actor <> 'public'"
    from django.db import connections

    with connections["admin"].cursor() as cursor:
        cursor.execute(with_actor)
        assert cursor.fetchone()[0] == 0
    assert Statement.objects.using("admin").get().originator is None


def test_the_audit_of_a_report_holds_codes_and_no_words(world: World, stranger: Client) -> None:
    from django.db import connections

    report(stranger, contact=NAMED)
    with connections["admin"].cursor() as cursor:
        cursor.execute("select actor, what, detail::text from audit_event where what like 'concerns.%%' order by what")
        rows = cursor.fetchall()
    assert [(actor, what) for actor, what, _ in rows] == [
        ("public", "concerns.raised"),
        ("public", "concerns.reported"),
    ]
    assert json.loads(rows[1][2]) == {"files": 0, "may_contact": True}


def test_only_a_fingerprint_of_the_words_is_kept(world: World, stranger: Client) -> None:
    words = report(stranger)
    kept = bytes(Receipt.objects.using("admin").get().fingerprint)
    assert len(kept) == 32
    assert not any(word.encode() in kept for word in words.split(", "))


def test_what_the_public_is_told_is_read_with_the_receipt(world: World, stranger: Client) -> None:
    words = report(stranger)
    one = Concern.objects.using("admin").get()
    Feedback.objects.using("admin").create(
        record_id=one.pk, audience="public", public_code="acting", by="x", at=one.received_at
    )
    stranger.post("/reply/", {"words": words})
    assert "You did the right thing" in stranger.get("/reply/thread/").content.decode()


def test_a_reply_after_duty_ran_out_brings_the_concern_back_to_the_front_door(world: World, stranger: Client) -> None:
    words = report(stranger)
    past = timezone.now() - timedelta(days=40)
    Link.objects.using("admin").update(starts_at=past, ends_at=past + timedelta(days=28))
    with transaction.atomic():
        make.asker(world["amina"])
        assert not Concern.objects.exists()
    stranger.post("/reply/", {"words": words})
    page = stranger.get("/reply/thread/")
    once = str(page.context["form"].initial["once"])
    stranger.post("/reply/thread/", {"words": "She is back.", "once": once})
    with transaction.atomic():
        make.asker(world["amina"])
        assert Concern.objects.get().needs_reply
        assert [one.what for one in Notice.objects.all()] == ["concerns.reporter_wrote"]


def test_danger_is_told_to_the_front_door_at_once(world: World, stranger: Client) -> None:
    answer_all(stranger)
    stranger.post("/report/1/", {"danger": "yes"})
    stranger.post("/report/check/", {})
    with transaction.atomic():
        make.asker(world["amina"])
        told = Notice.objects.get()
        assert "danger now" in told.words
        assert "crying" not in told.words
