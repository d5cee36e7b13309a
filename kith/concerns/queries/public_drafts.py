"""Reading what a stranger has told so far. Only the key in their browser opens it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from kith.concerns.models import PublicDraft, PublicDraftFile
from kith.concerns.rules.public_report import Answers, from_text
from kith.lib.sealing import CannotOpen, draft_name, key_from_text, open_draft


@dataclass(frozen=True)
class DraftFile:
    """A file of the draft, as the page lists it."""

    id: UUID
    name: str
    size: int


def name_of(key: bytes) -> bytes:
    """Give the name the draft is kept under."""
    return bytes.fromhex(draft_name(key))


def key_in(cookie: str) -> bytes | None:
    """Read the key a browser holds, or nothing if it holds none that could be ours."""
    try:
        return key_from_text(cookie) if cookie else None
    except CannotOpen:
        return None


def answers_of(key: bytes | None, at: datetime) -> Answers | None:
    """Read the answers so far, or nothing if they were sent, dropped or ran out."""
    if key is None:
        return None
    row = PublicDraft.objects.filter(id=name_of(key), ends_at__gt=at).first()
    try:
        return from_text(open_draft(bytes(row.sealed), key)) if row else None
    except CannotOpen:
        return None


def files_of(key: bytes | None, at: datetime) -> list[DraftFile]:
    """List the files of the draft."""
    if key is None:
        return []
    rows = PublicDraftFile.objects.filter(draft=name_of(key), ends_at__gt=at).order_by("name")
    return [DraftFile(*one) for one in rows.values_list("id", "name", "size")]


def held_in_all() -> int:
    """Say how many bytes of files all drafts hold together."""
    return PublicDraftFile.objects.aggregate(all=Sum("size"))["all"] or 0
