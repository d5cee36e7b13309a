"""Writing to somebody who reported with a receipt, and reading what they wrote."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kith.concerns import access
from kith.concerns.actions.inside import lock, note, put_in
from kith.concerns.models import Concern, Message, Route
from kith.sharing.access import Asker


class NoReceipt(Exception):
    """Nobody holds a receipt for this concern, so nobody would read the message."""


@transaction.atomic
def write_to_reporter(*, concern: Concern, words: str, by: Asker, at: datetime) -> Message:
    """Leave a message for the reporter, who reads it when they come back with their receipt."""
    one = lock(concern)
    decision = access.MESSAGE.require(by, one)
    if one.route != Route.PUBLIC:
        raise NoReceipt("This was referred by a professional: ring them, or write in the feedback.")
    message = Message(from_reporter=False, words=words)
    put_in(message, concern=one, by=by, at=at)
    _read(one)
    note("wrote_to_reporter", concern=one, by=by, decision=decision)
    return message


@transaction.atomic
def mark_read(*, concern: Concern, by: Asker, at: datetime) -> None:
    """Say that the reporter's new words were read and need no answer."""
    one = lock(concern)
    decision = access.MESSAGE.require(by, one)
    _read(one)
    note("reply_read", concern=one, by=by, decision=decision)


def _read(concern: Concern) -> None:
    # Not a new version: reading a message must not send back somebody who is writing a decision.
    concern.needs_reply = False
    concern.save(update_fields=["needs_reply"])
