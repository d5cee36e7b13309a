"""The verbs of the front desk: mostly those of other floors, with what follows from the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

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
from kith.desk.queries import quality
from kith.desk.queries.restricting import Restricting, restricting
from kith.desk.rules import Sought
from kith.records.rules import findings_file
from kith.sharing import actions as sharing
from kith.sharing.access import Asker
from kith.sharing.models import BreakGlass, Unseal
from kith.sharing.queries import allocated


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


@dataclass(frozen=True)
class FindingsFile:
    """A file to send back to whoever made the one it is about, as it is being written."""

    name: str
    pieces: Iterator[str]


@transaction.atomic
def fetch_findings(*, by: Asker, feed_id: UUID, file_id: UUID | None) -> FindingsFile:
    """Take out what was found in one file of a feed. It says where in the file, so taking it is recorded like a look."""
    access.require_job(by, "deposit", "take out what was found in these files")
    feed = quality.feed_of(by, feed_id)
    batch = quality.file_of(feed, file_id)
    audit.record(
        what="desk.findings_taken",
        target=f"records.Batch:{batch.pk}",
        purpose=by.purpose,
        ground="your job includes it",
        owner=str(feed.agency_id),
        detail={"profile": batch.profile, "findings": batch.findings},
    )
    pieces = findings_file.whole(quality.pieces_of(by, batch), expected=batch.findings)
    return FindingsFile(f"findings-{batch.profile}-{batch.begun_at:%Y-%m-%d}.csv", pieces)


def read_who_looked(*, by: Asker, reference: str) -> tuple[Concern, list[queries.Looked]]:
    """Open a concern and read who has opened it before."""
    concern = look(by=by, reference=reference)
    access.SEE_WHO.require(by, concern)
    return concern, queries.openings(concern.record_id)


# -- Who is kept out ---------------------------------------------------------------------------------------------------


def open_restrictions(*, by: Asker, reference: str, at: datetime) -> Restricting:
    """Open a concern and read who is kept out of it."""
    concern = look(by=by, reference=reference)
    access.RESTRICT.require(by, concern)
    return restricting(by, concern, at)


def seal(
    *, by: Asker, concern: Concern, members: Iterable[UUID], reason: str, review_at: datetime, at: datetime
) -> None:
    """Seal a concern; whoever works on it by name stays inside."""
    worker = [UUID(concern.owner.rpartition(":")[2])] if concern.owner.startswith("agencies.Account:") else []
    inside = {*members, *worker, *allocated(concern.record_id)}
    sharing.seal(record_id=concern.record_id, members=inside, reason=reason, review_at=review_at, by=by, at=at)


def unseal(*, by: Asker, record_id: UUID, waits: Unseal | None, reason: str, at: datetime) -> None:
    """Agree with whoever asked for a seal to be opened, or be the first who asks."""
    if waits is None:
        sharing.ask_to_unseal(record_id=record_id, reason=reason, by=by, at=at)
    else:
        sharing.agree_to_unseal(unseal_id=waits.pk, by=by, at=at)


def bar(  # noqa: PLR0913 - all named
    *, by: Asker, concern: Concern, who: UUID, kind: str, person: UUID | None, review_at: datetime, at: datetime
) -> None:
    """Keep somebody out of a concern, or of every record about somebody in it."""
    record_id = None if person else concern.record_id
    sharing.bar(account=who, kind=kind, review_at=review_at, by=by, at=at, record_id=record_id, person=person)


def declare_conflict(*, by: Asker, reference: str, kind: str, at: datetime) -> None:
    """Keep oneself out of the record with this reference, if there is one."""
    sharing.declare_conflict(record_id=record_of(reference), kind=kind, by=by, at=at)
