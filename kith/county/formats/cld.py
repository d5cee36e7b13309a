"""Adult client level data, release 2: a council's quarterly return of requests, assessments, services and reviews.

Each submission covers the twelve months up to the end of its quarter, as the Department of Health and Social Care
requires, so that most events stand in four of them. What was finished in the period is in it, and services that went on
in it; what was written down late is only in later ones. As the department's notes on de-duplication say, references are
not to be relied on, some services are left open by mistake, and some start again each April. Adult safeguarding is not
in this return.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from kith.county.agencies.known import Known
from kith.county.chance import Chance
from kith.county.formats.cld_events import DIED_AT, EVENT_COLUMNS, Item, Maker
from kith.county.formats.cld_people import written
from kith.county.formats.cld_words import RELEASE_1
from kith.county.formats.form import File, Format
from kith.county.plan import Plan
from kith.county.writing import Pages

COLUMNS = (
    "LA_Code", "Reporting_Period_End_Date", "Reporting_Period_Start_Date", "NHS_Number", "LA_Person_Unique_Identifier",
    "GP_Practice_Code", "Gender", "Ethnicity", "Date_of_Birth", "Date_of_Death", "Client_Type", "Primary_Support_Reason",
    "Postcode", "Accommodation_Status", "Employment_Status", "Has_Unpaid_Carer", "Autism_Spectrum_Disorder_ASD",
    "Visual_Impairment", "Hearing_Impairment", "Dementia", "Client_Funding_Status", *EVENT_COLUMNS,
)  # fmt: skip
LA_CODE = "199"
"""No council's: the county's agencies are invented, and a real one's number stands beside nobody here."""
QUARTERS = 8
LATE = timedelta(days=30)
"""How long after the end of a quarter its submission is made."""
_QUARTER_MONTHS, _MONTHS = 3, 12
_APRIL = 4
_UPLIFT = 1.05
"""How much dearer a service gets each April. Not sourced: our guess."""
_OLD_WORDS, _OTHER_REFERENCE, _LEFT_OPEN, _STARTS_AGAIN = 0.03, 0.02, 0.02, 0.02
"""Shares of rows with release 1 strings, with another reference, left open, and of services that start each April."""
_REFERENCE, _START, _END, _OUTCOME, _COST = (
    EVENT_COLUMNS.index(name)
    for name in ("Event_Reference", "Event_Start_Date", "Event_End_Date", "Event_Outcome", "Unit_Cost")
)


@dataclass(frozen=True, slots=True)
class Submission:
    """One quarter's return, for the twelve months up to its last day."""

    start: date
    end: date

    @property
    def name(self) -> str:
        """Give the name of its file."""
        return f"cld-{self.end.year}Q{(self.end.month - 1) // _QUARTER_MONTHS + 1}.csv"

    def takes(self, item: Item) -> bool:
        """Say whether a row belongs in it: services that went on in the period, and all else that ended in it."""
        if item.start > self.end or item.told > self.end + LATE:
            return False
        if item.end is None:
            return item.lasts
        return item.end >= self.start and (item.lasts or item.end <= self.end)


def submissions(plan: Plan) -> tuple[Submission, ...]:
    """Give the last eight whose quarter had ended by the last day, the oldest first."""
    after_all = plan.until + timedelta(days=1)
    months = after_all.year * _MONTHS + after_all.month - 1
    last = months // _QUARTER_MONTHS * _QUARTER_MONTHS
    found = []
    for back in range(QUARTERS - 1, -1, -1):
        after = last - back * _QUARTER_MONTHS
        end = date(after // _MONTHS, after % _MONTHS + 1, 1) - timedelta(days=1)
        start = date(after // _MONTHS - 1, after % _MONTHS + 1, 1)
        found.append(Submission(start, end))
    return tuple(found)


def year_of(day: date) -> date:
    """Give the first day of the financial year a day is in."""
    return date(day.year - (day.month < _APRIL), _APRIL, 1)


class Returns:
    """The rows of one block in every submission."""

    def __init__(self, known: Known) -> None:
        self.chance = Chance(known.plan.seed, "block", known.block.number, known.agency, "cld")
        self.items = list(Maker(known, self.chance).items())
        self.starts_again = [item.lasts and self.chance.yes(_STARTS_AGAIN) for item in self.items]
        self.until = known.plan.until

    def rows(self, submission: Submission) -> Iterator[list[str]]:
        """Give the rows of one submission."""
        front = [LA_CODE, written(submission.end), written(submission.start)]
        for item, again in zip(self.items, self.starts_again, strict=True):
            if submission.takes(item):
                start = max(item.start, year_of(submission.end)) if again else item.start
                yield self._careless(front + _person(item, submission) + self._event(item, submission, start))

    def _event(self, item: Item, submission: Submission, start: date) -> list[str]:
        cells = item.event.copy()
        if not cells[0]:
            return cells
        closed = item.end is not None and item.end <= submission.end
        if item.lasts and (not closed or self.chance.yes(_LEFT_OPEN)):
            cells[_OUTCOME] = ""
        else:
            cells[_END] = written(item.end)
        cells[_START] = written(start)
        if item.cost is not None:
            years = year_of(self.until).year - year_of(submission.end).year
            cells[_COST] = f"{item.cost / _UPLIFT**years:.2f}"
        if self.chance.yes(_OTHER_REFERENCE):
            cells[_REFERENCE] = f"{cells[_REFERENCE]}-1"
        return cells

    def _careless(self, row: list[str]) -> list[str]:
        return [RELEASE_1.get(cell, cell) for cell in row] if self.chance.yes(_OLD_WORDS) else row


def _person(item: Item, submission: Submission) -> list[str]:
    if item.died is None or item.died > submission.end:
        return item.person
    cells = item.person.copy()
    cells[DIED_AT] = written(item.died)
    return cells


def _head(_plan: Plan) -> str:
    line = StringIO()
    csv.writer(line).writerow(COLUMNS)
    return line.getvalue()


def _files(plan: Plan) -> tuple[File, ...]:
    return tuple(File(one.name, _head) for one in submissions(plan))


def write(known: Known, pages: Pages) -> None:
    """Write a block's share of all submissions."""
    returns = Returns(known)
    for one in submissions(known.plan):
        pages.rows(known.path(one.name), returns.rows(one))


FORMAT = Format("Adult client level data, release 2", ("adults",), _files, write)
