"""Front doors for one block: each is unique in the county, and no block needs to know what the others took.

Every postcode is cut into so many shares, and each block has shares all over the county that no other block has. The
doors of a share come in runs of four, so that next doors are to be had.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from math import gcd

from kith.county import numbers
from kith.county.chance import Chance
from kith.county.model import Block, Home
from kith.county.places.postcodes import towns
from kith.county.places.streets import APART, Place, named, places, stem
from kith.county.plan import Plan

GARRISONS = ("Tidworth", "Bulford", "Larkhill", "Lyneham", "Warminster")
ELSEWHERE: tuple[tuple[str, int, int], ...] = (
    ("Bristol", 359000, 173000),
    ("Bath", 375000, 164800),
    ("Andover", 436500, 145500),
    ("Cirencester", 402400, 202000),
    ("Gloucester", 383200, 218600),
    ("Southampton", 442000, 112000),
    ("Reading", 471500, 173400),
    ("Oxford", 451300, 206200),
    ("Bournemouth", 408800, 91200),
    ("Cardiff", 318300, 176400),
    ("Birmingham", 407000, 287000),
    ("London", 530000, 180400),
)
"""Where people come from and go to: a town and its grid reference. Its postcodes are not used, so that nobody's is."""
NO_ADDRESS = "ZZ99 3VZ"
_LEAST_PARTS = 4
_SHARES = 600
"""How many shares a block has at most; it opens two or three doors in each."""
_SHARES_EACH = 60
"""Blocks for each share that a postcode is cut into beyond the fourth."""
_RUN = 6
"""Doors of a share that follow one another."""
_CELL = 2_000
"""Metres along one side of a square of the grid by which what is near is found."""
_FAR = 8
"""Squares to look around before anywhere will do."""
_FLATS = 12
_PLOTS = 6
_UPRNS = 25_000
"""References set aside for a postcode: sixteen for each of its doors."""
_INSIDE = 16
_UPRNS_AWAY = 800_000_000
_NAMED_IN_VILLAGES = 0.3
_OUTER = "QVX"
_LETTERS = "ABDEFGHLNPQRSTUWXY"
_NAMED = {
    "care_home": "{} Care Home",
    "childrens_home": "{} House",
    "supported": "{} Lodge",
    "hostel": "{} Hostel",
    "refuge": "{} House",
}
"""Kinds of home that bear a name instead of a number."""
_IN_TOWNS = frozenset({"flat", "hmo", "supported", "hostel", "refuge"})
"""Kinds of home that are rare in villages."""
_WITHIN = {"flat": _FLATS, "site": _PLOTS}
"""Kinds of home of which several share a door on the street, and how many."""


