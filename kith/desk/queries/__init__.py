"""Ways of reading for the front desk. Each begins with who is asking; the wall decides what there is to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from kith.agencies.models import Account, Notice
from kith.agencies.queries import names
from kith.agencies.queries import notices as all_notices
from kith.audit.models import Event
from kith.concerns import access as concerns
from kith.concerns.actions.looking import record_of
from kith.concerns.models import Concern
from kith.concerns.queries.asked import asked_of_us
from kith.concerns.queries.handed import handed_to
from kith.concerns.states import UNDECIDED
from kith.desk import access
from kith.desk.rules import PLACES, Place, Sought, said_act, said_ground
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere
from kith.sharing.models import BreakGlass, Purpose
from kith.sharing.queries import purposes_of

NEWEST = 50
ON_A_PAGE = 50
UNLESS_ASKED = timedelta(days=7)
REFERENCE = re.compile(r"/(K-[A-Z0-9]{5,9})(?:/|$)")
FIELDS = ("at", "actor", "agency", "owner", "what", "target", "purpose", "ground")


@dataclass(frozen=True)
class Waiting:
    """A place to go, and how much waits there; nothing when it is not counted."""

    place: Place
    address: str
    count: int | None


def places(asker: Asker) -> list[Waiting]:
    """List where this person has something to do, with what waits."""
    return [Waiting(place, address, _count(asker, place.name)) for place, address in places_to_go(asker)]


def places_to_go(asker: Asker) -> list[tuple[Place, str]]:
    """List the places this person's job has, for the purpose they stated, with their addresses."""
    return [(place, reverse(place.url)) for place in PLACES if any(map(asker.may, place.act.split()))]


def _count(asker: Asker, name: str) -> int | None:
    if name == "emergencies":
        return sum(one.reviewed_at is None for one in _emergencies())
    if name == "queue":
        return concerns.TRIAGE.among(Concern.objects.filter(stage__in=UNDECIDED), asker).count()
    if name == "asked":
        return len(asked_of_us(asker, asker.at).waiting)
    return len(handed_to(asker, asker.at).offered) if name == "handed" else None


def purposes(asker: Asker) -> list[tuple[str, str]]:
    """List what this person can be here for."""
    return purposes_of(asker)


def notices() -> QuerySet[Notice]:
    """List the newest things this person was told."""
    return all_notices()[:NEWEST]


def reference_in(path: str) -> str:
    """Find the reference in the address of the page that was refused."""
    found = REFERENCE.search(path)
    return found[1] if found else ""


# -- Emergencies -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Emergency:
    """An emergency opening as its reviewer sees it."""

    id: UUID
    record: UUID
    reference: str
    who: str
    reason: str
    starts_at: datetime
    ends_at: datetime
    review_due_at: datetime
    reviewed_at: datetime | None
    reviewed_by: str
    review_words: str
    justified: bool | None
    own: bool

    @property
    def emergency(self) -> BreakGlass:
        """Give the row itself, for the action."""
        return BreakGlass(pk=self.id, record_id=self.record)


def _emergencies() -> list[Emergency]:
    with connection.cursor() as cursor:
        cursor.execute("select * from desk_emergencies()")
        rows = [Emergency(*row) for row in cursor.fetchall()]
    said = names([word for one in rows for word in (one.who, one.reviewed_by)])
    return [
        Emergency(**{**vars(one), "who": said.get(one.who, one.who), "reviewed_by": said.get(one.reviewed_by, "")})
        for one in rows
    ]


def emergencies(asker: Asker) -> tuple[list[Emergency], list[Emergency]]:
    """List the emergency openings this person answers for: those to review, and those reviewed lately."""
    access.require_job(asker, "review_emergency", "review")
    rows = _emergencies()
    return [one for one in rows if one.reviewed_at is None], [one for one in rows if one.reviewed_at is not None]


def emergency(asker: Asker, emergency_id: UUID) -> Emergency:
    """Read one emergency opening that waits for a review; nobody reviews their own."""
    waiting, _ = emergencies(asker)
    found = next((one for one in waiting if one.id == emergency_id and not one.own), None)
    if found is None:
        raise NotHere
    return found


# -- Who looked ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Looked:
    """One act of the audit, in words."""

    at: datetime
    who: str
    what: str
    target: str
    purpose: str
    ground: str
    refused: bool


def audited(sought: Sought | None, at: datetime) -> QuerySet[Event, dict[str, Any]]:
    """Find acts the wall lets this person see, newest first; the last week unless they look for something."""
    sought = sought or Sought()
    found = Q()
    if sought.reference:
        found &= Q(target=f"sharing.Record:{record_of(sought.reference)}")
    if sought.person:
        found &= Q(actor__in=[one.words for one in _called(sought.person)])
    if sought.day:
        begins = timezone.make_aware(datetime.combine(sought.day, time.min))
        found &= Q(at__gte=begins, at__lt=begins + timedelta(days=1))
    if sought.refused:
        found &= Q(ground__startswith="refused")
    if not (sought.reference or sought.person or sought.day):
        found &= Q(at__gt=at - UNLESS_ASKED)
    rows: QuerySet[Event, dict[str, Any]] = Event.objects.filter(found).order_by("-at").values(*FIELDS)
    return rows


def _called(words: str) -> list[Account]:
    return list(Account.objects.filter(Q(name__icontains=words) | Q(email__iexact=words))[:ON_A_PAGE])


def page_of(rows: QuerySet[Event, dict[str, Any]], number: str) -> tuple[Page[Any], list[Looked]]:
    """Give one page, with its rows in words."""
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    return page, in_words(page.object_list)


def in_words(rows: Iterable[dict[str, Any]]) -> list[Looked]:
    """Say who and what: names for people, references for records, sentences for codes."""
    rows = list(rows)
    who = names({row["actor"] for row in rows})
    references = references_of(row["target"] for row in rows)
    purpose_words = dict(Purpose.choices)
    return [
        Looked(
            at=row["at"],
            who=who.get(row["actor"], row["actor"]),
            what=said_act(row["what"]),
            target=references.get(row["target"], ""),
            purpose=str(purpose_words.get(row["purpose"], row["purpose"])),
            ground=said_ground(row["ground"]),
            refused=row["ground"].startswith("refused"),
        )
        for row in rows
    ]


def references_of(targets: Iterable[str]) -> dict[str, str]:
    """Give the references of the records that acts were about, where this person may know them."""
    records = {one.split(":", 1)[1] for one in targets if one.startswith(("sharing.Record:", "concerns.Concern:"))}
    with connection.cursor() as cursor:
        cursor.execute("select record, reference from desk_references(%s::uuid[])", [[_uuid(one) for one in records]])
        found = dict(cursor.fetchall())
    return {f"{app}:{record}": reference for record, reference in found.items() for app in TARGETS}


TARGETS = ("sharing.Record", "concerns.Concern")


def _uuid(text: str) -> str | None:
    try:
        return str(UUID(text))
    except ValueError:
        return None


def openings(record_id: UUID) -> list[Looked]:
    """List who opened one record, newest first."""
    rows = Event.objects.filter(target=f"sharing.Record:{record_id}", what="sharing.opened").order_by("-at")
    return in_words(rows.values(*FIELDS)[: 4 * ON_A_PAGE])


def without_page(asked: QueryDict) -> str:
    """Give the rest of the address, for the links to other pages."""
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()
