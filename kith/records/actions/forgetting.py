"""Forgetting what is older than its feed keeps. The clock asks; the wall lets it remove that and nothing else."""

from __future__ import annotations

from django.db import connection, transaction

from kith.agencies.actions import act_as_service

LONGEST = "30min"
"""A file of a million rows takes longer to remove than a page may take to show."""


def forget_expired() -> int:
    """Take away every batch whose time is over, each in its own transaction, and say how many there were."""
    forgotten = 0
    while _forget_one():
        forgotten += 1
    return forgotten


@transaction.atomic
def _forget_one() -> bool:
    act_as_service("clock")
    with connection.cursor() as cursor:
        cursor.execute("select set_config('statement_timeout', %s, true)", [LONGEST])
        cursor.execute("select records_forget_expired()")
        return cursor.fetchone()[0] is not None
