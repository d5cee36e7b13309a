"""A date of which only some parts may be known: a year, a month of a year, a day, or nothing at all."""

import calendar
from dataclasses import dataclass
from datetime import date

# As English files and people write them, whatever language the machine speaks.
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class PartialDate:
    """What is known of a date. `PartialDate()` says, on purpose, that it is not known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse parts that cannot go together, so that no impossible date is ever kept."""
        if (self.month is not None and self.year is None) or (self.day is not None and self.month is None):
            raise ValueError("a day needs a month, and a month needs a year")
        self.earliest()

    @property
    def known(self) -> bool:
        """Say whether there is anything at all to show."""
        return self.year is not None

    @property
    def exact(self) -> date | None:
        """Give the date when every part of it is known."""
        return self.earliest() if self.day is not None else None

    def earliest(self) -> date | None:
        """Give the first day it could be."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date | None:
        """Give the last day it could be."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Keep it as "2011", "2011-03", "2011-03-14" or "" (not known), which sorts and compares as text."""
        parts = (self.year, self.month, self.day)
        return "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts) if part is not None)

    def words(self) -> str:
        """Write it for a reader: "14 March 2011", "March 2011", "2011" or "not known"."""
        month = calendar.month_name[self.month] if self.month else None
        return " ".join(str(part) for part in (self.day, month, self.year) if part) or "not known"

    @classmethod
    def read(cls, text: str) -> "PartialDate":
        """Read back what `str` wrote."""
        return cls(*(int(part) for part in text.split("-") if part))

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Take a date that is wholly known."""
        return cls(day.year, day.month, day.day)
