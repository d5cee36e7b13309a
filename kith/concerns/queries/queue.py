"""Reading the triage queue: envelopes only, so no names and none of the words of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import groupby

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from kith.concerns import access
from kith.concerns.models import Concern
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.brag import URGENCY_LABELS, Brag, Urgency, urgency
from kith.concerns.rules.clocks import ClockKind, is_breached, said_left
from kith.concerns.rules.queue import GROUP_LABELS, GROUPS, SOON, Group, group_of
from kith.concerns.rules.sectors import SECTOR_LABELS, Sector
from kith.concerns.states import STAGE_LABELS, UNDECIDED, Stage
from kith.lib.phrases import said_ago
from kith.sharing.access import Asker, need_job

PER_PAGE = 25
A_DAY = timedelta(days=1)
NEARLY = timedelta(hours=4)
IMMEDIATE = Q(brag=Brag.RED) | Q(brag="", danger_now=True)

# What is looked at, and the stages it takes in.
SHOWN: dict[str, tuple[str, ...]] = {
    "undecided": UNDECIDED,
    "decided": (Stage.DECIDED, Stage.HANDED_OVER),
    "closed": (Stage.CLOSED,),
}


@dataclass(frozen=True)
class Filters:
    """What somebody wants to see of the queue. Blank means any."""

    show: str = "undecided"
    holder: str = ""
    brag: str = ""
    route: str = ""
    kind: str = ""
    reply: bool = False

    def narrow(self, rows: QuerySet[Concern], asker: Asker) -> QuerySet[Concern]:
        """Keep the rows that are wanted."""
        rows = rows.filter(stage__in=SHOWN[self.show])
        holders = {"mine": asker.words, "nobody": ""}
        wanted: dict[str, str | bool] = {"brag": self.brag, "route": self.route, "kind": self.kind}
        rows = rows.filter(**{field: value for field, value in wanted.items() if value and value != "none"})
        rows = rows.filter(brag="") if self.brag == "none" else rows
        rows = rows.filter(owner=holders[self.holder]) if self.holder else rows
        return rows.filter(needs_reply=True) if self.reply else rows


@dataclass(frozen=True)
class Row:
    """One line of the queue."""

    reference: str
    about: str
    came_from: str
    arrived: str
    brag: str
    urgency: str
    left: str
    clock_state: str
    holder: str
    mine: bool
    free: bool
    reply_waits: bool
    stage: str
    version: int


@dataclass(frozen=True)
class Heading:
    """One group of the queue with the rows of this page, and how many there are in all."""

    group: str
    label: str
    total: int
    rows: Sequence[Row]


@dataclass(frozen=True)
class Queue:
    """One page of the queue."""

    headings: Sequence[Heading]
    total: int
    page: int
    pages: int


def queue(asker: Asker, filters: Filters, at: datetime, page: int = 1) -> Queue:
    """Read one page of the queue in two queries, however long it is."""
    need_job(asker, "triage", "see the triage queue")
    mine = filters.narrow(access.TRIAGE.among(Concern.objects.all(), asker), asker)
    counts = mine.aggregate(**_counting(at)) if filters.show == "undecided" else {"all": mine.count()}
    total = counts["all"] or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), pages)
    rows = _ordered(mine, filters)[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Queue(list(_grouped(rows, counts, asker, at)), total, page, pages)


def arrived_since(asker: Asker, since: datetime) -> int:
    """Count the contacts that have arrived since a page was drawn."""
    new = Concern.objects.filter(received_at__gt=since, stage=Stage.RECEIVED)
    return access.TRIAGE.among(new, asker).count()


def _ordered(rows: QuerySet[Concern], filters: Filters) -> QuerySet[Concern]:
    if filters.show != "undecided":
        return rows.order_by("-decided_at", "reference")
    first = Case(When(IMMEDIATE, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(first, "decide_by", "reference")


def _counting(at: datetime) -> dict[str, Count]:
    """Count each group where it lies, with the same edges as ``rules.queue.group_of``."""
    calendar = hub_calendar()
    midnight = datetime.combine(calendar.local_day(at), time(0), calendar.zone)
    edges = {
        Group.OVERDUE: (None, at),
        Group.TODAY: (at, midnight + A_DAY),
        Group.SOON: (midnight + A_DAY, midnight + SOON + A_DAY),
        Group.LATER: (midnight + SOON + A_DAY, None),
    }
    counting = {"all": Count("pk"), Group.DECIDE_NOW.value: Count("pk", filter=IMMEDIATE)}
    for group, (start, end) in edges.items():
        within = Q() if start is None else Q(decide_by__gte=start)
        within &= Q() if end is None else Q(decide_by__lt=end)
        counting[group.value] = Count("pk", filter=~IMMEDIATE & within)
    return counting


def _grouped(rows: Iterable[Concern], counts: dict[str, int], asker: Asker, at: datetime) -> Iterable[Heading]:
    for group, some in groupby(rows, key=lambda one: _group(one, at)):
        lines = [_row(one, asker, at) for one in some]
        label = GROUP_LABELS[Group(group)] if group in GROUPS else STAGE_LABELS[Stage(group)]
        yield Heading(group, label, counts.get(group, len(lines)), lines)


def _group(one: Concern, at: datetime) -> str:
    if one.stage not in UNDECIDED:
        return one.stage
    return group_of(one.decide_by, urgency(one.brag or None, danger_now=one.danger_now), at, hub_calendar())


def _row(one: Concern, asker: Asker, at: datetime) -> Row:
    left, state = clock_of(one, at)
    pressing = urgency(one.brag or None, danger_now=one.danger_now)
    return Row(
        reference=one.reference,
        about=one.get_kind_display(),
        came_from=SECTOR_LABELS[Sector(one.sector)] if one.sector in set(Sector) else one.get_route_display(),
        arrived=said_ago(one.received_at, at),
        brag=one.brag,
        urgency="" if pressing == Urgency.UNSORTED else URGENCY_LABELS[pressing],
        left=left,
        clock_state=state,
        holder=one.owner_name,
        mine=one.owner == asker.words,
        free=not one.owner and one.stage == Stage.RECEIVED,
        reply_waits=one.needs_reply,
        stage=STAGE_LABELS[Stage(one.stage)],
        version=one.version,
    )


def clock_of(one: Concern, at: datetime) -> tuple[str, str]:
    """Say what is left to decide in words, and how pressing that is."""
    if one.stage not in UNDECIDED:
        when = one.closed_at or one.decided_at
        return (f"{STAGE_LABELS[Stage(one.stage)]} {said_ago(when, at)}" if when else ""), "done"
    words = said_left(hub_clocks()[ClockKind.DECIDE], one.decide_by, at, hub_calendar())
    if is_breached(one.decide_by, at):
        return words, "overdue"
    near = one.decide_by.astimezone(UTC) - at.astimezone(UTC) <= NEARLY
    return words, "soon" if near else "calm"
