"""Keeping what a stranger has told so far, locked with a key that only their browser has.

None of these verbs is recorded: who began a report and did not send it is nobody's business.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kith.concerns.models import PublicDraft, PublicDraftFile
from kith.concerns.queries.public_drafts import answers_of, files_of, held_in_all, name_of
from kith.concerns.rules.public_report import Answers
from kith.lib.room import Room
from kith.lib.sealing import new_key, seal_draft, seal_file
from kith.outside.reencode import NotTaken, reencode

LASTS = timedelta(hours=2)
MOST_FILES = 5
# So that strangers together cannot fill the disk. Words are always taken.
MOST_BYTES = 2 * 1024**3
# Opening a hostile file can take long: one at a time in each process, and nobody waits in line.
FILES = Room(places=1, line=1)

TOO_MANY = f"You can send up to {MOST_FILES} files. Take one away to add another."
NO_SPACE = "We cannot take files just now. You can still send your words."


@transaction.atomic
def keep_answers(*, key: bytes | None, given: dict[str, object], at: datetime) -> bytes:
    """Add answers to the draft, or begin one. Gives the key, which the browser alone keeps."""
    before = answers_of(key, at)
    kept = key if key is not None and before is not None else new_key()
    answers = (before or Answers()).with_answers(given)
    PublicDraft.objects.bulk_create(
        [PublicDraft(id=name_of(kept), sealed=seal_draft(answers.to_text(), kept), ends_at=at + LASTS)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["sealed", "ends_at"],
    )
    PublicDraftFile.objects.filter(draft=name_of(kept)).update(ends_at=at + LASTS)
    return kept


@transaction.atomic
def add_file(*, key: bytes, content: bytes, at: datetime) -> None:
    """Write a file anew and lock it beside the answers. Raises ``NotTaken`` with words for the sender, or ``Full``."""
    numbers = [int("".join(c for c in one.name if c.isdigit()) or 0) for one in files_of(key, at)]
    if len(numbers) >= MOST_FILES:
        raise NotTaken(TOO_MANY)
    if held_in_all() + len(content) > MOST_BYTES:
        raise NotTaken(NO_SPACE)
    with FILES.inside():
        clean = reencode(content, number=max(numbers, default=0) + 1)
    one = PublicDraftFile(
        draft=name_of(key), name=clean.name, media_type=clean.media_type, size=len(clean.content), ends_at=at + LASTS
    )
    one.sealed = seal_file(clean.content, key, place=str(one.pk))
    one.save(force_insert=True)


@transaction.atomic
def remove_file(*, key: bytes, file: UUID) -> None:
    """Take a file away again."""
    PublicDraftFile.objects.filter(draft=name_of(key), pk=file).delete()


@transaction.atomic
def drop_draft(*, key: bytes) -> bool:
    """Forget the answers and the files; say whether there was a draft.

    Whoever deletes the row holds it until their transaction ends: of two who drop one draft, one is told yes.
    """
    PublicDraftFile.objects.filter(draft=name_of(key)).delete()
    dropped, _ = PublicDraft.objects.filter(id=name_of(key)).delete()
    return dropped > 0


@transaction.atomic
def purge_drafts(*, at: datetime) -> int:
    """Forget the drafts whose time has run out."""
    PublicDraftFile.objects.filter(ends_at__lte=at).delete()
    dropped, _ = PublicDraft.objects.filter(ends_at__lte=at).delete()
    return dropped
