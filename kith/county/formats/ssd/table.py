"""What a table of the Standard Safeguarding Dataset is: a name, where its rows come from, and a function per column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from json import dumps
from typing import Generic, TypeVar

from kith.county.formats.ssd.held import Case, Held

Cell = str | int | float | date | None
"""What a field may hold. Dates are written as ISO days, nothing as nothing."""
R = TypeVar("R")
FromCase = Callable[[Case], Cell]
YES = {"1": "Y", "0": "N", "Y": "Y", "N": "N", "yes": "Y", "no": "N", "True": "Y", "False": "N"}


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """One table: its columns are in the order of the published list of fields."""

    name: str
    rows: Callable[[Held], Iterable[R]]
    columns: Mapping[str, Callable[[R], Cell]]

    def values(self, held: Held) -> Iterator[list[Cell]]:
        """Give the rows of one block."""
        take = tuple(self.columns.values())
        for row in self.rows(held):
            yield [column(row) for column in take]


def cases(kind: str) -> Callable[[Held], Iterable[Case]]:
    """Take one row from each event of a kind that the agency holds."""
    return lambda held: held.of(kind)


def detail(name: str) -> FromCase:
    """Write a detail of the event as it is."""
    return lambda case: case.event.text(name)


def coded(name: str, codes: Mapping[str, str]) -> FromCase:
    """Write a detail of the event in other words; nothing for what is not in the table."""
    return lambda case: codes.get(case.event.text(name), "")


def flag(name: str) -> FromCase:
    """Write a detail that is yes or no as Y or N."""
    return coded(name, YES)


def always(value: str) -> Callable[[object], Cell]:
    """Write the same everywhere."""
    return lambda _row: value


def key(case: Case) -> Cell:
    """Write the council's own number for what the row tells."""
    return case.reference


def person(case: Case) -> Cell:
    """Write the number of the child."""
    return case.persona.local_id


def start(case: Case) -> Cell:
    """Write the day it began or happened."""
    return case.day


def end(case: Case) -> Cell:
    """Write the day it ended, if it has."""
    return case.last


def referral(case: Case) -> Cell:
    """Write the number of the referral it follows from, where that is held."""
    above = case.held.referral(case)
    return above.reference if above else ""


def worker(case: Case) -> Cell:
    """Write the number of the worker who has it."""
    return case.held.worker(case.event)


def team(case: Case) -> Cell:
    """Write the number of the team that has it."""
    return case.held.team(case)


def drawn(share: float, yes: str = "Y", no: str = "N") -> FromCase:
    """Draw one of two values, the first in this share of rows."""
    return lambda case: yes if case.held.chance.yes(share) else no


nothing = always("")


@cache
def flags(names: tuple[str, ...], on: tuple[str, ...], comments: str | None = None) -> str:
    """Write an outcome as the dataset does: an object with every flag, Y for those that are on, N for the others.

    With ``comments`` (which may be empty) come the count of outcomes and the comments, as for assessments.
    """
    out: dict[str, str | int] = {name: "Y" if name in on else "N" for name in names}
    if comments is not None:
        out |= {"TOTAL_NO_OF_OUTCOMES": len(on), "COMMENTS": comments}
    return dumps(out)
