"""The reply box: coming back with a receipt, reading what the front door asks, and answering."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, connections, transaction

from kith.agencies import actions as agencies
from kith.agencies.queries import front_door_team
from kith.audit import actions as audit
from kith.concerns import notices
from kith.concerns.actions.reporting import GUESSERS, reckon
from kith.concerns.models import Message

RECEIPT = "receipt"


class NoThread(Exception):
    """This browser holds no receipt that is in use."""


def come_back(*, words: str) -> str | None:
    """Begin a session with a receipt and give its token, or nothing. Right and wrong words go the same way."""
    token = secrets.token_urlsafe(32)
    with connections["gate"].cursor() as cursor:
        cursor.execute("select gate_receipt(%s, %s)", [reckon(words, GUESSERS), agencies.fingerprint(token)])
        found: bool = cursor.fetchone()[0]
    return token if found else None


def take_up(*, token: str) -> None:
    """Act as the holder of a receipt for the rest of this page, and as nobody else who uses this browser."""
    if not token or not agencies.keep_awake(token=token):
        raise NoThread
    agencies.act_as(token)
    if _record() is None:
        raise NoThread


def put_down(*, token: str) -> None:
    """End the session of a receipt."""
    if token:
        agencies.sign_out(token=token)


@transaction.atomic
def add_message(*, words: str, once: UUID, at: datetime) -> None:
    """Add the reporter's words to their report, and let the front door know that they wait.

    ``once`` is drawn with the page: a second press of the button adds nothing.
    """
    record = _record()
    if record is None:
        raise NoThread
    if not _added(Message(pk=once, record_id=record, from_reporter=True, words=words, by=RECEIPT, at=at)):
        return
    with connection.cursor() as cursor:
        cursor.execute("select concerns_reply_waits()")
    audit.record(what="concerns.reporter_wrote", target=f"sharing.Record:{record}", ground="they hold the receipt")
    notices.reporter_wrote(agency=front_door_team().agency_id, at=at)


def _added(message: Message) -> bool:
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if Message.objects.filter(pk=message.pk).exists():
            return False
        # A number that is somebody else's: draw one of our own, and lose no words.
        message.pk = uuid4()
        message.save(force_insert=True)
    return True


def _record() -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("select sharing_receipt_record()")
        found: UUID | None = cursor.fetchone()[0]
    return found
