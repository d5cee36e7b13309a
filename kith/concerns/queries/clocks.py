"""Reading the clocks of one open concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kith.concerns.models import BreachReason, Concern, Feedback, InformationResponse, RequestedAgency
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.breaches import Missed, Running, missed
from kith.concerns.rules.clocks import ClockKind, due
from kith.concerns.states import UNDECIDED


def feedback_by(concern: Concern) -> datetime | None:
    """Reckon by when whoever raised it must be told, once it is decided."""
    if concern.decided_at is None:
        return None
    return due(hub_clocks()[ClockKind.FEEDBACK], concern.decided_at, hub_calendar())


def missed_clocks(concern: Concern, at: datetime) -> tuple[Missed, ...]:
    """List the clocks that ran out and still need a reason."""
    running = Running(
        undecided=concern.stage in UNDECIDED,
        brag=concern.brag,
        decide_by=concern.decide_by,
        research_by=concern.research_by,
        feedback_by=feedback_by(concern),
    )
    # Nearly always nothing is late; only then is it worth asking what was done.
    if not missed(running, at):
        return ()
    record = concern.record_id
    asked = RequestedAgency.objects.filter(record=record).count()
    answered = InformationResponse.objects.filter(record=record).count()
    told = Feedback.objects.filter(record=record, at__gte=concern.decided_at or at).exists()
    explained = set(BreachReason.objects.filter(record=record).values_list("clock", flat=True))
    return missed(replace(running, all_answered=0 < asked <= answered, told=told), at, explained)
