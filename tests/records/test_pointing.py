"""What is read from a file points at its row, its person and its batch: asked of a whole statement at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from kith.agencies.models import Agency, AgencyKind
from kith.records.actions import import_file
from kith.records.models import Batch
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import AT, adult_care
from tests.records.test_feeds import POINTS_AT_A_BATCH

FORM = "family-context-adult-social-care"
POINTS_AT_A_PERSON = """select table_name from information_schema.columns
                        where column_name = 'person_id' and table_schema = 'public' and table_name in
                          (select table_name from information_schema.columns where column_name = 'record_id'
                           and table_schema = 'public') and table_name in (select table_name from
                           information_schema.columns where column_name = 'batch_id' and table_schema = 'public')"""


@pytest.fixture
def council(owner: str) -> Agency:
    return make.agency("council", "Wiltshire Council", AgencyKind.COUNCIL)


@pytest.fixture
def batch(council: Agency, owner: str, tmp_path: Path) -> Batch:
    path = tmp_path / "asc.csv"
    path.write_bytes(adult_care(6))
    pool.feed(council, FORM)
    return import_file(FORM, path, agency=council, by="", at=AT, using=owner).batch


def run(owner: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with transaction.atomic(using=owner), connections[owner].cursor() as cursor:
        cursor.execute(query, values or None)
        return list(cursor.fetchall()) if cursor.description else []


def refused(owner: str, query: str, *values: Any) -> str:
    with pytest.raises(IntegrityError) as refusal:
        run(owner, query, *values)
    return str(refusal.value)


FLAG = """insert into records_flag (id, agency_id, batch_id, record_id, person_id, kind, detail, confidential)
          select gen_random_uuid(), p.agency_id, {batch}, {record}, {person}, 'plan', '', false
          from records_sourceperson p where p.batch_id = %s limit 1"""
GOOD = {"batch": "p.batch_id", "record": "p.record_id", "person": "p.id"}


def test_a_row_that_points_at_what_is_there_is_taken(batch: Batch, owner: str) -> None:
    count = "select count(*) from records_flag where batch_id = %s"
    before = run(owner, count, batch.pk)[0][0]
    run(owner, FLAG.format(**GOOD), batch.pk)
    assert run(owner, count, batch.pk) == [(before + 1,)]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"batch": "gen_random_uuid()"}, "no batch of its agency"),
        ({"person": "gen_random_uuid()"}, "nobody of its row"),
        (
            {
                "person": "(select x.id from records_sourceperson x where x.id <> p.id and x.batch_id = p.batch_id limit 1)"
            },
            "nobody of its row",
        ),
    ],
)
def test_a_row_that_points_elsewhere_is_refused(batch: Batch, owner: str, wrong: dict[str, str], why: str) -> None:
    assert why in refused(owner, FLAG.format(**GOOD | wrong), batch.pk)


def test_a_row_without_a_person_points_at_a_row_of_its_batch(batch: Batch, owner: str) -> None:
    query = """insert into records_professional (id, agency_id, batch_id, record_id, number, name, role, team,
               organisation, registration, contact)
               values (gen_random_uuid(), %s, %s, gen_random_uuid(), '7', '', '', '', '', '', '')"""
    assert "no row of its batch" in refused(owner, query, batch.agency_id, batch.pk)


def test_a_row_of_one_agency_hangs_on_no_batch_of_another(batch: Batch, owner: str) -> None:
    other = make.agency("police", "Wiltshire Police", AgencyKind.POLICE)
    query = FLAG.format(**GOOD).replace("p.agency_id", f"'{other.pk}'")
    assert "no batch of its agency" in refused(owner, query, batch.pk)


@pytest.mark.parametrize("table", ["records_batch", "records_sourcerecord", "records_sourceperson"])
def test_nothing_goes_while_something_points_at_it(batch: Batch, owner: str, table: str) -> None:
    column = "id" if table == "records_batch" else "batch_id"
    assert "points at it" in refused(owner, f"delete from {table} where {column} = %s", batch.pk)


def test_what_was_read_stays_where_it_was_read_from(batch: Batch, owner: str) -> None:
    for column in ("id", "agency_id", "batch_id"):
        assert "stays" in refused(owner, f"update records_sourceperson set {column} = gen_random_uuid()")


def test_every_table_of_the_pool_asks(batch: Batch, owner: str) -> None:
    asks = {(table, what) for table, what in run(owner, "select tgrelid::regclass::text, tgname from pg_trigger")}
    of_batches = {name for (name,) in run(owner, POINTS_AT_A_BATCH)}
    of_people = {name for (name,) in run(owner, POINTS_AT_A_PERSON)}
    assert {name for name in of_batches if (name, "points_at_batch") not in asks} == set()
    assert {name for name in of_batches - {"records_sourcerecord"} if (name, "points_at_record") not in asks} == set()
    assert {name for name in of_people if (name, "points_at_person") not in asks} == set()
    assert len(of_batches) >= 14
    assert len(of_people) >= 8
