"""The clocks: by when each thing must be done, and who says so.

One table that a manager can check. Limits are the longest allowed, not targets, and a breach
needs a reason. What is marked as local custom varies by area and may be set by a partnership;
what is marked *not sourced* is the custom of the field, not law.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from kith.concerns.rules.brag import Brag
from kith.lib.phrases import count, duration, time_left
from kith.lib.working_time import (
    Calendar,
    add_working_days,
    add_working_hours,
    close_of_working_day,
    is_open,
    next_opening,
    working_days_between,
    working_hours_between,
)

NOT_SOURCED = "not sourced"
# Wiltshire's MASH, https://www.wiltshire.gov.uk/article/1436/Child-protection
HUB_HOURS = "Mon-Thu 08:45-17:00; Fri 08:45-16:00"


class Basis(StrEnum):
    """What gives a limit its force."""

    LAW = "law"
    GUIDANCE = "statutory guidance"
    CUSTOM = "local custom"
    HOUSE = "rule of this software"


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_HOURS = "working hours"
    WORKING_DAYS = "working days"
    CLOSE_OF_DAY = "working days, to the close of day"
    HOURS = "hours"


class ClockKind(StrEnum):
    """Which clock it is."""

    ACKNOWLEDGE = "acknowledge"
    DECIDE = "decide"
    RESEARCH_RED = "research_red"
    RESEARCH_AMBER = "research_amber"
    RESEARCH_GREEN = "research_green"
    FEEDBACK = "feedback"
    STRATEGY_DISCUSSION = "strategy_discussion"
    WRITTEN_AFTER_CALL = "written_after_call"
    ADULT_BEGIN = "adult_begin"
    ADULT_DECIDE = "adult_decide"
    HANDOVER = "handover"
    REPLY_TO_REPORTER = "reply_to_reporter"
    BREAK_GLASS_REVIEW = "break_glass_review"


@dataclass(frozen=True)
class Clock:
    """One row of the table."""

    kind: ClockKind
    title: str
    starts: str
    limit: int
    unit: Unit
    basis: Basis
    source: str
    # Once begun in working hours, it does not stop at closing time.
    past_closing: bool = False

    @property
    def said(self) -> str:
        """Say the limit in words."""
        if self.unit == Unit.CLOSE_OF_DAY:
            return "by the close of " + ("the same day" if self.limit == 0 else "the next day")
        return f"within {count(self.limit, self.unit.removesuffix('s'))}"


_SURREY = "https://www.proceduresonline.com/surrey/cs/p_contacts_referral.html (para 58)"
_PFD = "https://www.accountabilityindex.uk/pfd/7272526/ (Surrey Police)"
_LUTON = "http://lutonchildcare.proceduresonline.com/p_mash.html"
_LEICS = "http://plcsab.proceduresonline.com/chapters/lrg_table_sum_of_stages.html"
_SPEAK = "https://www.speakcase.app/blog/assessment-timescales-childrens-services"
_S42 = "https://docsbay.net/practice-guidance-initial-enquiries-and-s42-enquiries"
_FORM = "https://docsbay.net/place-the-child-at-increased-risk-of-significant-harm"

_K, _U, _B = ClockKind, Unit, Basis
# fmt: off
_ROWS: tuple[Clock, ...] = (
    Clock(_K.ACKNOWLEDGE, "Acknowledge the referral", "when it is received", 1, _U.WORKING_DAYS, _B.GUIDANCE, _SURREY),
    Clock(_K.DECIDE, "Decide what happens next", "when it is received", 1, _U.WORKING_DAYS, _B.GUIDANCE, _SURREY),
    Clock(_K.RESEARCH_RED, "Agencies look: red", "when it is received", 4, _U.WORKING_HOURS, _B.CUSTOM, f"{_PFD}; finished past closing: {_LUTON}", past_closing=True),
    Clock(_K.RESEARCH_AMBER, "Agencies look: amber", "when it is received", 24, _U.WORKING_HOURS, _B.CUSTOM, f"{_PFD}; counted in working hours: {_LUTON}"),
    Clock(_K.RESEARCH_GREEN, "Agencies look: green", "when it is received", 72, _U.WORKING_HOURS, _B.CUSTOM, f"{_PFD}; counted in working hours: {_LUTON}"),
    Clock(_K.FEEDBACK, "Tell the referrer the decision", "when it is decided", 1, _U.WORKING_DAYS, _B.GUIDANCE, _SPEAK),
    Clock(_K.STRATEGY_DISCUSSION, "Hold the strategy discussion", "when significant harm is suspected", 3, _U.WORKING_DAYS, _B.CUSTOM, NOT_SOURCED),
    Clock(_K.WRITTEN_AFTER_CALL, "Put the referral in writing", "after the telephone call", 24, _U.HOURS, _B.CUSTOM, _FORM),
    Clock(_K.ADULT_BEGIN, "Begin adult enquiries", "when it is received", 0, _U.CLOSE_OF_DAY, _B.CUSTOM, _S42),
    Clock(_K.ADULT_DECIDE, "Decide on an adult concern", "when it is received", 1, _U.CLOSE_OF_DAY, _B.CUSTOM, _LEICS),
    Clock(_K.HANDOVER, "Accept the handover", "when it is offered", 1, _U.WORKING_DAYS, _B.CUSTOM, NOT_SOURCED),
    Clock(_K.REPLY_TO_REPORTER, "Read the reporter's new words", "when they arrive", 1, _U.WORKING_DAYS, _B.CUSTOM, NOT_SOURCED),
    Clock(_K.BREAK_GLASS_REVIEW, "Review an emergency opening", "when the record is opened", 1, _U.WORKING_DAYS, _B.HOUSE, NOT_SOURCED),
)
# fmt: on
CLOCKS: dict[ClockKind, Clock] = {row.kind: row for row in _ROWS}

# Blue is meant for somebody else, so nobody is asked and no clock runs.
RESEARCH: dict[Brag, ClockKind | None] = {
    Brag.RED: ClockKind.RESEARCH_RED,
    Brag.AMBER: ClockKind.RESEARCH_AMBER,
    Brag.GREEN: ClockKind.RESEARCH_GREEN,
    Brag.BLUE: None,
}

_SETTING = re.compile(r"(\d{1,3}) (working hours?|working days?|hours?)")
_CAN_BE_SET = (Basis.CUSTOM,)


def due(clock: Clock, at: datetime, calendar: Calendar) -> datetime:
    """Reckon by when something that began at this moment must be done."""
    if clock.unit == Unit.WORKING_DAYS:
        return add_working_days(at, clock.limit, calendar)
    if clock.unit == Unit.CLOSE_OF_DAY:
        return close_of_working_day(at, clock.limit, calendar)
    if clock.unit == Unit.HOURS:
        return _hours_later(at, clock.limit, calendar)
    if clock.past_closing:
        begins = at if is_open(at, calendar) else next_opening(at, calendar)
        return _hours_later(begins, clock.limit, calendar)
    return add_working_hours(at, clock.limit, calendar)


def research_due(
    brag: str,
    at: datetime,
    calendar: Calendar,
    clocks: Mapping[ClockKind, Clock] = CLOCKS,
) -> datetime | None:
    """Reckon by when the agencies must have looked; blue has no clock."""
    kind = RESEARCH[Brag(brag)]
    return None if kind is None else due(clocks[kind], at, calendar)


def is_breached(due_at: datetime, done_at: datetime) -> bool:
    """Say whether it was done too late, so that a reason is needed."""
    return done_at.astimezone(UTC) > due_at.astimezone(UTC)


def said_left(clock: Clock, due_at: datetime, at: datetime, calendar: Calendar) -> str:
    """Say what is left in the measure of the clock, or how late it is by anybody's watch."""
    if is_breached(due_at, at):
        return f"Overdue by {duration(due_at.astimezone(UTC) - at.astimezone(UTC))}"
    if clock.past_closing or clock.unit == Unit.HOURS:
        return time_left(due_at.astimezone(UTC) - at.astimezone(UTC))
    days = working_days_between(calendar.local_day(at), calendar.local_day(due_at), calendar)
    if clock.unit != Unit.WORKING_HOURS and days > 1:
        return f"{count(days, 'working day')} left"
    return time_left(working_hours_between(at, due_at, calendar))


def tuned(settings: Mapping[str, str]) -> dict[ClockKind, Clock]:
    """Set a partnership's own limits, such as `{"research_amber": "8 working hours"}`.

    Only local custom can be set: law and guidance stand as they are.
    """
    clocks = dict(CLOCKS)
    for name, text in settings.items():
        clock, found = clocks[ClockKind(name)], _SETTING.fullmatch(text)
        if found is None:
            raise ValueError(f"The limit of {name} cannot be read: {text!r}")
        if clock.basis not in _CAN_BE_SET:
            raise ValueError(f"The limit of {name} is {clock.basis} and cannot be set.")
        unit = Unit(found[2].removesuffix("s") + "s")
        clocks[clock.kind] = replace(clock, limit=int(found[1]), unit=unit)
    return clocks


def _hours_later(at: datetime, hours: int, calendar: Calendar) -> datetime:
    # Through UTC, so that the night the clocks change has its true length.
    return (at.astimezone(UTC) + timedelta(hours=hours)).astimezone(calendar.zone)
