"""Who is said to live together."""

from __future__ import annotations

import numpy as np

from kith.linkage import evaluating, linking
from kith.linkage.households import CROWD, Lived, propose
from kith.linkage.pool import POOL
from tests.linkage.made import county

MILL, HILL = 7, 8


def lived(*said: tuple[int, int, int]) -> Lived:
    person, door, day = (np.array(column) for column in zip(*said, strict=True))
    return Lived(person, door.astype(np.uint32), day)


def test_people_of_one_door_live_together() -> None:
    found = propose(lived((1, MILL, 20_000), (2, MILL, 20_000), (3, HILL, 20_000)))
    assert found.household.tolist() == [0, 0, 2]


def test_what_was_said_last_counts_most() -> None:
    found = propose(lived((1, MILL, 15_000), (1, HILL, 20_000), (2, MILL, 20_000), (3, HILL, 20_000)))
    assert found.household.tolist() == [0, 1, 0]
    assert 0.5 < found.confidence[0] < 1.0
    assert found.confidence[1] == 1.0


def test_nobody_lives_behind_no_door() -> None:
    found = propose(lived((1, 0, 20_000), (2, 0, 20_000)))
    assert found.household.tolist() == [0, 1]
    assert found.confidence.tolist() == [0.0, 0.0]


def test_a_care_home_is_no_household() -> None:
    found = propose(lived(*((who, MILL, 20_000) for who in range(CROWD + 1))))
    assert len(set(found.household.tolist())) == CROWD + 1


def test_whom_a_relationship_places_joins_only_without_an_address() -> None:
    said = lived((1, MILL, 20_000), (2, 0, 20_000), (3, HILL, 20_000))
    found = propose(said, np.array([[1, 2], [1, 3], [1, 99]]))
    assert found.household.tolist() == [0, 0, 2]


def test_households_of_linked_people_are_mostly_those_of_the_county() -> None:
    entries = county(seed=2).entries
    linked = linking.link(entries, POOL)
    day = entries["last"].cast(int).to_numpy().astype(np.int64)
    found = propose(Lived(linked.people.first.astype(np.int64), linked.encoded.coded.lines[:, POOL.place("door")], day))
    house = found.household[np.searchsorted(found.people, linked.people.first)]
    truth = entries["household"].to_numpy().astype(str)
    first = np.unique(np.where(truth != "", linked.people.first, -1), return_index=True)[1][1:]
    assert evaluating.pairwise(house[first], np.unique(truth[first], return_inverse=True)[1]).f1 > 0.8
