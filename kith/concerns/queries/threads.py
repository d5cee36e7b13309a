"""Reading the thread between the front door and somebody who holds a receipt. The receipt's own session sees no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kith.concerns.models import Concern, Feedback, Message
from kith.concerns.rules.feedback import public_words


@dataclass(frozen=True)
class Said:
    """One thing in the thread, in the order it was said."""

    at: datetime
    ours: bool
    words: str


def thread() -> list[Said]:
    """List what was said and told, oldest first, of the one record this receipt speaks of."""
    said = [Said(at, not mine, words) for at, mine, words in _messages(Message.objects.all())]
    told = Feedback.objects.filter(audience="public").values_list("at", "public_code")
    said += [Said(at, ours=True, words=public_words(code)) for at, code in told]
    return sorted(said, key=lambda one: one.at)


def messages_of(concern: Concern) -> list[Said]:
    """List the messages of an open concern, for the front door."""
    return [Said(at, not mine, words) for at, mine, words in _messages(Message.objects.filter(record=concern.pk))]


def _messages(rows: QuerySet[Message]) -> QuerySet[Message, tuple[datetime, bool, str]]:
    return rows.order_by("at").values_list("at", "from_reporter", "words")
