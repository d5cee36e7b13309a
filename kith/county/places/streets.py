"""Invented streets on real postcodes: which street a postcode is in, and which numbers its doors bear."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple
from zlib import crc32

from kith.county.places.postcodes import DATA, Postcode, lived_in, towns

_NEAR = 600
"""Metres. Postcodes further apart are not in one street."""
_LONGEST = 4
"""Postcodes in one street, at most."""
_STRETCH = 60
"""Doors of one postcode before its numbers begin again with a letter."""
APART = 1_601
"""Names kept from one postcode to the next, so that those of one street differ."""
_MANY = 7_919
"""A prime step through a table of names."""


@lru_cache(maxsize=1)
def words() -> dict[str, list[str]]:
    """Give the parts that names are made of."""
    with (DATA / "streets.toml").open("rb") as file:
        return tomllib.load(file)


def stem(n: int) -> str:
    """Give the n-th made-up name; the first 1,680 differ."""
    first, second = words()["first"], words()["second"]
    one, two = divmod(n * _MANY % (len(first) * len(second)), len(second))
    return first[one] + second[two]


def named(n: int, kind: str) -> str:
    """Give the n-th name of a kind: street, flats, house or site. The first ten thousand of a kind differ."""
    lasts = words()[kind]
    size = len(words()["first"]) * len(words()["second"])
    return f"{stem(n % size)} {lasts[(n // size + n) % len(lasts)]}"


class Place(NamedTuple):
    """A postcode with its street."""

    at: int
    """Its place among all."""
    where: Postcode
    street: str
    part: int
    """The how-manieth postcode of its street."""
    rural: bool
    """In a village."""

    def number(self, door: int) -> str:
        """Give the number of a door, counted from nought. Odd numbers have one postcode, even ones the next."""
        again, along = divmod(door, _STRETCH)
        letter = ascii_uppercase[again - 1] if again else ""
        return f"{2 * (self.part // 2 * _STRETCH + along) + 1 + self.part % 2}{letter}"

    def house(self, door: int) -> str:
        """Give a door a name instead of a number."""
        return named(self.at * APART + door, "house")


def _same(before: Postcode, one: Postcode) -> bool:
    """Say whether two postcodes may share a street."""
    near = abs(before.easting - one.easting) + abs(before.northing - one.northing) < _NEAR
    return near and before.town == one.town and before.postcode[:-2] == one.postcode[:-2]


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """Give every postcode where people may live, with its street, in order of postcodes. No two streets share a name."""
    villages = {town.name for town in towns() if town.kind == "village"}
    found: list[Place] = []
    street, part, length = -1, 0, 0
    before: Postcode | None = None
    for at, one in enumerate(lived_in()):
        part += 1
        if before is None or part >= length or not _same(before, one):
            street, part, length = street + 1, 0, 2 + crc32(one.postcode.encode()) % (_LONGEST - 1)
        found.append(Place(at, one, named(street, "street"), part, one.town in villages))
        before = one
    return tuple(found)
