"""Audit before read, at the second wall."""

from __future__ import annotations

import pytest
from django.db import connections, transaction

from kith.agencies import actions as agencies
from kith.concerns.models import Concern, Statement
from kith.sharing.actions import NotHere, open_record
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")


def events(what: str) -> list[str]:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select ground from audit_event where what = %s order by at", [what])
        return [ground for (ground,) in cursor.fetchall()]


def test_no_actor_no_rows() -> None:
    world = make.make_world()
    make.concern(world)
    assert Concern.objects.count() == 0
    assert Statement.objects.count() == 0


def test_a_duty_worker_lists_the_envelope_and_reads_nothing_until_it_is_opened() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        assert Concern.objects.count() == 1
        assert Statement.objects.count() == 0
        open_record(amina, one.record_id)
        assert Statement.objects.count() == 1
    assert events("sharing.opened") == ["open: link"]


def test_a_read_that_rolls_back_still_leaves_its_trace() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        open_record(amina, one.record_id)
        transaction.set_rollback(True)
    assert events("sharing.opened") == ["open: link"]


def test_a_stranger_a_sealed_and_a_missing_record_are_refused_alike_and_audited_apart() -> None:
    world = make.make_world()
    one = make.concern(world)
    hidden = make.concern(world, sealed=True)
    with transaction.atomic():
        amina, petra = make.asker(world["amina"]), make.asker(world["petra"])
        for who, record in ((petra, one.record_id), (amina, hidden.record_id), (amina, world.council.pk)):
            agencies.act_as(who.token)
            with pytest.raises(NotHere):
                open_record(who, record)
            assert Statement.objects.count() == 0
    assert events("sharing.refused") == ["refused: link", "refused: sealed", "refused: missing"]


def test_a_bar_bites_on_a_record_already_open() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        open_record(amina, one.record_id)
        assert Statement.objects.count() == 1
        make.bar(world["amina"], from_=one)
        assert Statement.objects.count() == 0
        assert Concern.objects.count() == 0
