"""How good a linking is, against a truth that the linker never saw: pairs, clusters, and people who must stay apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was joined is right, and how much of what is right was joined."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _both(found: Labels, truth: Labels) -> npt.NDArray[np.int64]:
    _, one = np.unique(found, return_inverse=True)
    _, other = np.unique(truth, return_inverse=True)
    both: npt.NDArray[np.int64] = np.unique(
        one.astype(np.int64) * (int(other.max(initial=0)) + 1) + other, return_inverse=True
    )[1]
    return both


def _pairs(labels: Labels) -> int:
    sizes = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def pairwise(found: Labels, truth: Labels) -> Score:
    """Score pairs of records within clusters."""
    right, made, true = _pairs(_both(found, truth)), _pairs(found), _pairs(truth)
    return Score(right / made if made else 1.0, right / true if true else 1.0)


def b_cubed(found: Labels, truth: Labels) -> Score:
    """Score each record by its cluster, and take the mean: large clusters weigh no more than their records."""
    shared = _size_of_each(_both(found, truth))
    return Score(float((shared / _size_of_each(found)).mean()), float((shared / _size_of_each(truth)).mean()))


def _size_of_each(labels: Labels) -> npt.NDArray[np.int64]:
    _, back, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    return sizes[back]


def whole(found: Labels, truth: Labels) -> Score:
    """Score clusters: those that are exactly a person's records."""
    right = len(
        np.unique(
            found[
                (_size_of_each(_both(found, truth)) == _size_of_each(found))
                & (_size_of_each(found) == _size_of_each(truth))
            ]
        )
    )
    return Score(right / len(np.unique(found)), right / len(np.unique(truth)))


def joined_wrongly(found: Labels, truth: Labels, apart: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Say of each pair of people who must stay apart whether any cluster holds records of both."""
    people: dict[int, set[int]] = {}
    for person, cluster in zip(truth.tolist(), found.tolist(), strict=True):
        people.setdefault(person, set()).add(cluster)
    none: set[int] = set()
    return np.array([bool(people.get(one, none) & people.get(other, none)) for one, other in apart.tolist()], np.bool_)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something went wrong, and between which shares that lies with 95 per cent confidence."""

    wrong: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Give the share."""
        return self.wrong / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Rates:
    """For one group of people: links that were missed, of those there are; and that were wrong, of those made."""

    missed: Rate
    wrong: Rate


_SURE = 1.96


def rate(wrong: int, of: int) -> Rate:
    """Give a rate with Wilson's interval, which holds for few cases and for none."""
    if not of:
        return Rate(0, 0, 0.0, 1.0)
    share, square = wrong / of, _SURE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _SURE / (1 + square / of) * float(np.sqrt(share * (1 - share) / of + square / (4 * of * of)))
    return Rate(wrong, of, max(0.0, middle - half), min(1.0, middle + half))


def by_group(found: Labels, truth: Labels, groups: npt.NDArray[np.str_]) -> dict[str, Rates]:
    """Say for each group of people how often links were missed and wrong. A pair counts for the group of each record."""
    both, cluster, true = (_size_of_each(one) - 1 for one in (_both(found, truth), found, truth))
    made = {}
    for name in np.unique(groups).tolist():
        mine = groups == name
        right, links, there = (int(one[mine].sum()) for one in (both, cluster, true))
        made[name] = Rates(rate(there - right, there), rate(links - right, links))
    return made
