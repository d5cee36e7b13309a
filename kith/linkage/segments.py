"""Records sorted by each key, in two segments: the many that were there, and the few that came since."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kith.linkage.kernels.arrays import I32, I64, U8, U32
from kith.linkage.kernels.grouping import in_order
from kith.linkage.kernels.probing import weigh_new
from kith.linkage.scoring import Edges, Ready, joined


@dataclass(frozen=True, slots=True)
class Sorted:
    """The records of one segment in order of one key, without those that have none."""

    keys: U32
    order: I32


def sorted_by(keys: U32, instead: I64, rule: int, begin: int, end: int) -> Sorted:
    """Sort some records by one key, and by what stands instead of it."""
    column = np.ascontiguousarray(keys[begin:end, rule])
    if instead[rule] >= 0:
        other = keys[begin:end, instead[rule]]
        column = np.concatenate([column, np.where(other == column, np.uint32(0), other)])
    order = in_order(column)
    order = order[np.searchsorted(column[order], 1) :]
    return Sorted(column[order], (order % np.int32(max(end - begin, 1)) + np.int32(begin)).astype(np.int32))


def segment(keys: U32, instead: I64, begin: int, end: int) -> tuple[Sorted, ...]:
    """Sort some records by every key."""
    return tuple(sorted_by(keys, instead, rule, begin, end) for rule in range(len(instead)))


def weigh(ready: Ready, parts: tuple[Sorted, ...], new: I32, alive: U8, first_new: int, least: float) -> Edges:
    """Weigh new records against a segment under every key."""
    found = [_weigh(ready, part, rule, new, alive, first_new, least) for rule, part in enumerate(parts)]
    return joined(found)


def _weigh(ready: Ready, part: Sorted, rule: int, new: I32, alive: U8, first_new: int, least: float) -> Edges:  # noqa: PLR0913 - as the loop
    wanted = _wanted(ready.keys, ready.instead, part, rule, new)
    most = int((wanted[:, 3] - wanted[:, 2]).sum())
    pairs, weights, patterns = np.empty((most, 2), np.int32), np.empty(most, np.float32), np.empty((most, 2), np.int32)
    kept = weigh_new(*ready, rule, wanted, part.order, alive, first_new, least, pairs, weights, patterns) if most else 0
    return Edges(pairs[:kept], weights[:kept], patterns[:kept], most)


def _wanted(keys: U32, instead: I64, part: Sorted, rule: int, new: I32) -> I64:
    """Say for each new record and each of its keys which records have the key."""
    own = keys[new, rule]
    who, what = new, own
    if instead[rule] >= 0:
        other = keys[new, instead[rule]]
        apart = other != own
        who, what = np.concatenate([new, new[apart]]), np.concatenate([own, other[apart]])
    known = what != 0
    who, what = who[known], what[known]
    begin, end = np.searchsorted(part.keys, what, "left"), np.searchsorted(part.keys, what, "right")
    some = end > begin
    return np.stack([who[some], what[some], begin[some], end[some]], axis=1).astype(np.int64)
