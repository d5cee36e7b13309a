"""Working time, checked by examples people can follow and by laws that must always hold."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.lib.bank_holidays import is_bank_holiday
from kith.lib.working_time import (
    LONDON,
    Calendar,
    Hours,
    add_working_days,
    add_working_hours,
    calendar_from_text,
    is_open,
    next_opening,
    working_days_between,
    working_hours_between,
)

HUB = calendar_from_text("Mon-Thu 08:45-17:00; Fri 08:45-16:00")
NAIVE = datetime(2026, 11, 24, 9)  # noqa: DTZ001
ALWAYS = Calendar({day: Hours(time(0), time(0)) for day in range(7)}, bank_holiday=lambda _: False)

moments = some.datetimes(datetime(2024, 1, 1), datetime(2028, 6, 1), timezones=some.just(LONDON))  # noqa: DTZ001
amounts = some.timedeltas(timedelta(0), timedelta(hours=200))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-24 09:00", 4, "2026-11-24 13:00"),
        ("2026-11-24 15:00", 4, "2026-11-25 10:45"),  # over a night
        ("2026-11-24 13:00", 4, "2026-11-24 17:00"),  # to the very end of the day
        ("2026-11-24 06:00", 1, "2026-11-24 09:45"),  # before opening
        ("2026-11-24 17:00", 1, "2026-11-25 09:45"),  # at closing
        ("2026-11-27 15:30", 4, "2026-11-30 12:15"),  # over a weekend, Friday closing early
        ("2026-12-24 16:00", 2, "2026-12-29 09:45"),  # Christmas, Boxing Day on a Saturday
        ("2027-03-25 16:00", 2, "2027-03-30 09:45"),  # Easter and the clocks going forward
        ("2026-10-23 15:00", 2, "2026-10-26 09:45"),  # the clocks going back
        ("2026-11-24 10:00", 0, "2026-11-24 10:00"),
    ],
)
def test_working_hours_are_added(start: str, hours: float, due: str) -> None:
    assert add_working_hours(at(start), hours, HUB) == at(due)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-24 10:00", 1, "2026-11-25 10:00"),
        ("2026-11-24 20:00", 1, "2026-11-26 08:45"),  # after closing: counted from the morning
        ("2026-11-24 03:00", 1, "2026-11-25 08:45"),
        ("2026-11-26 16:30", 1, "2026-11-27 16:00"),  # Friday closes at four
        ("2026-11-27 10:00", 1, "2026-11-30 10:00"),
        ("2026-11-28 10:00", 1, "2026-12-01 08:45"),  # Saturday counts as Monday morning's
        ("2026-12-24 10:00", 1, "2026-12-29 10:00"),
        ("2026-11-24 10:00", 15, "2026-12-15 10:00"),
        ("2026-11-24 10:00", 0, "2026-11-24 10:00"),
        ("2026-10-23 10:00", 1, "2026-10-26 10:00"),  # the same hour on the wall
    ],
)
def test_working_days_are_added(start: str, days: int, due: str) -> None:
    assert add_working_days(at(start), days, HUB) == at(due)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-24 09:00", "2026-11-24 13:00", 4),
        ("2026-11-24 16:00", "2026-11-25 09:45", 2),
        ("2026-11-28 00:00", "2026-11-29 23:00", 0),
        ("2026-11-23 00:00", "2026-11-30 00:00", 4 * 8.25 + 7.25),
        ("2026-11-24 13:00", "2026-11-24 09:00", -4),
    ],
)
def test_working_hours_are_measured(start: str, end: str, hours: float) -> None:
    assert working_hours_between(at(start), at(end), HUB) == timedelta(hours=hours)


def test_the_hours_of_the_short_and_the_long_night_are_real() -> None:
    spring = at("2026-03-28 12:00"), at("2026-03-29 12:00")
    autumn = at("2026-10-24 12:00"), at("2026-10-25 12:00")
    assert working_hours_between(*spring, ALWAYS) == timedelta(hours=23)
    assert working_hours_between(*autumn, ALWAYS) == timedelta(hours=25)
    assert add_working_hours(spring[0], 24, ALWAYS) == at("2026-03-29 13:00")


def test_the_two_half_past_ones_are_an_hour_apart() -> None:
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)
    assert working_hours_between(first, second, ALWAYS) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2026, 11, 24), date(2026, 11, 25), 1),
        (date(2026, 11, 27), date(2026, 11, 30), 1),
        (date(2026, 12, 24), date(2026, 12, 29), 1),
        (date(2026, 11, 25), date(2026, 11, 24), -1),
    ],
)
def test_working_days_are_counted(start: date, end: date, days: int) -> None:
    assert working_days_between(start, end, HUB) == days


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 12, 25), True),
        (date(2026, 12, 28), True),  # Boxing Day's substitute
        (date(2023, 5, 8), True),  # the coronation: only a published list knows
        (date(2026, 3, 17), False),  # St Patrick's day is not kept in England
        (date(2031, 4, 14), True),  # Easter Monday, worked out
        (date(2031, 4, 15), False),
    ],
)
def test_bank_holidays_are_englands(day: date, holiday: bool) -> None:
    assert is_bank_holiday(day) is holiday


@given(moments, amounts)
def test_what_is_added_can_be_measured(start: datetime, amount: timedelta) -> None:
    due = add_working_hours(start, amount, HUB)
    assert working_hours_between(start, due, HUB) == amount


@given(moments, moments)
def test_measuring_backwards_is_the_same_less_than_nothing(one: datetime, other: datetime) -> None:
    assert working_hours_between(one, other, HUB) == -working_hours_between(other, one, HUB)


@given(moments, moments, some.integers(0, 40))
def test_what_came_later_is_never_due_sooner(one: datetime, other: datetime, days: int) -> None:
    early, late = sorted((one.astimezone(UTC), other.astimezone(UTC)))
    assert add_working_days(early, days, HUB) <= add_working_days(late, days, HUB)
    assert add_working_hours(early, days, HUB) <= add_working_hours(late, days, HUB)


@given(moments, some.integers(1, 40))
def test_a_day_count_ends_on_a_working_day_in_working_hours(start: datetime, days: int) -> None:
    due = add_working_days(start, days, HUB)
    opening = HUB.opening(due.date())
    assert HUB.is_working_day(due.date())
    assert opening is not None
    assert opening[0] <= due <= opening[1]


@given(moments)
def test_the_next_opening_is_open_and_nothing_is_worked_before_it(start: datetime) -> None:
    opening = next_opening(start, HUB)
    assert is_open(opening, HUB)
    assert working_hours_between(start, opening, HUB) == timedelta(0)


def test_a_local_closing_day_has_no_hours_but_is_still_a_working_day() -> None:
    closed = calendar_from_text("Mon-Fri 09:00-17:00", frozenset({date(2026, 11, 25)}))
    assert add_working_hours(at("2026-11-24 16:00"), 2, closed) == at("2026-11-26 10:00")
    assert add_working_days(at("2026-11-24 16:00"), 1, closed) == at("2026-11-25 16:00")
    assert add_working_days(at("2026-11-25 16:00"), 1, closed) == at("2026-11-26 16:00")
    assert add_working_days(at("2026-11-24 18:00"), 0, closed) == at("2026-11-25 00:00")


def test_a_saturday_surgery_gives_hours_but_no_working_day() -> None:
    saturdays = calendar_from_text("Mon-Fri 09:00-17:00; Sat 10:00-24:00")
    assert add_working_hours(at("2026-11-27 16:00"), 2, saturdays) == at("2026-11-28 11:00")
    assert add_working_days(at("2026-11-27 16:00"), 1, saturdays) == at("2026-11-30 16:00")
    assert saturdays.opening(date(2026, 11, 28)) == (
        at("2026-11-28 10:00"),
        at("2026-11-29 00:00"),
    )


@pytest.mark.parametrize("text", ["Mon 9-5", "Xyz 09:00-17:00", "Mon-Xyz 09:00-17:00", "Mon 17:00-09:00", ""])
def test_opening_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours|open|close"):
        calendar_from_text(text)


def test_time_is_never_taken_away_nor_taken_without_its_zone() -> None:
    with pytest.raises(ValueError, match="only be added"):
        add_working_hours(at("2026-11-24 10:00"), -1, HUB)
    with pytest.raises(ValueError, match="only be added"):
        add_working_days(at("2026-11-24 10:00"), -1, HUB)
    with pytest.raises(ValueError, match="time zone"):
        next_opening(NAIVE, HUB)


def test_a_calendar_that_never_opens_is_noticed() -> None:
    never = Calendar({0: Hours(time(9), time(17))}, bank_holiday=lambda _: True)
    with pytest.raises(ValueError, match="not open"):
        add_working_hours(at("2026-11-24 10:00"), 1, never)
    with pytest.raises(ValueError, match="not open"):
        next_opening(at("2026-11-24 10:00"), never)
