"""Forgetting what was begun and never sent, and copies whose time is over. The clock asks; nobody else can."""

from __future__ import annotations

from django.db import connection, transaction

from kith.agencies.actions import act_as_service
from kith.audit import actions as audit


@transaction.atomic
def drop_referrals() -> int:
    """Forget the words of referrals that ran out, and say how many there were."""
    act_as_service("clock")
    with connection.cursor() as cursor:
        cursor.execute("select concerns_forget_referrals()")
        forgotten: int = cursor.fetchone()[0]
    if forgotten:
        audit.record(what="concerns.referrals_forgotten", target="concerns.ReferralDraft", detail={"count": forgotten})
    return forgotten
