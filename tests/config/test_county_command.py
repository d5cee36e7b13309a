"""`kith county`, as somebody types it."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from kith.config.cli import app

RUN = CliRunner()


def typed(*words: object) -> tuple[int, str]:
    done = RUN.invoke(app, ["county", *map(str, words)])
    return done.exit_code, done.output


def test_a_county_is_made_where_it_was_asked_for_and_says_how_large_it_is(tmp_path: Path) -> None:
    code, words = typed("--people", 160, "--seed", 4, "--out", tmp_path / "here", "--until", "2025-12-31")
    assert code == 0, words
    assert "160 people live in it" in words
    signed = json.loads((tmp_path / "here" / "county.json").read_text())
    assert signed["plan"] == {"people": 160, "seed": 4, "until": "2025-12-31", "errors": "normal"}
    held = sum(count for path, count in signed["records"].items() if path.startswith("agencies/"))
    assert f"agencies hold {held:,} records" in words
    assert "invented" in (tmp_path / "here" / "README.txt").read_text()


def test_a_level_of_errors_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    assert typed("--people", 10, "--out", tmp_path / "here", "--errors", "awful")[0] == 1
    assert not (tmp_path / "here").exists()


def test_nobody_can_ask_for_a_county_without_people_or_without_a_place(tmp_path: Path) -> None:
    assert typed("--people", 0, "--out", tmp_path / "here")[0] == 2
    assert typed("--people", 10)[0] == 2
