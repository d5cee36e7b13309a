"""Telling whoever raised a concern: one wording for professionals, another for the public."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.concerns import access, notices
from kith.concerns.actions.breaches import explain
from kith.concerns.actions.inside import lock, note, put_in
from kith.concerns.models import Concern, Feedback, Route
from kith.concerns.queries.people import referrers
from kith.concerns.rules.feedback import PublicCode
from kith.concerns.states import Stage
from kith.sharing.access import Asker, Decision


class CannotTell(Exception):
    """Feedback cannot be given this way. The words are fit for the reader."""


@transaction.atomic
def tell_referrer(
    *, concern: Concern, account: UUID, words: str, late_reason: str = "", by: Asker, at: datetime
) -> Feedback:
    """Tell a professional what was decided, in words written for them."""
    one, decision = _ready(concern, late_reason, by, at)
    if account not in referrers(one):
        raise CannotTell("Only somebody who referred this concern can be told about it here.")
    feedback = Feedback(audience="professional", words=words, to_account_id=account)
    put_in(feedback, concern=one, by=by, at=at)
    note("told_referrer", concern=one, by=by, decision=decision)
    notices.told(one, account=account, at=at)
    return feedback


@transaction.atomic
def tell_public(*, concern: Concern, code: str, late_reason: str = "", by: Asker, at: datetime) -> Feedback:
    """Tell a member of the public, by the code of a sentence that carries nothing of the case."""
    one, decision = _ready(concern, late_reason, by, at)
    if one.route != Route.PUBLIC:
        raise CannotTell("No member of the public reported this concern.")
    feedback = Feedback(audience="public", public_code=PublicCode(code))
    put_in(feedback, concern=one, by=by, at=at)
    note("told_public", concern=one, by=by, decision=decision, detail={"code": code})
    return feedback


def _ready(concern: Concern, late_reason: str, by: Asker, at: datetime) -> tuple[Concern, Decision]:
    one = lock(concern)
    decision = access.FEED_BACK.require(by, one)
    if one.stage not in (Stage.DECIDED, Stage.HANDED_OVER, Stage.CLOSED):
        raise CannotTell("Nothing is decided yet. To ask the reporter something, write them a message.")
    explain(concern=one, reason=late_reason, by=by, at=at)
    return one, decision
