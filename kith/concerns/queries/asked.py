"""Reading what somebody's agency was asked: a list without names, then one question with the concern open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from kith.agencies.models import Account, Agency, TeamKind
from kith.agencies.queries import names
from kith.concerns import access
from kith.concerns.models import AnswerKind, Concern, InformationRequest, InformationResponse, RequestedAgency
from kith.concerns.queries.entries import Entry, entry
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.queries.our_records import Ours, ours_about
from kith.concerns.rules.brag import Brag
from kith.concerns.rules.clocks import RESEARCH, ClockKind, is_breached, said_left
from kith.lib.phrases import count, said_moment
from kith.people.models import Person
from kith.sharing.access import Asker, need_job
from kith.sharing.actions import NotHere


@dataclass(frozen=True)
class Row:
    """One row of what the database counts for this agency."""

    id: UUID
    record: UUID
    reference: str
    due_at: datetime
    asked_at: datetime
    asked_by: str
    people: int
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True)
class Line:
    """One question on the list: who asked, by when, about how many people. No names, no words of it."""

    id: UUID
    reference: str
    asked_by: str
    asked: str
    people: str
    clock: str
    late: bool
    answer: str


@dataclass(frozen=True)
class AskedOfUs:
    """The questions to one agency: those that wait, the soonest first, and those it has answered."""

    waiting: Sequence[Line]
    answered: Sequence[Line]


@dataclass(frozen=True)
class Question:
    """One question with the concern open: why it is asked, about whom, and what this agency has said or holds."""

    concern: Concern
    requested: RequestedAgency
    said: Entry
    by: str
    people: Sequence[Person]
    ours: Sequence[Ours]
    clock: str
    late: bool
    answer: Entry | None


def asked_of_us(asker: Asker, at: datetime) -> AskedOfUs:
    """List the questions to this person's agency: four queries, however many there are."""
    need_job(asker, "answer", "see the questions for an agency")
    rows = _rows()
    found = access.ANSWER.among(Concern.objects.filter(record__in={row.record for row in rows}), asker)
    concerns = {one.record_id: one for one in found}
    known = names({row.asked_by for row in rows})
    lines = [_line(row, concerns[row.record], known, at) for row in rows if row.record in concerns]
    return AskedOfUs([one for one in lines if not one.answer], [one for one in lines if one.answer])


def reference_of(asked: UUID) -> str:
    """Find which concern a question to this agency is in, to be opened; nothing if there is none."""
    return next((row.reference for row in _rows() if row.id == asked), "")


def question(asker: Asker, concern: Concern, asked: UUID, at: datetime) -> Question:
    """Read one question of an open concern, and this agency's own records of the people in it."""
    rows = RequestedAgency.objects.filter(pk=asked, record=concern.record_id, agency=asker.agency)
    requested = rows.select_related("request").first()
    if requested is None:
        raise NotHere
    people = list(requested.request.people.order_by("at", "pk"))
    answer = InformationResponse.objects.filter(request=requested.request_id, originator=asker.agency).first()
    known = names({requested.request.by, *([answer.by] if answer else [])})
    clock, late = _clock(concern, requested.request.due_at, at)
    return Question(
        concern=concern,
        requested=requested,
        said=entry(requested.request, known),
        by=known.get(requested.request.by, ""),
        people=people,
        ours=[ours_about(person, at) for person in people],
        clock="" if requested.answered_at else clock,
        late=late,
        answer=entry(answer, known) if answer else None,
    )


def agencies_to_name(asker: Asker) -> list[tuple[str, str]]:
    """List the agencies an answer may be kept to, beside their own."""
    return [(str(key), name) for key, name in Agency.objects.exclude(pk=asker.agency).values_list("pk", "name")]


def people_to_name(asker: Asker) -> list[tuple[str, str]]:
    """List the people at the front door an answer may be kept to."""
    there = Q(memberships__team__kind=TeamKind.FRONT_DOOR, memberships__ends_at__isnull=True)
    found = Account.objects.filter(there, is_active=True).exclude(pk=asker.account).distinct().order_by("name")
    return [(str(one.pk), f"{one.name}, {one.agency.name}") for one in found.select_related("agency")]


def asker_of(request: InformationRequest) -> UUID | None:
    """Find the account that asked, to be told."""
    words = request.by.removeprefix("agencies.Account:")
    return UUID(words) if words != request.by else None


def _rows() -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute("select * from concerns_asked() order by due_at, id")
        return [Row(*row) for row in cursor.fetchall()]


def _line(row: Row, concern: Concern, known: Mapping[str, str], at: datetime) -> Line:
    clock, late = _clock(concern, row.due_at, at)
    return Line(
        id=row.id,
        reference=row.reference,
        asked_by=known.get(row.asked_by, ""),
        asked=said_moment(row.asked_at),
        people=count(row.people, "person", "people"),
        clock=clock,
        late=late,
        answer=str(AnswerKind(row.answer).label) if row.answer else "",
    )


def _clock(concern: Concern, due_at: datetime, at: datetime) -> tuple[str, bool]:
    kind = (RESEARCH[Brag(concern.brag)] if concern.brag else None) or ClockKind.RESEARCH_AMBER
    return said_left(hub_clocks()[kind], due_at, at, hub_calendar()), is_breached(due_at, at)
