"""Addresses as agencies type them."""

from __future__ import annotations

import re

from kith.county.agencies.habits import INSTEAD, NOWHERE, Habits
from kith.county.agencies.persona import NOT_KNOWN, Place
from kith.county.chance import Chance
from kith.county.model import Home, Person

NO_ABODE = "ZZ99 3VZ"
"""The stand-in postcode of the NHS for no fixed abode."""
SHORT = {
    "Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Drive": "Dr", "Lane": "Ln", "Crescent": "Cres",
    "Gardens": "Gdns", "Court": "Ct", "Place": "Pl", "Terrace": "Terr", "Square": "Sq", "Grove": "Gr", "House": "Hse",
}  # fmt: skip
_WORDS = re.compile(r"\b(" + "|".join(SHORT) + r")\b")
_WITH_NUMBER = 0.7
_NO_HOME = "none"


def is_secret(home: Home | None, whose: Person | None) -> bool:
    """Say whether nobody may be told that somebody lives there."""
    return (home is not None and home.secret) or (whose is not None and "shielded" in whose.traits)


class Typist:
    """Types addresses by one agency's habits."""

    def __init__(self, habits: Habits, chance: Chance) -> None:
        self._habits, self._chance = habits, chance
        self._share = habits.typing

    def place(self, home: Home | None, whose: Person | None = None) -> Place:
        """Type an address; where it is secret, or whoever lives there shielded, something else but for what leaks."""
        traits = whose.traits if whose is not None else ()
        if "no_fixed_address" in traits or (home is not None and home.kind == _NO_HOME):
            return self.nowhere()
        if home is None:
            return NOT_KNOWN
        if is_secret(home, whose):
            return self.shown(home) if self._chance.draw() < self._habits.keeping["leaks"] else self.instead()
        return self.shown(home)

    def instead(self) -> Place:
        """Give what stands for a secret address: words, and neither postcode nor property number."""
        return Place(self._chance.pick(INSTEAD[self._habits.agency]), "", "")

    def nowhere(self) -> Place:
        """Give what stands for no fixed abode: words, and the stand-in postcode or none."""
        postcode = NO_ABODE if self._chance.yes(_WITH_NUMBER) else ""
        return Place(self._chance.pick(NOWHERE[self._habits.agency]), postcode, "")

    def shown(self, home: Home) -> Place:
        """Type an address that may be known."""
        draw, share = self._chance.draw, self._share
        line = f"{home.number} {home.street}" if home.street else home.number
        if draw() < share["short"]:
            line = _WORDS.sub(lambda found: SHORT[found[0]], line)
        if home.town and draw() >= share["no_town"]:
            line = f"{line}, {home.town}"
            if draw() < share["county"]:
                line += ", Wiltshire"
        postcode = self._postcode(home.postcode)
        if draw() < share["inside"]:
            line, postcode = f"{line}, {home.postcode}", "" if draw() < share["inside_only"] else postcode
        return Place(line.upper() if draw() < share["capitals"] else line, postcode, home.uprn)

    def _postcode(self, postcode: str) -> str:
        draw = self._chance.draw()
        if draw < self._share["closed"]:
            return postcode.replace(" ", "")
        return postcode.lower() if draw > 1.0 - self._share["small"] else postcode
