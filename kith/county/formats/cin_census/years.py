"""The collection years: when each begins and ends, how a sex is coded in it, and how its document opens and closes.

The four years are those whose schemas DfE publishes alike (2023 to 2026). They differ in one thing: until 2024 the sex
was ``GenderCurrent`` (1, 2, 0, 9), from 2025 it is ``Sex`` (M, F, U).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kith.county.plan import Plan

LEA = "199"
"""The authority in the header: no authority's number, since those begin at 201."""
FIRST, LAST = 2023, 2026
_RETURNED = (7, 31)
"""By the end of July the return must be in; what is told later is not in it."""


@dataclass(frozen=True, slots=True)
class Year:
    """One collection year, named by the year in which it ends."""

    number: int
    sex_field: str
    sexes: Mapping[str, str]

    @property
    def first(self) -> date:
        """Give the first day: 1 April."""
        return date(self.number - 1, 4, 1)

    @property
    def last(self) -> date:
        """Give the reference date: 31 March."""
        return date(self.number, 3, 31)

    @property
    def returned(self) -> date:
        """Give the day by which something must have been told to be in the return."""
        return date(self.number, *_RETURNED)

    @property
    def name(self) -> str:
        """Give the name of the file."""
        return f"cin-census-{self.number}.xml"

    def until(self, day: date | None) -> date | None:
        """Give a day when it had come by the reference date, and nothing when it still lay ahead."""
        return day if day is not None and day <= self.last else None

    def holds(self, day: date | None) -> bool:
        """Say whether a day falls in the year."""
        return day is not None and self.first <= day <= self.last


_GENDERS: Mapping[str, str] = {"M": "1", "F": "2", "U": "0"}
_SEXES: Mapping[str, str] = {"M": "M", "F": "F", "U": "U"}
_LETTERS_FROM = 2025


def years(plan: Plan) -> tuple[Year, ...]:
    """Give the collection years that were over before the last day of the county."""
    every = (
        Year(number, "Sex", _SEXES) if number >= _LETTERS_FROM else Year(number, "GenderCurrent", _GENDERS)
        for number in range(FIRST, LAST + 1)
    )
    return tuple(year for year in every if plan.since <= year.last < plan.until)


def opening(year: Year) -> str:
    """Open the document: what is collected, by whom, as at which day."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n<Header>\n<CollectionDetails><Collection>CIN</Collection>'
        f"<Year>{year.number}</Year><ReferenceDate>{year.last}</ReferenceDate></CollectionDetails>\n"
        f"<Source><SourceLevel>L</SourceLevel><LEA>{LEA}</LEA><SoftwareCode>Local Authority</SoftwareCode>"
        f"<Release>1</Release><SerialNo>001</SerialNo><DateTime>{year.returned}T09:00:00</DateTime></Source>\n"
        "</Header>\n<Children>\n"
    )


CLOSING = "</Children>\n</Message>\n"
