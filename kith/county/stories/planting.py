"""Which stories are told where: all of them in the first block, and each again now and then in a large county."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kith.county.chance import Chance
from kith.county.model import Block
from kith.county.places import County, Homes
from kith.county.stories import county_line, cross_border, hidden_sibling, low_level, next_door, young_carer
from kith.county.stories.stage import Stage, Story

AGAIN = 25
"""Blocks after which a story comes again, with other names."""
SMALLEST = 150
"""People in a block from which on stories are planted in it."""


class Telling(NamedTuple):
    """How one story is told."""

    plant: Callable[[Stage], Story]
    tell: Callable[[Stage], None]


TELLINGS: tuple[Telling, ...] = (
    Telling(county_line.plant, county_line.tell),
    Telling(hidden_sibling.plant, hidden_sibling.tell),
    Telling(next_door.plant, next_door.tell),
    Telling(cross_border.plant, cross_border.tell),
    Telling(low_level.plant, low_level.tell),
    Telling(young_carer.plant, young_carer.tell),
)
Planted = list[tuple[Telling, Stage]]


def plant(block: Block, county: County, homes: Homes, chance: Chance) -> Planted:
    """Add the people of the stories that belong to a block, before anybody else is there."""
    planted: Planted = []
    if block.plan.people_in(block.number) < SMALLEST:
        return planted
    for place, telling in enumerate(TELLINGS):
        if block.number == 0 or (block.number + place * 4) % AGAIN == 0:
            stage = Stage(block, county, homes, chance, first=block.number == 0)
            telling.plant(stage)
            planted.append((telling, stage))
    return planted


def tell(planted: Planted) -> list[Story]:
    """Let what the stories tell happen, after everything else has; give the stories with their answers."""
    for telling, stage in planted:
        telling.tell(stage)
    return [stage.story for _, stage in planted]
