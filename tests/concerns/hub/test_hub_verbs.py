"""What the verbs of the hub do, when they may."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.actions import look
from kith.concerns.actions.asking import Question, ask
from kith.concerns.actions.deciding import Judgement, decide, think_again
from kith.concerns.actions.describing import add_person
from kith.concerns.actions.feeding_back import tell_public, tell_referrer
from kith.concerns.actions.handing_over import close, offer, take_back
from kith.concerns.actions.inside import SomebodyWasFirst
from kith.concerns.actions.meeting import Held, call, write_up
from kith.concerns.actions.messaging import mark_read, write_to_reporter
from kith.concerns.actions.recording import record
from kith.concerns.actions.triaging import put_back, rate, reopen, take
from kith.concerns.models import (
    Concern,
    FastFilter,
    Feedback,
    Handover,
    InformationRequest,
    SharingDecision,
    StrategyDiscussion,
    ThresholdDecision,
)
from kith.concerns.queries.answers import MEANS
from kith.concerns.queries.concern import Reading, read
from kith.people.models import Person
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere
from kith.sharing.models import Link, LinkKind, Subject
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")

ASSESS = Judgement(levels=[4, 3], outcome="assessment", rationale="He may be exploited.", would_change="He is safe.")
ADVISE = Judgement(levels=[1], outcome="advice", rationale="All is well.")


@contextmanager
def opened(world: make.World, who: str, one: Concern) -> Iterator[tuple[Concern, Asker]]:
    with transaction.atomic():
        by = make.asker(world[who])
        yield look(by=by, reference=one.reference), by


def envelope(one: Concern) -> Concern:
    return Concern.objects.using("admin").get(pk=one.pk)


def taken(world: make.World) -> Concern:
    one = make.concern(world)
    with opened(world, "amina", one) as (concern, amina):
        take(concern=concern, version=1, by=amina, at=amina.at)
    return envelope(one)


def decided(world: make.World, judgement: Judgement = ASSESS) -> Concern:
    one = taken(world)
    with opened(world, "marcus", one) as (concern, marcus):
        decide(concern=concern, version=2, judgement=judgement, by=marcus, at=marcus.at)
    return envelope(one)


def reading(world: make.World, who: str, one: Concern) -> Reading:
    with opened(world, who, one) as (concern, by):
        return read(by, concern, timezone.now())


def notices(what: str) -> list[Notice]:
    return list(Notice.objects.using("admin").filter(what=f"concerns.{what}"))


def events(one: Concern) -> list[str]:
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "select what from audit_event where target = %s and what like 'concerns.%%' order by at",
            [f"sharing.Record:{one.pk}"],
        )
        return [what for (what,) in cursor.fetchall()]


def test_taking_putting_back_and_taking_over() -> None:
    world = make.make_world()
    one = taken(world)
    assert (one.stage, one.owner_name, one.version) == ("screening", "Amina", 2)
    with opened(world, "amina", one) as (concern, amina):
        put_back(concern=concern, version=2, by=amina, at=amina.at)
    assert (envelope(one).stage, envelope(one).owner) == ("received", "")
    for who in ("amina", "marcus"):
        with opened(world, who, one) as (concern, by):
            take(concern=concern, version=concern.version, by=by, at=by.at)
    assert envelope(one).owner_name == "Marcus"
    assert events(one) == ["concerns.taken", "concerns.put_back", "concerns.taken", "concerns.taken"]


def test_rating_takes_it_starts_the_research_clock_and_keeps_every_reason() -> None:
    world = make.make_world()
    one = make.concern(world)
    with opened(world, "amina", one) as (concern, amina):
        rate(concern=concern, version=1, brag="red", reason="Alone at night.", by=amina, at=amina.at)
        rate(concern=concern, version=2, brag="blue", reason="For highways.", by=amina, at=amina.at)
        assert [row.reason for row in FastFilter.objects.order_by("at", "reason")] == [
            "Alone at night.",
            "For highways.",
        ]
    after = envelope(one)
    assert (after.stage, after.owner_name, after.brag, after.research_by) == ("screening", "Amina", "blue", None)


def test_naming_a_person_says_whom_it_is_about_and_never_gives_more_time() -> None:
    world = make.make_world()
    one = make.concern(world)
    soon = timezone.now() + timedelta(minutes=10)
    Concern.objects.using("admin").filter(pk=one.pk).update(kind="unknown", decide_by=soon)
    with opened(world, "amina", one) as (concern, amina):
        child = add_person(concern=concern, person=Person(part="child", name="Tyler"), by=amina, at=amina.at)
        add_person(concern=concern, person=Person(part="adult_at_risk", name="Joan"), by=amina, at=amina.at)
        add_person(concern=concern, person=Person(part="witness"), by=amina, at=amina.at)
    assert (envelope(one).kind, envelope(one).decide_by) == ("both", soon)
    assert Subject.objects.using("admin").filter(person=child.pk).exists()


def test_asking_joins_each_agencys_researchers_until_an_end_and_tells_them() -> None:
    world = make.make_world()
    one = taken(world)
    with pytest.raises(NotHere), opened(world, "petra", one):
        pass
    with opened(world, "amina", one) as (concern, amina):
        person = add_person(concern=concern, person=Person(name="Tyler"), by=amina, at=amina.at)
        question = Question([world.police.pk, world.health.pk], [person.pk], "To see what is known.", "6-1-e")
        request = ask(concern=concern, version=concern.version, question=question, by=amina, at=amina.at)
        assert list(request.people.values_list("name", flat=True)) == ["Tyler"]
        assert InformationRequest.objects.get().due_at == envelope(one).decide_by
    links = Link.objects.using("admin").filter(record=one.pk, kind=LinkKind.ASKED)
    assert {link.team.agency.name for link in links if link.team} == {"Avon Vale Health", "Wiltshire Police"}
    assert all(link.ends_at < timezone.now() + timedelta(days=11) for link in links)
    assert {notice.agency_id for notice in notices("asked")} == {world.police.pk, world.health.pk}
    assert all("Tyler" not in notice.words for notice in notices("asked"))
    lines = reading(world, "petra", one).requests[0].asked
    assert [(line.agency, line.label, line.means) for line in lines] == [
        ("Avon Vale Health", "Not yet answered", MEANS[""]),
        ("Wiltshire Police", "Not yet answered", MEANS[""]),
    ]
    assert envelope(one).stage == "gathering"


def test_a_decision_keeps_its_scheme_and_levels_and_tells_the_referrer() -> None:
    world = make.make_world()
    one = taken(world)
    make.link(one, kind=LinkKind.REFERRER, who=world["tom"], opens=False)
    with opened(world, "marcus", one) as (concern, marcus):
        decision = decide(concern=concern, version=2, judgement=ASSESS, by=marcus, at=marcus.at)
    assert (decision.scheme, decision.scheme_version) == ("wiltshire", "2019")
    assert [level["number"] for level in decision.levels] == [3, 4]
    assert [notice.account_id for notice in notices("decided")] == [world["tom"].pk]
    assert envelope(one).stage == "decided"


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told() -> None:
    world = make.make_world()
    one = taken(world)
    ready, said = threading.Barrier(2), []

    def judge(who: str) -> None:
        try:
            with opened(world, who, one) as (concern, by):
                ready.wait(20)
                decide(concern=concern, version=2, judgement=ASSESS, by=by, at=by.at)
            said.append("decided")
        except SomebodyWasFirst:
            said.append("told")
        finally:
            connections.close_all()

    deciders = [threading.Thread(target=judge, args=("marcus",)) for _ in range(2)]
    for decider in deciders:
        decider.start()
    for decider in deciders:
        decider.join(30)
    assert sorted(said) == ["decided", "told"]
    assert ThresholdDecision.objects.using("admin").count() == 1


def test_thinking_again_keeps_the_first_decision() -> None:
    world = make.make_world()
    one = decided(world)
    with opened(world, "marcus", one) as (concern, marcus):
        think_again(concern=concern, version=3, words="The school rang.", by=marcus, at=marcus.at)
        decide(concern=concern, version=4, judgement=ADVISE, by=marcus, at=marcus.at)
    page = reading(world, "marcus", one)
    assert [entry.title for entry in page.work] == [
        "Decided: Information and advice",
        "Decided: Child and family assessment",
    ]
    assert [entry.facts[0][1] for entry in page.statements] == ["Something was seen.", "The school rang."]


def test_feedback_has_words_for_a_professional_and_a_code_for_the_public() -> None:
    world = make.make_world()
    one = decided(world)
    make.link(one, kind=LinkKind.REFERRER, who=world["tom"], opens=False)
    with opened(world, "amina", one) as (concern, amina):
        tell_public(concern=concern, code="acting", by=amina, at=amina.at)
        tell_referrer(concern=concern, account=world["tom"].pk, words="We will assess.", by=amina, at=amina.at)
    with transaction.atomic():
        make.asker(world["tom"])
        assert [row.words for row in Feedback.objects.all()] == ["We will assess."]
    assert [notice.account_id for notice in notices("feedback")] == [world["tom"].pk]


def test_an_offer_lets_a_worker_in_and_taking_it_back_lets_them_out() -> None:
    world = make.make_world()
    one = decided(world)
    with opened(world, "marcus", one) as (concern, marcus):
        offer(concern=concern, version=3, to=world["wren"].pk, words="He trusts Ms Hale.", by=marcus, at=marcus.at)
    assert reading(world, "wren", one).may.why == ("it was offered to you to take on",)
    with opened(world, "marcus", one) as (concern, marcus):
        take_back(concern=concern, words="On leave.", by=marcus, at=timezone.now())
    with pytest.raises(NotHere), opened(world, "wren", one):
        pass
    with opened(world, "marcus", one) as (concern, marcus):
        offer(concern=concern, version=4, to=world["wren"].pk, words="Back.", by=marcus, at=marcus.at)
    assert Handover.objects.using("admin").filter(answered_at=None).count() == 1


def test_closing_ends_what_others_may_open_and_the_front_door_sees_it_a_while() -> None:
    world = make.make_world()
    one = decided(world, ADVISE)
    make.link(one, kind=LinkKind.ASKED, who=world["petra"])
    with opened(world, "marcus", one) as (concern, marcus):
        tell_public(concern=concern, code="read", by=marcus, at=marcus.at)
        close(concern=concern, version=3, by=marcus, at=timezone.now())
    with pytest.raises(NotHere), opened(world, "petra", one):
        pass
    assert reading(world, "amina", one).stage == "Closed"
    duty = Link.objects.using("admin").get(record=one.pk, kind=LinkKind.DUTY)
    assert duty.ends_at < timezone.now() + timedelta(days=29)


def test_a_closed_concern_opens_again_with_a_new_clock_and_keeps_its_decision() -> None:
    world = make.make_world()
    one = decided(world, ADVISE)
    with opened(world, "marcus", one) as (concern, marcus):
        tell_public(concern=concern, code="more", by=marcus, at=marcus.at)
        close(concern=concern, version=3, by=marcus, at=marcus.at)
    Concern.objects.using("admin").filter(pk=one.pk).update(decide_by=timezone.now() - timedelta(days=9))
    with opened(world, "amina", one) as (concern, amina):
        reopen(concern=concern, version=4, words="They wrote again.", by=amina, at=amina.at)
    after = envelope(one)
    assert (after.stage, after.owner_name, after.closed_at, after.decided_at) == ("screening", "Amina", None, None)
    assert after.decide_by > timezone.now()
    assert [entry.title for entry in reading(world, "marcus", one).work][-1] == "Decided: Information and advice"


def test_a_strategy_discussion_starts_before_anything_else_and_lets_the_called_in() -> None:
    world = make.make_world()
    one = make.concern(world)
    with opened(world, "amina", one) as (concern, amina):
        called = call(concern=concern, agencies=[world.police.pk], reason="He may be moved.", by=amina, at=amina.at)
    assert [entry.key for entry in reading(world, "petra", one).to_write_up] == [str(called.pk)]
    held = Held(attendees="Police, health", agreed_facts="Two phones.", threshold_met=True, dissent="Health")
    with opened(world, "petra", one) as (concern, petra):
        write_up(concern=concern, discussion=called.pk, held=held, by=petra, at=petra.at)
        assert StrategyDiscussion.objects.filter(follows=called).get().threshold_met is True
    page = reading(world, "amina", one)
    assert page.to_write_up == []
    assert page.work[0].title == "Strategy discussion held"
    assert envelope(one).stage == "received"


def test_a_discussion_that_was_not_held_is_said_so() -> None:
    world = make.make_world()
    one = make.concern(world)
    with opened(world, "amina", one) as (concern, amina):
        called = call(concern=concern, agencies=[], reason="He may be moved.", by=amina, at=amina.at)
        none = Held(attendees="Nobody could come", agreed_facts="", threshold_met=None)
        write_up(concern=concern, discussion=called.pk, held=none, by=amina, at=timezone.now())
    assert reading(world, "amina", one).work[0].title == "Strategy discussion not held"


def test_a_decision_not_to_share_is_kept_like_one_to_share() -> None:
    world = make.make_world()
    one = make.concern(world)
    shared = SharingDecision(
        shared=True, with_whom="Police", what="The address", basis="6-1-e", necessity="To find him"
    )
    kept = SharingDecision(
        shared=False, with_whom="School", what="It", necessity="Not needed", review_on=timezone.now().date()
    )
    with opened(world, "amina", one) as (concern, amina):
        for item in (shared, kept):
            record(concern=concern, item=item, by=amina, at=timezone.now())
    sharing = next(kind for kind in reading(world, "amina", one).records if kind.kind == "sharing")
    assert [entry.title for entry in sharing.entries] == ["Decided to share", "Decided not to share"]


def test_messages_go_to_the_reporter_and_reading_theirs_changes_no_version() -> None:
    world = make.make_world()
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(needs_reply=True)
    with opened(world, "amina", one) as (concern, amina):
        write_to_reporter(concern=concern, words="Which station?", by=amina, at=amina.at)
    assert (envelope(one).needs_reply, envelope(one).version) == (False, 1)
    Concern.objects.using("admin").filter(pk=one.pk).update(needs_reply=True)
    with opened(world, "amina", one) as (concern, amina):
        mark_read(concern=concern, by=amina, at=amina.at)
    assert envelope(one).needs_reply is False
