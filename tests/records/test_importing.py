"""A file is read into the pool exactly once, whatever happens on the way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connections

from kith.agencies.models import Agency, AgencyKind
from kith.outside.files import FileRefused
from kith.records.actions import AlreadyBeingRead, import_file
from kith.records.actions import importing as module
from tests.factories import pool as pool_of
from tests.factories import world as make
from tests.records.conftest import AT, ROOT, adult_care

TABLES = (
    "batch", "sourcerecord", "finding", "sourceperson", "identifier", "addressuse", "event", "flag", "relationship",
    "organisation", "place", "householdmember", "object", "involvement", "professional",
)  # fmt: skip
FEED = "family-context-adult-social-care"


@pytest.fixture
def council(owner: str) -> Agency:
    made = make.agency("council", "Wiltshire Council", AgencyKind.COUNCIL)
    pool_of.feed(made, FEED)
    return made


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "asc.csv"
    path.write_bytes(adult_care(250, broken_every=50))
    return path


def pool(*, without: tuple[str, ...] = ("begun_at", "finished_at", "file_name")) -> dict[str, list[str]]:
    found = {}
    with connections["admin"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"select (to_jsonb(t) - %s::text[])::text from records_{table} t order by id", [list(without)]
            )
            found[table] = [text for (text,) in cursor.fetchall()]
    return found


def audited(what: str) -> int:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select count(*) from audit_event where what = %s", [what])
        return int(cursor.fetchone()[0])


def read(feed: Path, council: Agency, profile: str = FEED) -> module.Imported:
    pool_of.feed(council, profile)
    return import_file(profile, feed, agency=council, by="", at=AT, using="owner")


def test_every_row_is_kept_as_received_with_its_place(feed: Path, council: Agency) -> None:
    done = read(feed, council)
    assert done.added
    assert (done.batch.status, done.batch.records, done.batch.people, done.batch.quarantined) == ("done", 250, 250, 0)
    with connections["admin"].cursor() as cursor:
        cursor.execute("select place, raw from records_sourcerecord where ordinal = 0")
        place, raw = cursor.fetchone()
    assert place == "line 2"
    assert '"Address": "0 Drama Street\\nTrowbridge\\nBA14 0AA"' in raw
    assert audited("records.imported") == 1


def test_a_row_becomes_a_person_with_what_the_look_up_needs(feed: Path, council: Agency) -> None:
    read(feed, council)
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "select surname, dob::text, nhs_number, postcode, involvement, worker, contact, last_date::text"
            " from records_sourceperson where local_id = 'A1'"
        )
        assert cursor.fetchone() == (
            "Testname1", "1941-02-02", "9990000018", "BA14 1AA", "adult social care: service", "Kit Worker",
            "kit@example.org", "2024-04-01",
        )  # fmt: skip


def test_each_finding_says_where_why_and_what_was_done_without_the_value(feed: Path, council: Agency) -> None:
    read(feed, council)
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "select place, field, reason, done from records_finding where code = 'date-impossible' order by place"
        )
        found = cursor.fetchall()
    assert len(found) == 5
    assert found[0] == ("line 152", "Date of Birth", "there is no such day", "taken as not known")


def test_the_same_file_again_changes_nothing(feed: Path, council: Agency, tmp_path: Path) -> None:
    read(feed, council)
    before, rows = pool(without=()), audited("records.imported")
    renamed = tmp_path / "another name.csv"
    renamed.write_bytes(feed.read_bytes())
    again = read(renamed, council)
    assert not again.added
    assert pool(without=()) == before
    assert audited("records.imported") == rows


def test_two_agencies_may_send_the_same_bytes(feed: Path, council: Agency) -> None:
    other = make.agency("other", "Another Council", AgencyKind.COUNCIL)
    read(feed, council)
    assert read(feed, other).added


def test_an_import_that_fails_between_chunks_goes_on_to_the_same_rows(
    feed: Path, council: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(feed, council)
    clean = pool()
    _empty_pool()
    monkeypatch.setattr(module, "ROWS_IN_CHUNK", 40)
    moves = 0
    move = module._move_mark

    def fail_on_the_third(*args: object) -> None:
        nonlocal moves
        moves += 1
        if moves == 3:
            raise KeyboardInterrupt
        move(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_move_mark", fail_on_the_third)
    with pytest.raises(KeyboardInterrupt):
        read(feed, council)
    assert len(pool()["sourcerecord"]) == 80
    monkeypatch.setattr(module, "_move_mark", move)
    assert read(feed, council).added
    assert pool() == clean


KILLED = """
import sys, time, uuid
import django
django.setup()
from datetime import UTC, datetime
from pathlib import Path
from kith.agencies.models import Agency
from kith.records.actions import importing
importing.ROWS_IN_CHUNK = 50
store = importing._store
def slowly(*args):
    store(*args)
    print("chunk", flush=True)
    time.sleep(0.05)
