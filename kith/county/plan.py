"""What was asked for: how many people, from which seed, up to which day; and how that is cut into blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

YEARS = 8
BLOCK = 2_000
"""People living in a block at the end. Every block but the last has as many."""
ROOM = 3_600
"""Numbers set aside for each block: its people, and those who died, left or were known by another number before."""
UNTIL = date(2026, 9, 30)
LEVELS = ("normal", "hard")


@dataclass(frozen=True, slots=True)
class Plan:
    """One county to make. The same plan gives the same bytes."""

    people: int
    seed: int
    until: date = UNTIL
    errors: str = "normal"
    """How careless the agencies are: one of LEVELS."""

    def __post_init__(self) -> None:
        if self.people < 1:
            raise ValueError("A county needs at least one person.")
        if self.errors not in LEVELS:
            raise ValueError(f"Errors are one of {', '.join(LEVELS)}, not {self.errors}.")

    @property
    def since(self) -> date:
        """The first day of the years that are told."""
        return self.until.replace(year=self.until.year - YEARS, day=1)

    @property
    def blocks(self) -> int:
        """Count the blocks."""
        return -(-self.people // BLOCK)

    def people_in(self, block: int) -> int:
        """Say how many live in a block at the end."""
        return min(BLOCK, self.people - block * BLOCK)
