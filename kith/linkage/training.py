"""Learning the weights without labels: a mixture of one person, twins, other family and coincidence.

Coincidence is measured on pairs drawn at random and its number is known: all pairs there are. The others are learned by
expectation and maximisation on the patterns of pairs brought together. What must not be learned is tied: twins' and
relatives' first names and numbers are as those of any two people, so closeness that comes from being family does not
count as being one person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kith.linkage.kernels.arrays import F64, I32, I64, U32, Coded
from kith.linkage.kernels.comparing import Plan
from kith.linkage.kernels.grouping import show_pairs
from kith.linkage.kernels.levels import FIRST_OF_JANUARY
from kith.linkage.schema import Field, Schema, Way
from kith.linkage.weights import CHANCE, PERSON, Shares, Weights, counts, kinds_of, level_of

DRAWN = 200_000
ROUNDS = 30
STILL = 1e-3
_PRIOR = 20.0
"""Pairs' worth of belief in where learning begins."""
_LEAST = 1e-9
_PERSON: dict[Way, tuple[float, ...]] = {
    Way.NAME: (0, 0.25, 0.25, 0.2, 0.15, 0.04, 0.03, 0.005, 0.005, 0.03, 0.02, 0.02),
    Way.SECOND_NAME: (0, 0.3, 0.25, 0.2, 0.1, 0.05, 0.03, 0.07),
    Way.DAY: (0, 0.93, 0.005, 0.01, 0.02, 0.01, 0.01, 0.003, 0.003, 0.004, 0.005),
    Way.NUMBER: (0, 0.97, 0.015, 0.01, 0.005),
    Way.PLACE: (0, 0.6, 0.08, 0.04, 0.08, 0.2),
    Way.SHARED: (0, 0.3, 0.2, 0.2, 0.3),
    Way.SEX: (0, 0.99, 0.01),
    Way.LIFE: (0, 0.99, 0.01),
    Way.HOLDER: (0, 0.05, 0.95),
    Way.TEXT: (0, 0.2, 0.2, 0.2, 0.1, 0.1, 0.05, 0.05, 0.1),
}  # fmt: skip
_FAMILY: dict[Way, tuple[float, ...]] = {
    Way.NAME: (0, 0.25, 0.25, 0.2, 0.1, 0.02, 0.05, 0.005, 0.005, 0.01, 0.01, 0.1),
    Way.DAY: (0, 0.97, 0.005, 0.003, 0.003, 0.003, 0.003, 0.003, 0.003, 0.004, 0.003),
    Way.PLACE: (0, 0.75, 0.08, 0.02, 0.05, 0.1),
    Way.SHARED: (0, 0.3, 0.2, 0.2, 0.3),
    Way.SEX: (0, 0.5, 0.5),
    Way.LIFE: (0, 0.5, 0.5),
    Way.HOLDER: (0, 0.35, 0.65),
    Way.TEXT: (0, 0.2, 0.2, 0.2, 0.1, 0.1, 0.05, 0.05, 0.1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """Patterns of pairs brought together, how many of each were seen, and which share of all that were."""

    patterns: I64
    """A line a pattern: of the first fields, of the last."""
    seen: F64
    share: float = 1.0


def shown(pairs: I32, share: float = 1.0) -> Shown:
    """Count patterns: of the first fields, of the last."""
    both = pairs[:, 0].astype(np.int64) << 32 | pairs[:, 1]
    found, seen = np.unique(both, return_counts=True)
    return Shown(np.stack([found >> 32, found & 0xFFFFFFFF], axis=1), seen.astype(np.float64), share)


def coincidence(coded: Coded, plan: Plan, schema: Schema, *, seed: int = 1) -> dict[str, list[float]]:
    """Measure how often two people drawn at random agree, field by field."""
    records = len(coded.lines)
    random = np.random.default_rng(seed)
    drawn = random.integers(0, records, (DRAWN, 2)).astype(np.int32)
    patterns = show_pairs(coded, plan, drawn[drawn[:, 0] != drawn[:, 1]])
    made = {}
    for one in schema.fields:
        found = np.bincount(level_of(one, schema, patterns), minlength=len(one.levels)).astype(float)
        found[0] = 0
        made[one.name] = _shares(_exactly(coded, schema, one, found + 0.5))
    return made


def _exactly(coded: Coded, schema: Schema, one: Field, found: F64) -> F64:
    """Put in place of what is too rare to be drawn what can be reckoned: how often two values are the same."""
    place = schema.place(one.columns[0])
    values = coded.lines[:, place]
    if one.way not in _COUNTED:
        return found
    distinct, sizes = np.unique(values[values != 0], return_counts=True)
    known = max(float(sizes.sum()), 2.0)
    agree = sizes * (sizes - 1.0) / (known * (known - 1.0))
    total = found[1:].sum()
    at = _level(coded, one, place, distinct)
    for level in np.unique(at):
        found[level] = max(agree[at == level].sum(), _LEAST) * total
    return found


def _level(coded: Coded, one: Field, place: int, values: U32) -> I64:
    if one.way in (Way.NAME, Way.TEXT, Way.SECOND_NAME):
        band: I64 = coded.words.band[values, place].astype(np.int64)
        return band
    if one.way is Way.DAY:
        return np.where(values & 511 == FIRST_OF_JANUARY, 2, 1)
    if one.way is Way.SHARED:
        return 1 + (values & 3).astype(np.int64)
    return np.ones(len(values), np.int64)


_COUNTED = frozenset({Way.NAME, Way.TEXT, Way.SECOND_NAME, Way.DAY, Way.SHARED, Way.NUMBER})


def _shares(found: F64) -> list[float]:
    found = found.copy()
    found[0] = 0.0
    whole = np.maximum(found / max(found.sum(), _LEAST), _LEAST)
    whole[0] = 0.0
    return [float(one) for one in whole]


def train(
    pairs: Shown, chance: dict[str, list[float]], schema: Schema, records: int, trained: dict[str, object] | None = None
) -> Weights:
    """Learn the weights from patterns of pairs and from what coincidence looks like."""
    weights = begin(chance, schema, trained)
    begun = weights.shares
    levels = {one.name: level_of(one, schema, pairs.patterns) for one in schema.fields}
    for _ in range(ROUNDS):
        made = _round(weights, levels, pairs, schema, records, begun)
        moved = max(abs(np.log(made.rates[kind] / weights.rates[kind])) for kind in made.rates)
        weights = made
        if moved < STILL:
            break
    return weights


def begin(chance: dict[str, list[float]], schema: Schema, trained: dict[str, object] | None = None) -> Weights:
    """Give the weights from which learning begins."""
    rates = {kind: 1.0 for kind in kinds_of(schema) if kind != CHANCE}
    return Weights(schema.name, _beginning(chance, schema), rates, trained or {})


def _beginning(chance: dict[str, list[float]], schema: Schema) -> Shares:
    shares: Shares = {PERSON: {one.name: _shares(np.array(_PERSON[one.way], float)) for one in schema.fields}}
    for kind in schema.kinds:
        shares[kind.name] = {
            one.name: chance[one.name]
            if one.name in kind.tied
            else _shares(np.array(kind.begin.get(one.name, _FAMILY[one.way]), float))
            for one in schema.fields
        }
    return shares


def _round(
    weights: Weights, levels: dict[str, I64], pairs: Shown, schema: Schema, records: int, begun: Shares
) -> Weights:
    kinds = kinds_of(schema)
    whose = whose_is_it(weights, levels, schema, records) * pairs.seen[:, None]
    shares: Shares = {}
    for at, kind in enumerate(kinds):
        tied = next((one.tied for one in schema.kinds if one.name == kind), frozenset())
        shares[kind] = {
            one.name: begun[kind][one.name]
            if one.name in tied
            else _learned(one, levels[one.name], whose[:, at], begun[kind][one.name])
            for one in schema.fields
        }
    rates = {
        kind: max(whose[:, at].sum() / pairs.share / records, _LEAST) for at, kind in enumerate(kinds) if kind != CHANCE
    }
    return Weights(weights.schema, shares, rates, weights.trained)


def _learned(one: Field, levels: I64, whose: F64, begun: list[float]) -> list[float]:
    seen = np.bincount(levels, weights=whose, minlength=len(one.levels))
    return _shares(seen + _PRIOR * np.array(begun))


def whose_is_it(weights: Weights, levels: dict[str, I64], schema: Schema, records: int) -> F64:
    """Say for each pattern how likely it is of each kind of pair."""
    many = len(next(iter(levels.values())))
    logs = np.tile(np.log(counts(weights, schema, records)), (many, 1))
    for one in schema.fields:
        table = np.array([weights.shares[kind][one.name] for kind in kinds_of(schema)]).T.copy()
        table[0] = 1.0
        logs += np.log(table)[levels[one.name]]
    whose = np.exp(logs - logs.max(axis=1, keepdims=True))
    made: F64 = whose / whose.sum(axis=1, keepdims=True)
    return made
