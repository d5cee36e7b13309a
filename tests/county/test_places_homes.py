"""Front doors are unique in the county, spread over it, and where they were asked for."""

from __future__ import annotations

from collections import Counter
from math import hypot

import pytest

from kith.county.chance import Chance
from kith.county.model import Block, Home
from kith.county.places import Homes
from kith.county.places.homes import GARRISONS, NO_ADDRESS, shares
from kith.county.places.postcodes import postcodes
from kith.county.plan import Plan
from kith.lib import identifiers
from kith.lib.identifiers import Check
from tests.county.issued import scan

KINDS = ("house", "house", "flat", "hmo", "care_home", "childrens_home", "supported", "hostel", "refuge")


def _filled(plan: Plan, number: int, count: int = 400) -> list[Home]:
    """What a block takes: homes of all kinds."""
    block = Block(number, plan)
    homes, chance = Homes(plan, number, block), Chance("test", number)
    for at in range(count):
        home = homes.next(chance, kind=KINDS[at % len(KINDS)])
        if at % 5 == 0:
            homes.next_door(home)
        if at % 7 == 0:
            homes.next(chance, near=home)
        if at % 11 == 0:
            homes.army(chance)
            homes.site(chance)
            homes.away(chance)
    return block.homes


@pytest.mark.parametrize(
    ("people", "blocks"), [(500_000, range(0, 250, 12)), (3_000_000, (0, 1, 2, 749, 1499)), (100, (0,))]
)
def test_no_two_blocks_hand_out_the_same_door(people: int, blocks: range) -> None:
    plan = Plan(people, 4)
    homes = [home for number in blocks for home in _filled(plan, number)]
    assert len({home.key for home in homes}) == len(homes)
    assert len({home.uprn for home in homes}) == len(homes)
    assert len({(home.line, home.postcode) for home in homes}) == len(homes)


def test_all_blocks_together_never_share_a_share() -> None:
    plan = Plan(500_000, 1)
    taken = [(share.place.at, share.part) for block in range(plan.blocks) for share in shares(plan, block)]
    assert len(set(taken)) == len(taken)
    assert len({at for at, _ in taken}) > 26_000


def test_the_largest_county_has_room_for_everybody_s_doors() -> None:
    plan = Plan(3_000_000, 1)
    block = Block(1_499, plan)
    homes, chance = Homes(plan, 1_499, block), Chance("full")
    for _ in range(2_500):
        homes.next(chance)
    assert len({(home.line, home.postcode) for home in block.homes}) == 2_500


def test_the_same_plan_gives_the_same_homes_and_another_seed_others() -> None:
    def told(seed: int) -> list[tuple[str, str, str]]:
        return [(home.line, home.postcode, home.uprn) for home in _filled(Plan(10_000, seed), 2, 60)]

    assert told(1) == told(1)
    assert told(1) != told(2)


def test_homes_of_one_block_are_spread_over_the_county_as_postcodes_are() -> None:
    homes = [home for home in _filled(Plan(500_000, 1), 17, 1_500) if home.kind == "house"]
    town = Counter(home.town for home in homes)
    swindon = sum(one.authority == "swindon" for one in postcodes()) / len(postcodes())
    assert len(town) > 60
    assert abs(sum(home.authority == "swindon" for home in homes) / len(homes) - swindon) < 0.08


def test_a_home_can_be_asked_for_in_a_town_and_near_another() -> None:
    block = Block(3, Plan(500_000, 1))
    homes, chance = Homes(block.plan, 3, block), Chance(5)
    assert {homes.next(chance, town=town).town for town in ("Salisbury", "Devizes")} == {"Salisbury", "Devizes"}
    for home in [homes.next(chance) for _ in range(100)]:
        near = homes.next(chance, near=home)
        assert hypot(near.easting - home.easting, near.northing - home.northing) < 9_000


def test_next_door_is_on_the_same_street_and_mostly_two_numbers_on() -> None:
    block = Block(3, Plan(500_000, 1))
    homes, chance = Homes(block.plan, 3, block), Chance(6)
    steps = []
    for home in [homes.next(chance, town="Swindon") for _ in range(40)]:
        neighbour = homes.next_door(home)
        assert (neighbour.street, neighbour.postcode, neighbour.kind) == (home.street, home.postcode, home.kind)
        steps.append(int(neighbour.number.rstrip("ABCDEF")) - int(home.number.rstrip("ABCDEF")))
    assert Counter(steps).most_common(1)[0][0] == 2
    flat = homes.next(chance, kind="flat")
    assert homes.next_door(flat).number.split(",")[1] == flat.number.split(",")[1]


def test_nobody_knows_who_lives_next_door_to_a_home_of_another_block() -> None:
    plan = Plan(500_000, 1)
    theirs = Homes(plan, 4, Block(4, plan)).next(Chance(1))
    with pytest.raises(ValueError, match="no next door"):
        Homes(plan, 3, Block(3, plan)).next_door(theirs)


def test_the_army_lives_in_garrisons_and_travellers_share_a_site() -> None:
    block = Block(9, Plan(500_000, 1))
    homes, chance = Homes(block.plan, 9, block), Chance(7)
    quarters = [homes.army(chance) for _ in range(80)]
    assert {home.town for home in quarters} <= set(GARRISONS)
    assert {(home.kind, home.tenure) for home in quarters} == {("quarter", "army")}
    plots = [homes.site(chance) for _ in range(12)]
    sites = Counter((home.number.split(", ")[1], home.postcode) for home in plots)
    assert list(sites.values()) == [6, 6]


def test_homes_elsewhere_have_a_postcode_that_was_never_issued() -> None:
    block = Block(2, Plan(2_000, 1))
    homes, chance = Homes(block.plan, 2, block), Chance(8)
    for home in [homes.away(chance) for _ in range(200)]:
        # Royal Mail uses neither Q, V nor X in the first place, and neither I, J nor Z in the second.
        assert home.postcode[0] in "QVX"
        assert home.postcode[1] not in "IJZ"
        assert identifiers.postcode(home.postcode) == (home.postcode, Check.VALID)
        assert home.authority == "elsewhere"


def test_somebody_without_an_address_has_the_postcode_that_links_nobody() -> None:
    block = Block(2, Plan(2_000, 1))
    home = Homes(block.plan, 2, block).none("swindon")
    assert identifiers.postcode(home.postcode).check is Check.STAND_IN
    assert (home.postcode, home.kind, home.uprn, home.authority) == (NO_ADDRESS, "none", "", "swindon")


def test_every_home_is_kept_in_its_block_and_only_refuges_are_secret() -> None:
    homes = _filled(Plan(4_000, 1), 1)
    assert {home.kind for home in homes if home.secret} == {"refuge"}
    assert {home.authority for home in homes} == {"wiltshire", "swindon", "elsewhere"}
    assert scan("\n".join(f"{home.line},{home.postcode},{home.uprn}" for home in homes)) == []
