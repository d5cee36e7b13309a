"""A guess: what each column of a sheet seems to be, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.records.rules.guessing.places import PLACES


class Sure(StrEnum):
    """How sure a guess is."""

    SURE = "sure"
    LIKELY = "likely"
    MAYBE = "maybe"
    NO = "not guessed"
    TOLD = "told by you"


class GuessWrong(Exception):
    """A correction that cannot be: it names no column or no place, or gives one place twice."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, where it seems to belong, and why."""

    heading: str
    place: str
    reason: str
    sure: Sure

    @property
    def words(self) -> str:
        """Say what it is."""
        return PLACES[self.place].words


@dataclass(frozen=True, slots=True)
class SheetGuess:
    """A sheet, or a file that has none, and what its columns seem to be."""

    sheet: str
    columns: tuple[Column, ...]

    def of(self, *places: str) -> list[str]:
        """Give the headings of the columns that are one of these."""
        return [one.heading for one in self.columns if one.place in places]
