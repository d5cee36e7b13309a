"""A named worker takes on what was handed to them, or says why not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.concerns import access, notices, states
from kith.concerns.actions.inside import change, lock, note
from kith.concerns.models import Concern, Handover
from kith.concerns.rules.links import LinkKind as Joined
from kith.concerns.rules.links import link_ends
from kith.concerns.states import HandoverState, Stage
from kith.sharing.access import Asker, Decision
from kith.sharing.actions import NotHere
from kith.sharing.models import Link, LinkKind


class WordsNeeded(ValueError):
    """Somebody who declines says why, so that the front door can offer it to the right person."""


@transaction.atomic
def accept(*, concern: Concern, handover_id: UUID, words: str, by: Asker, at: datetime) -> Concern:
    """Take it on: the worker is joined to it, the concern is handed over, the offer ends."""
    one, decision, handover = _lock_offer(concern, handover_id, HandoverState.ACCEPTED, by)
    states.check_move(one.stage, Stage.HANDED_OVER)
    _answer(handover, accepted=True, words=words, at=at)
    Link(
        record_id=one.record_id,
        account_id=by.account,
        kind=LinkKind.ALLOCATED,
        starts_at=at,
        ends_at=link_ends(Joined.ALLOCATED, at),
    ).save(force_insert=True)
    one.stage, one.owner, one.owner_name = Stage.HANDED_OVER, by.words, by.name
    change(one, "stage", "owner", "owner_name")
    note("taken_on", concern=one, by=by, decision=decision, detail={"handover": str(handover.pk)})
    notices.taken_on(one, at=at)
    _end_the_offer(one, by, at)
    return one


@transaction.atomic
def decline(*, concern: Concern, handover_id: UUID, words: str, by: Asker, at: datetime) -> None:
    """Decline it and say why. The concern stays decided; with the offer ends the worker's way in."""
    if not words.strip():
        raise WordsNeeded("Say why you do not take it on.")
    one, decision, handover = _lock_offer(concern, handover_id, HandoverState.DECLINED, by)
    _answer(handover, accepted=False, words=words, at=at)
    note("not_taken_on", concern=one, by=by, decision=decision, detail={"handover": str(handover.pk)})
    notices.not_taken_on(one, at=at)
    _end_the_offer(one, by, at)


def _lock_offer(
    concern: Concern, handover_id: UUID, after: HandoverState, by: Asker
) -> tuple[Concern, Decision, Handover]:
    one = lock(concern)
    rows = Handover.objects.select_for_update(no_key=True).filter(pk=handover_id, record=one.record_id)
    handover = rows.filter(to_account=by.account).first()
    if handover is None:
        raise NotHere
    states.check_handover_move(_state(handover), after)
    return one, access.TAKE_ON.require(by, one), handover


def _state(handover: Handover) -> HandoverState:
    answers = {None: HandoverState.OFFERED, True: HandoverState.ACCEPTED, False: HandoverState.DECLINED}
    return answers[handover.accepted]


def _answer(handover: Handover, *, accepted: bool, words: str, at: datetime) -> None:
    handover.answered_at, handover.accepted, handover.answer_words = at, accepted, words
    handover.save(update_fields=["answered_at", "accepted", "answer_words"])


def _end_the_offer(concern: Concern, by: Asker, at: datetime) -> None:
    """End the offer last: until then it is what lets the worker write here."""
    offers = Link.objects.filter(record=concern.record_id, account=by.account, kind=LinkKind.OFFERED, ends_at__gt=at)
    offers.update(ends_at=at)
