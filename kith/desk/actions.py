"""The verbs of the front desk: mostly those of other floors, with what follows from the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.db import transaction

from kith.agencies import actions as agencies
from kith.agencies.models import Notice
from kith.audit import actions as audit
from kith.concerns.actions import look
from kith.concerns.actions.looking import record_of
from kith.concerns.models import Concern
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.clocks import ClockKind, due
from kith.desk import access, queries
from kith.desk.rules import Sought
from kith.sharing import actions as sharing
from kith.sharing.access import Asker
from kith.sharing.models import BreakGlass


def state_purpose(*, by: Asker, purpose: str) -> None:
    """Say what this session is for."""
    agencies.state_purpose(token=by.token, purpose=purpose)


@transaction.atomic
def mark_read(*, by: Asker, at: datetime) -> None:
    """Note that somebody has read what they were told."""
    Notice.objects.filter(account=by.account, read_at__isnull=True).update(read_at=at)


def open_in_an_emergency(*, by: Asker, reference: str, reason: str, at: datetime) -> bool:
    """Ask for sixty minutes with one concern; the review is due within one working day."""
    review_due = due(hub_clocks()[ClockKind.BREAK_GLASS_REVIEW], at, hub_calendar())
    return sharing.break_glass(by=by, record_id=record_of(reference), reason=reason, review_due_at=review_due, at=at)


def review(*, by: Asker, emergency: BreakGlass, justified: bool, words: str, at: datetime) -> None:
    """Say whether an emergency opening was right."""
    sharing.review_emergency(emergency=emergency, justified=justified, words=words, by=by, at=at)


@dataclass(frozen=True)
class AuditPage:
    """One page of the audit."""

    page: Page[Any]
    rows: list[queries.Looked]


@transaction.atomic
def read_audit(*, by: Asker, sought: Sought | None, page: str, at: datetime) -> AuditPage:
    """Read who did, saw and was refused what. Reading it is recorded like any other look."""
    access.require_job(by, "read_audit", "read who looked at")
    audit.record(
        what="desk.audit_read",
        target="audit.Event",
        purpose=by.purpose,
        ground="your job includes it",
        owner=str(by.agency),
        detail={"reference": bool(sought and sought.reference), "person": bool(sought and sought.person)},
    )
    found, rows = queries.page_of(queries.audited(sought, at), page)
    return AuditPage(found, rows)


def read_who_looked(*, by: Asker, reference: str) -> tuple[Concern, list[queries.Looked]]:
    """Open a concern and read who has opened it before."""
    concern = look(by=by, reference=reference)
    access.SEE_WHO.require(by, concern)
    return concern, queries.openings(concern.record_id)
