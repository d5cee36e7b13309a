"""Names put in an order that is not theirs: how an English clerk may take down a name from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from kith.county.chance import Chance
from kith.county.names.shares import known

Three = tuple[str, str, str]


def swapped(forename: str, middle: str, surname: str) -> Three:
    """Put the surname first, as many languages do."""
    return surname, middle, forename


def dropped(forename: str, middle: str, surname: str) -> Three:
    """Leave the second name out."""
    return forename, "", surname


def second_last(forename: str, middle: str, surname: str) -> Three:
    """Take the second name for the surname and lose the surname: Jaspal Singh, Maya Kumari."""
    return (forename, "", middle) if middle else (forename, middle, surname)


def second_joined(forename: str, middle: str, surname: str) -> Three:
    """Run the second name into the surname: Kumar Gurung, Silva Santos."""
    return (forename, "", f"{middle} {surname}") if middle else (forename, middle, surname)


def called(forename: str, middle: str, surname: str) -> Three:
    """Take the second name, by which they are called, for the forename: Mohammed Rafiq becomes Rafiq."""
    return (middle, "", surname) if middle else (forename, middle, surname)


def last_alone(forename: str, middle: str, surname: str) -> Three:
    """Keep only the last of two surnames."""
    return forename, middle, surname.split()[-1]


def first_alone(forename: str, middle: str, surname: str) -> Three:
    """Take the first of two surnames for a second name."""
    parts = surname.split()
    return forename, " ".join([middle, *parts[:-1]]).strip(), parts[-1]


Way = Callable[[str, str, str], Three]
ORDERS: dict[str, tuple[tuple[float, Way], ...]] = {
    "chinese": ((0.30, swapped), (0.15, dropped), (0.10, second_joined)),
    "romanian": ((0.25, swapped), (0.15, dropped)),
    "ukrainian": ((0.15, swapped), (0.20, dropped), (0.06, second_last)),
    "polish": ((0.05, swapped), (0.10, dropped)),
    "nepali": ((0.08, swapped), (0.18, dropped), (0.14, second_joined), (0.08, second_last)),
    "bengali": ((0.12, swapped), (0.18, called), (0.12, dropped), (0.10, second_last)),
    "pakistani": ((0.08, swapped), (0.18, called), (0.12, dropped), (0.08, second_last)),
    "arabic": ((0.10, swapped), (0.15, dropped), (0.10, second_last)),
    "punjabi": ((0.35, second_last), (0.15, dropped), (0.06, second_joined)),
    "indian": ((0.12, swapped), (0.12, dropped)),
    "goan": ((0.05, swapped), (0.12, dropped), (0.08, second_joined)),
    "portuguese": ((0.20, last_alone), (0.20, first_alone), (0.10, dropped), (0.04, swapped)),
    "filipino": ((0.15, dropped), (0.12, second_joined)),
    "african": ((0.18, swapped), (0.14, dropped)),
}
"""What may be done to a name of each community, and in how many writings of it. Not sourced: our guesses. English,
Irish, Caribbean and Travellers' names are in the order that a clerk expects."""


def order(forename: str, middle: str, surname: str, community: str, chance: Chance) -> Three:
    """Give forename, second name and surname as an English clerk may put them down; mostly as they are."""
    draw = chance.draw()
    for share, way in ORDERS.get(known(community), ()):
        if draw < share:
            return way(forename, middle, surname)
        draw -= share
    return forename, middle, surname
