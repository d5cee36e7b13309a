"""An agency answers what it was asked: it holds records, it holds none, or it declines and says why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kith.concerns import access, notices, states
from kith.concerns.actions.inside import lock, note, put_in
from kith.concerns.models import AnswerKind, Concern, InformationResponse, RequestedAgency, SharingDecision
from kith.concerns.queries.asked import asker_of
from kith.concerns.rules.grounds import NOT_SHARED_LABELS, NotShared
from kith.concerns.states import Answer
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere
from kith.sharing.models import Handling, Item, Release

FRONT_DOOR = "The front door"
BECOMES = {
    AnswerKind.HOLDS: Answer.HOLDS_RECORDS,
    AnswerKind.NONE: Answer.HOLDS_NONE,
    AnswerKind.DECLINES: Answer.DECLINED,
}


class AlreadyAnswered(Exception):
    """This agency has answered; somebody was first. Nothing was changed."""


@dataclass(frozen=True)
class Handled:
    """Who may see an answer, beside the ladder."""

    handling: str = Handling.PARTNERS
    agencies: Collection[UUID] = ()
    people: Collection[UUID] = ()


@dataclass(frozen=True)
class Holds:
    """What this agency knows: fact, opinion and context apart; and why it may share it."""

    facts: str
    opinion: str
    context: str
    caveat: str
    basis: str
    gateway: str
    necessity: str


@dataclass(frozen=True)
class HoldsNone:
    """This agency looked and holds no records of these people."""


@dataclass(frozen=True)
class Declines:
    """This agency decides not to share: why, who owns that decision, and when it is looked at again."""

    code: str
    reason: str
    owner: str
    review_on: date

    @property
    def words(self) -> str:
        """Say the reason in a sentence."""
        return f"{NOT_SHARED_LABELS[NotShared(self.code)]}. {self.reason}"


Given = Holds | HoldsNone | Declines


@transaction.atomic
def answer(
    *, concern: Concern, asked: UUID, given: Given, handled: Handled, by: Asker, at: datetime
) -> InformationResponse:
    """Answer once, for the whole agency. Not sharing is a decision, and is recorded like sharing."""
    one = lock(concern)
    requested = _lock_requested(one, asked, by)
    decision = access.ANSWER.require(by, one)
    response = _response(given)
    if requested.answered_at is not None:
        raise AlreadyAnswered
    states.check_answer_move(Answer.ASKED, BECOMES[AnswerKind(response.answer)])
    response.request_id = requested.request_id
    items: list[Item] = [response, *_shared_or_not(given)]
    for item in items:
        _put_in(item, handled, one, by, at)
    requested.answered_at, requested.answer = at, response.answer
    requested.save(update_fields=["answered_at", "answer"])
    note("answered", concern=one, by=by, decision=decision, detail={"answer": response.answer, "asked": str(asked)})
    notices.answered(one, agency=by.agency_name, asker=asker_of(requested.request), at=at)
    return response


def _lock_requested(concern: Concern, asked: UUID, by: Asker) -> RequestedAgency:
    rows = RequestedAgency.objects.select_for_update(no_key=True, of=("self",)).select_related("request")
    found = rows.filter(pk=asked, record=concern.record_id, agency=by.agency).first()
    if found is None:
        raise NotHere
    return found


def _response(given: Given) -> InformationResponse:
    if isinstance(given, Holds):
        return InformationResponse(
            answer=AnswerKind.HOLDS,
            facts=given.facts,
            opinion=given.opinion,
            context=given.context,
            caveat=given.caveat,
        )
    if isinstance(given, HoldsNone):
        return InformationResponse(answer=AnswerKind.NONE)
    return InformationResponse(
        answer=AnswerKind.DECLINES,
        decline_reason=given.words,
        decline_owner=given.owner,
        review_on=given.review_on,
    )


def _shared_or_not(given: Given) -> list[Item]:
    if isinstance(given, Holds):
        return [
            SharingDecision(
                shared=True,
                with_whom=FRONT_DOOR,
                what="An answer to a question from the front door.",
                basis=given.basis,
                gateway=given.gateway,
                necessity=given.necessity,
            )
        ]
    if isinstance(given, Declines):
        return [
            SharingDecision(
                shared=False,
                with_whom=FRONT_DOOR,
                what="An answer to a question from the front door.",
                necessity=given.words,
                review_on=given.review_on,
            )
        ]
    return []


def _put_in(item: Item, handled: Handled, concern: Concern, by: Asker, at: datetime) -> None:
    """Add an item with its handling code, released to those who are named. Whoever names people stays among them."""
    item.handling = handled.handling
    put_in(item, concern=concern, by=by, at=at)
    agencies = handled.agencies if handled.handling == Handling.NAMED_AGENCIES else ()
    people = {*handled.people, by.account} if handled.handling == Handling.NAMED_PEOPLE else ()
    for agency in agencies:
        Release(item=item.pk, record_id=concern.record_id, agency_id=agency, at=at).save(force_insert=True)
    for account in people:
        Release(item=item.pk, record_id=concern.record_id, account_id=account, at=at).save(force_insert=True)
