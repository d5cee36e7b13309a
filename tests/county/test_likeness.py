"""The county is like the real place as far as it says, and every published figure says where it was read."""

from __future__ import annotations

from statistics import mean
from typing import Any

import pytest

from kith.county import likeness
from kith.county.likeness import Counts, Likeness, Row, Source
from kith.county.making import people_of
from kith.county.plan import Plan

PLAN = Plan(people=20_000, seed=4)
FIGURES = likeness.published()
NAMED = (*FIGURES["counts"].values(), *FIGURES["rates"].values(), FIGURES["surnames"], FIGURES["forenames"])
WELL_KNOWN = 10
"""Ranks of the county's surnames within which the four commonest of the country come."""
SOURCE = Source("what", "where", "title", "publisher", 2021, "https://example.org", "exact", 0.1)


@pytest.fixture(scope="module")
def counts() -> Counts:
    """What was counted in a county of ten blocks, with all that happened in it."""
    return likeness.measure(people_of(PLAN, number)[0] for number in range(PLAN.blocks))


def rows(*shares: tuple[float, float]) -> tuple[Row, ...]:
    """Give lines of a distribution from shares, ours first."""
    return tuple(Row(str(number), ours, theirs) for number, (ours, theirs) in enumerate(shares))


@pytest.mark.parametrize("key", FIGURES["counts"])
def test_a_distribution_is_near_the_published_one(counts: Counts, key: str) -> None:
    found = next(one for one in likeness.distributions(counts) if one.key == key)
    assert sum(row.county for row in found.rows) == pytest.approx(1.0), "some of it is in no class of the published one"
    assert found.distance < found.source.within


@pytest.mark.parametrize("key", FIGURES["rates"])
def test_a_rate_is_near_the_published_one(counts: Counts, key: str) -> None:
    found = next(one for one in likeness.rates(counts, cases=True) if one.key == key)
    assert found.factor < found.source.within, f"{found.county} beside {found.published}"


def test_people_by_age_and_by_household_are_all_of_them(counts: Counts) -> None:
    everybody = counts.tally["people"]
    assert everybody == PLAN.people
    assert counts.tables["ages"].total() == everybody
    assert counts.tables["sizes"].total() == counts.tables["kinds"].total() == counts.tally["households"]
    # Some children are placed with people who are not of this county's making: they alone are in no household of it.
    elsewhere = everybody - counts.tally["housed"] - counts.tally["communal"]
    assert 0 <= elsewhere <= counts.tally["looked_after"]


def test_common_surnames_are_about_as_common_as_published(counts: Counts) -> None:
    for row in likeness.surnames(counts)[:2]:
        ratio = row.county / row.published
        assert 1 / FIGURES["surnames"]["within"] < ratio < FIGURES["surnames"]["within"], row
    ten = likeness.surnames(counts)[:10]
    assert sum(row.county for row in ten) == pytest.approx(sum(row.published for row in ten), rel=0.3)


def test_common_surnames_come_about_in_their_order(counts: Counts) -> None:
    order = [name for name, _ in counts.surnames.most_common()]
    assert order[0] == "Smith"
    assert all(order.index(name) < WELL_KNOWN for name in list(FIGURES["surnames"]["percent"])[:4])
    shares = [row.county for row in likeness.surnames(counts)]
    assert mean(shares[:5]) > mean(shares[5:10]) > mean(shares[10:])


def test_most_people_bear_a_surname_that_is_not_common(counts: Counts) -> None:
    shares = likeness.ranked(counts)
    assert shares == sorted(shares, reverse=True)
    assert sum(shares[:100]) < 0.35
    assert sum(share == 1 / PLAN.people for share in shares) > 500, "names that one person alone bears"


@pytest.mark.parametrize("year", likeness.COHORTS)
@pytest.mark.parametrize("sex", ["F", "M"])
def test_forenames_are_those_of_their_time(counts: Counts, sex: str, year: int) -> None:
    ours, given = likeness.forenames(counts, sex, year)
    assert len(ours) == len(given) == likeness.TEN
    assert len(set(ours) & set(given)) >= likeness.TEN * FIGURES["forenames"]["within"]
    assert set(ours[:3]) & set(given[:3])


def test_families_alone_count_the_same_people_as_the_whole_county() -> None:
    small = Plan(people=900, seed=8)
    alone = likeness.measure(likeness.families(small))
    whole = likeness.measure([people_of(small, 0)[0]])
    assert alone.tables == whole.tables
    assert alone.surnames == whole.surnames
    assert not alone.tally["referred"]
    assert whole.tally["referred"]


def test_rates_of_cases_are_left_out_where_nothing_happened(counts: Counts) -> None:
    without = {one.key for one in likeness.rates(counts, cases=False)}
    assert without == set(FIGURES["rates"]) - likeness.CARE_RATES


def test_the_distance_is_nothing_for_the_same_and_one_for_nothing_in_common() -> None:
    assert Likeness("", "", SOURCE, rows((0.25, 0.25), (0.75, 0.75))).distance == 0
    assert Likeness("", "", SOURCE, rows((1.0, 0.0), (0.0, 1.0))).distance == 1
    assert Likeness("", "", SOURCE, rows((0.5, 0.6), (0.5, 0.4))).distance == pytest.approx(0.1)


def test_a_factor_is_the_same_for_too_much_and_too_little() -> None:
    assert likeness.Rate("", SOURCE, 2.0, 3.0).factor == likeness.Rate("", SOURCE, 3.0, 2.0).factor == 1.5
    assert likeness.Rate("", SOURCE, 0.0, 3.0).factor == float("inf")


@pytest.mark.parametrize("table", NAMED, ids=lambda table: table["what"])
def test_a_published_figure_says_where_it_was_read(table: dict[str, Any]) -> None:
    found = likeness.source(table)
    assert found.standing in {"exact", "secondary", "not sourced"}
    assert found.address.startswith(("https://", "http://")) or found.standing == "not sourced"
    assert all((found.what, found.area, found.title, found.publisher))
    assert 1800 < found.year <= 2026
    assert found.within > 0


def test_every_rate_is_counted_and_every_class_of_ours_is_published() -> None:
    assert set(likeness.RATES) == set(FIGURES["rates"])
    assert set(likeness.TENURES.values()) == set(FIGURES["counts"]["tenures"]["counts"])
    assert set(likeness.GROUPS.values()) == set(FIGURES["counts"]["groups"]["counts"])
