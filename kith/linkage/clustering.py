"""From weighed pairs to people: what hangs together is taken apart again wherever there is more against than for.

A component is not a cluster. Within each, every pair is weighed, those too that no key brought together, and clusters are
joined by their mean weight while it is above nought. No threshold is chosen on the truth.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kith.linkage.kernels.arrays import F32, I32, I64, U64
from kith.linkage.kernels.joining import CERTAIN, hanging_together, settle
from kith.linkage.schema import Schema
from kith.linkage.scoring import Edges, Ready
from kith.linkage.threads import THREADS

LARGEST = 150
"""Components of more records are first cut at weaker links."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How records are joined."""

    stop: float = 0.0
    """Clusters are joined while the mean weight between them is above this."""
    most: float = 16.0
    """No pair counts for more, so that one strong tie cannot hold two people together."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What people have judged, or the law says, of pairs of records: one person, or not. It outweighs what was weighed.

    Pairs are places of records.
    """

    pairs: I32
    same: npt.NDArray[np.bool_]


NO_FACTS = Facts(np.zeros((0, 2), np.int32), np.zeros(0, np.bool_))


@dataclass(frozen=True, slots=True)
class People:
    """Who is who."""

    first: I32
    """For each record the first record of its person."""
    bonds: F32
    """For each record the weakest mean weight by which it, or the lesser part it was in, was joined; infinite for one alone."""

    def doubtful(self, band: float) -> I32:
        """Give the records whose bond is weaker than a band: they are for a person to decide."""
        return np.flatnonzero(self.bonds < band).astype(np.int32)


def cluster(ready: Ready, edges: Edges, ids: U64, schema: Schema, rules: Rules, facts: Facts = NO_FACTS) -> People:
    """Say who is who."""
    found, bonds = np.arange(len(ids)).astype(np.int32), np.full(len(ids), np.inf, np.float32)
    members, starts = gathered(pieces(len(ids), edges, facts), ids)
    bars, standing = bars_of(schema), _standing(facts, members, len(ids))

    def settle_part(part: I64) -> None:
        settle(*ready[:3], bars, members, part, rules.most, rules.stop, standing, found, bonds)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(settle_part, _cuts(starts, THREADS * 8)))
    return People(found, bonds)


def cluster_some(  # noqa: PLR0913 - as above, and whom
    ready: Ready, edges: Edges, ids: U64, schema: Schema, rules: Rules, some: I32, facts: Facts = NO_FACTS
) -> People:
    """Say who is who among some records, which hang together with no others."""
    found, bonds = np.zeros(len(ids), np.int32), np.empty(len(ids), np.float32)
    found[some], bonds[some] = some, np.inf
    members, starts = gathered(pieces(len(ids), edges, facts), ids)
    standing = _standing(facts, members, len(ids))
    settle(*ready[:3], bars_of(schema), members, starts, rules.most, rules.stop, standing, found, bonds)
    return People(found[some], bonds[some])


def _standing(facts: Facts, members: I32, records: int) -> I64:
    """Give facts by where the two records stand among the members, in order of the first."""
    place = np.full(records, -1, np.int64)
    place[members] = np.arange(len(members))
    both = np.sort(place[facts.pairs], axis=1).reshape(-1, 2)
    made = np.column_stack([both, facts.same.astype(np.int64)])[both[:, 0] >= 0]
    return np.ascontiguousarray(made[np.lexsort((made[:, 1], made[:, 0]))])


def pieces(records: int, edges: Edges, facts: Facts = NO_FACTS) -> I32:
    """Give what hangs together, cut at ever stronger links where it is too large. What was judged holds always."""
    judged = facts.pairs[facts.same]
    pairs, least = np.concatenate([edges.pairs, judged]), 0.0
    weights = np.concatenate([edges.weights, np.full(len(judged), CERTAIN, np.float32)])
    whole = hanging_together(records, pairs)
    while len(pairs) and least < CERTAIN:
        sizes = np.bincount(whole, minlength=records)
        large = sizes[whole] > LARGEST
        if not large.any():
            break
        least += 2.0
        kept = (weights >= least) | ~large[pairs[:, 0]]
        pairs, weights = pairs[kept], weights[kept]
        whole = hanging_together(records, pairs)
    return whole


def gathered(whole: I32, ids: U64) -> tuple[I32, I64]:
    """Give the members of components of two or more, one after another, in order of what names them."""
    sizes = np.bincount(whole, minlength=len(whole))
    some = np.flatnonzero(sizes[whole] > 1)
    order = some[np.lexsort((ids[some], whole[some]))].astype(np.int32)
    heads = whole[order]
    starts = np.flatnonzero(np.r_[True, heads[1:] != heads[:-1]]) if len(order) else np.zeros(0, np.int64)
    return order, np.r_[starts, len(order)].astype(np.int64)


def _cuts(starts: I64, parts: int) -> list[I64]:
    """Cut components into parts of about as many records."""
    at = np.unique(np.linspace(0, len(starts) - 1, parts + 1).astype(np.int64))
    return [starts[one : other + 1] for one, other in pairwise(at.tolist())]


def bars_of(schema: Schema) -> I64:
    """Give the loops what bars two records from being one person: a line for each field of each bar."""
    made = []
    for costly in (False, True):
        stride = 1
        for one in schema.half(costly=costly):
            for number, bar in enumerate(schema.bars):
                if one.name in bar.levels:
                    wanted = sum(1 << level for level in bar.levels[one.name])
                    made.append([number, int(costly), stride, len(one.levels), wanted])
            stride *= len(one.levels)
    return np.array(sorted(made), np.int64).reshape(len(made), 5)
