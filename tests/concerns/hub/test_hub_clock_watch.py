"""The clock tells people of limits that are near or past, each once, and a page cannot be the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.actions.watching import watch_the_clocks
from kith.concerns.models import Concern
from kith.sharing.models import Link
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")


def late(one: Concern, **envelope: object) -> None:
    Concern.objects.using("admin").filter(pk=one.pk).update(**envelope)


def notices() -> list[tuple[str, str]]:
    return list(Notice.objects.using("admin").order_by("role").values_list("role", "what"))


def test_a_page_cannot_be_the_clock() -> None:
    world = make.make_world()
    make.concern(world)
    with transaction.atomic():
        make.asker(world["amina"])
        with connections["default"].cursor() as cursor:
            cursor.execute("select set_config('kith.service', 'clock', true)")
            cursor.execute("select count(*) from concerns_waiting()")
            assert cursor.fetchone()[0] == 0


def test_what_is_late_is_told_to_the_front_door_once() -> None:
    world = make.make_world()
    one, now = make.concern(world), timezone.now()
    late(one, decide_by=now - timedelta(minutes=5))
    assert watch_the_clocks(at=now) == 1
    assert watch_the_clocks(at=now) == 0
    assert notices() == [("decision_maker", "concerns.clock_passed"), ("triage", "concerns.clock_passed")]


def test_what_is_near_is_told_to_whoever_has_it_and_again_when_it_is_past() -> None:
    world = make.make_world()
    one, now = make.concern(world), timezone.now()
    late(one, decide_by=now + timedelta(minutes=30), owner=world["amina"].words)
    assert watch_the_clocks(at=now) == 1
    mine = Notice.objects.using("admin").get()
    assert (mine.account_id, mine.what) == (world["amina"].pk, "concerns.clock_near")
    assert watch_the_clocks(at=now + timedelta(hours=1)) == 1
    assert Notice.objects.using("admin").count() == 4


def test_a_clock_with_time_on_it_is_nobodys_business() -> None:
    world = make.make_world()
    make.concern(world)
    assert watch_the_clocks(at=timezone.now()) == 0


def test_duty_does_not_run_out_on_what_is_undecided() -> None:
    world = make.make_world()
    one, now = make.concern(world), timezone.now()
    closed = make.concern(world)
    Link.objects.using("admin").update(ends_at=now + timedelta(days=2))
    late(closed, stage="closed")
    watch_the_clocks(at=now)
    ends = dict(Link.objects.using("admin").values_list("record", "ends_at"))
    assert ends[one.pk] > now + timedelta(days=20)
    assert ends[closed.pk] < now + timedelta(days=3)