importing._store = slowly
agency = Agency.objects.get(slug="council")
importing.import_file(sys.argv[1], Path(sys.argv[2]), agency=agency, by="", at=datetime(2026, 11, 24, 9, tzinfo=UTC))
"""


@pytest.mark.chaos
def test_kill_9_in_the_middle_then_again_gives_the_rows_of_one_clean_run(council: Agency, tmp_path: Path) -> None:
    feed = tmp_path / "asc.csv"
    feed.write_bytes(adult_care(2_000, broken_every=9))
    read(feed, council)
    clean = pool()
    for chunks in (1, 7, 20):
        _empty_pool()
        with _import_elsewhere(feed) as started:
            assert started.stdout is not None
            for _ in range(chunks):
                assert started.stdout.readline() == "chunk\n"
            started.kill()
        stored = len(pool()["sourcerecord"])
        assert 0 < stored < 2_000
        _until_free(feed, council)
        assert pool() == clean


def _import_elsewhere(feed: Path) -> subprocess.Popen[str]:
    told = {
        "KITH_DB_ROLE": "owner",
        "KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "kith.config.settings",
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.Popen(
        [sys.executable, "-c", KILLED, FEED, str(feed)],
        env={**os.environ, **told}, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip


def _until_free(feed: Path, council: Agency) -> None:
    """Import again; the server takes a moment to notice that the other has died."""
    for _ in range(100):
        try:
            assert read(feed, council).added
        except AlreadyBeingRead:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the lock of the killed import was never let go")


def test_of_two_imports_of_one_file_at_once_one_wins_and_the_other_is_told(feed: Path, council: Agency) -> None:
    with _import_elsewhere(feed) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "chunk\n"
        with pytest.raises(AlreadyBeingRead, match="reading this very file"):
            read(feed, council)
        started.communicate(timeout=30)
    assert started.returncode == 0
    assert not read(feed, council).added
    assert len(pool()["sourceperson"]) == 250


def test_a_file_that_is_refused_leaves_nothing_behind(council: Agency, tmp_path: Path) -> None:
    bad = tmp_path / "asc.csv"
    bad.write_bytes(adult_care(5000) + b'"never closed,\n' + b"x,y\n" * 2_000)
    with pytest.raises(FileRefused, match="quote mark"):
        read(bad, council)
    assert all(not rows for rows in pool().values())


def test_a_nul_byte_is_kept_as_received(council: Agency, tmp_path: Path) -> None:
    feed = tmp_path / "asc.csv"
    feed.write_bytes(adult_care(2).replace(b"Testname1", b"Test\x00name1"))
    read(feed, council)
    with connections["admin"].cursor() as cursor:
        cursor.execute("select raw #>> '{Last Name,utf8-base64}' from records_sourcerecord where ordinal = 1")
        assert cursor.fetchone() == ("VGVzdABuYW1lMQ==",)
        cursor.execute("select surname from records_sourceperson where local_id = 'A1'")
        assert cursor.fetchone() == ("Testname1",)


def test_what_is_too_long_is_cut_and_said(council: Agency, tmp_path: Path) -> None:
    feed = tmp_path / "asc.csv"
    feed.write_bytes(adult_care(1).replace(b"Testname0", b"N" * 500))
    read(feed, council)
    with connections["admin"].cursor() as cursor:
        cursor.execute("select length(surname) from records_sourceperson")
        assert cursor.fetchone() == (120,)
        cursor.execute("select field, place from records_finding where code = 'too-long'")
        assert cursor.fetchone() == ("surname", "line 2")


def test_the_web_cannot_read_what_was_imported(feed: Path, council: Agency) -> None:
    from kith.records.models import SourcePerson, SourceRecord

    read(feed, council)
    assert SourceRecord.objects.count() == 0
    assert SourcePerson.objects.count() == 0


def test_progress_only_goes_forward_and_reaches_the_end(feed: Path, council: Agency) -> None:
    told: list[tuple[int, int]] = []
    import_file(FEED, feed, agency=council, by="", at=AT, progress=lambda *both: told.append(both), using="owner")
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def _empty_pool() -> None:
    with connections["admin"].cursor() as cursor:
        tables = ", ".join(f"records_{table}" for table in TABLES)
        cursor.execute(f"truncate {tables} cascade")


@pytest.mark.parametrize(
    ("profile", "sample", "records", "people", "quarantined"),
    [
        ("annex-a", "csc_annex_a/Annex_A.xlsx", 59, 59, 0),
        ("cin-census", "csc_cin/cin-2022.xml", 2, 1, 0),
        ("gias", "education/example_schools_data.csv", 4, 0, 1),
        ("family-context-education", "csc_family_context/education.csv", 500, 500, 0),
    ],
)
def test_the_published_samples_are_read_whole_and_once(
    samples: Path, council: Agency, profile: str, sample: str, records: int, people: int, quarantined: int
) -> None:
    done = read(samples / sample, council, profile)
    assert (done.batch.records, done.batch.people, done.batch.quarantined) == (records, people, quarantined)
    assert not read(samples / sample, council, profile).added


def test_a_refusal_is_written_down_without_the_file(council: Agency, tmp_path: Path) -> None:
    bad = tmp_path / "asc.csv"
    bad.write_bytes(b"colour,size\nred,1\n")
    with pytest.raises(FileRefused, match="does not look like"):
        read(bad, council)
    assert audited("records.file_refused") == 1


def test_long_rows_make_short_chunks(council: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = tmp_path / "asc.csv"
    feed.write_bytes(adult_care(20))
    monkeypatch.setattr(module, "LETTERS_IN_CHUNK", 1)
    assert read(feed, council).batch.records == 20


def test_a_file_written_to_meanwhile_is_not_called_done(
    council: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = tmp_path / "asc.csv"
    feed.write_bytes(adult_care(5))
    store = module._store

    def grown(*args: object) -> None:
        with feed.open("ab") as file:
            file.write(b"More,Ada\n")
        store(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_store", grown)
    with pytest.raises(FileRefused, match="changed while it was being read"):
        read(feed, council)
    assert all(not rows for rows in pool().values())
    assert audited("records.import_undone") == 1
