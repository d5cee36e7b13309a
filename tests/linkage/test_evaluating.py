"""Scores of a linking, against figures reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.linkage import evaluating

TRUTH = np.array([0, 0, 0, 1, 1, 2])
FOUND = np.array([5, 5, 6, 6, 6, 7])


def test_pairs_are_scored() -> None:
    score = evaluating.pairwise(FOUND, TRUTH)
    assert (score.precision, score.recall, score.f1) == (2 / 4, 2 / 4, 0.5)


def test_records_are_scored_by_their_cluster() -> None:
    score = evaluating.b_cubed(FOUND, TRUTH)
    assert score.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)


def test_whole_people_are_scored() -> None:
    score = evaluating.whole(FOUND, TRUTH)
    assert (score.precision, score.recall) == (1 / 3, 1 / 3)


def test_people_who_must_stay_apart_are_seen_when_they_are_joined() -> None:
    apart = np.array([[0, 1], [1, 2], [0, 9]])
    assert evaluating.joined_wrongly(FOUND, TRUTH, apart).tolist() == [True, False, False]


labels = st.lists(st.integers(0, 5), min_size=1, max_size=30)


@given(labels)
def test_the_truth_scores_full(truth: list[int]) -> None:
    made = np.array(truth)
    for score in (evaluating.pairwise, evaluating.b_cubed, evaluating.whole):
        assert score(made * 7 + 3, made).f1 == pytest.approx(1.0)


@given(labels, labels)
def test_what_is_found_too_much_is_what_is_missed_the_other_way_round(one: list[int], other: list[int]) -> None:
    size = min(len(one), len(other))
    mine, theirs = np.array(one[:size]), np.array(other[:size])
    there, back = evaluating.b_cubed(mine, theirs), evaluating.b_cubed(theirs, mine)
    assert (there.precision, there.recall) == pytest.approx((back.recall, back.precision))


def test_groups_are_scored_each_for_itself() -> None:
    rates = evaluating.by_group(FOUND, TRUTH, np.array(["a", "a", "a", "b", "b", "b"]))
    assert (rates["a"].missed.wrong, rates["a"].missed.of) == (4, 6)
    assert (rates["a"].wrong.wrong, rates["a"].wrong.of) == (2, 4)
    assert (rates["b"].missed.wrong, rates["b"].missed.of) == (0, 2)
    assert (rates["b"].wrong.wrong, rates["b"].wrong.of) == (2, 4)


def test_a_rate_of_none_is_not_sure_to_be_nought() -> None:
    assert evaluating.rate(0, 50).low == 0.0
    assert 0.05 < evaluating.rate(0, 50).high < 0.1
    assert evaluating.rate(0, 0).high == 1.0
