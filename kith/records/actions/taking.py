"""Whether a file may come in at all: by a feed that is open, under a clause in force, and not once it was taken away."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from kith.agencies.models import Agency
from kith.audit import actions as audit
from kith.records import access
from kith.records.models import Batch, Feed
from kith.records.rules.profiles import Profile
from kith.records.states import BatchState

HOW_TO_OPEN = "Write the feed into the file of the partnership, with its agreement, and run kith setup again."


class NoFeed(Exception):
    """The agency has not agreed to send files of this kind."""


class Withdrawn(Exception):
    """What was taken away is not taken again."""


def feed_for(form: Profile, agency: Agency, at: datetime, using: str) -> Feed:
    """Find the open feed by which this agency sends files of this kind, under a clause in force."""
    try:
        found = _open_feed(form, agency, using)
        access.require_clause(agency, found.agreement, at=at, using=using)
    except (NoFeed, access.NoClause) as refusal:
        record_refusal(form, agency, type(refusal).__name__, using)
        raise
    return found


def _open_feed(form: Profile, agency: Agency, using: str) -> Feed:
    open_ones = Feed.objects.using(using).filter(closed_at__isnull=True, withdrawn_at__isnull=True)
    found = open_ones.filter(agency=agency, profile=form.name).first()
    if found is None:
        raise NoFeed(f"{agency} has no open feed of {form.name}, so no such file of theirs is taken. {HOW_TO_OPEN}")
    return found


def begun(batch_id: uuid.UUID, feed: Feed, using: str) -> Batch | None:
    """Find what an earlier import made of this very file; what is half read goes on under the present feed."""
    batch = Batch.objects.using(using).filter(pk=batch_id).first()
    if batch and batch.removed_at:
        raise Withdrawn(f"This very file was read before. {batch.get_status_display()}, and it is not taken again.")
    if batch and batch.status == BatchState.READING and batch.feed_id != feed.pk:
        batch.feed_id = feed.pk
        batch.save(using=using, update_fields=["feed"])
    return batch


def still_taken(batch: Batch, using: str) -> None:
    """Stop at once when a file, its feed or its agreement is withdrawn while it is read; whoever withdraws waits for us."""
    one = Batch.objects.using(using).select_for_update(of=("self",), no_key=True).filter(pk=batch.pk)
    one = one.filter(status=BatchState.READING, feed__withdrawn_at__isnull=True)
    in_force = Q(feed__agreement__withdrawn_at__isnull=True) | Q(feed__agreement__withdrawn_at__gt=Now())
    if one.filter(in_force).first() is None:
        raise Withdrawn("It was withdrawn while it was being read. No more of it is taken.")


def record_refusal(form: Profile, agency: Agency, why: str, using: str) -> None:
    """Write down that a file was not taken, and why; never what was in it."""
    with transaction.atomic(using=using):
        audit.record(
            what="records.file_refused",
            target=f"agencies.Agency:{agency.id}",
            owner=str(agency.id),
            detail={"profile": form.name, "why": why},
            using=using,
        )
