"""`kith import`, as an operator types it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from kith.agencies.models import AgencyKind
from kith.records.models import Batch
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import ROOT, adult_care

FEED = "family-context-adult-social-care"

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "asc.csv"
    path.write_bytes(adult_care(60))
    return path


def kith(*arguments: object) -> subprocess.CompletedProcess[str]:
    told = {"KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-m", "kith.config.cli", *map(str, arguments)],
        env={**os.environ, **told}, capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip


def a_council() -> None:
    council = make.agency("council", "Wiltshire Council", AgencyKind.COUNCIL)
    for profile in (FEED, "gias"):
        pool.feed(council, profile)


def test_a_file_is_read_once_and_its_findings_listed(feed: Path, tmp_path: Path) -> None:
    a_council()
    feed.write_bytes(feed.read_bytes().replace(b"02/02/1941", b"31/02/1941"))
    first = kith("import", FEED, feed, "--agency", "council")
    assert first.returncode == 0, first.stderr
    assert "Read for Wiltshire Council: 60 rows kept, 60 people" in first.stdout
    assert "line 5: Date of Birth: there is no such day; taken as not known." in first.stdout
    again = kith("import", FEED, feed, "--findings", tmp_path / "found.csv")
    assert "Nothing changed" in again.stdout
    rows = list(csv.reader((tmp_path / "found.csv").read_text().splitlines()))
    assert rows[0] == ["place", "field", "grade", "reason", "done"]
    assert ["line 5", "Date of Birth", "warning", "there is no such day", "taken as not known"] in rows


def test_a_heading_cannot_steer_the_terminal(feed: Path) -> None:
    a_council()
    feed.write_bytes(feed.read_bytes().replace(b"Age,", b"\x1b]0;owned\x07\x1b[31mAge[bold],", 1))
    done = kith("import", FEED, feed)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "Age[bold]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("gias",), "does not look like"),
        (("elephant",), "There is no format called 'elephant'"),
        ((FEED, "--agency", "nobody"), "The agencies are: council"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(feed: Path, arguments: tuple[str, ...], words: str) -> None:
    a_council()
    done = kith("import", arguments[0], feed, *arguments[1:])
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_feed_is_listed_closed_and_withdrawn(feed: Path) -> None:
    a_council()
    assert kith("import", FEED, feed, "--told", "2026-11-01").returncode == 0
    batch = str(Batch.objects.using("admin").get().pk)
    assert f"{batch}" in kith("feeds", "list", "--agency", "council").stdout
    wrong = kith("feeds", "withdraw", "council", FEED, "--batch", "elephant", "--yes")
    assert (wrong.returncode, "No file called 'elephant'" in wrong.stderr) == (1, True)
    assert "Gone: 60 rows, 60 people" in kith("feeds", "withdraw", "council", FEED, "--batch", batch, "--yes").stdout
    again = kith("import", FEED, feed, "--agency", "council")
    assert (again.returncode, "it is not taken again" in again.stderr) == (1, True)
    assert "No more files" in kith("feeds", "close", "council", FEED).stdout
    assert "Gone: " in kith("feeds", "withdraw", "council", FEED, "--yes").stdout
    refused = kith("import", FEED, feed)
    assert (refused.returncode, "no open feed" in refused.stderr, "Traceback" in refused.stderr) == (1, True, False)
    assert "has no feed of" in kith("feeds", "close", "council", FEED).stderr
