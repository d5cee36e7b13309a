"""Draft the households of a block until as many people live in it as the plan asks for."""

from __future__ import annotations

from kith.county import names
from kith.county.chance import Chance
from kith.county.families import tables
from kith.county.families.drafts.kin import drawn_sex
from kith.county.families.drafts.shapes import ordinary
from kith.county.families.drafts.unit import Draft, Unit
from kith.county.model import Block

SMALLEST_WITH_CARE = 150
"""People in a block from which on it has at least one foster home."""


def draft(block: Block, chance: Chance) -> Draft:
    """Draw households until as many people live in the block as the plan asks for."""
    made = Draft(block, chance)
    # Those of the planted stories are there already; some of them are yet to be born or live elsewhere.
    wanted = block.plan.people_in(block.number) + sum(not one.here_on(made.until) for one in block.people)
    _communal(made, wanted)
    if wanted >= SMALLEST_WITH_CARE:
        made.add(ordinary(made, "foster"))
    while (left := wanted - len(block.people)) > 0:
        unit = ordinary(made, chance.weighted(tables.ORDINARY))
        if len(unit.members) > left:
            _take_back(made, unit, left)
        made.add(unit)
    return made


def _take_back(made: Draft, unit: Unit, left: int) -> None:
    """Keep only so many of a unit, so that the count comes out: the last become fewer, not others."""
    gone = unit.members[left:]
    for one in gone:
        made.block.people.remove(one)
        for parent in (one.mother, one.father):
            if parent is not None:
                parent.children.remove(one)
        for child in one.children:
            child.mother = None if child.mother is one else child.mother
            child.father = None if child.father is one else child.father
    unit.adults = [one for one in unit.adults if one not in gone]
    unit.children = [one for one in unit.children if one not in gone]
    made.partners = [two for two in made.partners if two[0] not in gone and two[1] not in gone]


def _communal(made: Draft, wanted: int) -> None:
    """Add those who live in homes of many, and those who have none, in their share of this block."""
    chance = made.chance
    for kind, (per_thousand, room, (low, high)) in tables.COMMUNAL.items():
        if kind == "childrens_home":
            continue  # filled from families, by ``care``
        count = chance.times(min(per_thousand * wanted / 1000, 60) / room) * room
        for start in range(0, min(count, wanted // 10), room):
            adults = []
            for _ in range(start, min(start + room, count)):
                age = low + (high - low) * (max(chance.draw(), chance.draw()) if kind == "care_home" else chance.draw())
                sex = drawn_sex(chance, 0.68 if kind == "care_home" else 0.3)
                adults.append(made.somebody(sex, age, chance.weighted(names.COMMUNITIES)))
            made.add(Unit(kind, kind, adults))
