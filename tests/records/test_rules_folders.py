"""What is reckoned about folders: names, what is whole, and what becomes of a file that was taken."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.records.rules.folders import (
    REFUSALS,
    Facts,
    Fate,
    fate,
    is_begun,
    is_note,
    is_quiet,
    key_in,
    name_with,
    note_name,
    note_on,
    place_of,
    why_not,
)
from kith.records.rules.handed_in import tidied

AT = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = uuid.UUID("6f2f8fd5-3f0c-4f43-9d3e-0a6b3a9f3c11")


@pytest.mark.parametrize("part", ["..", ".", "", "a/b", "a b", "-rf", ".taking", "a\nb", "a\0"])
def test_nothing_else_than_a_plain_word_names_a_folder(part: str) -> None:
    for agency, profile in ((part, "annex-a"), ("council", part)):
        with pytest.raises(ValueError, match="cannot be the name of a folder"):
            place_of(agency, profile)
    assert place_of("council", "ssd-1.4_a") == ("council", "ssd-1.4_a")


@given(st.text(max_size=300), st.uuids())
def test_a_thing_keeps_its_name_beside_its_number_and_fits_on_a_disk(name: str, key: uuid.UUID) -> None:
    made = name_with(key, name)
    assert key_in(made) == (key, tidied(name))
    assert len(f".{note_name(made)}.tmp".encode()) <= 255
    assert "/" not in made
    assert "\0" not in made


def test_a_name_that_has_a_number_already_gets_another() -> None:
    other = uuid.UUID(int=7)
    for name in (f"a.{other}", f"a.{other}.csv", str(other)):
        assert key_in(name_with(KEY, name)) == (KEY, name)


@pytest.mark.parametrize(
    "name", ["a.csv", "", f"{KEY}.csv", f"a.{KEY}.csv.why.txt", f"a{KEY}", f"a.{str(KEY).upper()}.csv"]
)
def test_what_has_no_number_of_ours_is_not_ours(name: str) -> None:
    assert key_in(name) is None


def test_a_note_is_told_from_what_it_is_on() -> None:
    name = name_with(KEY, "a.csv")
    assert is_note(note_name(name))
    assert not is_note(name)
    assert key_in(note_name(name)) is None


@pytest.mark.parametrize(
    ("name", "begun"), [("a.csv", False), ("part.csv", False), ("a.part", True), ("b~", True), (".b", True)]
)
def test_a_file_that_is_still_sent_is_known_by_its_name(name: str, begun: bool) -> None:
    assert is_begun(name) is begun


@pytest.mark.parametrize(("ago", "quiet"), [(0, False), (59, False), (60, True), (-3600, False)])
def test_a_minute_without_a_move_is_quiet(ago: int, quiet: bool) -> None:
    assert is_quiet(AT.timestamp() - ago, AT) is quiet


@pytest.mark.parametrize("kind", ["link", "folder", "device"])
def test_what_is_no_file_is_refused_whoever_put_it_there(kind: str) -> None:
    assert why_not(kind, allowed=True, names=1) == kind
    assert kind in REFUSALS


def test_a_file_is_refused_for_its_owner_before_its_names() -> None:
    assert why_not("file", allowed=False, names=2) == "not-allowed"
    assert why_not("file", allowed=True, names=2) == "other-names"
    assert why_not("file", allowed=True, names=1) == ""
    assert {"not-allowed", "other-names"} <= set(REFUSALS)


def test_a_note_says_why_when_and_what_to_do() -> None:
    words = note_on(REFUSALS["link"], AT)
    assert REFUSALS["link"] in words
    assert "25 November 2026 at 2:05pm" in words
    assert "Put it into the folder again" in words


def facts(*, read: bool = False, refused: bool = False, gone: datetime | None = None) -> Facts:
    return Facts(read, refused, AT, gone)


@pytest.mark.parametrize(
    ("known", "days", "becomes"),
    [
        (facts(), 999, Fate.KEEP),
        (facts(read=True), 6, Fate.KEEP),
        (facts(read=True), 7, Fate.OLD),
        (facts(refused=True), 27, Fate.SHOW_REFUSED),
        (facts(refused=True), 28, Fate.OLD),
        (facts(gone=AT), 0, Fate.TAKEN_AWAY),
        (facts(read=True, gone=AT + DAY), 0, Fate.TAKEN_AWAY),
        (facts(refused=True, gone=AT + DAY), 0, Fate.TAKEN_AWAY),
        (facts(refused=True, gone=AT - DAY), 0, Fate.SHOW_REFUSED),
    ],
)
def test_what_becomes_of_a_file_that_was_taken(known: Facts, days: int, becomes: Fate) -> None:
    assert fate(known, at=AT + days * DAY, days=7) is becomes
