"""How good the files of a feed are: for the people of its agency whose job is to send them, and nobody else."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, cast

import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.http import StreamingHttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.agencies.models import SignIn
from kith.desk.queries import quality
from kith.records.models import AddressUse, Batch, Event, Feed, Flag, Identifier, SourcePerson, SourceRecord
from tests.factories import pool, sent
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")

PAGES = ("", "findings/")
JOBLESS = ("amina", "marcus", "sol", "wren", "tom", "iris", "adam")


def a_feed(world: make.World, **said: Any) -> Feed:
    one = pool.feed(world.police, sent.ASC)
    Feed.objects.using("admin").filter(pk=one.pk).update(**{"schedule": "weekly", **said})
    return one


def at(feed: Feed, page: str = "") -> str:
    return f"/files/{feed.pk}/quality/{page}"


def body(response: Any) -> str:
    return b"".join(cast(StreamingHttpResponse, response).streaming_content).decode()


def seen(world: make.World, feed: Feed, who: str = "petra") -> str:
    page = client_of(world[who]).get(at(feed))
    assert page.status_code == 200
    return page.content.decode()


def taken() -> list[tuple[str, str, str]]:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select actor, owner, target from audit_event where what = 'desk.findings_taken'")
        return list(cursor.fetchall())


# -- Refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_sign_in(page: str) -> None:
    world = make.make_world()
    assert client_of(None).get(at(a_feed(world), page)).status_code == 302


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", JOBLESS)
def test_a_job_without_sending_files_sees_nothing(who: str, page: str) -> None:
    world = make.make_world()
    one = a_feed(world)
    sent.file(one)
    assert client_of(world[who]).get(at(one, page)).status_code in {302, 403}
    assert not taken()


def test_nor_does_somebody_of_the_same_agency_without_the_job() -> None:
    world = make.make_world()
    one = a_feed(world)
    sent.file(one)
    world.people["ivor"] = make.account("ivor", world.police, "privacy_officer")
    assert client_of(world["ivor"]).get(at(one)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_another_agencys_feed_and_one_that_is_not_there_are_the_same(page: str) -> None:
    world = make.make_world()
    one = a_feed(world)
    batch = sent.file(one)
    hana = client_of(world["hana"])
    missing = hana.get(f"/files/{uuid.uuid4()}/quality/{page}")
    theirs = hana.get(at(one, page))
    assert missing.status_code == theirs.status_code == 404
    assert hana.get(at(one, f"findings/{batch.pk}/")).status_code == 404
    assert not taken()


def test_the_file_of_another_feed_is_not_found_under_this_one() -> None:
    world = make.make_world()
    one, other = a_feed(world), pool.feed(world.police, "relationships")
    theirs = pool.feed(world.health, sent.ASC)
    for batch in (sent.file(other), sent.file(theirs), sent.file(one, status="withdrawn")):
        assert client_of(world["petra"]).get(at(one, f"findings/{batch.pk}/")).status_code == 404
    assert client_of(world["petra"]).get(at(one, f"findings/{uuid.uuid4()}/")).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_nothing_can_be_sent_here(page: str) -> None:
    world = make.make_world()
    assert client_of(world["petra"]).post(at(a_feed(world), page)).status_code == 405


# -- The wall ----------------------------------------------------------------------------------------------------------

FUNCTIONS = ("desk_filled(%s, 1000)", "desk_troubles(%s)", "desk_findings(%s, 0, 1000)")
CLOSED = (SourceRecord, SourcePerson, Identifier, AddressUse, Event, Flag)


def told(function: str, batch: Batch) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {function}", [batch.pk])
        return list(cursor.fetchall())


@contextmanager
def acting(world: make.World, who: str, **said: Any) -> Iterator[None]:
    with transaction.atomic():
        make.asker(world[who], **said)
        yield


@pytest.mark.wall
@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_wall_tells_the_job_of_the_owner_and_nobody_else(function: str) -> None:
    world = make.make_world()
    world.people["ivor"] = make.account("ivor", world.police, "privacy_officer")
    batch = sent.file(a_feed(world))
    for who in (*JOBLESS, "hana", "tess", "ivor"):
        with acting(world, who):
            assert told(function, batch) == [], who
    with acting(world, "petra", purpose="front_door"):
        assert told(function, batch) == []
    with transaction.atomic():
        assert told(function, batch) == []
    with acting(world, "petra"):
        assert told(function, batch)


@pytest.mark.wall
def test_the_wall_opens_no_row_no_person_and_no_value() -> None:
    world = make.make_world()
    one = a_feed(world)
    batch = sent.file(one)
    pool.row(world.police, profile=sent.ASC)
    with acting(world, "petra"):
        assert [model.objects.count() for model in CLOSED] == [0] * len(CLOSED)
        said = str([told(function, batch) for function in FUNCTIONS])
    keys = [str(key) for key in SourceRecord.objects.using("admin").values_list("pk", flat=True)]
    for word in (sent.SECRET, "Jayden", "31/02/1970", *keys):
        assert word not in said


@pytest.mark.wall
@pytest.mark.parametrize("status", ["withdrawn", "expired", "reading"])
@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_wall_tells_nothing_of_a_file_that_was_taken_away(function: str, status: str) -> None:
    world = make.make_world()
    batch = sent.file(a_feed(world))
    Batch.objects.using("admin").filter(pk=batch.pk).update(status=status)
    with acting(world, "petra"):
        assert told(function, batch) == []


@pytest.mark.wall
def test_what_the_functions_stand_on_is_not_for_pages() -> None:
    world = make.make_world()
    batch = sent.file(a_feed(world))
    with pytest.raises(ProgrammingError, match="permission denied"), acting(world, "petra"):
        told("desk_file_to_look_at(%s)", batch)


# -- The page ----------------------------------------------------------------------------------------------------------


def test_before_any_file_the_page_says_so() -> None:
    world = make.make_world()
    words = seen(world, a_feed(world))
    assert "No file has come yet." in words
    assert "So far there is no file with rows." in words
    assert "<svg" not in words.split("<main")[1]


def test_one_file_is_counted_and_a_chart_waits_for_more() -> None:
    world = make.make_world()
    one = a_feed(world)
    sent.file(one, rows=4, odd=1, days_ago=2)
    words = seen(world, one)
    assert "The newest file is 2 days old. The next one is due in 5 days." in words
    assert "It appears here after 4 more files." in words
    assert "<svg" not in words.split("<main")[1]
    assert "Said of date-impossible" in words
    assert sent.SECRET not in words


def test_what_is_filled_in_is_said_by_field() -> None:
    world = make.make_world()
    one = a_feed(world)
    sent.file(one, rows=4, odd=1)
    with acting(world, "petra"):
        asker = make.asker(world["petra"])
        found = quality.feed_quality(asker, one.pk, timezone.now())
    rows = {row.field: (row.share, row.unreadable) for row in found.filled}
    assert rows["Last Name"] == (1, 0)
    assert rows["Date of Birth"] == (1, 0.25)
    assert rows["NHS No"] == (0, 0)
    assert "=1+1" not in rows


def test_in_a_long_file_every_so_many_rows_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "ROWS_LOOKED_AT", 3)
    world = make.make_world()
    one = a_feed(world)
    sent.file(one, rows=10, odd=10)
    assert "Values were counted in 3 rows, taken evenly from the 10 of the file." in seen(world, one)


def test_many_files_are_charted_and_the_odd_one_is_said() -> None:
    world = make.make_world()
    one = a_feed(world)
    for days_ago in range(1, 13):
        sent.file(one, rows=100, odd=3 + days_ago % 3, days_ago=days_ago)
    sent.file(one, rows=20, odd=20)
    words = seen(world, one)
    assert "<svg" in words.split("<main")[1]
    assert "more findings than this feed’s own pattern explains" in words
    assert "Outside the limits" in words.split("Signal</th>")[1]
    assert "style=" not in words


def test_of_a_file_that_was_taken_away_the_numbers_stay() -> None:
    world = make.make_world()
    one = a_feed(world)
    sent.file(one, days_ago=3)
    sent.file(one, status="withdrawn")
    words = seen(world, one)
    assert "Taken away" in words
    assert "The newest file is from today." in words


def test_a_closed_feed_waits_for_no_file() -> None:
    world = make.make_world()
    one = a_feed(world, closed_at=timezone.now(), closed_by="tests")
    sent.file(one, days_ago=90)
    assert "No more are taken." in seen(world, one)


def test_a_format_that_is_not_described_here_still_has_its_page() -> None:
    world = make.make_world()
    one = pool.feed(world.police, "a-format-of-their-own")
    sent.file(one)
    assert "Said of date-impossible" in seen(world, one)


def test_a_hundred_files_ask_no_more_queries_than_one() -> None:
    world = make.make_world()
    one = a_feed(world)
    sent.file(one)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            seen(world, one)
        return len(queries)

    first = asked()
    for days_ago in range(1, 20):
        sent.file(one, rows=9, odd=5, days_ago=days_ago)
    assert asked() == first


# -- The findings file -------------------------------------------------------------------------------------------------


def test_the_findings_come_in_the_order_of_the_file_and_nothing_in_them_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "ROWS_A_PIECE", 2)
    world = make.make_world()
    one = a_feed(world)
    sent.file(one, rows=12, odd=11)
    response = client_of(world["petra"]).get(at(one, "findings/"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="findings-')
    rows = list(csv.reader(io.StringIO(body(response), newline="")))
    assert rows[0] == ["place", "field", "grade", "reason", "done"]
    assert rows[1] == ["line 1", "'=1+1", "note", "said of column-unknown", "kept as sent"]
    assert [row[0] for row in rows[2:]] == [f"line {number}" for number in range(2, 13) for _ in range(2)]
    assert [row[1] for row in rows[2:4]] == ["Date of Birth", "NHS No"]


def test_an_older_file_can_be_chosen() -> None:
    world = make.make_world()
    one = a_feed(world)
    older = sent.file(one, rows=5, odd=4, days_ago=9)
    sent.file(one, odd=1)
    petra = client_of(world["petra"])
    assert len(body(petra.get(at(one, f"findings/{older.pk}/"))).splitlines()) == 10
    assert len(body(petra.get(at(one, "findings/"))).splitlines()) == 4


def test_taking_the_findings_is_recorded_for_the_agency_to_read() -> None:
    world = make.make_world()
    one = a_feed(world)
    batch = sent.file(one)
    client_of(world["petra"]).get(at(one))
    assert not taken()
    client_of(world["petra"]).get(at(one, "findings/"))
    assert taken() == [(world["petra"].words, str(world.police.pk), f"records.Batch:{batch.pk}")]


def test_whoever_is_signed_out_meanwhile_gets_no_more_and_the_list_says_so() -> None:
    world = make.make_world()
    one = a_feed(world)
    sent.file(one, rows=3, odd=3)
    response = client_of(world["petra"]).get(at(one, "findings/"))
    SignIn.objects.using("admin").update(revoked_at=timezone.now() - timedelta(minutes=1))
    words = body(response)
    assert "line" not in words
    assert "This list ends too soon" in words


def test_what_comes_several_times_in_a_record_counts_once() -> None:
    world = make.make_world()
    batch = sent.file(pool.feed(world.police, "cin-census"), rows=2)
    raw = {"CINdetails[1]/CINreferralDate": "2025-05-01", "CINdetails[2]/CINreferralDate": "2025-06-01"}
    SourceRecord.objects.using("admin").filter(batch=batch, ordinal=0).update(raw=raw, section="Child")
    with acting(world, "petra"):
        found = {(section, field): times for section, field, times in told(FUNCTIONS[0], batch)}
    assert found["Child", "CINdetails/CINreferralDate"] == 1
    assert found["Child", ""] == 1
