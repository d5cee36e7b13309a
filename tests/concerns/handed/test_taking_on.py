"""A named worker takes on what was handed to them."""

from __future__ import annotations

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.actions import look, taking_on
from kith.concerns.models import Concern, Handover
from kith.concerns.states import CannotMove
from kith.sharing.access import NotAllowed
from kith.sharing.actions import NotHere
from kith.sharing.models import Link, LinkKind
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


def offered(world: make.World, to: str = "wren") -> tuple[Concern, Handover]:
    """Offer a decided concern to a worker, as the front door does."""
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(stage="decided", decided_at=timezone.now())
    handover = Handover.objects.using("admin").create(
        record=one.record, to_account=world[to], words="See her on Friday.", by=world["marcus"].words,
        originator=world.council, at=timezone.now(),
    )  # fmt: skip
    make.link(one, kind=LinkKind.OFFERED, who=world[to])
    return one, handover


def test_what_was_offered_to_somebody_else_does_not_exist() -> None:
    world = make.make_world()
    world.people["wes"] = make.account("wes", world.council, "worker")
    one, handover = offered(world)
    wes = client_of(world["wes"])
    assert one.reference not in wes.get("/handed/").content.decode()
    assert wes.get(f"/handed/{one.reference}/").status_code == 404
    assert wes.post(f"/handed/{one.reference}/", {"answer": "accept"}).status_code == 404
    make.link(one, kind=LinkKind.MEETING, who=world["wes"])
    with transaction.atomic():
        by = make.asker(world["wes"])
        concern = look(by=by, reference=one.reference)
        with pytest.raises(NotHere):
            taking_on.accept(concern=concern, handover_id=handover.pk, words="", by=by, at=timezone.now())


def test_an_offer_that_has_run_out_is_not_taken_on() -> None:
    world = make.make_world()
    one, handover = offered(world)
    make.link(one, kind=LinkKind.MEETING, who=world["wren"])
    Link.objects.using("admin").filter(kind=LinkKind.OFFERED).update(ends_at=timezone.now())
    with transaction.atomic():
        by = make.asker(world["wren"])
        concern = look(by=by, reference=one.reference)
        with pytest.raises(NotAllowed):
            taking_on.accept(concern=concern, handover_id=handover.pk, words="", by=by, at=timezone.now())


def test_declining_needs_words_and_keeps_what_was_chosen() -> None:
    world = make.make_world()
    one, _ = offered(world)
    answer = client_of(world["wren"]).post(f"/handed/{one.reference}/", {"answer": "decline"})
    assert answer.status_code == 422
    assert "Say why you do not take it on" in answer.content.decode()
    assert Handover.objects.using("admin").get().answered_at is None


def test_accepting_hands_it_over_and_ends_the_offer() -> None:
    world = make.make_world()
    one, _ = offered(world)
    wren = client_of(world["wren"])
    assert one.reference in wren.get("/handed/").content.decode()
    assert "See her on Friday." in wren.get(f"/handed/{one.reference}/").content.decode()
    assert wren.post(f"/handed/{one.reference}/", {"answer": "accept", "words": "I ring today."}).status_code == 302
    now = Concern.objects.using("admin").get()
    assert (now.stage, now.owner, now.version) == ("handed_over", world["wren"].words, one.version + 1)
    handover = Handover.objects.using("admin").get()
    assert (handover.accepted, handover.answer_words) == (True, "I ring today.")
    links = {link.kind: link for link in Link.objects.using("admin").filter(account=world["wren"])}
    assert (links["allocated"].ends_at - links["allocated"].starts_at).days == 180
    assert links["offered"].ends_at <= timezone.now()
    assert Notice.objects.using("admin").filter(what="concerns.taken_on").count() == 2
    assert one.reference in wren.get("/handed/").content.decode()
    with transaction.atomic():
        assert look(by=make.asker(world["wren"]), reference=one.reference).stage == "handed_over"


def test_declining_tells_the_front_door_and_closes_the_door_behind() -> None:
    world = make.make_world()
    one, _ = offered(world)
    wren = client_of(world["wren"])
    answer = wren.post(f"/handed/{one.reference}/", {"answer": "decline", "words": "I know the family."})
    assert answer.status_code == 302
    assert Concern.objects.using("admin").get().stage == "decided"
    assert Handover.objects.using("admin").get().accepted is False
    assert Notice.objects.using("admin").filter(what="concerns.not_taken_on").count() == 2
    assert wren.get(f"/handed/{one.reference}/").status_code == 404


def test_accepted_twice_it_is_done_once_and_the_second_is_told() -> None:
    world = make.make_world()
    one, handover = offered(world)
    wren = client_of(world["wren"])
    wren.post(f"/handed/{one.reference}/", {"answer": "accept"})
    second = wren.post(f"/handed/{one.reference}/", {"answer": "accept", "words": "Once more."})
    assert second.status_code == 409
    assert "Once more." in second.content.decode()
    assert Link.objects.using("admin").filter(kind=LinkKind.ALLOCATED).count() == 1
    with transaction.atomic():
        by = make.asker(world["wren"])
        concern = look(by=by, reference=one.reference)
        with pytest.raises(CannotMove):
            taking_on.decline(concern=concern, handover_id=handover.pk, words="No.", by=by, at=timezone.now())


def test_the_list_takes_the_same_queries_for_one_and_for_many() -> None:
    world = make.make_world()
    wren = client_of(world["wren"])

    def listed() -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            assert wren.get("/handed/").status_code == 200
        return len(seen)

    offered(world)
    few = listed()
    for _ in range(4):
        offered(world)
    assert listed() == few
