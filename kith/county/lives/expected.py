"""Children who are expected: referred before they are born, where those who see the mother fear for the child.

The referral and its assessment are about somebody who has no name, no sex that is sure and no birth date yet.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.rates import Rates
from kith.county.lives.scene import Scene, stay_on
from kith.county.model import Person

RATES: Final = Rates("social_care")
SOURCES: Final = RATES.table("expected", "by")
NEEDS: Final = RATES.table("expected", "need")
CARRIED: Final = timedelta(days=280)
"""From conception to the day on which a child is expected."""


def add(scene: Scene, chance: Chance) -> None:
    """Add contacts, referrals and assessments of the unborn."""
    share, traits = RATES.number("expected", "share"), RATES.number("expected", "share_with_traits")
    for child in scene.block.people:
        mother = child.mother
        if child.born > scene.until and mother is not None and mother.here_on(scene.until):
            worried = mother.traits & {"drugs", "alcohol", "mental_health", "learning_disability"}
            if chance.yes(traits if worried else share):
                _refer(scene, chance, child, mother)


def _refer(scene: Scene, chance: Chance, child: Person, mother: Person) -> None:
    """Refer an unborn child at some day from the twelfth week on, if that has come."""
    first = child.born - CARRIED + timedelta(weeks=12)
    if first >= scene.until:
        return
    day = chance.day(first, scene.until)
    stay = stay_on(mother, day)
    home = stay.home if stay is not None else None
    who = [(child, "child")]
    source = chance.weighted(SOURCES)
    contact = scene.tell("contact", day, who, home=home, source=source, outcome="referral")
    need = chance.weighted(NEEDS)
    referral = scene.tell(
        "referral", (day, None), who, home=home, part_of=contact, source=source, need=need, nfa=0, closure=""
    )
    begun = day + timedelta(days=chance.whole(1, 5))
    if begun <= scene.until:
        scene.tell("assessment", (begun, None), who, home=home, part_of=referral, factors=("4B",), seen=0, supported=1)
