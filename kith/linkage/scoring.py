"""Weighing all pairs that are brought together, on as many threads as there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kith.linkage.blocking import Groups
from kith.linkage.kernels.arrays import F32, I32, I64, U32, Coded
from kith.linkage.kernels.comparing import Plan, Scales
from kith.linkage.kernels.grouping import weigh_groups
from kith.linkage.threads import THREADS

AT_ONCE = 400_000
"""Pairs that one thread walks before it gives back what it kept."""
ANY = -1.0


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of records with their weight, in bits, and what they showed."""

    pairs: I32
    weights: F32
    patterns: I32
    met: int = 0
    """How often two records met under a key."""
    weighed: int = 0
    """How many different pairs were weighed."""


class Ready(NamedTuple):
    """All that weighing needs."""

    coded: Coded
    plan: Plan
    scales: Scales
    keys: U32
    """A line for each record: a column for each rule, and then one for each that has something instead."""
    instead: I64
    """For each rule the column of what stands instead, or -1."""


def weigh_all(ready: Ready, groups: Sequence[Groups], *, least: float, threads: int = THREADS, every: int = 1) -> Edges:
    """Weigh the pairs of every key and keep those of at least some odds; of each so many groups only one, if asked."""
    tasks = [task for one in groups for task in _tasks(one, every)]
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda task: _weigh(ready, task, least), tasks))
    return joined(parts)


def _tasks(groups: Groups, every: int) -> Iterator[tuple[Groups, I64]]:
    """Cut the groups of a key into tasks of about the same size."""
    bounds = groups.bounds
    if every > 1:
        bounds = bounds[bounds[:, 2] % every == 0]
    sizes = bounds[:, 1] - bounds[:, 0]
    done = np.cumsum(sizes * (sizes - 1) // 2)
    cuts = np.searchsorted(done, np.arange(AT_ONCE, done[-1] if len(done) else 0, AT_ONCE))
    for part in np.split(bounds, cuts):
        if len(part):
            yield groups, part


def _weigh(ready: Ready, task: tuple[Groups, I64], least: float) -> Edges:
    groups, bounds = task
    sizes = bounds[:, 1] - bounds[:, 0]
    most = int((sizes * (sizes - 1) // 2).sum())
    pairs, weights, patterns = np.empty((most, 2), np.int32), np.empty(most, np.float32), np.empty((most, 2), np.int32)
    kept, met, weighed = weigh_groups(*ready, groups.rule, groups.order, bounds, least, pairs, weights, patterns)
    return Edges(pairs[:kept].copy(), weights[:kept].copy(), patterns[:kept].copy(), met, weighed)


def joined(parts: Sequence[Edges]) -> Edges:
    """Put edges together."""
    return Edges(
        np.concatenate([one.pairs for one in parts]) if parts else np.empty((0, 2), np.int32),
        np.concatenate([one.weights for one in parts]) if parts else np.empty(0, np.float32),
        np.concatenate([one.patterns for one in parts]) if parts else np.empty((0, 2), np.int32),
        sum(one.met for one in parts),
        sum(one.weighed for one in parts),
    )
