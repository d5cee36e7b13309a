"""What its owner withdrew is found by nobody from the mark on, while its rows are still there; whom it shields stays shielded."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from kith.agencies.actions import act_as
from kith.agencies.models import Role
from kith.records import actions, queries
from kith.records.models import Answer, Batch, Feed, SourcePerson
from kith.sharing.actions import open_record
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import owner
from tests.records.matching.test_candidates import look
from tests.records.matching.test_judging import say
from tests.records.matching.test_sealed import ADMIN, a_sealed_case

__all__ = ["owner"]

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.wall]


def take_back(who: Any, what: str) -> None:
    """Withdraw what the police sent, as a page does: marked and committed, and nothing removed."""
    with transaction.atomic():
        by = make.asker(who)
        at, why = timezone.now(), "The wrong report."
        if what == "file":
            actions.take_back_file(by=by, batch=Batch.objects.get(agency=by.agency), why=why, at=at)
        else:
            actions.take_back_feed(by=by, feed=Feed.objects.get(agency=by.agency), why=why, at=at)


@pytest.mark.parametrize("what", ["file", "feed"])
def test_it_is_gone_from_search_and_pointers_before_a_row_is_removed(what: str) -> None:
    world, one, person, row = a_sealed_case()
    pool.row(world.health)
    say(world, one, person, Answer.SAME, row.pk)
    dora = make.account("dora", world.police, Role.DATA_OFFICER)

    def found() -> tuple[set[Any], list[Any]]:
        with transaction.atomic():
            asker = make.asker(world["amina"])
            open_record(asker, one.record_id)
        with transaction.atomic():
            act_as(asker.token)
            known = queries.candidates(asker=asker, person=person, at=timezone.now())
            return {c.known.agency for c in known}, [
                p.agency.pk for p in queries.pointers(asker=asker, record_id=one.record_id)
            ]

    assert found() == ({world.police.pk, world.health.pk}, [world.police.pk])
    take_back(dora, what)
    assert found() == ({world.health.pk}, [])
    assert SourcePerson.objects.using(ADMIN).filter(pk=row.pk).exists()


def test_somebody_shielded_stays_so_until_the_row_that_says_it_is_gone(owner: str) -> None:
    world, one, person, row = a_sealed_case()
    pool.row(world.health)
    SourcePerson.objects.using(ADMIN).filter(pk=row.pk).update(shielded=True)
    assert look(world, one, person) == []
    take_back(make.account("dora", world.police, Role.DATA_OFFICER), "file")
    assert look(world, one, person) == []
    assert actions.remove_withdrawn(using=owner) == 1
    assert [c.known.agency for c in look(world, one, person)] == [world.health.pk]
