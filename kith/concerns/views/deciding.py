"""Pages on which a concern is decided, fed back, handed over and closed."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from kith.agencies.queries import workers
from kith.concerns import access
from kith.concerns.actions import deciding, handing_over
from kith.concerns.actions.feeding_back import tell_public, tell_referrer
from kith.concerns.forms.deciding import (
    DecideForm,
    FeedbackForm,
    OfferForm,
    PublicFeedbackForm,
    TakeBackForm,
    ThinkAgainForm,
)
from kith.concerns.forms.triage import VersionForm
from kith.concerns.queries.closing import latest_decision, still_to_do
from kith.concerns.queries.concern import records_missing
from kith.concerns.queries.people import referrer_accounts
from kith.concerns.rules.codes import Outcome
from kith.concerns.rules.feedback import USUAL
from kith.concerns.views.doing import Doing, Step, go
from kith.concerns.views.triage import form_view
from kith.ui.doors import signed_in


def _decide_form(doing: Doing) -> DecideForm:
    form = DecideForm(doing.data, initial=doing.initial)
    form.offer(deciding.outcomes_of(doing.concern))
    return form


def _decide(doing: Doing, form: DecideForm) -> None:
    deciding.decide(
        concern=doing.concern,
        version=form.cleaned_data["version"],
        judgement=form.judgement(),
        late_reason=form.cleaned_data.get("late_reason", ""),
        by=doing.asker,
        at=doing.at,
    )


def _missing(doing: Doing) -> Mapping[str, object]:
    return {"missing": records_missing(doing.concern)}


def _think_again(doing: Doing, form: ThinkAgainForm) -> None:
    good = form.cleaned_data
    deciding.think_again(
        concern=doing.concern, version=good["version"], words=good["words"], by=doing.asker, at=doing.at
    )


def _feedback_form(doing: Doing) -> FeedbackForm:
    form = FeedbackForm(doing.data)
    form.offer(referrer_accounts(doing.concern))
    return form


def _feed_back(doing: Doing, form: FeedbackForm) -> None:
    good = form.cleaned_data
    tell_referrer(
        concern=doing.concern,
        account=UUID(good["account"]),
        words=good["words"],
        late_reason=good.get("late_reason", ""),
        by=doing.asker,
        at=doing.at,
    )


def _public_form(doing: Doing) -> PublicFeedbackForm:
    decision = latest_decision(doing.concern)
    usual = {"code": USUAL[Outcome(decision.outcome)].value} if decision else {}
    form = PublicFeedbackForm(doing.data, initial=usual)
    form.offer()
    return form


def _tell_public(doing: Doing, form: PublicFeedbackForm) -> None:
    good = form.cleaned_data
    tell_public(
        concern=doing.concern,
        code=good["code"],
        late_reason=good.get("late_reason", ""),
        by=doing.asker,
        at=doing.at,
    )


def _offer_form(doing: Doing) -> OfferForm:
    form = OfferForm(doing.data, initial=doing.initial)
    form.offer(list(workers().select_related("agency")))
    return form


def _offer(doing: Doing, form: OfferForm) -> None:
    good = form.cleaned_data
    handing_over.offer(
        concern=doing.concern,
        version=good["version"],
        to=UUID(good["to"]),
        words=good["words"],
        by=doing.asker,
        at=doing.at,
    )


def _close(doing: Doing, form: VersionForm) -> None:
    handing_over.close(concern=doing.concern, version=form.cleaned_data["version"], by=doing.asker, at=doing.at)


DECIDE = Step(
    title="Decide what happens next",
    button="Record the decision",
    access=access.DECIDE,
    make=_decide_form,
    act=_decide,
    done="The decision is recorded. Now tell whoever raised it.",
    template="concerns/concern/decide.html",
    more=_missing,
)
THINK_AGAIN = Step(
    title="Think again",
    button="Open the decision again",
    access=access.DECIDE,
    make=lambda doing: ThinkAgainForm(doing.data, initial=doing.initial),
    act=_think_again,
    done="The concern waits for a new decision. The first one is kept.",
)
FEED_BACK = Step(
    title="Tell the person who referred it",
    button="Tell them",
    access=access.FEED_BACK,
    make=_feedback_form,
    act=_feed_back,
    done="They are told.",
)
TELL_PUBLIC = Step(
    title="Tell the member of the public",
    button="Tell them",
    access=access.FEED_BACK,
    make=_public_form,
    act=_tell_public,
    done="The words are there for the reporter to read.",
)
OFFER = Step(
    title="Hand over to a named worker",
    button="Offer it to them",
    access=access.HAND_OVER,
    make=_offer_form,
    act=_offer,
    done="It is offered. You are told when they answer.",
    lead="They may open it while they think about it. It is handed over when they accept.",
)
TAKE_BACK = Step(
    title="Take the offer back",
    button="Take it back",
    access=access.HAND_OVER,
    make=lambda doing: TakeBackForm(doing.data),
    act=lambda doing, form: handing_over.take_back(
        concern=doing.concern, words=form.cleaned_data["words"], by=doing.asker, at=doing.at
    ),
    done="The offer is taken back.",
)
CLOSE = Step(
    title="Close this concern",
    button="Close it",
    access=access.HAND_OVER,
    make=lambda doing: VersionForm(doing.data, initial=doing.initial),
    act=_close,
    done="It is closed.",
    template="concerns/concern/close.html",
    more=lambda doing: {"todo": still_to_do(doing.concern)},
)


@form_view
@signed_in
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide what happens next."""
    return go(request, reference, DECIDE)


@form_view
@signed_in
def think_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a decision again."""
    return go(request, reference, THINK_AGAIN)


@form_view
@signed_in
def feed_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell whoever raised it."""
    return go(request, reference, FEED_BACK)


@form_view
@signed_in
def tell_the_public(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell a member of the public, by the code of a sentence."""
    return go(request, reference, TELL_PUBLIC)


@form_view
@signed_in
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Offer it to a named worker."""
    return go(request, reference, OFFER)


@form_view
@signed_in
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Take an offer back."""
    return go(request, reference, TAKE_BACK)


@form_view
@signed_in
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close it."""
    return go(request, reference, CLOSE)
