"""The school year: its terms, and where a child stands in it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from kith.county.model import Person

SEPTEMBER = 9
LAST_MONTH = 8
"""Children born up to the end of August start a year sooner than those born after."""
FIRST_YEAR, LAST_COMPULSORY, LAST_YEAR = 0, 11, 13
"""Reception, year 11 and year 13."""


class Term(NamedTuple):
    """One term, with how many sessions a school opens in it (two a day; 380 a year)."""

    name: str
    start: date
    end: date
    sessions: int


@cache
def terms(autumn: int) -> tuple[Term, ...]:
    """Give the three terms of the school year that begins in an autumn. The days are usual ones, the same every year."""
    spring = autumn + 1
    year = f"{autumn}-{spring % 100:02d}"
    return (
        Term(f"autumn {year}", date(autumn, 9, 3), date(autumn, 12, 19), 142),
        Term(f"spring {year}", date(spring, 1, 5), date(spring, 3, 31), 116),
        Term(f"summer {year}", date(spring, 4, 16), date(spring, 7, 21), 122),
    )


def opening(autumn: int) -> date:
    """Give the day from which pupils are on the roll of a new school."""
    return date(autumn, 9, 1)


def closing(autumn: int) -> date:
    """Give the first day on which those who leave at the end of a school year are off the roll."""
    return date(autumn + 1, 8, 1)


def autumn_of(day: date) -> int:
    """Give the year in whose autumn the school year of a day began."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def starts_school(person: Person) -> int:
    """Give the autumn in which somebody starts in reception: the first after they turn four."""
    return person.born.year + (4 if person.born.month <= LAST_MONTH else 5)


def group(person: Person, day: date) -> str:
    """Name the year group on a day: R, 1 to 13."""
    year = autumn_of(day) - starts_school(person)
    return "R" if year <= FIRST_YEAR else str(min(year, LAST_YEAR))


def in_term(day: date) -> bool:
    """Say whether a day lies in a term."""
    return any(term.start <= day <= term.end for term in terms(autumn_of(day)))
