"""A standing index gives the people that a full run over the same records would give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest

from kith.linkage import linking
from kith.linkage.clustering import Facts
from kith.linkage.identity import NOBODY, What, renamed
from kith.linkage.index import Index
from kith.linkage.linking import Linked
from kith.linkage.pool import POOL
from tests.linkage.made import county

NAMED = ["agency", "local_id"]


def partition(ids: np.ndarray, labels: np.ndarray) -> frozenset[frozenset[int]]:
    groups: dict[int, set[int]] = {}
    for one, label in zip(ids.tolist(), labels.tolist(), strict=True):
        groups.setdefault(label, set()).add(one)
    return frozenset(map(frozenset, groups.values()))


def changes(
    entries: pl.DataFrame, spare: pl.DataFrame, seed: int
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]]:
    """Give twenty change sets: what comes or changes, what goes, and what there is after it."""
    chance = np.random.default_rng(seed)
    for number in range(20):
        size = int(chance.integers(1, 60))
        some = chance.choice(entries.height, size * 2, replace=False)
        changed = entries[some[:size]].with_columns(
            pl.col("surname").shuffle(seed=number),
            pl.when(pl.col("agency") == "police").then(None).otherwise(pl.col("born")).alias("born"),
        )
        gone = entries[some[size:]]
        new = spare[chance.choice(spare.height, size, replace=False)]
        come = pl.concat([changed, new]).unique(NAMED, keep="first", maintain_order=True)
        stay = entries.join(gone, on=NAMED, how="anti").join(come, on=NAMED, how="anti")
        come = come.join(gone.select(NAMED), on=NAMED, how="anti")
        entries = pl.concat([stay, come])
        yield come, gone, entries


@pytest.fixture(scope="module")
def whole() -> pl.DataFrame:
    return county(seed=2).entries


def begun(whole: pl.DataFrame) -> tuple[Linked, Index]:
    linked = linking.link(whole, POOL)
    return linked, Index.begin(linked, POOL)


def test_twenty_change_sets_give_the_people_of_a_full_run(whole: pl.DataFrame) -> None:
    first, spare = whole[: int(whole.height * 0.85)], whole[int(whole.height * 0.85) :]
    linked, index = begun(first)
    for come, gone, after in changes(first, spare, seed=7):
        index.change(come, gone)
        full = linking.link(after, POOL, frozen=linked.frozen)
        assert partition(*index.people()) == partition(full.encoded.ids, full.people.first)


def test_what_people_judged_outweighs_what_was_weighed(whole: pl.DataFrame) -> None:
    linked, index = begun(whole)
    one, other = linked.edges.pairs[int(np.argmax(linked.edges.weights))].tolist()
    alone = np.flatnonzero(linked.people.first != linked.people.first[one])[0]
    ids = index.ids
    index.judge(int(ids[one]), int(ids[other]), same=False)
    index.judge(int(ids[one]), int(ids[alone]), same=True)
    assert index.person[one] == index.person[alone] != index.person[other]
    facts = Facts(np.array([[one, other], [one, alone]], np.int32), np.array([False, True]))
    full = linking.link(whole, POOL, frozen=linked.frozen, facts=facts)
    assert partition(*index.people()) == partition(full.encoded.ids, full.people.first)
    index.judge(int(ids[one]), int(ids[other]), same=None)
    index.judge(int(ids[one]), int(ids[alone]), same=None)
    assert partition(*index.people()) == partition(linked.encoded.ids, linked.people.first)


def test_what_was_judged_holds_when_a_record_changes(whole: pl.DataFrame) -> None:
    linked, index = begun(whole)
    one, other = linked.edges.pairs[int(np.argmax(linked.edges.weights))].tolist()
    index.judge(int(index.ids[one]), int(index.ids[other]), same=False)
    index.change(whole[one : one + 1])
    assert index.person[index.places[int(linked.encoded.ids[one])]] != index.person[other]


def test_people_keep_their_numbers_when_nothing_of_theirs_changes(whole: pl.DataFrame) -> None:
    _, index = begun(whole)
    before = dict(zip(*(one.tolist() for one in index.people()), strict=True))
    changed = index.change(whole[:5])
    after = dict(zip(*(one.tolist() for one in index.people()), strict=True))
    assert before == after
    assert changed.events == ()


def test_what_goes_and_comes_back_is_told(whole: pl.DataFrame) -> None:
    linked, index = begun(whole)
    alone = np.flatnonzero(np.bincount(linked.people.first, minlength=whole.height)[linked.people.first] == 1)[0]
    row = whole[int(alone) : int(alone) + 1]
    assert [one.what for one in index.change(row[:0], row).events] == [What.ENDED]
    assert [one.what for one in index.change(row).events] == [What.BEGUN]


def test_the_larger_part_keeps_the_number() -> None:
    before, groups = np.array([4, 4, 4, 7, NOBODY]), np.array([0, 0, 2, 2, 4], np.int32)
    after, events, following = renamed(before, groups, 10)
    assert after.tolist() == [4, 4, 7, 7, 10]
    assert following == 11
    assert [(one.what, one.person, one.others) for one in events] == [
        (What.JOINED, 7, (4,)), (What.PARTED, 4, (7,)), (What.BEGUN, 10, ()),
    ]  # fmt: skip
