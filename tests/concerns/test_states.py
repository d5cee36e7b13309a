"""The lives of a concern and of what hangs on it, move by move."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import pytest

from kith.concerns import states
from kith.concerns.states import CannotMove, Stage

# A mapping's keys do not vary, so the lives have only their shape in common.
Life = tuple[Callable[[str, str], None], Mapping[Any, tuple[StrEnum, ...]], Mapping[Any, str], type[StrEnum]]
LIVES: list[Life] = [
    (states.check_move, states.MOVES, states.STAGE_LABELS, states.Stage),
    (
        states.check_referral_move,
        states.REFERRAL_MOVES,
        states.REFERRAL_LABELS,
        states.ReferralState,
    ),
    (states.check_answer_move, states.ANSWER_MOVES, states.ANSWER_LABELS, states.Answer),
    (
        states.check_discussion_move,
        states.DISCUSSION_MOVES,
        states.DISCUSSION_LABELS,
        states.DiscussionState,
    ),
    (
        states.check_handover_move,
        states.HANDOVER_MOVES,
        states.HANDOVER_LABELS,
        states.HandoverState,
    ),
]


@pytest.mark.parametrize(("check", "moves", "labels", "life"), LIVES)
def test_each_life_is_told_in_full_and_only_its_moves_are_allowed(
    check: Callable[[str, str], None],
    moves: Mapping[StrEnum, tuple[StrEnum, ...]],
    labels: Mapping[StrEnum, str],
    life: type[StrEnum],
) -> None:
    assert set(moves) == set(labels) == set(life)
    for before in life:
        for after in life:
            if after in moves[before]:
                check(before, after)
                check(str(before), str(after))
            else:
                with pytest.raises(CannotMove):
                    check(before, after)


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        (Stage.RECEIVED, Stage.SCREENING, True),
        (Stage.SCREENING, Stage.RECEIVED, True),
        (Stage.SCREENING, Stage.DECIDED, True),
        (Stage.DECIDED, Stage.GATHERING, True),
        (Stage.CLOSED, Stage.SCREENING, True),
        (Stage.RECEIVED, Stage.CLOSED, False),
        (Stage.RECEIVED, Stage.DECIDED, False),
        (Stage.GATHERING, Stage.CLOSED, False),
        (Stage.DECIDED, Stage.DECIDED, False),
    ],
)
def test_the_moves_that_matter_most(before: Stage, after: Stage, allowed: bool) -> None:
    assert (after in states.MOVES[before]) is allowed


def test_nothing_is_closed_or_handed_over_before_it_is_decided() -> None:
    for before, onward in states.MOVES.items():
        if {Stage.CLOSED, Stage.HANDED_OVER} & set(onward):
            assert before in {Stage.DECIDED, Stage.HANDED_OVER}


def test_every_stage_can_be_reached_and_none_is_a_dead_end() -> None:
    reached = {Stage.RECEIVED}
    for _ in Stage:
        reached |= {after for before in reached for after in states.MOVES[before]}
    assert reached == set(Stage)
    assert all(states.MOVES.values())


def test_an_answer_never_becomes_silence() -> None:
    for onward in states.ANSWER_MOVES.values():
        assert states.Answer.ASKED not in onward
    assert set(states.ANSWERED) == set(states.Answer) - {states.Answer.ASKED}


def test_a_refusal_says_what_can_come_next() -> None:
    with pytest.raises(CannotMove, match="It can become “Being screened”"):
        states.check_move(Stage.CLOSED, Stage.DECIDED)
    with pytest.raises(CannotMove, match="That is final"):
        states.check_handover_move("accepted", "declined")


def test_a_word_that_is_no_state_is_an_error() -> None:
    with pytest.raises(ValueError, match="triaged"):
        states.check_move("received", "triaged")
