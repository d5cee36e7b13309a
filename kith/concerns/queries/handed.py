"""Reading what was handed to a worker: a list without names, then one offer with the concern open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.agencies.queries import names
from kith.concerns import access
from kith.concerns.models import Concern, Handover, ThresholdDecision
from kith.concerns.queries.entries import Entry, entry
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.clocks import CLOCKS, ClockKind, due, is_breached, said_left
from kith.concerns.states import STAGE_LABELS, Stage
from kith.lib.phrases import said_date, said_moment
from kith.people.models import Person
from kith.sharing.access import Asker, need_job
from kith.sharing.actions import NotHere
from kith.sharing.models import Link, LinkKind


@dataclass(frozen=True)
class Line:
    """One concern on the list: no names."""

    reference: str
    stage: str
    since: str
    clock: str
    late: bool


@dataclass(frozen=True)
class HandedToMe:
    """What waits for somebody's yes or no, and what is theirs."""

    offered: Sequence[Line]
    taken: Sequence[Line]


@dataclass(frozen=True)
class Offer:
    """One offer with the concern open: what the worker should know to answer it."""

    concern: Concern
    handover: Handover
    said: Entry
    by: str
    decision: Entry | None
    people: Sequence[Person]
    clock: str
    late: bool


def handed_to(asker: Asker, at: datetime) -> HandedToMe:
    """List what was offered to this person and what they took on: two queries, however much it is."""
    need_job(asker, "take_on", "see what is handed over")
    mine = Link.objects.filter(account=asker.account, starts_at__lte=at, ends_at__gt=at).order_by("starts_at")
    links = list(mine.filter(kind__in=(LinkKind.OFFERED, LinkKind.ALLOCATED)))
    rows = access.SEE.among(Concern.objects.filter(record__in={link.record_id for link in links}), asker)
    concerns = {one.record_id: one for one in rows}
    offered = [_offered(link, concerns[link.record_id], at) for link in _of(links, LinkKind.OFFERED, concerns)]
    return HandedToMe(
        offered, [_taken(link, concerns[link.record_id]) for link in _of(links, LinkKind.ALLOCATED, concerns)]
    )


def offer(asker: Asker, concern: Concern, at: datetime) -> Offer:
    """Read the newest offer of an open concern to this person."""
    mine = Handover.objects.filter(record=concern.record_id, to_account=asker.account)
    handover = mine.select_related("to_account").order_by("-at").first()
    if handover is None:
        raise NotHere
    decision = ThresholdDecision.objects.filter(record=concern.record_id).order_by("-at").first()
    known = names({handover.by, *([decision.by] if decision else [])})
    clock, late = _clock(handover.at, at)
    return Offer(
        concern=concern,
        handover=handover,
        said=entry(handover, known),
        by=known.get(handover.by, ""),
        decision=entry(decision, known) if decision else None,
        people=list(Person.objects.filter(record=concern.record_id).order_by("at", "pk")),
        clock="" if handover.answered_at else clock,
        late=late,
    )


def _of(links: Sequence[Link], kind: str, concerns: Mapping[UUID, Concern]) -> list[Link]:
    return [link for link in links if link.kind == kind and link.record_id in concerns]


def _offered(link: Link, concern: Concern, at: datetime) -> Line:
    clock, late = _clock(link.starts_at, at)
    return Line(concern.reference, _stage(concern), said_moment(link.starts_at), clock, late)


def _taken(link: Link, concern: Concern) -> Line:
    ends = f"You can open it until {said_date(link.ends_at)}"
    return Line(concern.reference, _stage(concern), said_moment(link.starts_at), ends, late=False)


def _stage(concern: Concern) -> str:
    return STAGE_LABELS[Stage(concern.stage)]


def _clock(offered_at: datetime, at: datetime) -> tuple[str, bool]:
    by = due(hub_clocks()[ClockKind.HANDOVER], offered_at, hub_calendar())
    return f"To answer: {said_left(CLOCKS[ClockKind.HANDOVER], by, at, hub_calendar()).lower()}", is_breached(by, at)
