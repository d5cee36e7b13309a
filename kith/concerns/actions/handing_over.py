"""Handing a decided concern to a named worker, and closing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.agencies.queries import workers
from kith.concerns import access, notices, states
from kith.concerns.actions.inside import change, lock, note, put_in
from kith.concerns.models import Concern, Handover
from kith.concerns.queries.closing import still_to_do
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.clocks import ClockKind, due
from kith.concerns.rules.links import AFTER_CLOSING, link_ends
from kith.concerns.rules.links import LinkKind as Joined
from kith.concerns.states import Stage
from kith.lib.phrases import said_moment
from kith.sharing.access import Asker
from kith.sharing.models import Link, LinkKind


class CannotOffer(Exception):
    """It cannot be offered so. The words are fit for the reader."""


class NotFinished(Exception):
    """Something is still to do before it can be closed. The words are fit for the reader."""


@transaction.atomic
def offer(*, concern: Concern, version: int, to: UUID, words: str, by: Asker, at: datetime) -> Handover:
    """Offer the concern to a named worker, who may open it while they think about it."""
    one = lock(concern, version=version)
    decision = access.HAND_OVER.require(by, one)
    if one.stage != Stage.DECIDED:
        raise CannotOffer("A concern is handed over once it is decided.")
    if Handover.objects.filter(record=one.record_id, answered_at=None).exists():
        raise CannotOffer("It is offered to somebody already. Take that offer back first.")
    if not workers().filter(pk=to).exists():
        raise CannotOffer("Choose somebody who takes work on.")
    handover = Handover(to_account_id=to, words=words)
    put_in(handover, concern=one, by=by, at=at)
    Link(
        record_id=one.record_id,
        account_id=to,
        kind=LinkKind.OFFERED,
        starts_at=at,
        ends_at=link_ends(Joined.OFFERED, at),
    ).save(force_insert=True)
    change(one)
    note("offered", concern=one, by=by, decision=decision, detail={"to": str(to)})
    until = due(hub_clocks()[ClockKind.HANDOVER], at, hub_calendar())
    notices.offered(one, account=to, due=said_moment(until), at=at)
    return handover


@transaction.atomic
def take_back(*, concern: Concern, words: str, by: Asker, at: datetime) -> None:
    """Take an offer back that has not been answered, so that it can go to somebody else."""
    one = lock(concern)
    decision = access.HAND_OVER.require(by, one)
    offered = Handover.objects.select_for_update(no_key=True).filter(record=one.record_id, answered_at=None).first()
    if offered is None:
        raise CannotOffer("It is not offered to anybody.")
    offered.answered_at, offered.accepted, offered.answer_words = at, False, words
    offered.save(update_fields=["answered_at", "accepted", "answer_words"])
    Link.objects.filter(
        record=one.record_id, account=offered.to_account_id, kind=LinkKind.OFFERED, ends_at__gt=at
    ).update(ends_at=at)
    note("offer_withdrawn", concern=one, by=by, decision=decision, detail={"to": str(offered.to_account_id)})
    notices.no_longer_offered(one, account=offered.to_account_id, at=at)


@transaction.atomic
def close(*, concern: Concern, version: int, by: Asker, at: datetime) -> Concern:
    """Close a concern when everybody who should be told was told and somebody has taken it on.

    Those who were asked or called are no longer joined to it; the front door is for a while, to put right mistakes.
    """
    one = lock(concern, version=version)
    decision = access.HAND_OVER.require(by, one)
    states.check_move(one.stage, Stage.CLOSED)
    if todo := still_to_do(one):
        raise NotFinished(f"Before it can be closed: {'; '.join(todo)}.")
    one.stage, one.closed_at = Stage.CLOSED, at
    change(one, "stage", "closed_at")
    live = Link.objects.filter(record=one.record_id, ends_at__gt=at)
    live.filter(kind__in=(LinkKind.ASKED, LinkKind.MEETING, LinkKind.OFFERED)).update(ends_at=at)
    live.filter(kind=LinkKind.DUTY).update(ends_at=at + AFTER_CLOSING)
    note("closed", concern=one, by=by, decision=decision)
    return one
