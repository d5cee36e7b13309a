"""What an assessment finds, as codes: from what is true of the child and the grown-ups, and from what is common."""

from __future__ import annotations

from datetime import date
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, stay_on
from kith.county.model import Person

RATES: Final = Rates("social_care")
OF_PARENTS: Final[dict[str, str]] = RATES.read["factors"]["parent"]
OF_CHILD: Final[dict[str, str]] = RATES.read["factors"]["child"]
BY_CHANCE: Final = {code: share / 100 for code, share in RATES.numbers("factors", "by_chance").items()}
FROM_TRAIT: Final = RATES.number("factors", "share_from_trait")
OLDER: Final = {
    "2A": 12, "1A": 12, "10A": 9, "11A": 10, "13A": 10, "14A": 10, "15A": 10, "24A": 10, "3A": 13, "19B": 8, "18B": 8,
}  # fmt: skip
"""Not found in children younger than this (our guess)."""
NONE_FOUND, OTHER_FOUND = "21", "20"


def factors(child: Person, day: date, chance: Chance) -> tuple[str, ...]:
    """Give the codes of the factors found, in order; 21 alone where there is none."""
    found = {code for trait, code in OF_CHILD.items() if trait in child.traits and chance.yes(FROM_TRAIT)}
    if child.disabilities and chance.yes(FROM_TRAIT):
        found.add("5A" if "LD" in child.disabilities else "6A")
    stay = stay_on(child, day)
    for one in stay.household.on(day) if stay else ():
        if one.age_on(day) >= ADULT:
            found |= {code for trait, code in OF_PARENTS.items() if trait in one.traits and chance.yes(FROM_TRAIT)}
    age = child.age_on(day)
    found |= {code for code, share in BY_CHANCE.items() if chance.yes(share) and age >= OLDER.get(code, 0)}
    return tuple(sorted(found)) or (NONE_FOUND,)
