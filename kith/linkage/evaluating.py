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
