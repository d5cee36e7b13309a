"""What follows from the facts at the hub: missed clocks, and the few sentences the public may be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kith.concerns.models import Feedback
from kith.concerns.rules.breaches import Running, missed
from kith.concerns.rules.codes import Outcome
from kith.concerns.rules.feedback import PUBLIC_WORDS, USUAL, PublicCode, public_words

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUNNING = Running(undecided=True, brag="amber", decide_by=NOON, research_by=NOON)
DECIDED = replace(RUNNING, undecided=False, feedback_by=NOON)


@pytest.mark.parametrize(
    ("running", "at", "late"),
    [
        (RUNNING, NOON - HOUR, []),
        (RUNNING, NOON, []),
        (RUNNING, NOON + HOUR, ["decide", "research_amber"]),
        (replace(RUNNING, all_answered=True), NOON + HOUR, ["decide"]),
        (replace(RUNNING, brag="blue"), NOON + HOUR, ["decide"]),
        (replace(RUNNING, brag=""), NOON + HOUR, ["decide"]),
        (DECIDED, NOON + HOUR, ["feedback"]),
        (replace(DECIDED, told=True), NOON + HOUR, []),
    ],
)
def test_a_clock_is_missed_when_its_work_is_not_done_in_time(running: Running, at: datetime, late: list[str]) -> None:
    assert [one.clock.value for one in missed(running, at)] == late


def test_a_missed_clock_is_asked_about_once() -> None:
    assert [one.title for one in missed(RUNNING, NOON + HOUR, {"decide"})] == ["Agencies look: amber"]


def test_every_outcome_has_a_usual_sentence_and_every_sentence_thanks() -> None:
    assert set(USUAL) == set(Outcome)
    assert all(public_words(code).startswith("Thank you") for code in PublicCode)


def test_public_sentences_carry_no_place_for_a_case_and_fit_their_column() -> None:
    column = Feedback._meta.get_field("public_code").max_length or 0
    for row in PUBLIC_WORDS.values():
        assert "{" not in row.words
        assert "%" not in row.words
        assert len(row.code) <= column
