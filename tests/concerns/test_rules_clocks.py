"""The clocks, the fast filter and the queue."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.concerns.rules import brag, clocks, queue
from kith.concerns.rules.clocks import CLOCKS, Basis, Clock, ClockKind, Unit
from kith.lib.working_time import LONDON, calendar_from_text

HUB = calendar_from_text(clocks.HUB_HOURS)
moments = some.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("kind", "begun", "due"),
    [
        (ClockKind.DECIDE, "2026-11-24 10:00", "2026-11-25 10:00"),
        (ClockKind.DECIDE, "2026-11-27 15:00", "2026-11-30 15:00"),
        (ClockKind.ACKNOWLEDGE, "2026-12-24 12:00", "2026-12-29 12:00"),
        (ClockKind.RESEARCH_RED, "2026-11-24 09:00", "2026-11-24 13:00"),
        (ClockKind.RESEARCH_RED, "2026-11-24 15:00", "2026-11-24 19:00"),  # finished past closing
        (ClockKind.RESEARCH_RED, "2026-11-24 22:00", "2026-11-25 12:45"),
        (ClockKind.RESEARCH_AMBER, "2026-11-23 08:45", "2026-11-25 16:15"),
        (ClockKind.RESEARCH_GREEN, "2026-11-23 08:45", "2026-12-03 15:45"),
        (ClockKind.FEEDBACK, "2026-11-24 16:59", "2026-11-25 16:59"),
        (ClockKind.STRATEGY_DISCUSSION, "2026-11-24 10:00", "2026-11-27 10:00"),
        (ClockKind.WRITTEN_AFTER_CALL, "2026-11-28 10:00", "2026-11-29 10:00"),
        (ClockKind.WRITTEN_AFTER_CALL, "2027-03-27 10:00", "2027-03-28 11:00"),  # a short night
        (ClockKind.ADULT_BEGIN, "2026-11-24 10:00", "2026-11-24 17:00"),
        (ClockKind.ADULT_BEGIN, "2026-11-24 19:00", "2026-11-25 17:00"),
        (ClockKind.ADULT_DECIDE, "2026-11-26 10:00", "2026-11-27 16:00"),
        (ClockKind.BREAK_GLASS_REVIEW, "2026-11-28 03:00", "2026-12-01 08:45"),
    ],
)
def test_a_clock_says_by_when(kind: ClockKind, begun: str, due: str) -> None:
    assert clocks.due(CLOCKS[kind], at(begun), HUB) == at(due)


def test_each_colour_has_its_research_clock_and_blue_has_none() -> None:
    begun = at("2026-11-24 09:00")
    assert clocks.research_due("red", begun, HUB) == at("2026-11-24 13:00")
    assert clocks.research_due("blue", begun, HUB) is None
    assert set(clocks.RESEARCH) == set(brag.Brag)


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=lambda clock: clock.kind)
def test_every_clock_says_where_it_comes_from(clock: Clock) -> None:
    assert clock.source
    assert clock.basis in set(Basis)
    # What has no source may not call itself law.
    assert clock.source != clocks.NOT_SOURCED or clock.basis in {Basis.CUSTOM, Basis.HOUSE}


@pytest.mark.parametrize("kind", list(ClockKind))
@given(begun=moments)
def test_nothing_is_due_before_it_began(kind: ClockKind, begun: datetime) -> None:
    assert clocks.due(CLOCKS[kind], begun, HUB) >= begun


@pytest.mark.parametrize(
    ("kind", "due", "now", "said"),
    [
        (
            ClockKind.RESEARCH_AMBER,
            "2026-11-24 13:00",
            "2026-11-24 09:12",
            "3 hours 48 minutes left",
        ),
        (ClockKind.RESEARCH_AMBER, "2026-11-25 09:45", "2026-11-24 16:00", "2 hours left"),
        (ClockKind.RESEARCH_RED, "2026-11-24 19:00", "2026-11-24 18:30", "30 minutes left"),
        (ClockKind.DECIDE, "2026-11-24 13:00", "2026-11-24 13:35", "Overdue by 35 minutes"),
        (ClockKind.DECIDE, "2026-11-27 15:00", "2026-11-30 10:00", "Overdue by 2 days 19 hours"),
        (ClockKind.DECIDE, "2026-11-25 10:00", "2026-11-24 10:00", "8 hours 15 minutes left"),
        (
            ClockKind.STRATEGY_DISCUSSION,
            "2026-11-27 10:00",
            "2026-11-24 10:00",
            "3 working days left",
        ),
        (ClockKind.WRITTEN_AFTER_CALL, "2026-11-29 10:00", "2026-11-28 10:00", "24 hours left"),
        (ClockKind.DECIDE, "2026-11-24 13:00", "2026-11-24 13:00", "less than a minute left"),
    ],
)
def test_a_clock_says_what_is_left(kind: ClockKind, due: str, now: str, said: str) -> None:
    assert clocks.said_left(CLOCKS[kind], at(due), at(now), HUB) == said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ClockKind.DECIDE, "within 1 working day"),
        (ClockKind.RESEARCH_AMBER, "within 24 working hours"),
        (ClockKind.WRITTEN_AFTER_CALL, "within 24 hours"),
        (ClockKind.ADULT_BEGIN, "by the close of the same day"),
        (ClockKind.ADULT_DECIDE, "by the close of the next day"),
    ],
)
def test_a_limit_is_said_in_words(kind: ClockKind, said: str) -> None:
    assert CLOCKS[kind].said == said


def test_a_breach_is_later_than_due_and_not_a_second_sooner() -> None:
    due = at("2026-11-24 13:00")
    assert not clocks.is_breached(due, due)
    assert clocks.is_breached(due, due + timedelta(seconds=1))


def test_a_partnership_sets_its_own_custom() -> None:
    own = clocks.tuned({"research_amber": "1 working day", "research_red": "2 hours"})
    assert (own[ClockKind.RESEARCH_AMBER].limit, own[ClockKind.RESEARCH_AMBER].unit) == (
        1,
        Unit.WORKING_DAYS,
    )
    assert own[ClockKind.RESEARCH_RED].unit == Unit.HOURS
    assert own[ClockKind.DECIDE] == CLOCKS[ClockKind.DECIDE]


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("decide", "5 working days"),
        ("research_red", "soon"),
        ("nothing", "1 hour"),
        ("break_glass_review", "9 hours"),
    ],
)
def test_a_partnership_cannot_set_what_is_not_its_own(name: str, limit: str) -> None:
    with pytest.raises(ValueError, match=name):
        clocks.tuned({name: limit})


@pytest.mark.parametrize(
    ("colour", "danger", "urgency"),
    [
        ("red", False, "immediate"),
        ("amber", True, "high"),  # a worker has looked: the worker's word stands
        ("green", False, "routine"),
        ("blue", False, "redirect"),
        (None, True, "immediate"),
        ("", False, "unsorted"),
    ],
)
def test_urgency_follows_the_filter(colour: str | None, danger: bool, urgency: str) -> None:
    assert brag.urgency(colour, danger_now=danger) == urgency


NOW = at("2026-11-24 12:00")


@pytest.mark.parametrize(
    ("due", "urgency", "group"),
    [
        ("2026-11-24 15:00", "immediate", "decide_now"),
        ("2026-11-24 11:00", "immediate", "decide_now"),
        ("2026-11-24 11:59", "high", "overdue"),
        ("2026-11-24 12:00", "high", "today"),
        ("2026-11-24 23:59", "unsorted", "today"),
        ("2026-11-25 00:00", "routine", "soon"),
        ("2026-11-27 23:59", "routine", "soon"),
        ("2026-11-28 00:00", "routine", "later"),
        (None, "redirect", "later"),
    ],
)
def test_the_queue_is_grouped_by_how_soon(due: str | None, urgency: str, group: str) -> None:
    assert queue.group_of(at(due) if due else None, urgency, NOW, HUB) == group


def test_the_queue_stands_in_order() -> None:
    first = queue.place_in_queue(at("2026-11-24 15:00"), "immediate", NOW, HUB)
    second = queue.place_in_queue(at("2026-11-24 09:00"), "routine", NOW, HUB)
    third = queue.place_in_queue(at("2026-11-24 16:00"), "high", NOW, HUB)
    fourth = queue.place_in_queue(at("2026-11-24 16:00"), "routine", NOW, HUB)
    last = queue.place_in_queue(None, "redirect", NOW, HUB)
    assert sorted([last, fourth, third, second, first]) == [first, second, third, fourth, last]


def test_every_word_has_its_label() -> None:
    assert set(brag.BRAG_LABELS) == set(brag.Brag)
    assert set(brag.URGENCY_LABELS) == set(brag.Urgency)
    assert set(queue.GROUP_LABELS) == set(queue.Group)
    assert set(CLOCKS) == set(ClockKind)
