"""Why two records may be one person: for each field what was seen, and what it says for the same person, for the same
family and for coincidence. Weights are in bits: one more doubles the odds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

import numpy as np

from kith.linkage.clustering import bars_of
from kith.linkage.kernels.grouping import show_pairs
from kith.linkage.kernels.joining import barred
from kith.linkage.schema import MISSING, Field, Schema
from kith.linkage.scoring import Ready
from kith.linkage.weights import CHANCE, PERSON, Weights, counts, kinds_of, level_of

LITTLE = 0.5
"""Bits below which a field is said to say little."""
SEEN = "{title}: {level}"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one field shows."""

    field: str
    title: str
    level: str
    """What was seen, in words."""
    person: float
    """Bits for one person against coincidence."""
    family: float
    """Bits for one family against coincidence."""
    share: float
    """By how many bits the weight of the pair would be less without it: a step of the waterfall."""

    @property
    def words(self) -> str:
        """Say it plainly."""
        side = (
            "says little"
            if abs(self.share) < LITTLE
            else ("speaks for one person" if self.share > 0 else "speaks against")
        )
        return f"{self.title}: {self.level}; {side}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is thought of a pair, and why."""

    weight: float
    """Bits for one person against everything else."""
    likely: dict[str, float]
    """How likely each kind of pair is, from 0 to 1."""
    reasons: tuple[Reason, ...]
    prior: float
    """Bits before anything was compared: most pairs are not one person."""
    bars: tuple[str, ...]
    """What makes it impossible, whatever the weight."""

    @property
    def waterfall(self) -> tuple[tuple[str, float, float], ...]:
        """Give the steps from the prior to the weight: name, where it begins, where it ends."""
        steps, at = [("Before anything is compared", 0.0, self.prior)], self.prior
        for one in self.reasons:
            steps.append((one.title, at, at + one.share))
            at += one.share
        return tuple(steps)


def explain(ready: Ready, weights: Weights, schema: Schema, records: int, pair: tuple[int, int]) -> Judged:
    """Explain one pair of records."""
    patterns = show_pairs(ready.coded, ready.plan, np.array([pair], np.int32))
    levels = {one.name: int(level_of(one, schema, patterns)[0]) for one in schema.fields}
    rates = dict(zip(kinds_of(schema), counts(weights, schema, records).tolist(), strict=True))
    logs = _logs(weights, schema, levels, rates)
    reasons, prior = _steps(weights, schema, levels, rates)
    stopped = tuple(bar.why for bar in schema.bars if _holds(bar.levels, levels))
    assert bool(stopped) == bool(barred(bars_of(schema), *patterns[0].tolist()))  # one table, read twice
    return Judged(_against_the_rest(logs), _likely(logs), reasons, prior, stopped)


def _holds(wanted: dict[str, frozenset[int]], levels: dict[str, int]) -> bool:
    return all(levels[name] in some for name, some in wanted.items())


def _logs(weights: Weights, schema: Schema, levels: dict[str, int], rates: dict[str, float]) -> dict[str, float]:
    return {
        kind: log2(rate) + sum(_bits(weights, kind, one, levels) for one in schema.fields)
        for kind, rate in rates.items()
    }


def _bits(weights: Weights, kind: str, one: Field, levels: dict[str, int]) -> float:
    level = levels[one.name]
    return 0.0 if level == MISSING else log2(weights.shares[kind][one.name][level])


def _against_the_rest(logs: dict[str, float]) -> float:
    return logs[PERSON] - _sum(one for kind, one in logs.items() if kind != PERSON)


def _sum(logs: Iterable[float]) -> float:
    values = np.array(list(logs), np.float64)
    most = float(values.max())
    return most + log2(float(np.exp2(values - most).sum()))


def _likely(logs: dict[str, float]) -> dict[str, float]:
    whole = _sum(logs.values())
    return {kind: 2.0 ** (one - whole) for kind, one in logs.items()}


def _steps(
    weights: Weights, schema: Schema, levels: dict[str, int], rates: dict[str, float]
) -> tuple[tuple[Reason, ...], float]:
    """Take the fields one after another, so that the steps add up to the weight exactly."""
    seen = dict.fromkeys(levels, MISSING)
    prior = before = _against_the_rest(_logs(weights, schema, seen, rates))
    reasons = []
    for one in schema.fields:
        seen[one.name] = levels[one.name]
        now = _against_the_rest(_logs(weights, schema, seen, rates))
        reasons.append(_reason(weights, schema, one, levels, now - before))
        before = now
    return tuple(reasons), prior


def _reason(weights: Weights, schema: Schema, one: Field, levels: dict[str, int], share: float) -> Reason:
    chance = _bits(weights, CHANCE, one, levels)
    family = max((_bits(weights, kind.name, one, levels) for kind in schema.kinds if kind.family), default=chance)
    person = _bits(weights, PERSON, one, levels)
    return Reason(one.name, one.title, one.levels[levels[one.name]], person - chance, family - chance, share)
