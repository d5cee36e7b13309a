"""Opening and closing feeds. Maintenance alone has the rights: what an agency sends is agreed on paper first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kith.agencies.models import Agency
from kith.audit import actions as audit
from kith.records import access
from kith.records.actions.mapping import profile_for
from kith.records.models import Batch, Channel, Feed, Schedule
from kith.records.states import FeedState, check_feed_move
from kith.sharing.models import Agreement

MAINTENANCE = "service:maintenance"


class NeverWhole(Exception):
    """No file of a format that has several kinds of file can be all that there is."""


@dataclass(frozen=True)
class Terms:
    """A feed as it is agreed: which system exports which format, how it comes, how often, how long it is kept."""

    system: str
    profile: str
    keeps_days: int
    channel: str = Channel.UPLOAD
    schedule: str = Schedule.BY_HAND
    whole: bool = False


def open_feed(
    *, agency: Agency, agreement: Agreement, terms: Terms, by: str, at: datetime, using: str = "default"
) -> Feed:
    """Take on a feed, and the files of its kind that came before there were feeds. An open one is left as it is."""
    form = profile_for(terms.profile, agency.pk, using=using)
    if terms.whole and len(form.sections) > 1:
        raise NeverWhole(
            f"{form.title} comes in files of {len(form.sections)} kinds, so no one of them is everything. "
            "Say that this feed sends changes."
        )
    with transaction.atomic(using=using):
        open_ones = Feed.objects.using(using).filter(closed_at__isnull=True, withdrawn_at__isnull=True)
        there = open_ones.filter(agency=agency, profile=terms.profile).first()
        if there:
            return there
        access.require_clause(agency, agreement, at=at, using=using)
        made = Feed(agency_id=agency.pk, agreement_id=agreement.pk, opened_at=at, **vars(terms))
        made.opened_by = by or MAINTENANCE
        made.save(using=using, force_insert=True)
        orphans = Batch.objects.using(using).filter(agency=agency, profile=terms.profile, feed__isnull=True)
        note("records.feed_opened", made, by=by, using=using, took_on=orphans.update(feed=made))
    return made


def close_feed(*, feed: Feed, by: str, at: datetime, using: str = "default") -> None:
    """Take no more files of a feed. What came is kept, and found, for its time."""
    with transaction.atomic(using=using):
        one = Feed.objects.using(using).select_for_update(no_key=True).get(pk=feed.pk)
        check_feed_move(one.state, FeedState.CLOSED)
        one.closed_at, one.closed_by = at, by or MAINTENANCE
        one.save(using=using, update_fields=["closed_at", "closed_by"])
        note("records.feed_closed", one, by=by, using=using)


def note(what: str, feed: Feed, *, by: str, using: str, **detail: int) -> None:
    """Write down what became of a feed, where its agency reads it."""
    audit.record(
        what=what,
        target=f"records.Feed:{feed.pk}",
        ground="maintenance",
        owner=str(feed.agency_id),
        detail={"profile": feed.profile, "agreement": str(feed.agreement_id), "asked_by": by, **detail},
        using=using,
    )
