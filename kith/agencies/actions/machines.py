"""The verbs of machines. Maintenance makes and revokes their tokens; a call only says which one it carries."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction

from kith.agencies.actions.signing_in import fingerprint
from kith.agencies.models import Agency, MachineToken, Scope
from kith.audit import actions as audit

MAINTENANCE = "service:maintenance"
# So that whoever finds one lying about knows what it is, and programs that look for secrets find it.
BEGINS = "kith_"
SHAPE = re.compile(f"{BEGINS}[A-Za-z0-9_-]{{43}}")


class NoToken(Exception):
    """No token goes by this number, or it cannot be made so. The words are fit for an operator."""


def make_token(  # noqa: PLR0913 - what a token is, and who made it when
    *,
    agency: Agency,
    system: str,
    scopes: Iterable[str],
    ends_at: datetime,
    by: str,
    at: datetime,
    using: str = "default",
) -> tuple[MachineToken, str]:
    """Let a system of an agency call by itself until some time. The token is given once and kept nowhere."""
    wanted = [one.value for one in Scope if one.value in set(scopes)]
    if unknown := set(scopes) - set(wanted):
        raise NoToken(f"There is no scope {min(unknown)!r}. The scopes are: {', '.join(Scope.values)}.")
    if not wanted or ends_at <= at:
        raise NoToken("A token needs a scope, and a day on which it ends that has not come yet.")
    secret = BEGINS + secrets.token_urlsafe(32)
    with transaction.atomic(using=using):
        made = MachineToken(
            agency_id=agency.pk, system=system, scopes=" ".join(wanted), starts_at=at, ends_at=ends_at,
            made_by=by or MAINTENANCE, fingerprint=fingerprint(secret),
        )  # fmt: skip
        made.save(using=using, force_insert=True)
        _note("agencies.token_made", made, by, using, scopes=made.scopes, ends=ends_at.isoformat())
    return made, secret


def revoke_token(*, token: UUID, by: str, at: datetime, using: str = "default") -> MachineToken:
    """End a token now. A call that carries it finds nothing from its next query on."""
    with transaction.atomic(using=using):
        one = MachineToken.objects.using(using).select_for_update(no_key=True).filter(pk=token).first()
        if one is None:
            raise NoToken("No token has this number. See: kith token list")
        if one.revoked_at is None:
            one.revoked_at, one.revoked_by = at, by or MAINTENANCE
            one.save(using=using, update_fields=["revoked_at", "revoked_by"])
            _note("agencies.token_revoked", one, by, using)
    return one


def act_as_machine(token: str, *, using: str = "default") -> None:
    """Tell the database which machine's token this transaction carries. Lasts until the transaction ends."""
    known = token if SHAPE.fullmatch(token) else ""
    with connections[using].cursor() as cursor:
        cursor.execute("select set_config('kith.sid', '', true), set_config('kith.machine', %s, true)", [known])


def _note(what: str, token: MachineToken, by: str, using: str, **detail: str) -> None:
    told = {"system": token.system, "asked_by": by, **detail}
    audit.record(
        what=what, target=token.words, ground="maintenance", owner=str(token.agency_id), detail=told, using=using
    )
