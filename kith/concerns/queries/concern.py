"""Reading one open concern for its page. The wall hides what is not open to the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet

from kith.agencies.models import Account
from kith.agencies.queries import names
from kith.concerns.models import (
    AgreementToSupport,
    Attachment,
    BreachReason,
    Concern,
    FamilyInformed,
    FastFilter,
    Feedback,
    Handover,
    Message,
    Objection,
    ReporterContact,
    SharingDecision,
    Statement,
    StrategyDiscussion,
    ThresholdDecision,
)
from kith.concerns.queries.answers import Request, read_asking, requests_of
from kith.concerns.queries.clocks import feedback_by, missed_clocks
from kith.concerns.queries.closing import still_to_do
from kith.concerns.queries.entries import Entry, entries
from kith.concerns.queries.may import May, may
from kith.concerns.queries.people import referrer_accounts
from kith.concerns.queries.queue import clock_of
from kith.concerns.rules.breaches import Missed
from kith.concerns.rules.sectors import SECTOR_LABELS, Sector
from kith.concerns.states import STAGE_LABELS, Stage
from kith.lib.phrases import said_moment
from kith.people.models import Person, Relationship
from kith.records.queries import PersonSoFar, matches_so_far
from kith.sharing.access import Asker
from kith.sharing.models import Item

Row = TypeVar("Row", bound=Item)

# The page shows them in this order, each under its own heading: never one consent tick.
FOUR_RECORDS: tuple[tuple[str, str, type[Item]], ...] = (
    ("family", "What the family was told", FamilyInformed),
    ("support", "Agreement to help", AgreementToSupport),
    ("sharing", "Decisions to share, and not to share", SharingDecision),
    ("objection", "Objections", Objection),
)
WORK: tuple[type[Item], ...] = (FastFilter, BreachReason, StrategyDiscussion, ThresholdDecision)


@dataclass(frozen=True)
class KeptApart:
    """One of the four records, with its address."""

    kind: str
    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Open:
    """A strategy discussion that was called and of which nothing is written yet."""

    key: str
    said: Entry


@dataclass(frozen=True)
class Reading:
    """Everything on the page of one concern."""

    concern: Concern
    may: May
    mine: bool
    stage: str
    came_from: str
    clock: tuple[str, str]
    facts: Sequence[tuple[str, str]]
    missed: Sequence[Missed]
    statements: Sequence[Entry]
    sections: Sequence[object]
    contact_left: bool
    people: Sequence[Person]
    relationships: Sequence[Relationship]
    attachments: Sequence[Attachment]
    messages: Sequence[Message]
    requests: Sequence[Request]
    records: Sequence[KeptApart]
    work: Sequence[Entry]
    to_write_up: Sequence[Entry]
    offered_to: str
    referrers: Sequence[Account]
    todo: Sequence[str]
    matching: Sequence[PersonSoFar]


def read(asker: Asker, concern: Concern, at: datetime) -> Reading:
    """Read the page of an open concern, in as many queries however much is in it."""
    statements = _all(Statement.objects.all(), concern)
    asking = read_asking(concern)
    four = {kind: _all(_rows(model), concern) for kind, _, model in FOUR_RECORDS}
    work = _work(concern)
    written: list[Item] = [*statements, *asking.requests, *asking.responses.values(), *work]
    known = names({item.by for item in (*written, *(one for some in four.values() for one in some))})
    return Reading(
        concern=concern,
        may=may(asker, concern),
        mine=concern.owner == asker.words,
        stage=STAGE_LABELS[Stage(concern.stage)],
        came_from=came_from(concern),
        clock=clock_of(concern, at),
        facts=_facts(concern),
        missed=missed_clocks(concern, at),
        statements=entries(statements, known),
        sections=[section for one in statements for section in one.details.get("sections", ())],
        contact_left=ReporterContact.objects.filter(record=concern.record_id).exists(),
        people=_all(Person.objects.all(), concern),
        relationships=_all(Relationship.objects.select_related("person", "other"), concern),
        attachments=_all(Attachment.objects.defer("content"), concern),
        messages=_all(Message.objects.all(), concern),
        requests=requests_of(concern, asking, known, at),
        records=[KeptApart(kind, title, entries(four[kind], known)) for kind, title, _ in FOUR_RECORDS],
        work=entries(sorted(work, key=lambda item: item.at, reverse=True), known),
        to_write_up=entries(_unwritten(work), known),
        offered_to=_offered_to(work),
        referrers=referrer_accounts(concern),
        todo=still_to_do(concern) if concern.decided_at else (),
        matching=matches_so_far(concern.record_id),
    )


def came_from(concern: Concern) -> str:
    """Say how a concern came in: its sector, if it has one."""
    if concern.sector in set(Sector):
        return SECTOR_LABELS[Sector(concern.sector)]
    return str(concern.get_route_display())


def _facts(concern: Concern) -> list[tuple[str, str]]:
    moments = (
        ("Received", concern.received_at),
        ("Decide by", concern.decide_by),
        ("Agencies look by", concern.research_by),
        ("Decided", concern.decided_at),
        ("Tell whoever raised it by", feedback_by(concern)),
        ("Closed", concern.closed_at),
    )
    return [(label, said_moment(moment)) for label, moment in moments if moment]


def _rows(model: type[Item]) -> QuerySet[Item]:
    return model._default_manager.all()


def _work(concern: Concern) -> list[Item]:
    done: list[Item] = [item for model in WORK for item in _all(_rows(model), concern)]
    done += _all(Feedback.objects.select_related("to_account"), concern)
    done += _all(Handover.objects.select_related("to_account"), concern)
    return done


def _all(rows: QuerySet[Row], concern: Concern) -> list[Row]:
    return list(rows.filter(record=concern.record_id).order_by("at"))


def _unwritten(work: Sequence[Item]) -> list[StrategyDiscussion]:
    discussions = [item for item in work if isinstance(item, StrategyDiscussion)]
    written = {one.follows_id for one in discussions}
    return [one for one in discussions if one.follows_id is None and one.pk not in written]


def _offered_to(work: Sequence[Item]) -> str:
    waiting = (item for item in work if isinstance(item, Handover) and item.answered_at is None)
    return next((str(one.to_account) for one in waiting), "")


def records_missing(concern: Concern) -> list[KeptApart]:
    """Say which of the four records nobody has made yet. An objection is only made when there is one."""
    missing = []
    for kind, title, model in FOUR_RECORDS:
        if kind != "objection" and not _rows(model).filter(record=concern.record_id).exists():
            missing.append(KeptApart(kind, title, []))
    return missing
