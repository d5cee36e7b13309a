"""Institutions are invented, in proportion, the same for every block, and near those who use them."""

from __future__ import annotations

import csv
import re
from math import hypot
from pathlib import Path

import pytest

from kith.county.chance import Chance
from kith.county.model import Block, Home
from kith.county.never_issued import RANGES
from kith.county.places import County, Homes
from kith.county.places.institutions import sorts
from kith.county.plan import Plan
from tests.county.issued import scan

SCHOOLS = Path(__file__).parents[2].parent / "shared" / "samples" / "education" / "example_schools_data.csv"
PLANS = [Plan(100, 1), Plan(500_000, 1), Plan(3_000_000, 2)]


def _homes(plan: Plan, count: int = 150) -> list[Home]:
    homes, chance = Homes(plan, 0, Block(0, plan)), Chance("homes")
    return [homes.next(chance) for _ in range(count)]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: str(plan.people))
def test_there_are_as_many_as_people_need_and_never_fewer_than_the_least(plan: Plan) -> None:
    county = County(plan)
    for kind, sort in sorts().items():
        assert len(county.some(kind)) == max(sort.least, round(sort.per * plan.people / 100_000)), kind
    assert len(county.some("secondary")) >= 2
    assert len(county.some("primary")) >= 4
    assert len(county.some("hospital")) == 3


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: str(plan.people))
def test_every_code_is_its_own_and_nobodys(plan: Plan) -> None:
    institutions = County(plan).institutions
    codes = [(scheme, code) for one in institutions for scheme, code in one.codes.items()]
    assert len(set(codes)) == len(codes)
    for scheme, code in codes:
        if scheme != "landlord":
            assert re.fullmatch(RANGES[scheme].ours, code), (scheme, code)
            assert not re.fullmatch(RANGES[scheme].issued, code), (scheme, code)
    assert scan("\n".join(f"{one.name},{one.phone},{one.home.uprn},{one.codes}" for one in institutions)) == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: str(plan.people))
def test_names_keys_and_addresses_are_unique(plan: Plan) -> None:
    institutions = County(plan).institutions
    for told in (
        {one.key for one in institutions},
        {one.name for one in institutions},
        {one.home.key for one in institutions},
        {one.home.uprn for one in institutions},
    ):
        assert len(told) == len(institutions)


@pytest.mark.skipif(not SCHOOLS.exists(), reason="other people's samples are not here")
def test_no_school_has_the_name_or_number_of_a_real_one() -> None:
    with SCHOOLS.open(encoding="cp1252", errors="replace", newline="") as file:
        real = list(csv.DictReader(file))
    ours = [one for kind in ("primary", "secondary", "special") for one in County(Plan(500_000, 1)).some(kind)]
    assert not {row["EstablishmentName"] for row in real} & {one.name for one in ours}
    assert not {row["URN"] for row in real} & {one.codes["urn"] for one in ours}


def test_another_process_would_make_the_same_county_and_another_seed_another() -> None:
    def told(seed: int) -> list[tuple[str, str, str]]:
        return [(one.key, one.name, one.home.postcode) for one in County(Plan(20_000, seed)).institutions]

    assert told(3) == told(3)
    assert told(3) != told(4)


@pytest.mark.parametrize(
    ("age", "phase"), [(3, "nursery"), (4, "primary"), (10, "primary"), (11, "secondary"), (17, "secondary")]
)
def test_a_child_goes_to_a_near_school_of_the_right_phase(age: int, phase: str) -> None:
    plan = Plan(500_000, 1)
    county, chance = County(plan), Chance("schools")
    far = []
    for home in _homes(plan):
        school = county.school_for(chance, home, age)
        assert school is not None
        assert school.kind == phase
        far.append(hypot(school.home.easting - home.easting, school.home.northing - home.northing))
    assert sorted(far)[len(far) // 2] < 9_000


def test_most_children_of_one_street_go_to_the_nearest_school_and_some_to_another() -> None:
    plan = Plan(500_000, 1)
    county, chance = County(plan), Chance("choice")
    home = _homes(plan, 1)[0]
    nearest = county.near("primary", home)
    chosen = [county.school_for(chance, home, 7) for _ in range(400)]
    assert max(nearest, key=chosen.count) is nearest[0]
    assert set(chosen) == set(nearest)


@pytest.mark.parametrize("age", [-1, 0, 1, 19, 40])
def test_babies_and_adults_go_to_no_school(age: int) -> None:
    plan = Plan(2_000, 1)
    assert County(plan).school_for(Chance(1), _homes(plan, 1)[0], age) is None


def test_a_home_always_has_the_same_surgery_and_hospital_even_without_an_address() -> None:
    plan = Plan(500_000, 1)
    county = County(plan)
    nowhere = Homes(plan, 0, Block(0, plan)).none()
    for home in [*_homes(plan, 40), nowhere]:
        assert county.surgery_for(home) is county.surgery_for(home)
        assert county.surgery_for(home) in county.near("surgery", home)[:2]
        assert county.hospital_for(home).kind == "hospital"
    assert len({county.surgery_for(home).key for home in _homes(plan)}) > 20


def test_hospitals_are_in_three_different_towns() -> None:
    assert len({one.home.town for one in County(Plan(2_000, 9)).some("hospital")}) == 3
