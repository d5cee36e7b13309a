"""How complete, how fresh, and what is said of it: by table, and by what must hold of any counts."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.records.models import Schedule
from kith.records.rules import findings_file
from kith.records.rules.profile_files import names, profile
from kith.records.rules.quality import (
    STANDS_FOR_NOTHING,
    UNREADABLE,
    WAITS,
    Counted,
    completeness,
    freshness,
    rate,
    say,
)
from kith.records.rules.troubles import TROUBLES
from kith.records.rules.variation import FEWEST, chart

TODAY = date(2026, 11, 25)
ASC = "family-context-adult-social-care"
HEADINGS = ["Last Name", "Date of Birth", "NHS No", "Shoe size"]


def counted(**said: object) -> Counted:
    facts: dict[str, object] = {"rows": 10, "looked": {"": 10}, "filled": {}, "troubles": {}, "columns": {"": HEADINGS}}
    return Counted(**{**facts, **said})  # type: ignore[arg-type]


def shares(one: Counted, form: str = ASC) -> dict[str, tuple[float, float]]:
    return {row.field: (row.share, row.unreadable) for row in completeness(profile(form), one)}


@pytest.mark.parametrize(
    ("schedule", "days", "state"),
    [
        ("daily", 0, "in_time"), ("daily", 1, "due"), ("daily", 4, "due"), ("daily", 5, "late"),
        ("weekly", 6, "in_time"), ("weekly", 7, "due"), ("weekly", 12, "late"),
        ("monthly", 30, "in_time"), ("monthly", 31, "due"), ("monthly", 39, "late"),
        ("quarterly", 91, "in_time"), ("quarterly", 107, "late"),
        ("yearly", 365, "in_time"), ("yearly", 398, "late"),
        ("by_hand", 4000, "not_expected"), ("daily", -3, "in_time"),
    ],
)  # fmt: skip
def test_a_file_is_due_and_then_late(schedule: str, days: int, state: str) -> None:
    assert freshness(schedule, TODAY - timedelta(days=days), TODAY).state == state


def test_every_schedule_has_its_row() -> None:
    assert set(WAITS) == set(Schedule.values)
    assert all(wait is None or wait.due < wait.late for wait in WAITS.values())


def test_what_is_said_of_a_feed_before_and_after() -> None:
    assert freshness("daily", None, TODAY).state == "never"
    closed = freshness("daily", TODAY - timedelta(days=90), TODAY, taken=False)
    assert (closed.state, closed.words) == ("not_expected", "The newest file is 90 days old. No more are taken.")
    late = freshness("weekly", TODAY - timedelta(days=14), TODAY)
    assert late.words == "The newest file is 14 days old. The next one was due 7 days ago."


def test_a_field_is_as_complete_as_its_rows_and_a_stand_in_is_blank() -> None:
    found = shares(
        counted(
            filled={("", "Last Name"): 10, ("", "Date of Birth"): 8, ("", "Shoe size"): 10},
            troubles={("", "Date of Birth", "filler"): 3, ("", "Date of Birth", "date-impossible"): 1},
        )
    )
    assert found["Last Name"] == (1, 0)
    assert found["Date of Birth"] == (0.5, 0.1)
    assert found["NHS No"] == (0, 0)


def test_what_the_format_does_not_know_is_not_listed() -> None:
    assert "Shoe size" not in shares(counted())


def test_of_a_long_file_every_so_many_rows_are_looked_at() -> None:
    one = counted(
        rows=1000,
        looked={"": 100},
        filled={("", "Last Name"): 50},
        troubles={("", "Last Name", "filler"): 100, ("", "NHS No", "nhs-invalid"): 250},
    )
    assert one.every == 10
    assert shares(one)["Last Name"] == (0.4, 0)
    assert shares(one)["NHS No"] == (0, 0.25)


def test_the_fields_of_elements_go_by_their_paths() -> None:
    found = shares(
        counted(
            columns={},
            looked={"Child": 4, "Header": 1},
            rows=5,
            filled={("Child", "ChildIdentifiers/LAchildID"): 4, ("Child", "ChildIdentifiers/GenderCurrent"): 1},
            troubles={("Child", "ChildIdentifiers/Sex", "code-unknown"): 1},
        ),
        "cin-census",
    )
    assert found["ChildIdentifiers/LAchildID"] == (1, 0)
    assert found["ChildIdentifiers/Sex"] == (0.25, 0.25)
    assert len(found) > 20


def test_what_only_some_records_have_is_not_needed_of_all() -> None:
    one = counted(columns={}, looked={"Child": 1})
    needed = {row.field for row in completeness(profile("cin-census"), one) if row.required}
    assert needed == {"ChildIdentifiers/LAchildID"}


@pytest.mark.parametrize("form", names())
def test_every_format_can_be_looked_at(form: str) -> None:
    made = profile(form)
    headings = {str(at): [spec.columns[0] for spec in part.main.fields] for at, part in enumerate(made.sections)}
    rows = completeness(made, counted(looked=dict.fromkeys(headings, 3), columns=headings, rows=3 * len(headings)))
    assert rows
    assert {row.share for row in rows} == {0}
    assert completeness(made, counted(columns={}, looked={"x": 3}))


def test_the_codes_are_known_ones() -> None:
    assert set(TROUBLES) >= STANDS_FOR_NOTHING | UNREADABLE


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 80), st.integers(0, 80))
def test_a_share_is_a_share(looked: int, more: int, filled: int, times: int) -> None:
    one = counted(
        rows=looked + more,
        looked={"": looked},
        filled={("", "Last Name"): filled},
        troubles={("", "Last Name", "filler"): times, ("", "Last Name", "code-unknown"): times},
    )
    for row in completeness(profile(ASC), one):
        assert 0 <= row.share <= 1
        assert 0 <= row.unreadable <= 1


def test_a_file_without_rows_has_no_rate() -> None:
    assert rate(3, 0) is None
    assert rate(3, 1500) == 2


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([], "So far there is no file with rows."),
        ([1], "So far there is 1 file with rows."),
        ([10, 12, 9, 11, 10], "vary as they always do"),
        ([10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 60], "more findings than this feed’s own pattern"),
        ([60, 62, 59, 61, 60, 62, 59, 61, 60, 62, 59, 1], "part of it is missing"),
        ([10, 12, 9, 10, 11, 12, 13, 14], "Each of the last 6 files has more findings"),
        ([60, 10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9], "Earlier there is 1 file that chance does not explain."),
    ],
)
def test_a_chart_is_said_in_plain_words(figures: list[float], words: str) -> None:
    assert words in " ".join(say(chart(figures)))


def test_how_many_more_files_a_chart_needs_is_said() -> None:
    assert say(chart([1]))[1].endswith(f"after {FEWEST - 1} more files.")
    assert say(chart([1, 2, 3, 4]))[1].endswith("after 1 more file.")
    assert any("provisional" in words for words in say(chart([1, 2, 1, 2, 1])))


# -- The findings file -------------------------------------------------------------------------------------------------

CELLS = st.text(max_size=12).filter(lambda text: "\0" not in text)


@given(st.lists(st.tuples(*[CELLS] * 5), max_size=6))
def test_the_findings_file_reads_back_and_nothing_in_it_runs(rows: list[tuple[str, ...]]) -> None:
    text = "".join(findings_file.whole([rows[:2], rows[2:]], expected=len(rows)))
    there = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(there[0]) == findings_file.HEADINGS
    assert len(there) == len(rows) + 1
    for row, given_row in zip(there[1:], rows, strict=True):
        for cell, received in zip(row, given_row, strict=True):
            assert cell.removeprefix("'") == received.removeprefix("'")
            assert not cell.startswith(findings_file.RUNS)


def test_a_list_that_ends_too_soon_says_so() -> None:
    text = "".join(findings_file.whole([[("line 2", "x", "note", "a", "b")]], expected=2))
    assert "This list ends too soon" in text.splitlines()[-1]
