"""Working time: how many hours and days of work lie between two moments.

A working *hour* passes only while the hub is open. A working *day* is Monday to Friday and not
a bank holiday, whatever the hub's hours are, because that is how the guidance counts. Every
moment carries its time zone, and the hub's clock on the wall is London's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kith.lib.bank_holidays import is_bank_holiday

LONDON = ZoneInfo("Europe/London")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKEND = (5, 6)
ONE_DAY = timedelta(days=1)
# A calendar that is never open would be searched for ever.
FURTHEST = 3700

_LINE = re.compile(
    r"(?P<first>[A-Z][a-z]{2})(?:-(?P<last>[A-Z][a-z]{2}))?\s+"
    r"(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)"
)


@dataclass(frozen=True)
class Hours:
    """When a day's work begins and ends. An end of midnight means the end of that day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes != time(0) and self.closes <= self.opens:
            raise ValueError("A day must close after it opens.")


@dataclass(frozen=True)
class Calendar:
    """A partnership's opening hours by weekday (Monday is 0), and the days it does not work."""

    hours: Mapping[int, Hours]
    closed: frozenset[date] = frozenset()
    zone: ZoneInfo = LONDON
    bank_holiday: Callable[[date], bool] = field(default=is_bank_holiday)

    def __post_init__(self) -> None:
        if not self.hours:
            raise ValueError("A calendar must be open on some day of the week.")

    def is_working_day(self, day: date) -> bool:
        """Count as the guidance does: Monday to Friday, bank holidays left out."""
        return day.weekday() not in WEEKEND and not self.bank_holiday(day)

    def opening(self, day: date) -> tuple[datetime, datetime] | None:
        """Give the moments between which the hub works on this day, if it does."""
        hours = self.hours.get(day.weekday())
        if hours is None or day in self.closed or self.bank_holiday(day):
            return None
        end = day + ONE_DAY if hours.closes == time(0) else day
        return self._moment(day, hours.opens), self._moment(end, hours.closes)

    def local_day(self, at: datetime) -> date:
        """Give the day it is for the people at the hub."""
        return _utc(at).astimezone(self.zone).date()

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)


def calendar_from_text(text: str, closed: frozenset[date] = frozenset()) -> Calendar:
    """Read a setting such as `Mon-Thu 08:45-17:00; Fri 08:45-16:00`."""
    hours: dict[int, Hours] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        found = _LINE.fullmatch(part)
        if found is None or not {found["first"], found["last"] or "Mon"} <= set(DAYS):
            raise ValueError(f"These opening hours cannot be read: {part!r}")
        first = DAYS.index(found["first"])
        last = DAYS.index(found["last"] or found["first"])
        closes = "00:00" if found["closes"] == "24:00" else found["closes"]
        span = Hours(time.fromisoformat(found["opens"]), time.fromisoformat(closes))
        hours.update(dict.fromkeys(range(first, last + 1), span))
    return Calendar(hours, closed)


def add_working_hours(start: datetime, hours: float | timedelta, calendar: Calendar) -> datetime:
    """Find the moment by which so many hours of work have passed."""
    left = hours if isinstance(hours, timedelta) else timedelta(hours=hours)
    if left < timedelta(0):
        raise ValueError("Working hours can only be added.")
    for opens, closes in _openings(start, calendar):
        begins = max(opens, _utc(start))
        if left <= closes - begins:
            return (begins + left).astimezone(calendar.zone)
        left -= max(closes - begins, timedelta(0))
    raise ValueError("This calendar is not open often enough.")


def working_hours_between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Measure the work that fits between two moments; negative if the end comes first."""
    first, last = _utc(start), _utc(end)
    if last < first:
        return -working_hours_between(last, first, calendar)
    total = timedelta(0)
    for opens, closes in _openings(first, calendar, until=calendar.local_day(last)):
        total += max(min(closes, last) - max(opens, first), timedelta(0))
    return total


def is_open(at: datetime, calendar: Calendar) -> bool:
    """Say whether the hub is at work at this moment."""
    opening = calendar.opening(calendar.local_day(at))
    return opening is not None and opening[0] <= _utc(at) < opening[1]


def next_opening(at: datetime, calendar: Calendar) -> datetime:
    """Give this moment if the hub is open, or the next at which it opens."""
    for opens, closes in _openings(at, calendar):
        if closes > _utc(at):
            return max(opens, _utc(at)).astimezone(calendar.zone)
    raise ValueError("This calendar is not open often enough.")


def add_working_days(start: datetime, days: int, calendar: Calendar) -> datetime:
    """Find the same time of day so many working days later, never after that day's closing.

    What arrives after closing, or on a day of rest, is counted as the next working morning's.
    """
    if days < 0:
        raise ValueError("Working days can only be added.")
    day, moment = _counted_from(start, calendar)
    due_day = next_working_day(day, days, calendar)
    clock = moment.astimezone(calendar.zone).time()
    due = datetime.combine(due_day, clock, calendar.zone)
    opening = calendar.opening(due_day)
    if opening is None:
        return due
    return min(max(due, opening[0]), opening[1]).astimezone(calendar.zone)


def close_of_working_day(start: datetime, days: int, calendar: Calendar) -> datetime:
    """Find the end of work so many working days later; of the same day if none."""
    if days < 0:
        raise ValueError("Working days can only be added.")
    due_day = next_working_day(_counted_from(start, calendar)[0], days, calendar)
    opening = calendar.opening(due_day)
    midnight = datetime.combine(due_day + ONE_DAY, time(0), calendar.zone)
    return opening[1].astimezone(calendar.zone) if opening else midnight


def next_working_day(day: date, days: int, calendar: Calendar) -> date:
    """Step forward over so many working days."""
    while days > 0:
        day += ONE_DAY
        days -= calendar.is_working_day(day)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Count the working days after the first day, up to and including the last."""
    if end < start:
        return -working_days_between(end, start, calendar)
    span = (end - start).days
    return sum(calendar.is_working_day(start + timedelta(days=n)) for n in range(1, span + 1))


def _counted_from(start: datetime, calendar: Calendar) -> tuple[date, datetime]:
    day = calendar.local_day(start)
    opening = calendar.opening(day)
    if calendar.is_working_day(day) and (opening is None or _utc(start) <= opening[1]):
        return day, start
    day = next_working_day(day, 1, calendar)
    opening = calendar.opening(day)
    return day, opening[0] if opening else datetime.combine(day, time(0), calendar.zone)


def _openings(start: datetime, calendar: Calendar, until: date | None = None) -> Iterator[tuple[datetime, datetime]]:
    """Yield the spells of work that end at or after a moment, in order."""
    first = calendar.local_day(start)
    span = FURTHEST if until is None else (until - first).days + 1
    for ahead in range(span):
        opening = calendar.opening(first + timedelta(days=ahead))
        if opening is not None and opening[1] >= _utc(start):
            yield opening


def _utc(at: datetime) -> datetime:
    # Two moments in the same zone are compared by their wall clocks, which is wrong on the
    # night the clocks change; so everything is reckoned in UTC.
    if at.tzinfo is None:
        raise ValueError("A moment must carry its time zone.")
    return at.astimezone(UTC)
