"""How times, amounts and lists are said: plain, and in the manner of GOV.UK."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from kith.lib.working_time import LONDON

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# Up to here people think in hours, after it in days.
SAID_IN_HOURS = 2 * DAY
# "12pm" is read both ways, so neither is said.
_NAMED = {time(0): "midnight", time(12): "midday"}


def count(number: int, one: str, many: str = "") -> str:
    """Say a number with its noun: "1 child", "2 children"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(things: Sequence[str], joined_by: str = "and") -> str:
    """Say a list: "a, b and c"."""
    *first, last = things or [""]
    return f"{', '.join(first)} {joined_by} {last}" if first else last


def duration(amount: timedelta) -> str:
    """Say a length of time in its two largest parts, never rounded up."""
    amount = abs(amount)
    if amount < MINUTE:
        return "less than a minute"
    if amount < SAID_IN_HOURS:
        hours, rest = divmod(amount, HOUR)
        return _parts((hours, "hour"), (rest // MINUTE, "minute"))
    days, rest = divmod(amount, DAY)
    return _parts((days, "day"), (rest // HOUR, "hour"))


def working_duration(amount: timedelta) -> str:
    """Say an amount of working time. A day is not 24 hours of work, so only hours are said."""
    amount = abs(amount)
    if amount < MINUTE:
        return "less than a minute"
    hours, rest = divmod(amount, HOUR)
    return _parts((hours, "hour"), (rest // MINUTE, "minute"))


def time_left(amount: timedelta) -> str:
    """Say what is left on a clock: "3 hours 48 minutes left", or how late it is."""
    if amount < timedelta(0):
        return f"Overdue by {working_duration(amount)}"
    return f"{working_duration(amount)} left"


def days_left(days: int) -> str:
    """Say what is left of a clock that counts working days."""
    if days < 0:
        return f"Overdue by {count(-days, 'working day')}"
    if days == 0:
        return "Due today"
    return f"{count(days, 'working day')} left"


def said_date(day: date | datetime) -> str:
    """Say a date: "24 November 2026"."""
    day = _day(day)
    return f"{day.day} {day:%B %Y}"


def said_day(day: date | datetime) -> str:
    """Say a date with its weekday: "Tuesday 24 November 2026"."""
    return f"{_day(day):%A} {said_date(day)}"


def short_date(day: date | datetime) -> str:
    """Say a date in a table: "24 Nov 2026"."""
    day = _day(day)
    return f"{day.day} {day:%b %Y}"


def said_time(at: datetime) -> str:
    """Say a time of day: "9am", "5:30pm", "midday", "midnight"."""
    clock = _clock(at).replace(second=0, microsecond=0)
    if clock.time() in _NAMED:
        return _NAMED[clock.time()]
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock:%I}{minutes}{clock:%p}".lstrip("0").lower()


def said_moment(at: datetime) -> str:
    """Say a date and time: "24 November 2026 at 9:30am"."""
    return f"{said_date(at)} at {said_time(at)}"


def said_when(at: datetime, now: datetime) -> str:
    """Say a moment as seen from today: "today at 3pm", "tomorrow at 9am", "yesterday at 4pm"."""
    away = (_day(at) - _day(now)).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away)
    return f"{near} at {said_time(at)}" if near else said_moment(at)


def said_ago(at: datetime, now: datetime) -> str:
    """Say how long ago something happened: "12 minutes ago", then the date."""
    passed = _clock(now).astimezone(UTC) - _clock(at).astimezone(UTC)
    if passed < MINUTE:
        return "just now"
    if passed < HOUR:
        return f"{count(passed // MINUTE, 'minute')} ago"
    if passed < DAY:
        return f"{count(passed // HOUR, 'hour')} ago"
    return said_when(at, now)


def _parts(*parts: tuple[int, str]) -> str:
    return " ".join(count(number, noun) for number, noun in parts if number)


def _day(when: date | datetime) -> date:
    return _clock(when).date() if isinstance(when, datetime) else when


def _clock(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("A moment must carry its time zone.")
    return at.astimezone(LONDON)
