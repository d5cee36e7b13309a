"""Looking is an act: opening a record, in the ordinary way or in an emergency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connections, transaction

from kith.agencies import actions as agencies
from kith.agencies.models import Role, Team, TeamKind
from kith.audit import actions as audit
from kith.sharing.access import Access, Asker, your_job
from kith.sharing.models import BreakGlass, Record

SHORTEST_REASON = 20
# Told of every emergency, at the owner's and at home.
TOLD_AT_ONCE = (Role.PRIVACY_OFFICER, Role.SENIOR)

REVIEW = Access("review", (your_job("your job includes reviewing emergency openings", "review_emergency"),))


class NotHere(Exception):
    """What you have no link to does not exist: missing, barred, sealed and not yours are one answer."""


class ReasonTooShort(ValueError):
    """An emergency needs a reason that a reviewer can judge."""


def open_record(asker: Asker, record_id: UUID, *, reason_code: str = "") -> None:
    """Write the audit row and the ticket on the gate connection and commit them, before anything is read."""
    with connections["gate"].cursor() as cursor:
        cursor.execute("select gate_open(%s, %s, %s)", [asker.token, record_id, reason_code])
        opened = cursor.fetchone()[0]
    if not opened:
        raise NotHere


def break_glass(*, by: Asker, record_id: UUID, reason: str, review_due_at: datetime, at: datetime) -> bool:
    """Ask for sixty minutes in an emergency. Tells the owner and the privacy officers at once."""
    words = " ".join("".join(c for c in reason if c.isprintable()).split())
    if len(words) < SHORTEST_REASON:
        raise ReasonTooShort(f"Say why in at least {SHORTEST_REASON} letters.")
    with transaction.atomic(using="gate"):
        with connections["gate"].cursor() as cursor:
            cursor.execute("select gate_break_glass(%s, %s, %s, %s)", [by.token, record_id, words, review_due_at])
            opened = bool(cursor.fetchone()[0])
        for agency in _to_be_told(by, record_id):
            for role in TOLD_AT_ONCE:
                agencies.tell_role(
                    agency=agency,
                    role=role,
                    what="sharing.emergency",
                    words="A record was asked for in an emergency. Review it within one working day.",
                    path="/emergencies/",
                    at=at,
                    using="gate",
                )
    return opened


def _to_be_told(by: Asker, record_id: UUID) -> set[UUID]:
    """Name who is told: the front door whatever the ground, so that "we have passed this on" is always true."""
    owners = Record.objects.using("gate").filter(pk=record_id).values_list("owner_agency", flat=True)
    front_door = Team.objects.using("gate").filter(kind=TeamKind.FRONT_DOOR).values_list("agency", flat=True)
    return {by.agency, *owners, *front_door}


@transaction.atomic
def review_emergency(*, emergency: BreakGlass, justified: bool, words: str, by: Asker, at: datetime) -> None:
    """Say whether an emergency opening was right. Nobody reviews their own."""
    one = BreakGlass.objects.select_for_update(no_key=True).get(pk=emergency.pk)
    decision = REVIEW.require(by, one)
    BreakGlass.objects.filter(pk=one.pk, reviewed_at__isnull=True).update(
        reviewed_at=at, reviewed_by=by.words, review_words=words, justified=justified
    )
    audit.record(
        what="sharing.emergency_reviewed",
        target=f"sharing.Record:{one.record_id}",
        purpose=by.purpose,
        ground="; ".join(decision.reasons),
        detail={"justified": justified, "emergency": str(one.pk)},
    )
