"""Days of work and days apart: the small reckoning that every subject needs."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from kith.lib.bank_holidays import is_bank_holiday

DAY = timedelta(days=1)
YEAR = 365.25
SATURDAY = 5
LEAP = (2, 29)


@cache
def _works(day: date) -> bool:
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def working(day: date) -> date:
    """Give the day itself if it is a working day, else the next that is."""
    while not _works(day):
        day += DAY
    return day


def worked(day: date, count: int) -> date:
    """Give the day so many working days after a day."""
    for _ in range(count):
        day = working(day + DAY)
    return day


def after(day: date, days: int) -> date:
    """Give the day so many days after a day."""
    return day + timedelta(days=days)


def birthday(born: date, age: int) -> date:
    """Give the day somebody comes of an age; the first of March for those born on a leap day."""
    if (born.month, born.day) == LEAP:
        return date(born.year + age, 3, 1)
    return date(born.year + age, born.month, born.day)


def earliest(*days: date | None) -> date | None:
    """Give the first of some days, leaving out those that never come."""
    return min((day for day in days if day is not None), default=None)
