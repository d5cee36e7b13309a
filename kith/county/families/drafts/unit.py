"""Those who live together, as they are drafted: a unit, its spells in one home after another, and the draft of a block."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from kith.county.chance import Chance
from kith.county.model import Block, Household, Person, Sex

YEAR = 365.25
YOUNGEST_FATHER = 17


@dataclass(slots=True)
class Spell:
    """A household for as long as it stayed in one home."""

    household: Household
    start: date
    end: date | None


@dataclass(slots=True, eq=False)
class Unit:
    """Those who live together on the last day, or did when the last of them died or left, and how it came about."""

    shape: str
    kind: str
    adults: list[Person] = field(default_factory=list)
    children: list[Person] = field(default_factory=list)
    """Children of either adult, of whatever age."""
    formed: date | None = None
    """When they began to live together, if within the years that are told."""
    came: date | None = None
    end: date | None = None
    joined: dict[Person, date] = field(default_factory=dict)
    """Adults who came to live in it later than the first."""
    once: list[tuple[Person, date | None, date]] = field(default_factory=list)
    """Adults who lived in it until they parted or died: from when, and until when."""
    spells: list[Spell] = field(default_factory=list)
    rooted: bool = False
    """Something is told of them from early on: they cannot have come in the middle of it."""
    strain: float = 0.0

    @property
    def members(self) -> list[Person]:
        """Give everybody in it."""
        return [*self.adults, *self.children]


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    block: Block
    chance: Chance
    units: list[Unit] = field(default_factory=list)
    unit_of: dict[Person, Unit] = field(default_factory=dict)
    partners: list[tuple[Person, Person, date, date | None, bool]] = field(default_factory=list)
    """Two people, from when, until when, and whether they married."""

    @property
    def until(self) -> date:
        """The last day."""
        return self.block.plan.until

    @property
    def since(self) -> date:
        """The first day."""
        return self.block.plan.since

    def born(self, age: float) -> date:
        """Give a birthday for an age in years, with a fraction, on the last day."""
        return self.until - timedelta(days=int(age * YEAR) + 1)

    def somebody(self, sex: Sex, age: float, community: str) -> Person:
        """Add somebody of an age."""
        return self.block.person(sex, self.born(age), community)

    def add(self, unit: Unit) -> Unit:
        """Keep a unit, and remember where each of its members lives."""
        self.units.append(unit)
        for one in unit.members:
            self.unit_of[one] = unit
        return unit
