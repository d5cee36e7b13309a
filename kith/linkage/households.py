"""Who lives together, as a proposal for a person to confirm: homes of linked people, with how sure each is.

A person's home is where their freshest records place them: each record says a door and a day on which that was last known, and old
words count for less. People who share a door are of one household; so are those whom relationships place together where
one of them has no address. Doors that many share, such as care homes, are no household.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kith.linkage.kernels.arrays import F64, I32, I64, U32
from kith.linkage.kernels.joining import hanging_together

HALF_YEARS = 1.5
"""After so many years a record's word about where somebody lives counts half."""
CROWD = 14
"""A door with more people than this is an institution, or an address that many give."""
_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class Lived:
    """What the records say: whose each is, which door it names, and on which day that was last known."""

    person: I64
    door: U32
    day: I64


@dataclass(frozen=True, slots=True)
class Households:
    """For each person their household, and how sure that is."""

    people: I64
    household: I32
    """The place, in ``people``, of the first of the household."""
    confidence: F64
    """Which share of what is known of where the person lives speaks for this door, from 0 to 1."""


def propose(lived: Lived, related: npt.NDArray[np.int64] | None = None) -> Households:
    """Say who lives together. ``related`` has pairs of people known to live together."""
    people, at = np.unique(lived.person, return_inverse=True)
    door, confidence = _homes(at, lived, len(people))
    pairs = _same_door(door)
    if related is not None and len(related):
        pairs = np.concatenate([pairs, _placed(people, related, door)])
    return Households(people, hanging_together(len(people), pairs.astype(np.int32)), confidence)


def _homes(at: npt.NDArray[np.intp], lived: Lived, many: int) -> tuple[U32, F64]:
    """Give each person the door with the most weight, and its share; 0 where no door is known."""
    known = lived.door != 0
    who, door = at[known].astype(np.int64), lived.door[known].astype(np.int64)
    weight = 0.5 ** ((lived.day.max(initial=0) - lived.day[known]) / (_DAYS * HALF_YEARS))
    both, back = np.unique(who << 32 | door, return_inverse=True)
    summed = np.bincount(back, weights=weight, minlength=len(both))
    whose = (both >> 32).astype(np.int64)
    order = np.lexsort((both, -summed, whose))
    first = order[np.r_[True, whose[order][1:] != whose[order][:-1]]] if len(order) else order
    homes, shares = np.zeros(many, np.uint32), np.zeros(many)
    homes[whose[first]] = (both[first] & 0xFFFFFFFF).astype(np.uint32)
    shares[whose[first]] = summed[first] / np.bincount(whose, weights=summed, minlength=many)[whose[first]]
    return homes, shares


def _same_door(door: U32) -> npt.NDArray[np.int64]:
    order = np.argsort(door, kind="stable")
    values, begin, sizes = np.unique(door[order], return_index=True, return_counts=True)
    kept = (values != 0) & (sizes > 1) & (sizes <= CROWD)
    chains = [
        np.stack([order[a : a + n - 1], order[a + 1 : a + n]], axis=1)
        for a, n in zip(begin[kept], sizes[kept], strict=True)
    ]
    return np.concatenate(chains) if chains else np.zeros((0, 2), np.int64)


def _placed(people: I64, related: npt.NDArray[np.int64], door: U32) -> npt.NDArray[np.int64]:
    """Keep the pairs of which one has no address of their own."""
    places = np.searchsorted(people, related)
    fits = (places < len(people)).all(axis=1) & (people[np.minimum(places, len(people) - 1)] == related).all(axis=1)
    places = places[fits]
    kept: npt.NDArray[np.int64] = places[(door[places] == 0).any(axis=1)]
    return kept
