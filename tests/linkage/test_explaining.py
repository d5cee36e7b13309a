"""Every weight says how it came about, and the steps add up to it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kith.linkage import linking
from kith.linkage.explaining import Judged, explain
from kith.linkage.linking import Linked
from kith.linkage.pool import POOL
from tests.linkage.made import county


@pytest.fixture(scope="module")
def linked() -> Linked:
    return linking.link(county(seed=2).entries, POOL)


def judged(linked: Linked, at: int) -> Judged:
    one, other = linked.edges.pairs[at].tolist()
    return explain(linked.ready, linked.weights, POOL, linked.frozen.people, (one, other))


def test_the_weight_is_that_of_the_engine(linked: Linked) -> None:
    for at in range(0, len(linked.edges.pairs), 97):
        assert judged(linked, at).weight == pytest.approx(float(linked.edges.weights[at]), abs=1e-3)


def test_the_steps_of_the_waterfall_lead_to_the_weight(linked: Linked) -> None:
    steps = judged(linked, 5).waterfall
    assert steps[0][1] == 0.0
    assert all(before[2] == pytest.approx(after[1]) for before, after in pairwise(steps))
    assert steps[-1][2] == pytest.approx(judged(linked, 5).weight)


def test_the_kinds_of_pair_are_shares_of_one(linked: Linked) -> None:
    likely = judged(linked, 5).likely
    assert set(likely) == {"person", "chance", "twin", "relative", "named_after"}
    assert sum(likely.values()) == pytest.approx(1.0)


def test_each_field_is_said_in_words(linked: Linked) -> None:
    reasons = judged(linked, 5).reasons
    assert [one.field for one in reasons] == [one.name for one in POOL.fields]
    assert all(one.words.startswith(one.title) for one in reasons)
