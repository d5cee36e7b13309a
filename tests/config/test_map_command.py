"""`kith map` and `kith import --profile`, as an operator types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kith.agencies.models import AgencyKind
from tests.config.test_import_command import kith
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import csv_of

pytestmark = pytest.mark.usefixtures("database")

ROWS = [
    ["Client ID", "Surname", "Forename", "Visit date"],
    *([f"C{n}", "Drama", "Ada", "02/03/2024"] for n in range(9)),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "visits.csv"
    path.write_bytes(csv_of(ROWS))
    return path


def test_what_cannot_be_is_refused_in_one_sentence(file: Path, tmp_path: Path) -> None:
    make.agency("fire", "Drama Fire Service", AgencyKind.COUNCIL)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("name = 3")
    for arguments, words in (
        (("map", file, "--profile", wrong), "needs 'name'"),
        (("map", file, "--save", "annex-a"), "a format of ours"),
        (("map", file, "--save", "fire-visits", "--agency", "nobody"), "The agencies are: fire"),
        (("import", file, "--profile", "elephant"), "There is no format called 'elephant'"),
        (("import", file, "--profile", tmp_path / "none.toml"), "cannot be read as a description"),
        (("import", "gias", file, "--profile", "elephant"), "the file alone and --profile"),
    ):
        done = kith(*arguments)
        assert done.returncode != 0, arguments
        assert words in " ".join(done.stderr.replace("│", "").split()), arguments
        assert "Traceback" not in done.stderr


def test_a_file_is_guessed_corrected_saved_and_imported(file: Path, tmp_path: Path) -> None:
    fire = make.agency("fire", "Drama Fire Service", AgencyKind.COUNCIL)
    written = tmp_path / "fire.toml"
    first = kith("map", file, "--write", written, "--whole")
    assert first.returncode == 0, first.stderr
    assert "Person: Ada Drama, number C0" in first.stdout
    assert "9 rows, 9 people" in first.stdout
    assert 'sends = "whole"' in written.read_text()
    written.write_text(written.read_text().replace("my-visits", "fire-visits"))
    pool.feed(fire, "fire-visits")
    done = kith("import", file, "--profile", written, "--agency", "fire")
    assert done.returncode == 0, done.stderr
    assert "Saved for Drama Fire Service: fire-visits, version 1." in done.stdout
    assert "9 rows kept, 9 people, 9 events" in done.stdout
    again = kith("import", file, "--profile", "fire-visits")
    assert "Nothing changed" in again.stdout


def test_a_heading_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(
        csv_of([["\x1b]0;owned\x07\x1b[31mSurname[bold]", "Client ID"], *(["\x1b[31mA", "1"] for _ in "ab")])
    )
    done = kith("map", path)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
