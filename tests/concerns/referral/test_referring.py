"""A professional refers: from the first page to the front door."""

from __future__ import annotations

import re

import pytest
from django.db import connections, transaction

from kith.agencies.models import Notice
from kith.concerns.actions import look
from kith.concerns.models import (
    AgreementToSupport,
    Concern,
    FamilyInformed,
    Objection,
    ReferralDraft,
    SharingDecision,
    Statement,
)
from kith.people.models import Person, Relationship
from kith.sharing.models import Link, Subject
from tests.concerns.referral import filled
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


def without_token(page: bytes) -> bytes:
    """Leave out what is drawn anew for every page of anybody, and the address that was asked for."""
    return re.sub(rb'(csrfmiddlewaretoken|path)" value="[^"]+"', b"", page)


def audited() -> list[str]:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select what from audit_event where what like 'concerns.%' order by at")
        return [what for (what,) in cursor.fetchall()]


def test_somebody_whose_job_is_not_referring_is_told_which_rule_refuses() -> None:
    world = make.make_world()
    answer = client_of(world["amina"]).post("/referrals/new/")
    assert answer.status_code == 403
    assert "your job, or the purpose you stated, does not include it" in answer.content.decode()
    assert ReferralDraft.objects.using("admin").count() == 0


def test_another_person_s_draft_does_not_exist() -> None:
    world = make.make_world()
    home = filled.fill(client_of(world["tom"]))
    other = client_of(make.account("tina", world.school, "referrer"))
    missing = other.get("/referrals/00000000-0000-4000-8000-000000000000/")
    for path in ("", "check/", "concern/", "people/"):
        answer = other.get(home + path)
        assert answer.status_code == 404
        assert without_token(answer.content) == without_token(missing.content)
    for path in ("send/", "discard/", "concern/keep/", "concern/"):
        assert other.post(home + path, {"version": "1"}).status_code == 404
    assert Concern.objects.using("admin").count() == 0


def test_no_account_reads_a_draft_through_the_wall_but_its_own() -> None:
    world = make.make_world()
    filled.begin(client_of(world["tom"]))
    with transaction.atomic():
        make.asker(world["tess"])
        assert ReferralDraft.objects.count() == 0
    with transaction.atomic():
        make.asker(world["tom"])
        assert ReferralDraft.objects.count() == 1


def test_a_whole_referral_reaches_the_front_door_as_separate_records() -> None:
    world = make.make_world()
    tom = client_of(world["tom"])
    home = filled.fill(tom)
    answer = filled.send(tom, home)
    assert answer.status_code == 302, answer.content
    concern = Concern.objects.using("admin").get()
    assert (concern.route, concern.kind, concern.source_code) == ("professional", "both", "2A")
    with transaction.atomic():
        amina = make.asker(world["amina"])
        look(by=amina, reference=concern.reference)
        statement = Statement.objects.get()
        assert statement.fact == filled.CONCERN["fact"]
        assert statement.opinion == filled.CONCERN["opinion"]
        assert statement.where_when == "School gate. Monday at 3:20pm"
        assert not FamilyInformed.objects.get().told
        assert not AgreementToSupport.objects.get().agreed
        assert Objection.objects.get().person_words == "His mother"
        decision = SharingDecision.objects.get()
        assert (decision.shared, decision.basis, decision.gateway) == (True, "6-1-e", "ca2004-16la")
        assert set(Person.objects.values_list("part", "name")) == {
            ("child", "Jayden Cole"),
            ("unborn", "Baby of Kelly Cole"),
            ("parent", "Kelly Cole"),
            ("adult_at_risk", "Alan Price"),
        }
        child = Person.objects.get(part="child")
        assert (child.born_on, child.born_words, child.postcode) == (None, "March 2012", "BA14 8AA")
        assert Person.objects.get(part="adult_at_risk").address == "9 Bell Court"
        assert Relationship.objects.count() == 5
        assert Subject.objects.count() == 4
    assert audited() == ["concerns.referral_begun", "concerns.raised", "concerns.referral_sent"]
    assert Notice.objects.using("admin").filter(what="concerns.referred").count() == 2


def test_the_sender_follows_the_stage_and_cannot_open_it() -> None:
    world = make.make_world()
    tom = client_of(world["tom"])
    home = filled.fill(tom)
    filled.send(tom, home)
    concern = Concern.objects.using("admin").get()
    link = Link.objects.using("admin").get(kind="referrer")
    assert (link.account_id, link.opens) == (world["tom"].pk, False)
    page = tom.get(home).content.decode()
    assert concern.reference in page
    assert "Received" in page
    assert "On Monday he had two phones" in page
    listed = tom.get("/referrals/").content.decode()
    assert concern.reference in listed
    assert "To be decided" in listed
    with transaction.atomic():
        make.asker(world["tom"])
        assert Concern.objects.count() == 1
        assert Statement.objects.count() == 0


def test_what_the_front_door_says_is_read_by_its_sender() -> None:
    world = make.make_world()
    tom = client_of(world["tom"])
    home = filled.fill(tom)
    filled.send(tom, home)
    from kith.concerns.models import Feedback

    Feedback.objects.using("admin").create(
        record=Concern.objects.using("admin").get().record,
        audience="professional",
        words="An assessment begins this week.",
        to_account=world["tom"],
        by="agencies.Account:x",
        at=make.PAST,
    )
    assert "An assessment begins this week." in tom.get(home).content.decode()
    assert "The front door has told you" in tom.get("/referrals/").content.decode()


def test_a_referral_that_is_not_whole_is_not_sent() -> None:
    world = make.make_world()
    tom = client_of(world["tom"])
    home = filled.begin(tom)
    filled.fill_tasks(tom, home)
    answer = tom.post(f"{home}send/", {"version": "1"}, follow=True)
    assert "You can send this when these are completed" in answer.content.decode()
    assert Concern.objects.using("admin").count() == 0


def test_sent_twice_it_is_one_referral_and_the_second_is_shown_the_first() -> None:
    world = make.make_world()
    tom = client_of(world["tom"])
    home = filled.fill(tom)
    seen = filled.version(tom, home)
    first = tom.post(f"{home}send/", {"version": seen}, follow=True)
    second = tom.post(f"{home}send/", {"version": seen}, follow=True)
    assert Concern.objects.using("admin").count() == 1
    assert Concern.objects.using("admin").get().reference in second.content.decode()
    assert first.status_code == second.status_code == 200


def test_nothing_is_sent_that_was_changed_since_it_was_checked() -> None:
    world = make.make_world()
    tom = client_of(world["tom"])
    home = filled.fill(tom)
    seen = filled.version(tom, home)
    filled.post(tom, f"{home}concern/", {**filled.CONCERN, "fact": "Something else."})
    answer = tom.post(f"{home}send/", {"version": seen}, follow=True)
    assert "changed elsewhere" in answer.content.decode()
    assert Concern.objects.using("admin").count() == 0


def test_a_list_takes_the_same_queries_for_one_referral_and_for_many() -> None:
    from django.test.utils import CaptureQueriesContext

    world = make.make_world()
    tom = client_of(world["tom"])

    def listed() -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            assert tom.get("/referrals/").status_code == 200
        return len(seen)

    home = filled.fill(tom)
    filled.send(tom, home)
    filled.begin(tom)
    few = listed()
    for _ in range(3):
        filled.begin(tom)
        filled.send(tom, filled.fill(tom))
    assert listed() == few
