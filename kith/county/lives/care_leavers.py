"""Care leavers: those who were looked after at sixteen or later, from eighteen to twenty-five."""

from __future__ import annotations

from typing import Final

from kith.county.chance import Chance
from kith.county.lives.care import RATES
from kith.county.lives.days import after, birthday
from kith.county.lives.scene import ADULT, Scene, gone

IN_TOUCH: Final = RATES.table("leavers", "in_touch")
ACTIVITY: Final = RATES.table("leavers", "activity")
ACCOMMODATION: Final = RATES.table("leavers", "accommodation")
SIXTEEN = 16
WEEKS_13 = 91
REVIEWED_EVERY = 182
"""Pathway plans are reviewed at least every six months (Care Leavers Regulations 2010)."""


def add(scene: Scene, chance: Chance) -> None:
    """Add one event for each care leaver."""
    for looked_after in scene.block.of("looked_after"):
        young = looked_after.person
        start, end = birthday(young.born, ADULT), looked_after.end
        long_enough = end is not None and (end - looked_after.start).days >= WEEKS_13
        if end is None or not long_enough or end < birthday(young.born, SIXTEEN):
            continue
        if start > scene.until or not young.here_on(start) or gone(young) == start:
            continue
        finish = birthday(young.born, int(RATES.number("leavers", "until_age")))
        last = min(gone(young) or finish, finish, scene.until)
        reviews = max((last - start).days // REVIEWED_EVERY, 0)
        scene.tell(
            "care_leaver",
            (start, finish),
            [(young, "child")],
            home=young.home_on(start),
            part_of=looked_after,
            pathway=after(start, reviews * REVIEWED_EVERY),
            in_touch=chance.weighted(IN_TOUCH),
            activity=chance.weighted(ACTIVITY),
            accommodation=chance.weighted(ACCOMMODATION),
        )
