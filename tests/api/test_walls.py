"""What a token opens in the database itself, without the first wall: its agency's feeds, and nothing else at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from kith.agencies import actions as agencies
from kith.agencies.queries import machine as whose_machine
from kith.api.models import HandedIn
from kith.config.documents.walls import walls
from kith.records.models import Batch, Deposit, Feed, Finding
from tests.api.conftest import Partners, token
from tests.factories import pool as pool_of
from tests.factories import world as make
from tests.house.test_roles import WEB, tables_where

pytestmark = pytest.mark.wall


@contextmanager
def acting(secret: str) -> Iterator[None]:
    with transaction.atomic():
        agencies.act_as_machine(secret)
        yield


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'select count(*) from (select 1 from "{table}") as seen')
        return int(cursor.fetchone()[0])


def test_a_machine_of_one_agency_reads_no_feed_of_another(partners: Partners) -> None:
    with acting(token(partners.council)[1]):
        assert list(Feed.objects.values_list("pk", flat=True)) == [partners.feed.pk]
    with acting(token(partners.police)[1]):
        assert list(Feed.objects.values_list("pk", flat=True)) == [partners.other.pk]


FILES = {"records_batch", "records_deposit"}


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        ("feeds:read", {"records_feed"}),
        ("deposits:write", {"records_feed", *FILES}),
        ("deposits:read", {"records_feed", *FILES}),
        ("findings:read", {"records_feed", "records_finding", *FILES}),
    ],
)
def test_the_wall_asks_for_the_scope(full: Partners, scope: str, seen: set[str]) -> None:
    with acting(token(full.council, scope)[1]):
        assert {table for table in walled() if rows(table)} == seen


@pytest.fixture
def full(partners: Partners) -> Partners:
    """Fill the world with a concern, people, pooled rows, and what each agency handed in and what was found in it."""
    pool_of.person(make.concern(partners.world))
    for owner, feed in ((partners.council, partners.feed), (partners.police, partners.other)):
        row = pool_of.row(owner, profile=feed.profile)
        Finding.objects.using("admin").create(
            agency=owner, batch=row.batch, code="spaces", grade="note", record=row.record
        )
        now = timezone.now()
        Deposit.objects.using("admin").create(
            agency=owner, feed=feed, file_sha256="0" * 64, file_bytes=1, handed_in_at=now, moved_at=now, by="tests"
        )
    return partners


def walled() -> set[str]:
    return tables_where(WEB, "SELECT") & set(walls())


def test_a_machine_with_every_scope_reads_its_agencys_own_and_nothing_else(full: Partners) -> None:
    with acting(token(full.council)[1]):
        seen = {table: rows(table) for table in walled()}
        assert {table: n for table, n in seen.items() if n} == dict.fromkeys(
            ("records_feed", "records_batch", "records_deposit", "records_finding"), 1
        )
        assert Feed.objects.get().agency_id == Deposit.objects.get().agency_id == full.council.pk
        assert Finding.objects.values_list("agency_id", "batch__agency_id").get() == (full.council.pk, full.council.pk)


INSERT = (
    "insert into records_deposit (id, agency_id, feed_id, file_name, file_sha256, file_bytes, handed_in_at, by, state, why,"
    " moved_at, tries) values (gen_random_uuid(), %s, %s, '', 'a', 1, now(), %s, 'waiting', '', now(), 0)"
)


@pytest.mark.parametrize("wrong", ["agency", "feed", "by", "scope", "channel", "closed", ""])
def test_the_wall_takes_a_file_from_who_may_alone(partners: Partners, wrong: str) -> None:
    made, secret = token(partners.council, *(["deposits:read", "feeds:read"] if wrong == "scope" else []))
    feeds = Feed.objects.using("admin").filter(pk=partners.feed.pk)
    if wrong == "channel":
        feeds.update(channel="upload")
    if wrong == "closed":
        feeds.update(closed_at=timezone.now(), closed_by="tests")
    values = [
        partners.police.pk if wrong == "agency" else partners.council.pk,
        partners.other.pk if wrong == "feed" else partners.feed.pk,
        "agencies.Account:x" if wrong == "by" else made.words,
    ]
    refused = pytest.raises(ProgrammingError, match="row-level security") if wrong else nullcontext()
    with refused, acting(secret), connection.cursor() as cursor:
        cursor.execute(INSERT, values)


def test_a_machine_reads_no_piece_of_a_file_back(full: Partners) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting(token(full.council)[1]):
        rows("records_depositpart")


def test_a_machine_sees_no_key_of_another_machine(full: Partners) -> None:
    one, other = token(full.council), token(full.council)
    HandedIn.objects.using("admin").create(
        token=one[0], key_sha256="k", feed=full.feed, deposit=uuid4(), file_sha256="x", file_bytes=1, at=timezone.now()
    )
    with acting(other[1]):
        assert not HandedIn.objects.exists()
    with acting(one[1]):
        assert HandedIn.objects.count() == 1


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from agencies_machinetoken",
        "select fingerprint from agencies_machinetoken",
        "insert into agencies_machinetoken (id) values (gen_random_uuid())",
        "update agencies_machinetoken set scopes = 'feeds:read'",
        "update records_feed set keeps_days = 1",
        "delete from records_feed",
        "select gate_sign_in(gen_random_uuid(), 'x', 'password', true, '', '1 hour', '1 hour')",
    ],
)
def test_a_machine_makes_itself_no_more_than_it_is(partners: Partners, attempt: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting(token(partners.council)[1]):
        connection.cursor().execute(attempt)


def test_a_machine_ends_no_feed_and_takes_back_no_file(full: Partners) -> None:
    with acting(token(full.council)[1]), connection.cursor() as cursor:
        for attempt in (
            "update records_feed set withdrawn_at = now(), withdrawn_by = 'x', withdrawn_why = 'x'",
            "update records_batch set status = 'going', file_name = '', columns = '{}'",
        ):
            cursor.execute(attempt)
            assert cursor.rowcount == 0


def test_a_machine_reads_no_finding_of_a_file_that_was_taken_back(full: Partners) -> None:
    with acting(token(full.council)[1]):
        assert rows("records_finding") == 1
        Batch.objects.using("admin").filter(agency=full.council).update(status="going")
        assert (rows("records_finding"), rows("records_batch")) == (0, 1)


def test_nobody_becomes_a_machine_by_naming_its_number_or_its_agency(partners: Partners) -> None:
    made, secret = token(partners.council)
    for told in (str(made.pk), str(partners.council.pk), bytes(made.fingerprint).hex(), secret[:-1]):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('kith.machine', %s, true)", [told])
            assert not Feed.objects.exists()


def test_a_machine_lasts_no_longer_than_its_transaction(partners: Partners) -> None:
    with acting(token(partners.council)[1]):
        assert whose_machine() is not None
    with transaction.atomic():
        assert whose_machine() is None
        assert not Feed.objects.exists()


def test_a_token_that_is_revoked_meanwhile_reads_nothing_more(partners: Partners) -> None:
    made, secret = token(partners.council)
    with acting(secret):
        assert Feed.objects.count() == 1
        agencies.revoke_token(token=made.pk, by="", at=timezone.now(), using="admin")
        assert Feed.objects.count() == 0


def test_whoever_is_signed_in_is_no_machine_and_a_machine_is_nobody(partners: Partners) -> None:
    _, secret = token(partners.council)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('kith.machine', %s, true)", [secret])
        make.asker(partners.world["amina"])
        assert whose_machine() is None
    with acting(secret), connection.cursor() as cursor:
        cursor.execute("select agencies_me(), agencies_mine(), (agencies_live_sign_in()).id")
        assert cursor.fetchone() == (None, None, None)
