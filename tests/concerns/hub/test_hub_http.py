"""The pages of the hub over HTTP: refusals, mistakes that keep words, and two people at once."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test import Client

from kith.concerns.models import Concern, ThresholdDecision
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")

PAGES = (
    "rate",
    "ask",
    "message",
    "people/add",
    "records/family",
    "records/support",
    "records/sharing",
    "records/objection",
    "strategy",
    "decide",
    "think-again",
    "feedback",
    "feedback/public",
    "hand-over",
    "hand-over/take-back",
    "close",
)


def page_of(one: Concern, page: str = "") -> str:
    return f"/concerns/{one.reference}/{page + '/' if page else ''}"


def taken(world: make.World, browser: Client) -> Concern:
    one = make.concern(world)
    browser.post(page_of(one, "take"), {"version": 1})
    return one


@pytest.mark.parametrize("page", ["", *PAGES])
def test_a_stranger_is_not_told_that_it_exists(page: str) -> None:
    world = make.make_world()
    one = make.concern(world)
    petra = client_of(world["petra"])
    missing = petra.get(page_of(Concern(reference="K-XXXXX"), page))
    for answer in (petra.get(page_of(one, page)), petra.post(page_of(one, page))):
        if answer.status_code != 405:
            assert answer.status_code == missing.status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_a_manager_and_sends_back_what_is_empty(page: str) -> None:
    world = make.make_world()
    marcus = client_of(world["marcus"])
    one = taken(world, marcus)
    assert marcus.get(page_of(one, page)).status_code == 200
    assert marcus.post(page_of(one, page), {}).status_code == 422


def test_a_worker_sees_which_rule_refuses_and_whom_to_ask() -> None:
    world = make.make_world()
    amina = client_of(world["amina"])
    one = taken(world, amina)
    page = amina.get(page_of(one)).content.decode()
    assert "your job includes deciding" in page
    assert "A front door manager can." in page
    refused = amina.get(page_of(one, "decide"))
    assert refused.status_code == 403
    assert "your job includes deciding" in refused.content.decode()
    with connections["admin"].cursor() as cursor:
        cursor.execute("select target, ground, detail->>'act' from audit_event where what = 'sharing.act_refused'")
        assert cursor.fetchall() == [(f"sharing.Record:{one.pk}", "refused: act", "decide on this")]


def test_a_mistake_keeps_the_words() -> None:
    world = make.make_world()
    marcus = client_of(world["marcus"])
    one = taken(world, marcus)
    wrong = marcus.post(page_of(one, "decide"), {"version": 2, "rationale": "He may be exploited."})
    assert wrong.status_code == 422
    assert "He may be exploited." in wrong.content.decode()
    assert "<title>Error: " in wrong.content.decode()


def test_the_second_to_decide_is_told_keeps_their_words_and_cannot_overwrite() -> None:
    world = make.make_world()
    marcus = client_of(world["marcus"])
    one = taken(world, marcus)
    first = {"version": 2, "levels": ["3"], "outcome": "assessment", "rationale": "The first."}
    second = {**first, "rationale": "The second."}
    assert marcus.post(page_of(one, "decide"), first).status_code == 302
    told = marcus.post(page_of(one, "decide"), second)
    assert told.status_code == 409
    assert "The second." in told.content.decode()
    assert 'name="version" value="3"' in told.content.decode()
    again = marcus.post(page_of(one, "decide"), {**second, "version": 3})
    assert again.status_code == 422
    assert ThresholdDecision.objects.using("admin").count() == 1


def test_the_second_to_take_it_is_told() -> None:
    world = make.make_world()
    amina, marcus = client_of(world["amina"]), client_of(world["marcus"])
    one = taken(world, amina)
    assert marcus.post(page_of(one, "take"), {"version": 1}).status_code == 409
    assert marcus.post(page_of(one, "take"), {"version": "x"}).status_code == 409
    assert marcus.get(page_of(one, "take")).status_code == 405


def test_a_missed_clock_asks_for_its_reason_on_the_next_page() -> None:
    world = make.make_world()
    amina = client_of(world["amina"])
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(decide_by=one.received_at)
    assert "Why was the clock missed?" in amina.get(page_of(one, "rate")).content.decode()
    rated = {"version": 1, "brag": "red", "reason": "Alone."}
    refused = amina.post(page_of(one, "rate"), rated)
    assert refused.status_code == 422
    assert "Say why before the next step" in refused.content.decode()
    assert amina.post(page_of(one, "rate"), {**rated, "late_reason": "Two away."}).status_code == 302
    assert "Why was the clock missed?" not in amina.get(page_of(one, "rate")).content.decode()


def test_forged_choices_are_refused() -> None:
    world = make.make_world()
    marcus = client_of(world["marcus"])
    one = taken(world, marcus)
    for page, sent in (
        ("rate", {"version": 2, "brag": "pink", "reason": "x"}),
        ("ask", {"version": 2, "agencies": ["not-one"], "purpose": "x", "words": "x", "basis": "6-1-e"}),
        ("decide", {"version": 2, "levels": ["9"], "outcome": "assessment", "rationale": "x"}),
        ("decide", {"version": 2, "levels": ["3"], "outcome": "adult_enquiry", "rationale": "x"}),
        ("feedback/public", {"code": "He is known to us"}),
        ("hand-over", {"version": 2, "to": str(world["amina"].pk), "words": "x"}),
        ("rate", {"version": 10**30, "brag": "red", "reason": "x"}),
    ):
        assert marcus.post(page_of(one, page), sent).status_code == 422, page
    assert marcus.get(page_of(one, "records/consent")).status_code == 404


def test_a_person_needs_something_to_be_known_by() -> None:
    world = make.make_world()
    amina = client_of(world["amina"])
    one = taken(world, amina)
    nobody = {"part": "child", "sex": "unknown"}
    assert amina.post(page_of(one, "people/add"), nobody).status_code == 422
    assert amina.post(page_of(one, "people/add"), {**nobody, "born-year": "2999"}).status_code == 422
    good = {**nobody, "name": "Tyler", "born-month": "3", "born-year": "2012"}
    assert amina.post(page_of(one, "people/add"), good).status_code == 302
    page = amina.get(page_of(one)).content.decode()
    assert "Tyler" in page
    assert "March 2012" in page


def test_records_ask_for_what_makes_them_whole() -> None:
    world = make.make_world()
    amina = client_of(world["amina"])
    one = taken(world, amina)
    for kind, wrong, right in (
        ("family", {"told": "no"}, {"told": "no", "reason_code": "delay"}),
        ("family", {"told": "yes"}, {"told": "yes", "who": "Mum, by Amina, today"}),
        ("support", {"agreed": "yes"}, {"agreed": "yes", "person_words": "Mum"}),
        ("sharing", {"shared": "yes"}, {"shared": "yes", "basis": "6-1-e"}),
        (
            "sharing",
            {"shared": "no"},
            {"shared": "no", "review_on-day": "1", "review_on-month": "2", "review_on-year": "2027"},
        ),
        ("objection", {"person_words": "Dad"}, {"person_words": "Dad", "words": "Do not."}),
    ):
        also = {"with_whom": "Police", "what": "It", "necessity": "Needed"} if kind == "sharing" else {}
        assert amina.post(page_of(one, f"records/{kind}"), {**also, **wrong}).status_code == 422, kind
        assert amina.post(page_of(one, f"records/{kind}"), {**also, **right}).status_code == 302, kind
