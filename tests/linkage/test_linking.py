"""Linking a made county: what is brought together, what is learned, and what comes of it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import polars as pl
import pytest

from kith.linkage import evaluating, linking, weights
from kith.linkage.blocking import group
from kith.linkage.clustering import pieces
from kith.linkage.kernels.joining import agglomerate, hanging_together
from kith.linkage.linking import Linked
from kith.linkage.pool import POOL
from kith.linkage.schema import Column, Field, Key, Kind, Part, Reading, Schema, Way
from kith.linkage.scoring import ANY, Edges, weigh_all
from tests.linkage.made import county, table, truth_of


@pytest.fixture(scope="module")
def linked() -> Linked:
    return linking.link(county(seed=2).entries, POOL)


def test_each_pair_that_shares_a_key_is_weighed_once(linked: Linked) -> None:
    ready = linked.ready
    edges = weigh_all(ready, group(ready.keys, ready.instead, 2), least=ANY)
    found = [tuple(pair) for pair in edges.pairs.tolist()]
    wanted: set[tuple[int, int]] = set()
    for rule, other in enumerate(ready.instead.tolist()):
        groups: dict[int, set[int]] = {}
        for column in {rule, other} - {-1}:
            for record, key in enumerate(ready.keys[:, column].tolist()):
                groups.setdefault(key, set()).add(record)
        for key, members in groups.items():
            if key:
                wanted.update(combinations(sorted(members), 2))
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_pruning_loses_nothing(linked: Linked) -> None:
    every = weigh_all(linked.ready, group(linked.ready.keys, linked.ready.instead, 2), least=ANY)
    kept = every.pairs[every.weights >= 0.0]
    assert sorted(map(tuple, kept.tolist())) == sorted(map(tuple, linked.edges.pairs.tolist()))


def test_a_made_county_is_linked_well(linked: Linked) -> None:
    truth = truth_of(county(seed=2).entries)
    assert evaluating.pairwise(linked.people.first, truth).f1 > 0.985
    assert evaluating.b_cubed(linked.people.first, truth).f1 > 0.985


def test_careless_agencies_are_linked_less_well_but_well() -> None:
    entries = county(seed=3, errors="hard").entries
    assert evaluating.pairwise(linking.link(entries, POOL).people.first, truth_of(entries)).f1 > 0.96


def test_linking_needs_no_luck(linked: Linked) -> None:
    again = linking.link(county(seed=2).entries, POOL)
    assert np.array_equal(again.people.first, linked.people.first)


def test_the_order_of_records_does_not_matter(linked: Linked) -> None:
    entries = county(seed=2).entries
    order = np.random.default_rng(5).permutation(entries.height)
    turned = linking.link(entries[order], POOL, frozen=linked.frozen).people.first
    assert evaluating.pairwise(turned, linked.people.first[order]).f1 == 1.0


def test_weights_can_be_learned_without_labels() -> None:
    entries = county(seed=4).entries
    learned = linking.learn(entries, POOL)
    assert learned.shares["person"]["born"][1] > 0.8
    assert learned.shares["twin"]["forename"] == learned.shares["chance"]["forename"]
    found = linking.link(entries, POOL, learned)
    assert evaluating.pairwise(found.people.first, truth_of(entries)).f1 > 0.975


def test_weights_are_the_same_after_being_written_and_read() -> None:
    published = weights.published(POOL)
    assert weights.read(published.as_json(), POOL) == published


def test_weights_of_another_version_are_refused() -> None:
    text = weights.published(POOL).as_json().replace('"version": 1', '"version": 99')
    with pytest.raises(weights.OtherVersion):
        weights.read(text, POOL)


TWINS = (
    {"forename": "Maya", "surname": "Quillen", "born": "2015-02-03", "sex": "F", "nhs": "9434765919", "address": "4 Mill Lane", "postcode": "SN11 0AA"},
    {"forename": "Mya", "surname": "Quillen", "born": "2015-02-03", "sex": "F", "nhs": "9434765870", "address": "4 Mill Lane", "postcode": "SN11 0AA"},
)  # fmt: skip


def among(*rows: dict[str, str]) -> np.ndarray:
    """Link some records among those of a county, and give their people."""
    entries = county(seed=2).entries
    mine = table(*({"agency": f"mine{at}", **row} for at, row in enumerate(rows)))
    columns = [name for name in mine.columns if name in entries.columns]
    return linking.link(pl.concat([mine.select(columns), entries.select(columns)]), POOL).people.first[: len(rows)]


def test_twins_with_alike_names_stay_apart() -> None:
    one, other = among(*TWINS).tolist()
    assert one != other


def test_father_and_son_of_one_name_stay_apart() -> None:
    home = {"forename": "George", "surname": "Quillen", "sex": "M", "address": "4 Mill Lane", "postcode": "SN11 0AA"}
    one, other = among({**home, "born": "1985-02-03"}, {**home, "born": "2012-07-09"}).tolist()
    assert one != other


def test_a_parent_without_a_birth_date_is_not_the_child_of_that_name() -> None:
    home = {"forename": "George", "surname": "Quillen", "sex": "M", "address": "4 Mill Lane", "postcode": "SN11 0AA"}
    one, other = among({**home, "life": "grown", "last": "2024-06-01"}, {**home, "born": "2012-07-09"}).tolist()
    assert one != other


def test_one_girl_under_two_spellings_is_one() -> None:
    one, other = among(TWINS[0], {**TWINS[0], "forename": "Maia", "nhs": "", "address": "", "postcode": ""}).tolist()
    assert one == other


def test_a_large_component_is_cut_at_its_weaker_links() -> None:
    chain = np.array([[at, at + 1] for at in range(399)], np.int32)
    weights_ = np.where(np.arange(399) % 100 == 99, 1.0, 9.0).astype(np.float32)
    whole = pieces(400, Edges(chain, weights_, np.zeros((399, 2), np.int32)))
    assert len(set(whole.tolist())) == 4
    assert len(set(hanging_together(400, chain).tolist())) == 1


def test_a_component_is_not_a_cluster() -> None:
    # 0-1 and 2-3 are one person each; one weak tie joins them, and the other pairs speak against it.
    sums = np.array([[0, 9, -4, -4], [9, 0, 3, -4], [-4, 3, 0, 9], [-4, -4, 9, 0]], float)
    bonds = np.full(4, np.inf, np.float32)
    assert agglomerate(sums, 0.0, bonds).tolist() == [0, 0, 2, 2]
    assert bonds.tolist() == [np.inf, 9, np.inf, 9]


BOOKS = Schema(
    "books",
    ("shelf", "number"),
    (Column("title", Reading.TEXT, ("title",)), Column("writer", Reading.NAME, ("writer",)), Column("printed", Reading.DAY, ("printed",))),
    (
        Field("printed", "Printed", Way.DAY, ("printed",)),
        Field("title", "Title", Way.TEXT, ("title",), costly=True),
        Field("writer", "Writer", Way.NAME, ("writer",), costly=True),
    ),
    (Key(((Part.SOUND, "title"),)), Key(((Part.WHOLE, "printed"), (Part.SOUND, "writer")))),
    (Kind("chance", "coincidence", family=False, tied=frozenset({"printed", "title", "writer"})),),
)  # fmt: skip


def test_other_things_than_people_are_linked_by_declaring_them() -> None:
    chance = np.random.default_rng(1)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    titles = ["".join(chance.choice(letters, 8)) for _ in range(300)]
    rows = [
        (
            at,
            copy,
            f"{titles[at]}{'x' * (copy == 1 and at % 5 == 0)}",
            titles[-at][:6],
            f"19{at % 90 + 10}-03-{at % 28 + 1:02d}",
        )
        for at in range(300)
        for copy in range(2)
    ]
    books = pl.DataFrame(rows, schema=["truth", "shelf", "title", "writer", "printed"], orient="row").with_row_index(
        "number"
    )
    found = linking.link(books, BOOKS, linking.learn(books, BOOKS)).people.first
    assert evaluating.pairwise(found, books["truth"].to_numpy()).f1 > 0.97


@pytest.mark.parametrize("compared", [0, 5_000])
def test_hope_is_never_less_than_what_can_come(compared: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_COMPARED", compared)
    chance = np.random.default_rng(2)
    first, last = chance.random((40, 4)) ** 6 + 1e-9, chance.random((60, 4)) ** 6 + 1e-9
    odds = first[:, None, 0] * last[None, :, 0] / np.einsum("ik,jk->ij", first[:, 1:], last[:, 1:])
    assert (weights._hope(first, last) >= odds.max(axis=1) * (1 - 1e-9)).all()
