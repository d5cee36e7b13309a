"""Schools, surgeries, landlords and the like: every one invented, the same for all blocks of a plan."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import NamedTuple

from kith.county import numbers
from kith.county.chance import Chance, Weighted
from kith.county.model import Home, Institution
from kith.county.places.homes import cell
from kith.county.places.postcodes import DATA
from kith.county.places.streets import Place, places, stem
from kith.county.plan import Plan

PHASES = ((2, 3, "nursery"), (4, 10, "primary"), (11, 18, "secondary"))
"""Ages, both included, and the kind of school. Who is 11 in year 6 is the caller's business."""
_CHOICE = Weighted({0: 0.62, 1: 0.24, 2: 0.09, 3: 0.05})
"""How far down the list of the nearest a family goes (not sourced: our guess)."""
_NEAREST = 4
_PEOPLE = 100_000
_UPRNS = 900_000_000
_HOSPITALS = ("Swindon", "Salisbury", "Trowbridge")
_HOME_KINDS = {"care_home": "care_home", "childrens_home": "childrens_home"}


class Sort(NamedTuple):
    """One kind of institution, as the table has it."""

    per: float
    least: int
    names: list[str]
    codes: list[str]
    towns: bool = False


@lru_cache(maxsize=1)
def sorts() -> dict[str, Sort]:
    """Read the kinds of institutions."""
    with (DATA / "institutions.toml").open("rb") as file:
        return {kind: Sort(**row) for kind, row in tomllib.load(file).items()}


def _codes(schemes: list[str], kind: str, n: int, nth: int) -> dict[str, str]:
    """Give an institution its codes: ``n`` counts all institutions, ``nth`` those of its kind."""
    made = {
        "urn": lambda: numbers.urn(n),
        "laestab": lambda: numbers.laestab(nth, kind),
        "ukprn": lambda: numbers.ukprn(n),
        "ods": lambda: numbers.ods(nth, kind),
        "cqc": lambda: numbers.cqc(n),
        "provider_urn": lambda: numbers.provider_urn(n),
        "landlord": lambda: f"ZZ{nth:04d}",
    }
    return {scheme: made[scheme]() for scheme in schemes}


def _site(kind: str, n: int, nth: int, seed: int, sites: list[Place]) -> Place:
    """Choose where an institution stands: those of a kind are spread evenly over the postcodes."""
    if kind == "hospital":
        sites = [one for one in sites if one.where.town == _HOSPITALS[nth % len(_HOSPITALS)]]
    golden = int(len(sites) * 0.618_034)
    return sites[(nth * golden + n // _PEOPLE + seed * 101 + sum(map(ord, kind)) * 37) % len(sites)]


def _institution(kind: str, n: int, nth: int, place: Place, name: str) -> Institution:
    """Make one."""
    where = place.where
    home = Home(
        f"hi{n:05d}",
        name,
        place.street,
        where.town,
        where.postcode,
        where.easting,
        where.northing,
        numbers.uprn(_UPRNS + n),
        _HOME_KINDS.get(kind, kind),
        "institution",
        where.authority,
    )
    return Institution(f"i{n:05d}", kind, name, home, _codes(sorts()[kind].codes, kind, n, nth), numbers.landline(n))


@lru_cache(maxsize=2)
def institutions(plan: Plan) -> dict[str, tuple[Institution, ...]]:
    """Make all institutions of a plan, by kind."""
    everywhere = list(places())
    in_towns = [one for one in everywhere if not one.rural]
    made: dict[str, tuple[Institution, ...]] = {}
    n = 0
    for kind, sort in sorts().items():
        some = []
        for nth in range(max(sort.least, round(sort.per * plan.people / _PEOPLE))):
            place = _site(kind, n, nth, plan.seed, in_towns if sort.towns else everywhere)
            name = sort.names[nth % len(sort.names)].format(stem(plan.seed * 7 + n))
            some.append(_institution(kind, n, nth, place, name))
            n += 1
        made[kind] = tuple(some)
    return made


@lru_cache(maxsize=20_000)
def _nearest(plan: Plan, kind: str, square: tuple[int, int]) -> tuple[Institution, ...]:
    """Give the institutions of a kind nearest to a square of the grid, the nearest first."""
    across, up = square

    def away(one: Institution) -> tuple[int, str]:
        x, y = cell(one.home.easting, one.home.northing)
        return (x - across) ** 2 + (y - up) ** 2, one.key

    return tuple(sorted(institutions(plan)[kind], key=away)[:_NEAREST])


class County:
    """What the whole county shares. Cheap to make again: what it holds is made once for a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._by_kind = institutions(plan)
        self.institutions: tuple[Institution, ...] = tuple(one for some in self._by_kind.values() for one in some)

    def some(self, kind: str) -> tuple[Institution, ...]:
        """Give all institutions of a kind."""
        return self._by_kind[kind]

    def near(self, kind: str, home: Home) -> tuple[Institution, ...]:
        """Give the few institutions of a kind nearest to a home, the nearest first."""
        return _nearest(self.plan, kind, cell(home.easting, home.northing))

    def school_for(self, chance: Chance, home: Home, age: int) -> Institution | None:
        """Choose a school for a child: mostly the nearest of its phase, seldom the fourth nearest. None for other ages."""
        for least, most, kind in PHASES:
            if least <= age <= most:
                near = self.near(kind, home)
                return near[min(chance.weighted(_CHOICE), len(near) - 1)]
        return None

    def surgery_for(self, home: Home) -> Institution:
        """Give the surgery of a home: the nearest for most, the next nearest for every third. Always the same."""
        near = self.near("surgery", home)
        return near[1 if int(home.uprn or 0) // 16 % 3 == 2 and len(near) > 1 else 0]  # noqa: PLR2004

    def hospital_for(self, home: Home) -> Institution:
        """Give the nearest hospital."""
        return self.near("hospital", home)[0]
