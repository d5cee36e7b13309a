"""Raising a concern: what a report and a referral share."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from kith.concerns.actions.raising import Raised, decide_by, raise_concern
from kith.concerns.models import Concern, Kind, Route
from kith.concerns.rules import references
from kith.sharing.models import Link
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")


def test_a_stranger_raises_a_concern_and_the_front_door_sees_its_envelope() -> None:
    world = make.make_world()
    at = timezone.now()
    with transaction.atomic():
        one = raise_concern(what=Raised(route=Route.PUBLIC, sector="train", danger_now=True), by=None, at=at)
        assert not Concern.objects.exists()
    assert references.tidied(one.reference) == one.reference
    assert one.decide_by == decide_by(Kind.UNKNOWN, at) > at
    with transaction.atomic():
        make.asker(world["amina"])
        assert [c.reference for c in Concern.objects.all()] == [one.reference]
    assert Link.objects.using("admin").get().team == world.front_door


def test_a_taken_reference_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    make.make_world()
    drawn = iter(["K-22222", "K-22222", "K-55555"])
    monkeypatch.setattr("kith.concerns.actions.raising.new_reference", lambda: next(drawn))
    for _ in range(2):
        raise_concern(what=Raised(route=Route.PUBLIC), by=None, at=timezone.now())
    assert sorted(Concern.objects.using("admin").values_list("reference", flat=True)) == ["K-22222", "K-55555"]


def test_both_children_and_adults_are_decided_by_the_sooner_clock() -> None:
    at = timezone.now()
    assert decide_by(Kind.BOTH, at) == min(decide_by(Kind.CHILD, at), decide_by(Kind.ADULT, at))
