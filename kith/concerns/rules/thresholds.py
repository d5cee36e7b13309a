"""Threshold schemes: the levels of need a partnership has published, by version.

A decision keeps the scheme, its version and the level's own words, so that it can be read
years later under the scheme it was made by.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One level of need, in the scheme's own words."""

    number: int
    name: str


@dataclass(frozen=True)
class Scheme:
    """One published version of a threshold document."""

    code: str
    version: str
    authority: str
    title: str
    source: str
    levels: tuple[Level, ...]

    def level(self, number: int) -> Level:
        """Give a level by its number; a number the scheme lacks raises `KeyError`."""
        return {level.number: level for level in self.levels}[number]

    @property
    def stamp(self) -> str:
        """Name the scheme and its version, as a decision keeps them."""
        return f"{self.code}/{self.version}"


WILTSHIRE_2019 = Scheme(
    code="wiltshire",
    version="2019",
    authority="Wiltshire",
    title="Wiltshire safeguarding thresholds, 2019",
    source="https://www.wiltshirescb.org.uk/professionals/safeguarding-thresholds/",
    levels=(
        Level(1, "Resilient family; thriving child"),
        Level(2, "Child and family needing help"),
        Level(3, "High stress family; child at risk of harm"),
        Level(4, "Child and family in crisis"),
    ),
)
SCHEMES: dict[str, Scheme] = {scheme.stamp: scheme for scheme in (WILTSHIRE_2019,)}
CURRENT = WILTSHIRE_2019.stamp


def scheme(stamp: str) -> Scheme:
    """Find a scheme by the stamp a decision keeps."""
    return SCHEMES[stamp]


def check_levels(stamp: str, numbers: Iterable[int]) -> tuple[Level, ...]:
    """Read the levels chosen; a family may sit in several at once, and the balance decides."""
    chosen = sorted(set(numbers))
    if not chosen:
        raise ValueError("Choose at least one level.")
    known = {level.number: level for level in scheme(stamp).levels}
    if not set(chosen) <= set(known):
        raise ValueError("That level is not in this scheme.")
    return tuple(known[number] for number in chosen)
