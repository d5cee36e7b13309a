"""An agency answers what it was asked."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.actions import answering, look
from kith.concerns.models import (
    Concern,
    InformationRequest,
    InformationResponse,
    RequestedAgency,
    SharingDecision,
)
from kith.people.models import Person
from kith.sharing.access import NotAllowed
from kith.sharing.actions import NotHere
from kith.sharing.models import Link, LinkKind, Release
from tests.factories import pool
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")

HOLDS = {
    "answer": "holds",
    "facts": "Stopped with him on 3 October.",
    "opinion": "We think he is being used.",
    "context": "Third stop this year.",
    "caveat": "One officer's note.",
    "basis": "6-1-e",
    "gateway": "cda1998-115",
    "necessity": "To see the risk whole.",
    "handling": "partners",
}
DECLINES = {
    "answer": "declines",
    "code": "investigation",
    "reason": "An operation is running.",
    "owner": "DI Okafor",
    "review_on-day": "1",
    "review_on-month": "2",
    "review_on-year": "2099",
    "handling": "partners",
}


def asked(world: make.World, concern: Concern, *agencies: str, person: str = "Jayden Cole") -> dict[str, UUID]:
    """Ask agencies about somebody, as the front door does."""
    now = timezone.now()
    basics = {"record": concern.record, "by": world["amina"].words, "at": now, "originator": world.council}
    somebody = Person.objects.using("admin").create(name=person, part="child", **basics)
    request = InformationRequest.objects.using("admin").create(
        purpose_words="He may be exploited.", basis="6-1-e", question="Has he been stopped?",
        due_at=now + timedelta(hours=4), **basics,
    )  # fmt: skip
    request.people.add(somebody)
    made = {}
    for name in agencies:
        home = getattr(world, name)
        made[name] = (
            RequestedAgency.objects.using("admin").create(record=concern.record, request=request, agency=home).pk
        )
        team = home.teams.using("admin").get()
        make.link(concern, kind=LinkKind.ASKED, team_=team)
    return made


def test_an_agency_lists_its_own_questions_without_a_name() -> None:
    world = make.make_world()
    one, other = make.concern(world), make.concern(world)
    asked(world, one, "police", "health")
    asked(world, other, "health")
    page = client_of(world["petra"]).get("/asked/").content.decode()
    assert one.reference in page
    assert other.reference not in page
    assert "Jayden" not in page
    assert "1 person" in page
    assert "Amina" in page


def test_what_is_sealed_or_barred_is_not_on_the_list_and_does_not_open() -> None:
    world = make.make_world()
    hidden, theirs, plain = make.concern(world, sealed=True), make.concern(world), make.concern(world)
    keys = [asked(world, one, "police")["police"] for one in (hidden, theirs, plain)]
    make.bar(world["petra"], from_=theirs)
    petra = client_of(world["petra"])
    page = petra.get("/asked/").content.decode()
    assert [one.reference in page for one in (hidden, theirs, plain)] == [False, False, True]
    assert [petra.get(f"/asked/{key}/").status_code for key in keys] == [404, 404, 200]


def test_the_list_is_only_for_those_who_answer_and_only_in_their_own_session() -> None:
    world = make.make_world()
    asked(world, make.concern(world), "police", "school")
    assert client_of(world["tom"]).get("/asked/").status_code == 403
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("select count(*) from concerns_asked()")
        assert cursor.fetchone() == (0,)
    with transaction.atomic():
        make.asker(world["tom"])
        with connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from concerns_asked()")
            assert cursor.fetchone() == (0,)


def test_an_agency_sees_its_own_records_of_the_people_and_nobody_else_s() -> None:
    world = make.make_world()
    keys = asked(world, make.concern(world), "police", person="Jayden Price")
    pool.row(world.police, involvement="Stop and search", worker="PC Ahmed")
    pool.row(world.health, involvement="Sexual health clinic")
    page = client_of(world["petra"]).get(f"/asked/{keys['police']}/").content.decode()
    assert "Stop and search" in page
    assert "PC Ahmed" in page
    assert "Sexual health clinic" not in page


def test_a_question_to_another_agency_does_not_exist() -> None:
    world = make.make_world()
    one = make.concern(world)
    keys = asked(world, one, "police", "health")
    petra = client_of(world["petra"])
    assert petra.get(f"/asked/{keys['health']}/").status_code == 404
    assert petra.get("/asked/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert petra.post(f"/asked/{keys['health']}/", HOLDS).status_code == 404
    with transaction.atomic():
        who = make.asker(world["petra"])
        concern = look(by=who, reference=one.reference)
        with pytest.raises(NotHere):
            answering.answer(
                concern=concern, asked=keys["health"], given=answering.HoldsNone(), handled=answering.Handled(),
                by=who, at=timezone.now(),
            )  # fmt: skip


def test_somebody_who_was_not_asked_to_answer_is_told_which_rule_refuses() -> None:
    world = make.make_world()
    one = make.concern(world)
    keys = asked(world, one, "police")
    make.link(one, kind=LinkKind.MEETING, who=world["petra"])
    with transaction.atomic():
        who = make.asker(world["petra"])
        concern = look(by=who, reference=one.reference)
        Link.objects.using("admin").filter(kind=LinkKind.ASKED).delete()
        with pytest.raises(NotAllowed):
            answering.answer(
                concern=concern, asked=keys["police"], given=answering.HoldsNone(), handled=answering.Handled(),
                by=who, at=timezone.now(),
            )  # fmt: skip


def test_an_agency_that_holds_records_answers_with_fact_opinion_and_context_apart() -> None:
    world = make.make_world()
    one = make.concern(world)
    keys = asked(world, one, "police")
    petra = client_of(world["petra"])
    shown = petra.get(f"/asked/{keys['police']}/")
    assert "Has he been stopped?" in shown.content.decode()
    answer = petra.post(f"/asked/{keys['police']}/", HOLDS)
    assert answer.status_code == 302, answer.context["form"].errors
    given = InformationResponse.objects.using("admin").get()
    assert (given.answer, given.facts, given.opinion) == ("holds", HOLDS["facts"], HOLDS["opinion"])
    assert SharingDecision.objects.using("admin").get().shared
    notice = Notice.objects.using("admin").get(what="concerns.answered")
    assert notice.account_id == world["amina"].pk
    assert "Your answer: Holds records" in petra.get("/asked/").content.decode()
    with transaction.atomic():
        amina = make.asker(world["amina"])
        look(by=amina, reference=one.reference)
        assert InformationResponse.objects.get().facts == HOLDS["facts"]
        assert RequestedAgency.objects.get().answer == "holds"


def test_declining_is_recorded_like_sharing_with_reason_owner_and_review() -> None:
    world = make.make_world()
    keys = asked(world, make.concern(world), "police")
    petra = client_of(world["petra"])
    missing = petra.post(f"/asked/{keys['police']}/", {"answer": "declines", "handling": "partners"})
    assert missing.status_code == 422
    assert InformationResponse.objects.using("admin").count() == 0
    assert petra.post(f"/asked/{keys['police']}/", DECLINES).status_code == 302
    given = InformationResponse.objects.using("admin").get()
    assert given.decline_reason.endswith("An operation is running.")
    decision = SharingDecision.objects.using("admin").get()
    assert (decision.shared, decision.review_on) == (False, given.review_on)


def test_an_answer_may_be_kept_to_named_agencies_and_others_see_only_that_it_came() -> None:
    world = make.make_world()
    one = make.concern(world)
    keys = asked(world, one, "police", "health")
    words = {**HOLDS, "handling": "named_agencies", "agencies": [str(world.council.pk)]}
    assert client_of(world["petra"]).post(f"/asked/{keys['police']}/", words).status_code == 302
    assert Release.objects.using("admin").filter(agency=world.council).count() == 2
    with transaction.atomic():
        look(by=make.asker(world["amina"]), reference=one.reference)
        assert InformationResponse.objects.count() == 1
    with transaction.atomic():
        look(by=make.asker(world["hana"]), reference=one.reference)
        assert InformationResponse.objects.count() == 0
        assert RequestedAgency.objects.get(pk=keys["police"]).answer == "holds"


def test_an_answer_kept_to_people_is_still_read_by_whoever_gave_it() -> None:
    world = make.make_world()
    one = make.concern(world)
    keys = asked(world, one, "police")
    petra = client_of(world["petra"])
    words = {**HOLDS, "handling": "named_people", "people": [str(world["marcus"].pk)]}
    assert petra.post(f"/asked/{keys['police']}/", words).status_code == 302
    assert HOLDS["facts"] in petra.get(f"/asked/{keys['police']}/").content.decode()
    with transaction.atomic():
        look(by=make.asker(world["amina"]), reference=one.reference)
        assert InformationResponse.objects.count() == 0
    with transaction.atomic():
        look(by=make.asker(world["marcus"]), reference=one.reference)
        assert InformationResponse.objects.count() == 1


def test_the_second_answer_is_told_and_its_words_are_given_back() -> None:
    world = make.make_world()
    keys = asked(world, make.concern(world), "police")
    petra = client_of(world["petra"])
    petra.post(f"/asked/{keys['police']}/", {"answer": "none", "handling": "partners"})
    second = petra.post(f"/asked/{keys['police']}/", HOLDS)
    assert second.status_code == 409
    assert HOLDS["facts"] in second.content.decode()
    assert InformationResponse.objects.using("admin").get().answer == "none"


def test_a_mistake_keeps_the_words() -> None:
    world = make.make_world()
    keys = asked(world, make.concern(world), "police")
    answer = client_of(world["petra"]).post(f"/asked/{keys['police']}/", {**HOLDS, "basis": ""})
    assert answer.status_code == 422
    assert HOLDS["opinion"] in answer.content.decode()


def test_the_list_takes_the_same_queries_for_one_question_and_for_many() -> None:
    world = make.make_world()
    petra = client_of(world["petra"])

    def listed() -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            assert petra.get("/asked/").status_code == 200
        return len(seen)

    asked(world, make.concern(world), "police")
    few = listed()
    for _ in range(4):
        asked(world, make.concern(world), "police")
    assert listed() == few
