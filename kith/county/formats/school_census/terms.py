"""Which censuses there are by the last day of the county, what each looks back on, and the columns of its tables."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from kith.county.plan import Plan

Span = tuple[date, date]
Columns = dict[str, tuple[str, ...]]

DATA = Path(__file__).parents[2] / "data" / "school_census.toml"
TABLES: dict[str, Columns] = {
    term: {table: tuple(columns) for table, columns in tables.items()}
    for term, tables in tomllib.loads(DATA.read_text(encoding="utf-8")).items()
}
"""Columns by term and table."""

ADDRESSES = {"spring": "addresses", "autumn": "addressesonroll"}
MEALS = {"spring": "fsmperiod", "autumn": "fsmperiodsonroll"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
THURSDAY = 3
FIRST, THIRD = 1, 3
RETURNED = timedelta(days=60)
"""How long after its day a census is back from COLLECT. Not sourced: our guess."""
TERM_CODES = {"spring": "SPR", "autumn": "AUT"}


@dataclass(frozen=True, slots=True)
class Census:
    """One census: its day, and the spans it asks about.

    Suspensions are asked for two terms back and sessions missed one term back (from memory of the DfE's guide: not
    sourced). ``left`` is the span in which somebody who has left is still asked about.
    """

    term: str
    day: date
    suspensions: Span
    sessions: Span
    older: bool
    """Whether it is an extract of an earlier year, with codes that have since been given up."""

    @property
    def name(self) -> str:
        """Say how its files begin: ``2026_spring``."""
        return f"{self.day.year}_{self.term}"

    @property
    def left(self) -> Span:
        """Say when somebody may have left and still be asked about."""
        return min(self.suspensions[0], self.sessions[0]), self.day

    @property
    def school_year(self) -> int:
        """Give the year in which the school year of the census began."""
        return self.day.year - (self.term != "autumn")


def thursday(year: int, month: int, nth: int) -> date:
    """Give the nth Thursday of a month: censuses are taken on Thursdays."""
    first = date(year, month, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 7 * (nth - 1))


def spring(year: int, *, older: bool) -> Census:
    """Give the census of January."""
    summer = (date(year - 1, 4, 16), date(year - 1, 7, 31))
    autumn = (date(year - 1, 8, 1), date(year - 1, 12, 31))
    return Census("spring", thursday(year, 1, THIRD), summer, autumn, older)


def autumn(year: int, *, older: bool) -> Census:
    """Give the census of October."""
    early, late = (date(year, 1, 1), date(year, 4, 15)), (date(year, 4, 16), date(year, 7, 31))
    return Census("autumn", thursday(year, 10, FIRST), early, late, older)


def censuses(plan: Plan) -> tuple[Census, ...]:
    """Give the censuses a council holds: the spring of two school years, and the autumn of the later of them."""
    back = plan.until - RETURNED
    year = back.year - (thursday(back.year, 1, THIRD) > back)
    return (spring(year - 1, older=True), autumn(year - 1, older=False), spring(year, older=False))


@lru_cache(maxsize=20_000)
def stamp(day: date) -> str:
    """Write a day as COLLECT does: ``2020-Apr-25 00:00:00``."""
    return f"{day.year}-{MONTHS[day.month - 1]}-{day.day:02d} 00:00:00"


def year_group(born: date, school_year: int) -> str:
    """Give the national curriculum year of somebody born on a day: N1, N2, R, 1 to 14.

    Children start Reception in the September after they turn four.
    """
    age = school_year - born.year - ((born.month, born.day) > (8, 31))
    return YEAR_GROUPS.get(age, str(age - FIRST_YEAR_BEGINS + 1))


FIRST_YEAR_BEGINS = 5
YEAR_GROUPS = {1: "E2", 2: "N1", 3: "N2", 4: "R"}
