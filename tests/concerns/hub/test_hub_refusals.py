"""Who may not do what at the hub: refusals first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from kith.concerns.actions import look
from kith.concerns.actions.asking import NobodyAsked, NoClause, Question, ask
from kith.concerns.actions.breaches import NeedsReason
from kith.concerns.actions.deciding import Judgement, NotForThem, decide, think_again
from kith.concerns.actions.describing import add_person
from kith.concerns.actions.feeding_back import CannotTell, tell_public, tell_referrer
from kith.concerns.actions.handing_over import CannotOffer, NotFinished, close, offer, take_back
from kith.concerns.actions.inside import SomebodyWasFirst
from kith.concerns.actions.meeting import Held, call, write_up
from kith.concerns.actions.messaging import NoReceipt, mark_read, write_to_reporter
from kith.concerns.actions.recording import record
from kith.concerns.actions.triaging import put_back, rate, reopen, take
from kith.concerns.models import BreachReason, Concern, Objection
from kith.concerns.states import CannotMove
from kith.people.models import Person
from kith.sharing.access import Asker, NotAllowed
from kith.sharing.actions import NotHere
from kith.sharing.models import Agreement, LinkKind
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")

JUDGED = Judgement(levels=[3], outcome="assessment", rationale="He may be exploited.")
Verb = Callable[[Concern, Asker], object]


VERBS: dict[str, Verb] = {
    "take": lambda c, by: take(concern=c, version=c.version, by=by, at=by.at),
    "put_back": lambda c, by: put_back(concern=c, version=c.version, by=by, at=by.at),
    "rate": lambda c, by: rate(concern=c, version=c.version, brag="red", reason="Why.", by=by, at=by.at),
    "reopen": lambda c, by: reopen(concern=c, version=c.version, words="More.", by=by, at=by.at),
    "add_person": lambda c, by: add_person(concern=c, person=Person(name="Tyler"), by=by, at=by.at),
    "message": lambda c, by: write_to_reporter(concern=c, words="Which car?", by=by, at=by.at),
    "mark_read": lambda c, by: mark_read(concern=c, by=by, at=by.at),
    "ask": lambda c, by: ask(concern=c, version=c.version, question=Question([], [], "Why.", "6-1-e"), by=by, at=by.at),
    "decide": lambda c, by: decide(concern=c, version=c.version, judgement=JUDGED, by=by, at=by.at),
    "think_again": lambda c, by: think_again(concern=c, version=c.version, words="New.", by=by, at=by.at),
    "tell_public": lambda c, by: tell_public(concern=c, code="acting", by=by, at=by.at),
    "tell_referrer": lambda c, by: tell_referrer(concern=c, account=by.account, words="Told.", by=by, at=by.at),
    "offer": lambda c, by: offer(concern=c, version=c.version, to=by.account, words="Warm.", by=by, at=by.at),
    "take_back": lambda c, by: take_back(concern=c, words="Busy.", by=by, at=by.at),
    "close": lambda c, by: close(concern=c, version=c.version, by=by, at=by.at),
    "call": lambda c, by: call(concern=c, agencies=[], reason="Harm.", by=by, at=by.at),
    "record": lambda c, by: record(concern=c, item=Objection(person_words="Mum", words="No."), by=by, at=by.at),
}
MANAGERS_ONLY = ("decide", "think_again", "offer", "take_back", "close")
NOT_FOR_A_RESEARCHER = tuple(verb for verb in VERBS if verb not in ("call", "record"))


def opened(world: make.World, who: str, one: Concern) -> tuple[Concern, Asker]:
    by = make.asker(world[who])
    return look(by=by, reference=one.reference), by


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_does_anything_to_a_concern_they_have_no_link_to(verb: str) -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        petra = make.asker(world["petra"])
        with pytest.raises(NotHere):
            VERBS[verb](one, petra)


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_does_anything_to_a_concern_they_have_not_opened(verb: str) -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        marcus = make.asker(world["marcus"])
        with pytest.raises(NotHere):
            VERBS[verb](one, marcus)


@pytest.mark.parametrize("verb", MANAGERS_ONLY)
def test_a_front_door_worker_does_not_decide_hand_over_or_close(verb: str) -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        concern, amina = opened(world, "amina", one)
        with pytest.raises(NotAllowed, match="your job includes"):
            VERBS[verb](concern, amina)


@pytest.mark.parametrize("verb", NOT_FOR_A_RESEARCHER)
def test_a_researcher_who_was_asked_reads_and_does_not_run_the_front_door(verb: str) -> None:
    world = make.make_world()
    one = make.concern(world)
    make.link(one, kind=LinkKind.ASKED, who=world["petra"])
    with transaction.atomic():
        concern, petra = opened(world, "petra", one)
        with pytest.raises(NotAllowed):
            VERBS[verb](concern, petra)


@pytest.mark.parametrize("verb", ["take", "rate", "ask", "decide", "offer", "close"])
def test_whoever_writes_to_a_version_that_is_gone_is_told(verb: str) -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        concern, marcus = opened(world, "marcus", one)
        concern.version = 7
        with pytest.raises(SomebodyWasFirst, match="Your words are kept"):
            VERBS[verb](concern, marcus)


def test_nothing_is_decided_before_it_is_taken_nor_twice() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        concern, marcus = opened(world, "marcus", one)
        with pytest.raises(CannotMove):
            VERBS["decide"](concern, marcus)
        concern = take(concern=concern, version=1, by=marcus, at=marcus.at)
        VERBS["decide"](concern, marcus)
        with pytest.raises(CannotMove):
            decide(concern=concern, version=3, judgement=JUDGED, by=marcus, at=marcus.at)


def test_an_outcome_is_for_the_people_it_is_about() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        concern, marcus = opened(world, "marcus", one)
        concern = take(concern=concern, version=1, by=marcus, at=marcus.at)
        adult = Judgement(levels=[3], outcome="adult_enquiry", rationale="An adult.")
        with pytest.raises(NotForThem):
            decide(concern=concern, version=2, judgement=adult, by=marcus, at=marcus.at)


def test_agencies_without_a_clause_are_not_asked_and_the_missing_clause_is_named() -> None:
    world = make.make_world()
    one = make.concern(world)
    question = Question([world.police.pk, world.health.pk], [], "Why.", "6-1-e", "What do you know?")
    with transaction.atomic():
        concern, amina = opened(world, "amina", one)
        concern = take(concern=concern, version=1, by=amina, at=amina.at)
        Agreement.objects.using("admin").update(withdrawn_at=amina.at - timedelta(minutes=1))
        with pytest.raises(NoClause, match="Avon Vale Health and Wiltshire Police"):
            ask(concern=concern, version=2, question=question, by=amina, at=amina.at)
        with pytest.raises(NobodyAsked):
            VERBS["ask"](concern, amina)


def test_a_missed_clock_needs_a_reason_before_the_next_step() -> None:
    world = make.make_world()
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(decide_by=timezone.now() - timedelta(hours=1))
    with transaction.atomic():
        concern, amina = opened(world, "amina", one)
        with pytest.raises(NeedsReason, match="Decide what happens next"):
            VERBS["rate"](concern, amina)
        rate(concern=concern, version=1, brag="green", reason="Why.", late_reason="Two away.", by=amina, at=amina.at)
        assert BreachReason.objects.get().reason == "Two away."
        # It is asked for once.
        rate(concern=concern, version=2, brag="red", reason="Why.", by=amina, at=amina.at)


def test_nobody_is_told_before_a_decision() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        concern, amina = opened(world, "amina", one)
        for verb in ("tell_public", "tell_referrer"):
            with pytest.raises(CannotTell, match="Nothing is decided"):
                VERBS[verb](concern, amina)


def test_only_a_referrer_is_told_as_one_and_a_referral_has_no_public() -> None:
    world = make.make_world()
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(
        stage="decided", route="professional", decided_at=timezone.now()
    )
    with transaction.atomic():
        concern, amina = opened(world, "amina", one)
        with pytest.raises(CannotTell):
            VERBS["tell_referrer"](concern, amina)
        with pytest.raises(CannotTell):
            VERBS["tell_public"](concern, amina)
        with pytest.raises(NoReceipt):
            VERBS["message"](concern, amina)


def test_it_is_offered_only_when_decided_only_to_workers_and_to_one_at_a_time() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        concern, marcus = opened(world, "marcus", one)
        with pytest.raises(CannotOffer, match="once it is decided"):
            VERBS["offer"](concern, marcus)
        concern = take(concern=concern, version=1, by=marcus, at=marcus.at)
        VERBS["decide"](concern, marcus)
        wren = world["wren"].pk
        with pytest.raises(CannotOffer, match="Choose somebody"):
            offer(concern=concern, version=3, to=marcus.account, words="Warm.", by=marcus, at=marcus.at)
        offer(concern=concern, version=3, to=wren, words="Warm.", by=marcus, at=marcus.at)
        with pytest.raises(CannotOffer, match="already"):
            offer(concern=concern, version=4, to=wren, words="Warm.", by=marcus, at=marcus.at)


def test_it_is_not_closed_before_somebody_has_it_and_everybody_is_told() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        concern, marcus = opened(world, "marcus", one)
        concern = take(concern=concern, version=1, by=marcus, at=marcus.at)
        VERBS["decide"](concern, marcus)
        with pytest.raises(NotFinished, match=r"hand it over.*tell the member of the public"):
            close(concern=concern, version=3, by=marcus, at=marcus.at)


def test_a_discussion_is_written_up_once() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        concern, marcus = opened(world, "marcus", one)
        called = call(concern=concern, agencies=[world.police.pk], reason="Harm.", by=marcus, at=marcus.at)
        held = Held(attendees="Police, health", agreed_facts="He was moved.", threshold_met=True)
        write_up(concern=concern, discussion=called.pk, held=held, by=marcus, at=marcus.at)
        with pytest.raises(CannotMove):
            write_up(concern=concern, discussion=called.pk, held=held, by=marcus, at=marcus.at)
        with pytest.raises(NotHere):
            write_up(concern=concern, discussion=world.police.pk, held=held, by=marcus, at=marcus.at)
