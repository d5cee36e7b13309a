"""The clock tells the people concerned when a limit is near, and when it has passed. It tells each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connections, transaction

from kith.agencies.actions import act_as_service
from kith.audit import actions as audit
from kith.concerns import notices
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.breaches import Missed, Running, waiting_for
from kith.concerns.rules.clocks import ClockKind, due, is_breached
from kith.concerns.states import UNDECIDED

CLOCK = "clock"
NEAR = timedelta(hours=1)


@dataclass(frozen=True)
class Waiting:
    """The envelope of a concern whose clock runs, as the clock may see it."""

    record: UUID
    reference: str
    stage: str
    brag: str
    owner: str
    agency: UUID
    decide_by: datetime
    research_by: datetime | None
    decided_at: datetime | None
    told: bool
    silent: list[UUID]


@transaction.atomic
def watch_the_clocks(*, at: datetime) -> int:
    """Tell whoever has a concern, or else the front door, of each clock that is near its end or past it."""
    act_as_service(CLOCK)
    told = 0
    for one in _waiting():
        for clock in _running(one):
            passed = is_breached(clock.due_at, at)
            if (passed or clock.due_at - at <= NEAR) and _first_time(one, clock, passed=passed):
                silent = one.silent if clock.clock.startswith("research") else []
                notices.clock(
                    one.reference,
                    title=clock.title,
                    passed=passed,
                    owner=_account(one.owner),
                    agency=one.agency,
                    silent=silent,
                    at=at,
                )
                told += 1
    if told:
        audit.record(what="concerns.clocks_told", target="concerns.Concern", ground="the clock", detail={"told": told})
    return told


def _waiting() -> Iterator[Waiting]:
    with connections["default"].cursor() as cursor:
        cursor.execute("select * from concerns_waiting()")
        yield from (Waiting(*row) for row in cursor.fetchall())


def _running(one: Waiting) -> list[Missed]:
    feedback = due(hub_clocks()[ClockKind.FEEDBACK], one.decided_at, hub_calendar()) if one.decided_at else None
    running = Running(
        undecided=one.stage in UNDECIDED,
        brag=one.brag,
        decide_by=one.decide_by,
        research_by=one.research_by,
        all_answered=not one.silent,
        feedback_by=feedback,
        told=one.told,
    )
    return waiting_for(running)


def _first_time(one: Waiting, clock: Missed, *, passed: bool) -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute("select concerns_call(%s, %s, %s, %s)", [one.record, clock.clock, clock.due_at, passed])
        return bool(cursor.fetchone()[0])


def _account(words: str) -> UUID | None:
    _, _, key = words.partition("agencies.Account:")
    return UUID(key) if key else None