@dataclass(slots=True)
class Share:
    """What a block has of a postcode, and what it has taken of it."""

    place: Place
    part: int
    parts: int
    taken: int = 0
    standing: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By kind: the door at which the last building of flats, or site, stands, and how many it has."""

    def door(self) -> int:
        """Take the next door, counted from nought in the postcode."""
        run, along = divmod(self.taken, _RUN)
        door = (run * self.parts + self.part) * _RUN + along
        if (door + 1) * _INSIDE > _UPRNS:
            raise OverflowError(f"{self.place.where.postcode} is full.")
        self.taken += 1
        return door

    def inside(self, kind: str) -> tuple[int, int]:
        """Take the next flat or plot, in the last building if it has room, else in a new one: its door, and which."""
        door, count = self.standing.get(kind, (-1, _WITHIN[kind]))
        if count >= _WITHIN[kind]:
            door, count = self.door(), 0
        self.standing[kind] = door, count + 1
        return door, count + 1

    def room(self, kind: str) -> bool:
        """Say whether the last building or site still has room."""
        return self.standing.get(kind, (-1, _WITHIN[kind]))[1] < _WITHIN[kind]


def cell(easting: int, northing: int) -> tuple[int, int]:
    """Give the square of the grid that a point is in."""
    return easting // _CELL, northing // _CELL


def _stride(blocks: int, whole: int) -> int:
    """Give how far apart a block's shares are: at least as far as there are blocks, and without a common divisor."""
    found = max(blocks, whole // _SHARES)
    while gcd(found, whole) > 1:
        found += 1
    return found


def shares(plan: Plan, block: int) -> list[Share]:
    """Give a block's shares, evenly spread over all postcodes. No other block of the plan has any of them."""
    found, parts = places(), _LEAST_PARTS + plan.blocks // _SHARES_EACH
    whole = len(found) * parts
    stride = _stride(plan.blocks, whole)
    golden = int(whole * 0.618)
    while gcd(golden, whole) > 1:
        golden += 1
    step = golden * pow(stride, -1, whole)
    made = []
    for at in range(block, whole - whole % stride, stride):
        place, part = divmod((step * at + plan.seed) % whole, parts)
        made.append(Share(found[place], part, parts))
    return made


@lru_cache(maxsize=1)
def _centres() -> dict[str, tuple[int, int]]:
    return {town.name: (town.easting, town.northing) for town in towns()}


class Homes:
    """Hand out front doors to the people of one block."""

    def __init__(self, plan: Plan, block_number: int, block: Block) -> None:
        self._block = block
        self._number = block_number
        self._shares = shares(plan, block_number)
        self._of: dict[str, Share] = {}
        self._away = 0
        self._by_town: dict[str, list[Share]] = defaultdict(list)
        self._by_cell: dict[tuple[int, int], list[Share]] = defaultdict(list)
        for share in self._shares:
            where = share.place.where
            self._by_town[where.town].append(share)
            self._by_cell[cell(where.easting, where.northing)].append(share)
        self._garrisons = [share for town in GARRISONS for share in self._by_town.get(town, ())]
        self._villages = [share for share in self._shares if share.place.rural] or self._shares
        self._built_up = [share for share in self._shares if not share.place.rural] or self._shares
        self._last_site = self._villages[0]

    def next(
        self,
        chance: Chance,
        kind: str = "house",
        tenure: str = "owned",
        town: str | None = None,
        near: Home | None = None,
    ) -> Home:
        """Give a new front door: anywhere, in a town, or within a few kilometres of another.

        Where the block has no share in the town, it is one near the town. ``kind`` is one of those of ``Home``.
        """
        if near is not None:
            share = self._near(chance, near.easting, near.northing)
        elif town:
            share = self._in(chance, town)
        else:
            share = chance.pick(self._built_up if kind in _IN_TOWNS else self._shares)
        return self._open(chance, share, kind, tenure)

    def next_door(self, home: Home) -> Home:
        """Give the next door but one in number, or the next flat or plot; where it is taken, the next that is free."""
        share = self._of.get(home.key)
        if share is None:
            raise ValueError(f"{home.key} has no next door here.")
        return self._open(Chance("next door", home.key, share.taken), share, home.kind, home.tenure)

    def army(self, chance: Chance) -> Home:
        """Give service family accommodation."""
        share = chance.pick(self._garrisons) if self._garrisons else self._in(chance, chance.pick(GARRISONS))
        return self._open(chance, share, "quarter", "army")

    def site(self, chance: Chance) -> Home:
        """Give a plot on a Travellers' site: beside one that the block has, while there is room."""
        if not self._last_site.room("site"):
            self._last_site = chance.pick(self._villages)
        return self._open(chance, self._last_site, "site", "social_rent")

    def away(self, chance: Chance) -> Home:
        """Give an address outside the county, whose postcode was never issued."""
        town, easting, northing = chance.pick(ELSEWHERE)
        self._away += 1
        number, street = str(chance.whole(1, 240)), named(chance.whole(0, 9_999), "street")
        outer = f"{chance.pick(_OUTER)}{chance.pick(_LETTERS)}{chance.whole(1, 9)}"
        postcode = f"{outer} {chance.whole(0, 9)}{chance.pick(_LETTERS)}{chance.pick(_LETTERS)}"
        uprn = numbers.uprn(_UPRNS_AWAY + self._number * 10_000 + self._away)
        home = Home(self._block.key("h"), number, street, town, postcode, easting, northing, uprn)
        home.authority = "elsewhere"
        self._block.homes.append(home)
        return home

    def none(self, authority: str = "wiltshire") -> Home:
        """Give what is written down for somebody who has no fixed address."""
        home = Home(self._block.key("h"), "No fixed address", "", "", NO_ADDRESS, 0, 0, "", "none", "none", authority)
        self._block.homes.append(home)
        return home

    def _in(self, chance: Chance, town: str) -> Share:
        found = self._by_town.get(town)
        return chance.pick(found) if found else self._near(chance, *_centres()[town])

    def _near(self, chance: Chance, easting: int, northing: int) -> Share:
        """Pick a share in the squares around a point: as few as hold one."""
        across, up = cell(easting, northing)
        for ring in range(1, _FAR):
            found = [
                share
                for x in range(across - ring, across + ring + 1)
                for y in range(up - ring, up + ring + 1)
                for share in self._by_cell.get((x, y), ())
            ]
            if found:
                return chance.pick(found)
        return chance.pick(self._shares)

    def _open(self, chance: Chance, share: Share, kind: str, tenure: str) -> Home:
        """Make a home at the next door of a share."""
        number, along = self._numbered(chance, share, kind)
        where = share.place.where
        uprn = numbers.uprn(share.place.at * _UPRNS + along)
        home = Home(
            self._block.key("h"),
            number,
            share.place.street,
            where.town,
            where.postcode,
            where.easting,
            where.northing,
            uprn,
            kind,
            tenure,
            where.authority,
            kind == "refuge",
        )
        self._block.homes.append(home)
        self._of[home.key] = share
        return home

    def _numbered(self, chance: Chance, share: Share, kind: str) -> tuple[str, int]:
        """Take a door of a kind: what it is called, and its place among the property references of the postcode."""
        place = share.place
        if kind in _WITHIN:
            door, which = share.inside(kind)
            first, last = ("Flat", "flats") if kind == "flat" else ("Plot", "site")
            return f"{first} {which}, {named(place.at * APART + door, last)}", door * _INSIDE + which
        door = share.door()
        if kind in _NAMED:
            return _NAMED[kind].format(stem(place.at * APART + door)), door * _INSIDE
        if place.rural and kind == "house" and chance.yes(_NAMED_IN_VILLAGES):
            return place.house(door), door * _INSIDE
        return place.number(door), door * _INSIDE
