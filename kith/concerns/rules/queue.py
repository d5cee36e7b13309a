"""The triage queue: grouped by how soon something must be decided."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from kith.concerns.rules.brag import URGENCIES, Urgency
from kith.lib.working_time import Calendar

SOON = timedelta(days=3)


class Group(StrEnum):
    """A heading of the queue, in the order they stand."""

    DECIDE_NOW = "decide_now"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


GROUP_LABELS: dict[Group, str] = {
    Group.DECIDE_NOW: "Decide now",
    Group.OVERDUE: "Overdue",
    Group.TODAY: "Due today",
    Group.SOON: "Due in the next 3 days",
    Group.LATER: "Due later",
}
GROUPS = tuple(Group)


def group_of(due: datetime | None, urgency: str, at: datetime, calendar: Calendar) -> Group:
    """Find the heading a concern stands under.

    What is immediate stands first even when it is also overdue: it is the same act, now.
    """
    if urgency == Urgency.IMMEDIATE:
        return Group.DECIDE_NOW
    if due is None:
        return Group.LATER
    if due.astimezone(UTC) < at.astimezone(UTC):
        return Group.OVERDUE
    away = calendar.local_day(due) - calendar.local_day(at)
    if away <= timedelta(0):
        return Group.TODAY
    return Group.SOON if away <= SOON else Group.LATER


def place_in_queue(due: datetime | None, urgency: str, at: datetime, calendar: Calendar) -> tuple[int, float, int]:
    """Order the queue: by heading, then the soonest due, then the more pressing."""
    heading = GROUPS.index(group_of(due, urgency, at, calendar))
    return heading, due.timestamp() if due else float("inf"), URGENCIES.index(Urgency(urgency))
