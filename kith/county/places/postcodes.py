"""The postcodes and towns of Wiltshire and Swindon: where a front door can be.

From the ONS Postcode Directory (Open Government Licence v3.0; see THIRD-PARTY.md). The table has postcodes that are no
longer used, too: the package from which it was made does not tell them apart.
"""

from __future__ import annotations

import csv
import lzma
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent.parent / "data"
TABLE = DATA / "postcodes.csv.xz"
CROWD = 8
"""More postcodes than this at one point are boxes at a sorting office or a large firm's, where nobody lives."""


class Town(NamedTuple):
    """A town or village: its centre on the grid, how far it reaches beside others (in kilometres or so), and which."""

    name: str
    easting: int
    northing: int
    reach: float
    kind: str
    """town or village."""


class Postcode(NamedTuple):
    """A postcode, its grid reference in metres, the authority it is in, and the town we put it in."""

    postcode: str
    easting: int
    northing: int
    authority: str
    town: str


@lru_cache(maxsize=1)
def towns() -> tuple[Town, ...]:
    """Give all towns. The centres were put in by hand, and held against where postcodes lie close."""
    with (DATA / "towns.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Town(row["town"], int(row["easting"]), int(row["northing"]), float(row["reach"]), row["kind"])
            for row in csv.DictReader(file)
        )


def postcodes() -> list[Postcode]:
    """Read all postcodes, in order."""
    with lzma.open(TABLE, "rt", encoding="utf-8", newline="") as file:
        return [
            Postcode(postcode, int(easting), int(northing), authority, town)
            for postcode, easting, northing, authority, town in csv.reader(file)
        ]


def lived_in() -> list[Postcode]:
    """Read the postcodes at which people may live, in order."""
    found = postcodes()
    crowd = Counter((one.easting, one.northing) for one in found)
    return [one for one in found if crowd[one.easting, one.northing] <= CROWD]
