"""Who stays who: the numbers of people through change, and a log of what was joined and parted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kith.linkage.kernels.arrays import I32, I64

NOBODY = -1


class What(StrEnum):
    """What happened to people when records came, changed or went."""

    JOINED = "joined"
    PARTED = "parted"
    BEGUN = "begun"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: to whom, and with whom."""

    what: What
    person: int
    others: tuple[int, ...] = ()
    """Of those joined, who is no longer a person of their own; of those parted, who now are."""


def renamed(before: I64, groups: I32, next_number: int) -> tuple[I64, list[Event], int]:
    """Give each record its person's number. ``before`` has the old ones, ``groups`` the new clusters of the same records.

    A cluster keeps the number of whom it has most records, the lower of two; nobody's number is given to two.
    """
    overlap = Counter(zip(before.tolist(), groups.tolist(), strict=True))
    wanted = sorted(((-many, old, new) for (old, new), many in overlap.items() if old != NOBODY))
    named: dict[int, int] = {}
    taken: set[int] = set()
    for _, old, new in wanted:
        if old not in taken and new not in named:
            named[new] = old
            taken.add(old)
    events = []
    for new in sorted(set(groups.tolist()) - set(named)):
        named[new], next_number = next_number, next_number + 1
        events.append(Event(What.BEGUN, named[new]))
    found = np.array([named[one] for one in groups.tolist()], np.int64)
    return found, [*_changes(before, found), *_born(events, overlap, named)], next_number


def _changes(before: I64, after: I64) -> list[Event]:
    mixed: dict[int, set[int]] = {}
    spread: dict[int, set[int]] = {}
    for old, new in zip(before.tolist(), after.tolist(), strict=True):
        if old != NOBODY:
            mixed.setdefault(new, set()).add(old)
            spread.setdefault(old, set()).add(new)
    joined = [
        Event(What.JOINED, new, tuple(sorted(olds - {new}))) for new, olds in sorted(mixed.items()) if olds - {new}
    ]
    parted = [
        Event(What.PARTED, old, tuple(sorted(news - {old}))) for old, news in sorted(spread.items()) if len(news) > 1
    ]
    return [*joined, *parted]


def _born(events: list[Event], overlap: Counter[tuple[int, int]], named: dict[int, int]) -> list[Event]:
    """Keep as begun only those of whom no record had a person before."""
    known = {named[new] for old, new in overlap if old != NOBODY}
    return [one for one in events if one.person not in known]
