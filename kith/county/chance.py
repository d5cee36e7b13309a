"""Chance that can be told again: every draw comes from a stream named by the seed and by what it is drawn for.

Python's own generator, seeded by text, gives the same numbers on every machine and version; a stream for each purpose
keeps a change in one place from moving everything after it.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import log
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """A table of values and weights, drawn from quickly."""

    __slots__ = ("_sums", "values")

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.values: tuple[T, ...] = tuple(weights)
        self._sums: list[float] = list(accumulate(weights.values()))

    def at(self, share: float) -> T:
        """Give the value at a share, from 0 up to but not including 1, of all the weight."""
        return self.values[bisect(self._sums, share * self._sums[-1], 0, len(self.values) - 1)]


class Chance:
    """One stream of draws."""

    __slots__ = ("_random", "draw")

    def __init__(self, *named: object) -> None:
        self._random = Random("/".join(map(str, named)))  # noqa: S311 - invented people, not secrets
        self.draw = self._random.random
        """Draw a number from 0 up to but not including 1."""

    def yes(self, share: float) -> bool:
        """Say yes in this share of cases."""
        return self.draw() < share

    def pick(self, some: Sequence[T]) -> T:
        """Pick one, each as likely as the next."""
        return some[int(self.draw() * len(some))]

    def weighted(self, table: Weighted[T]) -> T:
        """Pick by weight."""
        return table.at(self.draw())

    def whole(self, least: int, most: int) -> int:
        """Draw a whole number, both ends included."""
        return least + int(self.draw() * (most - least + 1))

    def around(self, middle: float, spread: float) -> float:
        """Draw from a bell curve."""
        return self._random.normalvariate(middle, spread)

    def waiting(self, mean: float) -> int:
        """Draw how many whole days pass until something happens that takes so many on average."""
        return int(-mean * log(1.0 - self.draw()))

    def times(self, mean: float) -> int:
        """Draw how often something rare happened (a Poisson count; meant for means below ten)."""
        count, left = 0, -log(1.0 - self.draw())
        while left < mean:
            count += 1
            left -= log(1.0 - self.draw())
        return count

    def day(self, first: date, last: date) -> date:
        """Draw a day, both ends included; the first where the last is before it."""
        return first + timedelta(days=self.whole(0, max((last - first).days, 0)))

    def some(self, among: Sequence[T], count: int) -> list[T]:
        """Pick so many different ones, or all there are."""
        return self._random.sample(among, min(count, len(among)))

    def mixed(self, among: Sequence[T]) -> list[T]:
        """Give all of them in another order."""
        return self._random.sample(among, len(among))
