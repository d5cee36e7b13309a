"""Times, amounts and lists as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kith.lib import phrases

NAIVE = datetime(2026, 11, 24, 9)  # noqa: DTZ001
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def lasting(hours: int = 0, minutes: int = 0, seconds: int = 0, days: int = 0) -> timedelta:
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (lasting(hours=3, minutes=48), "3 hours 48 minutes left"),
        (lasting(hours=1, minutes=1, seconds=59), "1 hour 1 minute left"),
        (lasting(hours=2), "2 hours left"),
        (lasting(seconds=59), "less than a minute left"),
        (lasting(), "less than a minute left"),
        (lasting(hours=60), "60 hours left"),
        (-lasting(minutes=35), "Overdue by 35 minutes"),
        (-lasting(hours=26), "Overdue by 26 hours"),
        (-lasting(seconds=5), "Overdue by less than a minute"),
    ],
)
def test_a_clock_says_what_is_left(amount: timedelta, said: str) -> None:
    assert phrases.time_left(amount) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (2, "2 working days left"),
        (1, "1 working day left"),
        (0, "Due today"),
        (-1, "Overdue by 1 working day"),
    ],
)
def test_a_clock_of_days_says_what_is_left(days: int, said: str) -> None:
    assert phrases.days_left(days) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (lasting(seconds=10), "less than a minute"),
        (lasting(minutes=90), "1 hour 30 minutes"),
        (lasting(hours=47, minutes=59), "47 hours 59 minutes"),
        (lasting(days=2), "2 days"),
        (lasting(days=3, hours=2, minutes=50), "3 days 2 hours"),
    ],
)
def test_a_length_of_time_is_said(amount: timedelta, said: str) -> None:
    assert phrases.duration(amount) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "9am"),
        (datetime(2026, 11, 24, 17, 30, tzinfo=UTC), "5:30pm"),
        (datetime(2026, 11, 24, 12, 0, 40, tzinfo=UTC), "midday"),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), "midnight"),
        (datetime(2026, 11, 24, 0, 5, tzinfo=UTC), "12:05am"),
        (datetime(2026, 7, 1, 12, 5, tzinfo=UTC), "1:05pm"),  # summer time
    ],
)
def test_a_time_of_day_is_said(at: datetime, said: str) -> None:
    assert phrases.said_time(at) == said


def test_dates_are_said_in_words() -> None:
    assert phrases.said_date(date(2026, 11, 4)) == "4 November 2026"
    assert phrases.said_day(NOON) == "Tuesday 24 November 2026"
    assert phrases.short_date(NOON) == "24 Nov 2026"
    assert phrases.said_moment(NOON) == "24 November 2026 at midday"
    assert phrases.said_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (1, "today at 1pm"),
        (24, "tomorrow at midday"),
        (-24, "yesterday at midday"),
        (72, "27 November 2026 at midday"),
    ],
)
def test_near_days_are_named(hours: int, said: str) -> None:
    assert phrases.said_when(NOON + lasting(hours=hours), NOON) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (lasting(seconds=20), "just now"),
        (lasting(minutes=12), "12 minutes ago"),
        (lasting(hours=1, minutes=59), "1 hour ago"),
        (lasting(hours=25), "yesterday at 11am"),
    ],
)
def test_how_long_ago_is_said(ago: timedelta, said: str) -> None:
    assert phrases.said_ago(NOON - ago, NOON) == said


def test_numbers_and_lists_are_said() -> None:
    assert phrases.count(1, "child", "children") == "1 child"
    assert phrases.count(1200, "child", "children") == "1,200 children"
    assert phrases.listed([]) == ""
    assert phrases.listed(["a"]) == "a"
    assert phrases.listed(["a", "b", "c"]) == "a, b and c"
    assert phrases.listed(["a", "b"], joined_by="or") == "a or b"


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        phrases.said_time(NAIVE)
