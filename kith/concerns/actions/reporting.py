"""Sending a stranger's report: all of it or nothing, once, and with nothing of the sender but what they typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from kith.agencies.actions import act_as
from kith.audit import actions as audit
from kith.concerns import access, notices
from kith.concerns.actions.keeping import drop_draft
from kith.concerns.actions.raising import Raised, raise_concern
from kith.concerns.models import Attachment, Concern, PublicDraftFile, ReporterContact, Route, Statement
from kith.concerns.queries.public_drafts import answers_of, name_of
from kith.concerns.rules.public_report import YES, Answers, Step
from kith.concerns.rules.sectors import public_source_code
from kith.lib.receipts import fingerprint, new_receipt
from kith.lib.room import Room
from kith.lib.sealing import KeyRing, open_file, open_sealed, seal
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere, open_record
from kith.sharing.actions.releasing import release_to
from kith.sharing.models import Handling, Item, Receipt

PUBLIC = "public"
KEY_NAME = "k1"
# A receipt is dear to reckon on purpose: one at a time in each process. The line is shorter than the threads of a
# process (four), so that however many send or guess, workers' pages are answered. A sender comes before a guesser.
LINE, GUESSERS = 3, 2
RECKONING = Room(places=1, line=LINE)


class NoDraft(Exception):
    """There is nothing here to send: it was sent, left, or its time ran out."""


class AlreadySent(Exception):
    """Another press of the same button was first; the report is safe."""


class NotFinished(Exception):
    """A question that needs an answer has none."""

    def __init__(self, step: Step) -> None:
        super().__init__(f"Question {step} is not answered.")
        self.step = step


@dataclass(frozen=True)
class Sent:
    """What the sender is told, once."""

    receipt: str
    decide_by: datetime
    danger: bool
    named: bool


@dataclass(frozen=True)
class Contact:
    """Who reported, and how to reach them safely."""

    name: str
    reach: str
    safe: str
    keep_from_family: bool


@transaction.atomic
def send_report(*, key: bytes | None, at: datetime) -> Sent:
    """Turn a draft into a concern. Of any number of senders of one draft, one makes a report."""
    answers = answers_of(key, at)
    if key is None or answers is None:
        raise NoDraft
    if missing := answers.first_missing():
        raise NotFinished(missing)
    files = list(PublicDraftFile.objects.filter(draft=name_of(key), ends_at__gt=at).order_by("name"))
    if not drop_draft(key=key):
        raise AlreadySent
    # Whoever else uses this browser, a report comes from nobody.
    act_as("")
    return _sent(key, answers, files, at)


def _sent(key: bytes, answers: Answers, files: list[PublicDraftFile], at: datetime) -> Sent:
    danger = answers.danger == YES
    raised = Raised(
        route=Route.PUBLIC,
        sector=answers.sector,
        source_code=public_source_code(answers.sector or None, named=answers.named),
        danger_now=danger,
    )
    concern = raise_concern(what=raised, by=None, at=at)
    _put_in(Statement(what=answers.what, where_when=answers.where_when, who=answers.who), concern, at)
    for file in files:
        content = open_file(bytes(file.sealed), key, place=str(file.pk))
        kept = Attachment(name=file.name, media_type=file.media_type, size=file.size, content=content)
        _put_in(kept, concern, at)
    if answers.named:
        _keep_contact(answers, concern, at)
    receipt = new_receipt()
    Receipt(record=concern.record, fingerprint=reckon(receipt), made_at=at).save(force_insert=True)
    audit.record(
        what="concerns.reported",
        target=f"sharing.Record:{concern.pk}",
        ground="anybody may report",
        owner=str(concern.record.owner_agency_id),
        detail={"files": len(files), "may_contact": answers.named},
    )
    notices.report_came(concern, at=at)
    return Sent(receipt, concern.decide_by, danger, answers.named)


def reckon(words: str, line: int = LINE) -> bytes:
    """Reduce a receipt to what may be kept, when it is our turn."""
    with RECKONING.inside(line):
        return fingerprint(words, settings.KITH_RECEIPT_SALT)


def _put_in(item: Item, concern: Concern, at: datetime) -> None:
    item.record_id, item.by, item.at = concern.pk, PUBLIC, at
    item.save(force_insert=True)


def _keep_contact(answers: Answers, concern: Concern, at: datetime) -> None:
    """Seal who they are. Only the front door's own agency can come by it, not the other partners."""
    told = json.dumps({"name": answers.name, "reach": answers.reach, "safe": answers.safe})
    one = ReporterContact(key_id=KEY_NAME, keep_from_family=answers.keep, handling=Handling.NAMED_AGENCIES)
    one.sealed = seal(told, _ring(), place=_place(one))
    _put_in(one, concern, at)
    release_to(concern.record.owner_agency_id, item=one, at=at)


@transaction.atomic
def see_reporter(*, concern: Concern, by: Asker) -> Contact | None:
    """Open who reported, for those who may write to them. That it was opened is recorded."""
    decision = access.MESSAGE.require(by, concern)
    one = ReporterContact.objects.filter(record=concern.pk).first()
    if one is None:
        return None
    audit.record(
        what="concerns.reporter_seen",
        target=f"sharing.Record:{concern.pk}",
        purpose=by.purpose,
        ground="; ".join(decision.reasons),
        owner=str(concern.record.owner_agency_id),
        detail={"contact": str(one.pk)},
    )
    told = json.loads(open_sealed(bytes(one.sealed), _ring(), place=_place(one)))
    return Contact(told["name"], told["reach"], told["safe"], one.keep_from_family)


@transaction.atomic
def fetch_attachment(*, attachment: UUID, by: Asker) -> Attachment:
    """Take a file out of an open concern. Missing, barred, sealed and not theirs go the same way."""
    with connections["gate"].cursor() as cursor:
        cursor.execute("select concerns_record_of_attachment(%s)", [attachment])
        record: UUID = cursor.fetchone()[0]
    open_record(by, record, reason_code="attachment")
    one = Attachment.objects.select_related("record").filter(pk=attachment).first()
    if one is None:
        raise NotHere
    audit.record(
        what="concerns.attachment_taken",
        target=f"sharing.Record:{record}",
        purpose=by.purpose,
        ground="the concern is open to you",
        owner=str(one.record.owner_agency_id),
        detail={"attachment": str(one.pk)},
    )
    return one


def _ring() -> KeyRing:
    return KeyRing({KEY_NAME: settings.KITH_IDENTITY_KEY}, KEY_NAME)


def _place(one: ReporterContact) -> str:
    return f"concerns.ReporterContact:{one.pk}"
