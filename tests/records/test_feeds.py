"""A file comes by a feed, under a clause in force; its owner takes it away again. Refusals first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from kith.agencies.models import Agency, AgencyKind
from kith.records import actions
from kith.records.access import NoClause
from kith.records.actions import importing
from kith.records.models import Batch, Feed
from kith.records.states import BATCH_MOVES, FEED_MOVES, FeedCannotMove, check_batch_move, check_feed_move
from kith.sharing.models import Agreement, Clause, Party
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import adult_care, read_from

FORM = "family-context-adult-social-care"
ADMIN = "admin"
POINTS_AT_A_BATCH = """select table_name from information_schema.columns
                       where column_name = 'batch_id' and table_schema = 'public'"""


@pytest.fixture
def council(owner: str) -> Agency:
    return make.agency("council", "Wiltshire Council", AgencyKind.COUNCIL)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "asc.csv"
    path.write_bytes(adult_care(30, broken_every=7))
    return path


def asked(query: str, *values: object) -> list[tuple[Any, ...]]:
    with connections[ADMIN].cursor() as cursor:
        cursor.execute(query, values or None)
        return list(cursor.fetchall()) if cursor.description else []


def left(batch: Batch) -> dict[str, int]:
    """Count what is left of a batch, in every table that holds anything of one."""
    tables = sorted(name for (name,) in asked(POINTS_AT_A_BATCH))
    counts = {name: asked(f"select count(*) from {name} where batch_id = %s", batch.pk)[0][0] for name in tables}
    return {name: count for name, count in counts.items() if count}


def audited(what: str) -> list[tuple[Any, ...]]:
    return asked("select owner, detail->>'why' from audit_event where what = %s order by at", what)


# -- What is not taken -------------------------------------------------------------------------------------------------


def test_a_file_nobody_agreed_to_send_is_refused_and_the_refusal_recorded(council: Agency, file: Path) -> None:
    with pytest.raises(actions.NoFeed, match=f"Wiltshire Council has no open feed of {FORM}"):
        read_from(council, FORM, file)
    assert Batch.objects.using(ADMIN).count() == 0
    assert audited("records.file_refused") == [(str(council.pk), "NoFeed")]


def test_the_feed_of_another_agency_lets_nobody_else_in(council: Agency, file: Path) -> None:
    pool.feed(make.agency("other", "Another Council", AgencyKind.COUNCIL), FORM)
    with pytest.raises(actions.NoFeed):
        read_from(council, FORM, file)


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda one: Clause.objects.using(ADMIN).update(data_class="pointer"), "no clause of the kind “pool”"),
        (lambda one: Clause.objects.using(ADMIN).update(owner_kind="police"), "no clause of the kind “pool”"),
        (lambda one: Party.objects.using(ADMIN).all().delete(), "is no party to Pool of Wiltshire Council, version 1"),
        (lambda one: one.update(withdrawn_at=timezone.now() - DAY), "Clause 1 of Pool of .* was withdrawn on"),
        (lambda one: one.update(ends_at=timezone.now() - DAY), "Clause 1 of Pool of .* ended on"),
        (lambda one: one.update(starts_at=timezone.now() + DAY), "Clause 1 of Pool of .* begins on"),
    ],
    ids=["other kind of information", "other kind of agency", "no party", "withdrawn", "ended", "not begun"],
)
def test_a_feed_without_its_clause_is_refused_with_the_clause_that_is_wanting(
    council: Agency, file: Path, change: Any, words: str
) -> None:
    feed = pool.feed(council, FORM)
    change(Agreement.objects.using(ADMIN).filter(pk=feed.agreement_id))
    with pytest.raises(NoClause, match=words):
        read_from(council, FORM, file)
    Feed.objects.using(ADMIN).all().delete()
    with pytest.raises(NoClause, match=words):
        open_one(council, Agreement.objects.using("owner").get())
    assert Batch.objects.using(ADMIN).count() == Feed.objects.using(ADMIN).count() == 0
    assert audited("records.file_refused") == [(str(council.pk), "NoClause")]


def open_one(council: Agency, agreement: Agreement, *, keeps_days: int = 30) -> Feed:
    terms = actions.Terms("Case system", FORM, keeps_days)
    return actions.open_feed(agency=council, agreement=agreement, terms=terms, by="", at=timezone.now(), using="owner")


def test_a_closed_feed_takes_no_more_and_keeps_what_came(council: Agency, file: Path, tmp_path: Path) -> None:
    feed = pool.feed(council, FORM)
    done = read_from(council, FORM, file)
    actions.close_feed(feed=feed, by="", at=timezone.now(), using="owner")
    more = tmp_path / "more.csv"
    more.write_bytes(adult_care(2))
    with pytest.raises(actions.NoFeed):
        read_from(council, FORM, more)
    assert left(done.batch)["records_sourceperson"] == 30
    with pytest.raises(FeedCannotMove, match="This feed is: Closed"):
        actions.close_feed(feed=feed, by="", at=timezone.now(), using="owner")
    assert open_one(council, Agreement.objects.using("owner").get()).pk != feed.pk
    assert read_from(council, FORM, more).added


def test_an_agency_has_one_open_feed_of_a_kind(council: Agency) -> None:
    feed = pool.feed(council, FORM)
    assert open_one(council, Agreement.objects.using("owner").get()).pk == feed.pk
    with pytest.raises(IntegrityError, match="records_feed_one_open"), transaction.atomic(using=ADMIN):
        Feed.objects.using(ADMIN).create(
            agency=council, agreement=feed.agreement, system="s", profile=FORM, keeps_days=1,
            opened_at=timezone.now(), opened_by="x",
        )  # fmt: skip


@pytest.mark.parametrize("what", ["feed", "agreement"])
def test_what_is_withdrawn_while_a_file_is_read_stops_it(
    council: Agency, file: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    feed = pool.feed(council, FORM)
    monkeypatch.setattr(importing, "ROWS_IN_CHUNK", 10)
    store, chunks = importing._store, 0

    def then_withdraw(*all_: Any) -> None:
        nonlocal chunks
        store(*all_)
        chunks += 1
        if chunks == 2 and what == "feed":
            actions.withdraw_feed(feed=feed.pk, by="", at=timezone.now(), using="owner")
        elif chunks == 2:
            Agreement.objects.using(ADMIN).update(withdrawn_at=timezone.now())

    monkeypatch.setattr(importing, "_store", then_withdraw)
    with pytest.raises(actions.Withdrawn, match="while it was being read"):
        read_from(council, FORM, file)
    batch = Batch.objects.using(ADMIN).get()
    assert left(batch).get("records_sourcerecord", 0) == (0 if what == "feed" else 20)
    assert batch.status == ("withdrawn" if what == "feed" else "reading")


# -- What its owner takes away -----------------------------------------------------------------------------------------


def test_a_withdrawn_file_is_gone_from_every_table_at_once_and_never_comes_back(council: Agency, file: Path) -> None:
    pool.feed(council, FORM)
    other = make.agency("other", "Another Council", AgencyKind.COUNCIL)
    pool.feed(other, FORM)
    mine, theirs = read_from(council, FORM, file), read_from(other, FORM, file)
    before = left(theirs.batch)
    assert left(mine.batch) == before
    actions.withdraw_batch(batch=mine.batch.pk, by="", at=timezone.now(), using="owner")
    assert left(mine.batch) == {}
    assert left(theirs.batch) == before
    kept = Batch.objects.using(ADMIN).get(pk=mine.batch.pk)
    assert (kept.status, kept.file_name, kept.removed_by) == ("withdrawn", "", "service:maintenance")
    assert audited("records.batch_withdrawn") == [(str(council.pk), None)]
    with pytest.raises(actions.Withdrawn, match="not taken again"):
        read_from(council, FORM, file)
    with pytest.raises(FeedCannotMove, match="What can come next: nothing more"):
        actions.withdraw_batch(batch=mine.batch.pk, by="", at=timezone.now(), using="owner")


def test_a_withdrawn_feed_takes_all_that_came_by_it(council: Agency, file: Path, tmp_path: Path) -> None:
    feed = pool.feed(council, FORM)
    more = tmp_path / "more.csv"
    more.write_bytes(adult_care(3))
    batches = [read_from(council, FORM, path).batch for path in (file, more)]
    actions.withdraw_feed(feed=feed.pk, by="", at=timezone.now(), using="owner")
    assert [left(one) for one in batches] == [{}, {}]
    assert len(audited("records.batch_withdrawn")) == 2
    assert len(audited("records.feed_withdrawn")) == 1
    with pytest.raises(actions.NoFeed):
        read_from(council, FORM, file)


def test_a_withdrawal_and_its_audit_row_stand_or_fall_together(council: Agency, file: Path) -> None:
    feed = pool.feed(council, FORM)
    batch = read_from(council, FORM, file).batch
    before = left(batch)
    with transaction.atomic(using="owner"):
        actions.withdraw_feed(feed=feed.pk, by="", at=timezone.now(), using="owner")
        transaction.set_rollback(True, using="owner")
    assert left(batch) == before
    assert audited("records.feed_withdrawn") == audited("records.batch_withdrawn") == []


def test_files_from_before_there_were_feeds_are_taken_on_by_the_first(council: Agency, file: Path) -> None:
    feed = pool.feed(council, FORM)
    batch = read_from(council, FORM, file).batch
    Batch.objects.using(ADMIN).update(feed=None)
    Feed.objects.using(ADMIN).all().delete()
    opened = open_one(council, Agreement.objects.using("owner").get())
    assert opened.pk != feed.pk
    assert Batch.objects.using(ADMIN).get(pk=batch.pk).feed_id == opened.pk
    assert not read_from(council, FORM, file).added


def test_the_day_a_file_was_exported_is_kept_beside_the_day_it_came(council: Agency, file: Path) -> None:
    pool.feed(council, FORM)
    exported = timezone.now() - timedelta(days=9)
    batch = read_from(council, FORM, file, told=exported).batch
    assert Batch.objects.using(ADMIN).get(pk=batch.pk).told_at == exported
    assert batch.begun_at > exported


def test_lives_end_where_they_say() -> None:
    for before, nexts in FEED_MOVES.items():
        for after in FEED_MOVES:
            if after not in nexts:
                with pytest.raises(FeedCannotMove):
                    check_feed_move(before, after)
    for gone in ("withdrawn", "expired", "refused"):
        assert BATCH_MOVES[gone] == ()  # type: ignore[index]
        with pytest.raises(FeedCannotMove):
            check_batch_move(gone, "done")
