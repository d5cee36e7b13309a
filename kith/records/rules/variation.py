"""Does a measure do what it always does, or has something changed? An XmR chart: one figure a time, in order.

A chart says when to ask. It blames nobody, and it says nothing about why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import fmean, median
from typing import NamedTuple

FEWEST = 5
"""With fewer figures the limits would say more about chance than about the measure. Ours, to be kind to new feeds."""
FIRM = 12
"""Below this NHSRplotthedots 0.2.2 warns that a chart is short; until then the limits are provisional."""
LIMIT = 2.66
"""Limits of natural variation: the mean, and so many mean moving ranges to each side (3 / 1.128, Shewhart)."""
JUMP = 3.267
"""A moving range greater than so many of their mean is left out of it, so that one bad file does not hide itself."""

LONE = 10
"""Figures outside the limits are left out of the mean and the limits, once, if they are one or no more than one in ten.

So the first stage of a control chart is commonly made; where there are more, the measure has changed and that is shown.
"""


class Side(StrEnum):
    """Where figures lie, or where they go."""

    HIGH = "high"
    LOW = "low"


class Signal(NamedTuple):
    """Figures that chance does not explain: which rule, from the first of them to the last, and which way."""

    rule: str
    first: int
    last: int
    side: Side


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures in order, with what they usually do, and where they did otherwise."""

    figures: tuple[float, ...]
    mean: float = 0.0
    lower: float = 0.0
    upper: float = 0.0
    signals: tuple[Signal, ...] = ()

    @property
    def has_limits(self) -> bool:
        """Say whether there are figures enough to say what is usual."""
        return len(self.figures) >= FEWEST

    @property
    def provisional(self) -> bool:
        """Say whether the limits may still move much."""
        return self.has_limits and len(self.figures) < FIRM

    def marked(self, place: int) -> tuple[Signal, ...]:
        """Give the signals that one figure is part of."""
        return tuple(one for one in self.signals if one.first <= place <= one.last)


def chart(figures: Sequence[float], *, floor: float | None = 0.0) -> Chart:
    """Work out a chart. ``floor`` is the least a figure can be, if there is such a thing."""
    kept = tuple(figures)
    if len(kept) < FEWEST:
        return Chart(kept)
    bare = _limited(kept, _usual(kept), floor)
    found = (signal for rule in RULES for signal in rule.find(bare))
    return replace(bare, signals=tuple(sorted(found, key=lambda one: (one.last, one.first))))


def _usual(figures: tuple[float, ...]) -> tuple[float, ...]:
    """Leave out a lone figure outside the limits: it would drag the mean, and all others would seem a run below it.

    Which those are is asked about the median, that no single figure can drag.
    """
    middle, spread = median(figures), LIMIT * mean_moving_range(figures)
    outside = {place for place, figure in enumerate(figures) if abs(figure - middle) > spread}
    if len(outside) > max(1, len(figures) // LONE):
        return figures
    return tuple(figure for place, figure in enumerate(figures) if place not in outside)


def _limited(figures: tuple[float, ...], usual: tuple[float, ...], floor: float | None) -> Chart:
    mean = fmean(usual)
    spread = LIMIT * mean_moving_range(usual)
    return Chart(figures, mean, mean - spread if floor is None else max(floor, mean - spread), mean + spread)


def mean_moving_range(figures: Sequence[float]) -> float:
    """Give how far a figure usually is from the one before it, single great jumps left out."""
    ranges = [abs(later - earlier) for earlier, later in pairwise(figures)]
    usual = fmean(ranges)
    return fmean([one for one in ranges if one < JUMP * usual] or ranges)


# -- What is a signal. A rule finds stretches of figures; the table is what somebody checks. -----------------------------


def _outside(one: Chart) -> Iterator[Signal]:
    for place, figure in enumerate(one.figures):
        if figure > one.upper or figure < one.lower:
            yield Signal("outside", place, place, Side.HIGH if figure > one.upper else Side.LOW)


def _run(one: Chart) -> Iterator[Signal]:
    sides = [(figure > one.mean) - (figure < one.mean) for figure in one.figures]
    for side, first, last in _stretches(sides):
        if last - first + 1 >= RUN:
            yield Signal("run", first, last, side)


def _trend(one: Chart) -> Iterator[Signal]:
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(one.figures)]
    for side, first, last in _stretches(steps):
        # So many steps lie between one figure more.
        if last - first + 2 >= TREND:
            yield Signal("trend", first, last + 1, side)


def _stretches(signs: Sequence[int]) -> Iterator[tuple[Side, int, int]]:
    """Give each stretch of like signs that are not nought, from its first to its last."""
    for sign, places in groupby(range(len(signs)), key=lambda place: signs[place]):
        inside = list(places)
        if sign:
            yield Side.HIGH if sign > 0 else Side.LOW, inside[0], inside[-1]


RUN, TREND = 7, 6


@dataclass(frozen=True)
class Rule:
    """One rule for what chance does not explain, in words, with where it is from."""

    name: str
    title: str
    words: str
    source: str
    find: Callable[[Chart], Iterator[Signal]]


RULES = (
    Rule(
        "outside",
        "Outside the limits",
        "One figure lies above the upper limit or below the lower one.",
        "W. A. Shewhart, Economic Control of Quality of Manufactured Product, 1931; so too NHS Making Data Count.",
        _outside,
    ),
    Rule(
        "run",
        "A run on one side",
        f"{RUN} figures in a row, or more, lie on the same side of the mean.",
        # Eight, as Western Electric has it, would tell one file later. The boards of this partnership read NHS charts.
        "NHS Making Data Count, as in NHSRplotthedots 0.2.2. The Western Electric handbook of 1956 waits for 8.",
        _run,
    ),
    Rule(
        "trend",
        "A trend",
        f"{TREND} figures in a row, or more, each higher than the last, or each lower.",
        # By chance one stretch of 6 in 360 does so: rare enough, and told one file sooner than with 7.
        "L. S. Nelson, Journal of Quality Technology 16(4), 1984. NHSRplotthedots 0.2.2 waits for 7.",
        _trend,
    ),
)
