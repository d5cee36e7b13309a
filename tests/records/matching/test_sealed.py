"""The pool is sealed, at the wall itself: whom the gate finds depends on the feed and its agreement at that moment."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.concerns.models import Concern
from kith.people.models import Person
from kith.records import actions, queries
from kith.records.models import Answer, Batch, Feed, Judgement, SourcePerson, SourceRecord
from kith.sharing.actions import open_record
from kith.sharing.models import Agreement, Clause, LinkKind
from tests.factories import pool
from tests.factories import world as make
from tests.records.matching.test_candidates import a_case, look
from tests.records.matching.test_judging import pointers, say

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.wall]

ADMIN = "admin"
DAY = timedelta(days=1)
POOL = (
    "batch", "sourcerecord", "finding", "sourceperson", "identifier", "addressuse", "event", "flag", "relationship",
    "organisation", "place", "householdmember", "object", "involvement", "professional",
)  # fmt: skip


def pooling() -> Any:
    """The agreement under which things are pooled, and nothing that lets pointers pass."""
    return Agreement.objects.using(ADMIN).filter(title__startswith="Pool of")


def a_sealed_case() -> tuple[make.World, Concern, Person, SourcePerson]:
    """Somebody the police know, under an agreement to pool that is apart from the one that lets pointers pass."""
    world, one, person = a_case()
    Clause.objects.using(ADMIN).filter(data_class="pool").delete()
    row = pool.row(world.police, local_id="P1", contact="01632 960123")
    return world, one, person, row


def withdraw_feed(owner: str) -> None:
    actions.withdraw_feed(feed=Feed.objects.using(owner).get().pk, by="", at=timezone.now(), using=owner)


def withdraw_batch(owner: str) -> None:
    actions.withdraw_batch(batch=Batch.objects.using(owner).get().pk, by="", at=timezone.now(), using=owner)


SEALS: dict[str, Callable[[str], object]] = {
    "no feed": lambda _: Batch.objects.using(ADMIN).update(feed=None),
    "the feed of somebody else": lambda _: Feed.objects.using(ADMIN).update(
        agency=make.agency("far", "Far Away", "police")
    ),
    "no clause": lambda _: Clause.objects.using(ADMIN).filter(data_class="pool").delete(),
    "no clause for such an agency": lambda _: pool_clause(owner_kind="school"),
    "no clause for this purpose": lambda _: pool_clause(purpose="safeguarding"),
    "no party": lambda _: pooling().get().parties.all().delete(),
    "agreement withdrawn": lambda _: pooling().update(withdrawn_at=timezone.now()),
    "agreement ended": lambda _: pooling().update(ends_at=timezone.now()),
    "agreement not begun": lambda _: pooling().update(starts_at=timezone.now() + DAY),
    "feed marked withdrawn": lambda _: Feed.objects.using(ADMIN).update(
        withdrawn_at=timezone.now(), withdrawn_by="somebody"
    ),
    "older than it is kept": lambda _: Batch.objects.using(ADMIN).update(told_at=timezone.now() - 4000 * DAY),
    "superseded": lambda _: SourcePerson.objects.using(ADMIN).update(superseded_at=timezone.now()),
    "feed withdrawn": withdraw_feed,
    "file withdrawn": withdraw_batch,
}


def pool_clause(**change: str) -> None:
    Clause.objects.using(ADMIN).filter(data_class="pool").update(**change)


@pytest.mark.parametrize("how", SEALS)
def test_what_is_sealed_is_gone_from_search_and_pointers_at_the_next_statement(owner: str, how: str) -> None:
    world, one, person, row = a_sealed_case()
    say(world, one, person, Answer.SAME, row.pk)
    with transaction.atomic():
        asker = make.asker(world["amina"])
        open_record(asker, one.record_id)

        def found() -> tuple[int, int]:
            known = queries.candidates(asker=asker, person=person, at=timezone.now())
            return len(known), len(queries.pointers(asker=asker, record_id=one.record_id))

        assert found() == (1, 1)
        SEALS[how](owner)
        assert found() == (0, 0)
    judged = Judgement.objects.using(ADMIN).get()
    assert (judged.answer, judged.reason, judged.undone_at) == ("same", "The school confirmed it.", None)
    assert judged.source_agency == world.police.pk


def test_a_closed_feed_is_still_found() -> None:
    world, one, person, _ = a_sealed_case()
    Feed.objects.using(ADMIN).update(closed_at=timezone.now(), closed_by="somebody")
    assert len(look(world, one, person)) == 1


def test_an_agreement_that_comes_into_force_opens_what_was_sealed() -> None:
    world, one, person, _ = a_sealed_case()
    pooling().update(starts_at=timezone.now() + DAY)
    assert look(world, one, person) == []
    pooling().update(starts_at=timezone.now() - DAY)
    assert len(look(world, one, person)) == 1


def test_an_agreement_to_pool_lets_no_pointer_pass() -> None:
    world, one, person, _ = a_sealed_case()
    Clause.objects.using(ADMIN).filter(data_class="pointer").delete()
    assert look(world, one, person) == []


def test_one_agencys_seal_leaves_the_others_alone() -> None:
    world, one, person, _ = a_sealed_case()
    pool.row(world.health)
    Agreement.objects.using(ADMIN).filter(title="Pool of Wiltshire Police").update(withdrawn_at=timezone.now())
    assert [c.known.agency for c in look(world, one, person)] == [world.health.pk]


def test_somebody_shielded_stays_shielded_when_the_row_that_says_so_is_sealed() -> None:
    world, one, person, row = a_sealed_case()
    pool.row(world.health)
    SourcePerson.objects.using(ADMIN).filter(pk=row.pk).update(shielded=True)
    Agreement.objects.using(ADMIN).filter(title="Pool of Wiltshire Police").update(withdrawn_at=timezone.now())
    assert look(world, one, person) == []


def sent_again(row: SourcePerson, **said: Any) -> SourcePerson:
    """Send the same row again: the later takes the place of the earlier."""
    key = uuid.uuid4()
    later = pool.row(row.agency, **said)
    SourceRecord.objects.using(ADMIN).filter(pk__in=[row.record_id, later.record_id]).update(row_key=key)
    SourceRecord.objects.using(ADMIN).filter(pk=row.record_id).update(superseded_at=timezone.now())
    SourcePerson.objects.using(ADMIN).filter(pk=row.pk).update(superseded_at=timezone.now())
    return later


@pytest.mark.parametrize("number", ["P1", ""])
def test_a_pointer_follows_a_row_that_was_sent_again(number: str) -> None:
    world, one, person, row = a_sealed_case()
    say(world, one, person, Answer.SAME, row.pk)
    later = sent_again(row, local_id=number, contact="01632 960456")
    assert [p.contact for p in pointers(world, one)] == ["01632 960456"]
    assert [c.known.id for c in look(world, one, person)] == [later.pk]


def test_a_bar_on_an_earlier_row_bars_from_the_later(owner: str) -> None:
    world, one, person, row = a_sealed_case()
    make.bar(world["amina"], person=row.pk)
    sent_again(row, local_id="")
    assert look(world, one, person) == []
    assert len(look(world, one, person, "marcus")) == 1


# -- Nobody lists or counts the pool -----------------------------------------------------------------------------------


def counted(table: str, agency: Any) -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"select count(*) from records_{table} where agency_id = %s", [agency.pk])
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("who", ["amina", "marcus", "wren", "sol", "iris", "adam", "petra", "tess"])
def test_another_agency_never_lists_or_counts_the_pool_even_inside_an_open_record(who: str) -> None:
    world, one, _, _ = a_sealed_case()
    pool.row(world.health)
    make.link(one, kind=LinkKind.MEETING, who=world[who])
    with transaction.atomic():
        asker = make.asker(world[who])
        if who not in {"iris", "adam"}:
            open_record(asker, one.record_id)
        others = [one for one in (world.police, world.health) if one.pk != asker.agency]
        assert {(table, counted(table, agency)) for table in (*POOL, "feed") for agency in others} == {
            (table, 0) for table in (*POOL, "feed")
        }


def test_its_owner_reads_its_own_inside_an_open_record_alone_and_without_an_agreement_too() -> None:
    world, one, _, _ = a_sealed_case()
    make.link(one, kind=LinkKind.ASKED, who=world["petra"])
    pooling().update(withdrawn_at=timezone.now())
    with transaction.atomic():
        asker = make.asker(world["petra"])
        assert counted("sourceperson", world.police) == 0
        open_record(asker, one.record_id)
        assert counted("sourceperson", world.police) == 1


def test_an_agency_reads_which_feeds_it_has_itself() -> None:
    world, _, _, _ = a_sealed_case()
    pool.row(world.health)
    with transaction.atomic():
        make.asker(world["petra"])
        assert [feed.agency_id for feed in Feed.objects.all()] == [world.police.pk]
