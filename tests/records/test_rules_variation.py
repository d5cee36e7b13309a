"""The control chart by table, and by what must hold for any figures."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.records.drawing.control_chart import draw
from kith.records.rules.variation import FEWEST, FIRM, LIMIT, RULES, Side, chart, mean_moving_range

FIGURES = st.lists(st.floats(min_value=0, max_value=1000, width=16), max_size=40)
STEADY = [10.0, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11]


def found(figures: list[float]) -> set[tuple[str, int, int, str]]:
    return {(one.rule, one.first, one.last, one.side) for one in chart(figures).signals}


def test_limits_are_worked_out_as_by_hand() -> None:
    one = chart([10, 12, 8, 11, 9])
    # Moving ranges 2, 4, 3, 2: mean 2.75.
    assert (one.mean, one.upper) == (10, 10 + LIMIT * 2.75)
    assert one.lower == pytest.approx(10 - LIMIT * 2.75)


def test_a_limit_is_never_less_than_can_be() -> None:
    assert chart([0, 5, 0, 5, 0]).lower == 0
    assert chart([0, 5, 0, 5, 0], floor=None).lower < 0


def test_one_great_jump_does_not_widen_the_limits_that_would_show_it() -> None:
    figures = [*STEADY, 60.0]
    assert mean_moving_range(figures) == mean_moving_range(STEADY)
    assert ("outside", 12, 12, Side.HIGH) in found(figures)


@pytest.mark.parametrize("bad", [60.0, 600, 60_000])
def test_a_lone_bad_file_does_not_make_the_others_a_run(bad: float) -> None:
    one = chart([*STEADY, bad])
    assert one.mean == chart(STEADY).mean
    assert [signal.first for signal in one.signals] == [12]


def test_where_the_measure_has_changed_all_of_it_counts() -> None:
    one = chart([*STEADY, 60, 61, 60, 61])
    assert one.mean > 20
    assert {signal.last for signal in one.signals} >= {12, 13, 14, 15}


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        (STEADY, set()),
        ([*STEADY, 60], {("outside", 12, 12, "high")}),
        ([20, 21, 20, 21, 20, 21, 20], set()),
        # Seven on one side are a run; six are none.
        ([9, 11, 9, 11, 9, 11, 9, *([12, 11] * 3), 12], {("run", 7, 13, "high")}),
        ([9, 11, 9, 11, 9, 11, 9, *([12, 11] * 3), 8], set()),
        # Six that rise are a trend; five are none, and equals break it.
        ([10, 12, 9, 10, 11, 12, 13, 14, 10, 11, 9], {("trend", 2, 7, "high")}),
        ([10, 12, 10, 11, 12, 13, 14, 10, 11, 9], set()),
        ([10, 12, 9, 10, 11, 11, 12, 13, 10, 11, 9], set()),
        ([12, 10, 14, 13, 12, 11, 10, 9, 12, 11, 13], {("trend", 2, 7, "low")}),
    ],
)
def test_signals(figures: list[float], wanted: set[tuple[str, int, int, str]]) -> None:
    assert found(figures) == wanted


def test_what_lies_on_the_mean_ends_a_run() -> None:
    one = [11, 11, 11, 11, 10, 11, 11, 11, 9, 9, 9, 9, 9, 9, 9]
    middle = chart(one).mean
    assert middle == 10
    assert ("run", 8, 14, "low") in found(one)
    assert not [signal for signal in found(one) if signal[3] == "high" and signal[0] == "run"]


@pytest.mark.parametrize("there", range(FEWEST))
def test_few_figures_have_no_limits_and_no_signals(there: int) -> None:
    one = chart([1, 50, 1, 1][:there])
    assert not one.has_limits
    assert not one.signals
    assert not one.provisional


def test_limits_are_provisional_at_first() -> None:
    assert chart(STEADY[: FIRM - 1]).provisional
    assert not chart(STEADY).provisional


def test_every_rule_says_where_it_is_from() -> None:
    assert [one.name for one in RULES] == ["outside", "run", "trend"]
    assert all(len(one.source) > 30 and one.words.endswith(".") for one in RULES)


@given(FIGURES)
def test_signals_lie_in_the_figures_and_say_what_is_so(figures: list[float]) -> None:
    one = chart(figures)
    assert not one.has_limits or one.lower <= one.mean <= one.upper
    for rule, first, last, side in one.signals:
        inside = one.figures[first : last + 1]
        assert 0 <= first <= last < len(figures)
        if rule == "outside":
            assert not one.lower <= inside[0] <= one.upper
        elif rule == "run":
            assert len(inside) >= 7
            assert all((figure > one.mean) == (side == Side.HIGH) for figure in inside)
        else:
            assert len(inside) >= 6
            assert list(inside) == sorted(inside, reverse=side == Side.LOW)
            assert len(set(inside)) == len(inside)


@given(FIGURES.filter(lambda one: len(one) >= FEWEST), st.floats(min_value=1, max_value=50, width=16))
def test_figures_that_go_the_other_way_signal_the_other_way(figures: list[float], top: float) -> None:
    # Whole numbers, so that no rounding comes in.
    whole = [float(round(figure)) for figure in figures]
    there = {(one.rule, one.first, one.last) for one in chart(whole, floor=None).signals}
    back = {(one.rule, one.first, one.last) for one in chart([-one for one in whole], floor=None).signals}
    assert there == back


@given(st.integers(0, 500), st.integers(FEWEST, 30))
def test_figures_that_never_change_signal_nothing(figure: int, times: int) -> None:
    assert not chart([float(figure)] * times).signals


@given(FIGURES.filter(lambda one: len(one) >= FEWEST), st.text(max_size=20))
def test_the_picture_is_sound_and_stays_on_its_sheet(figures: list[float], title: str) -> None:
    title = "".join(letter for letter in title if letter.isprintable())
    days = [f"{number} Nov 2026" for number in range(len(figures))]
    text = draw(chart(figures), title=title, unit="Findings", days=days)
    drawn = ElementTree.fromstring(text)
    assert "style" not in text
    assert "script" not in text.replace(title, "")
    marks = [one for one in drawn.iter() if one.tag.endswith(("circle", "rect"))]
    assert len(marks) == len(figures) + 1
    for one in drawn.iter():
        x, y = float(one.get("x") or one.get("cx") or 0), float(one.get("y") or one.get("cy") or 0)
        assert 0 <= x <= 760
        assert 0 <= y <= 340


def test_the_picture_says_what_a_glance_shows() -> None:
    days = [f"{number} Nov 2026" for number in range(1, 14)]
    text = draw(
        chart([*STEADY, 60]), title="Findings & files", unit="Findings for every 1,000 rows", days=days, key="a"
    )
    drawn = ElementTree.fromstring(text)
    name, said = drawn[0].text or "", drawn[1].text or ""
    assert drawn.get("aria-labelledby") == "a-title a-said"
    assert name == "Findings & files"
    assert "Marked as signals: 13 Nov 2026." in said
