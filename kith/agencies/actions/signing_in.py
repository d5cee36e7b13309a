"""The verbs of signing in. All go through the gate: the page's own connection cannot make itself somebody."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connections, transaction

from kith.agencies.models import Account
from kith.audit import actions as audit

# How long a session waits, and how long it lasts at most, as PostgreSQL reads an interval.
IDLE = "15 minutes"
LASTS = "10 hours"


def fingerprint(token: str) -> bytes:
    """Hash a session token the way the database does."""
    return sha256(token.encode()).digest()


def sign_in(*, account: UUID, how: str, second_factor: bool, purpose: str = "") -> str:
    """Begin a session and give its token, which only the browser keeps."""
    token = secrets.token_urlsafe(32)
    _gate("gate_sign_in", account, fingerprint(token), how, second_factor, purpose, IDLE, LASTS)
    return token


def keep_awake(*, token: str, idle: str = IDLE) -> bool:
    """Note that a session is in use; say whether it still lives. With no idle time given, only say."""
    return bool(_gate("gate_seen", fingerprint(token), idle))


def state_purpose(*, token: str, purpose: str) -> None:
    """Say what this session is for."""
    with transaction.atomic(using="gate"):
        act_as(token, using="gate")
        _gate("gate_purpose", fingerprint(token), purpose)


def sign_out(*, token: str, everywhere: bool = False) -> None:
    """End this session, or every session of its account."""
    with transaction.atomic(using="gate"):
        act_as(token, using="gate")
        _gate("gate_sign_out", fingerprint(token), everywhere)


@transaction.atomic
def change_password(*, account: UUID, encoded: str) -> None:
    """Write somebody's new password, already hashed, and that it was changed."""
    Account.objects.filter(pk=account).update(password=encoded)
    audit.record(what="agencies.password_changed", target=f"agencies.Account:{account}")


@transaction.atomic
def join_agency_sign_in(*, account: Account, keep: Callable[[], None], at: datetime) -> None:
    """Let somebody come in by their agency's own sign-in from now on; ``keep`` writes the library's row and no other."""
    keep()
    audit.record(what="agencies.agency_sign_in_joined", target=account.words, detail={"at": at.isoformat()})


def act_as(token: str, *, using: str = "default") -> None:
    """Tell the database whose token this transaction carries. Lasts until the transaction ends."""
    with connections[using].cursor() as cursor:
        cursor.execute("select set_config('kith.sid', %s, true)", [token])


def act_as_service(name: str) -> None:
    """Tell the database that this transaction is the clock's, not a person's."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select set_config('kith.sid', '', true), set_config('kith.service', %s, true)", [name])


def _gate(function: str, *values: UUID | bytes | str | int) -> object:
    marks = ", ".join(["%s"] * len(values))
    with connections["gate"].cursor() as cursor:
        cursor.execute(f"select {function}({marks})", list(values))
        row = cursor.fetchone()
    return row[0] if row else None
