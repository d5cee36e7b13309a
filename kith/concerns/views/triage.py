"""Pages on which a concern is rated, asked about, and its people named."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kith.concerns import access
from kith.concerns.actions.asking import ask as ask_agencies
from kith.concerns.actions.describing import add_person as add
from kith.concerns.actions.messaging import write_to_reporter
from kith.concerns.actions.triaging import rate as set_rating
from kith.concerns.actions.triaging import reopen as open_again
from kith.concerns.forms.asking import AskForm, MessageForm, PersonForm
from kith.concerns.forms.deciding import ThinkAgainForm
from kith.concerns.forms.triage import RateForm
from kith.concerns.queries.asking import answering_teams
from kith.concerns.queries.people import people_in
from kith.concerns.views.doing import Doing, Step, go
from kith.ui.doors import signed_in

form_view = require_http_methods(["GET", "HEAD", "POST"])


def _rate(doing: Doing, form: RateForm) -> None:
    good = form.cleaned_data
    set_rating(
        concern=doing.concern,
        version=good["version"],
        brag=good["brag"],
        reason=good["reason"],
        late_reason=good.get("late_reason", ""),
        by=doing.asker,
        at=doing.at,
    )


def _rate_form(doing: Doing) -> RateForm:
    return RateForm(doing.data, initial={**doing.initial, "brag": doing.concern.brag})


def _ask_form(doing: Doing) -> AskForm:
    people = people_in(doing.concern)
    chosen = {"agencies": doing.chosen.getlist("agencies"), "people": [str(one.pk) for one in people]}
    form = AskForm(doing.data, initial={**doing.initial, **chosen})
    form.offer(list(answering_teams()), people)
    return form


def _ask(doing: Doing, form: AskForm) -> None:
    good = form.cleaned_data
    ask_agencies(
        concern=doing.concern,
        version=good["version"],
        question=form.question(),
        late_reason=good.get("late_reason", ""),
        by=doing.asker,
        at=doing.at,
    )


RATE = Step(
    title="Set the fast filter",
    button="Set the fast filter",
    access=access.TRIAGE,
    make=_rate_form,
    act=_rate,
    done="The fast filter is set.",
    lead="It says how soon this must be looked at. It sorts work, never people.",
)
ASK = Step(
    title="Ask agencies what they know",
    button="Ask them",
    access=access.ASK,
    make=_ask_form,
    act=_ask,
    done="The agencies have been asked.",
    lead="They can open this concern until they are no longer needed. Each answers in one of four ways.",
)
PERSON = Step(
    title="Add a person",
    button="Add this person",
    access=access.TRIAGE,
    make=lambda doing: PersonForm(doing.data, today=timezone.localdate(doing.at)),
    act=lambda doing, form: add(concern=doing.concern, person=form.person(), by=doing.asker, at=doing.at),
    done="The person is added.",
    lead="Write what was said, and leave out what is not known.",
)
MESSAGE = Step(
    title="Write to the reporter",
    button="Send",
    access=access.MESSAGE,
    make=lambda doing: MessageForm(doing.data),
    act=lambda doing, form: write_to_reporter(
        concern=doing.concern, words=form.cleaned_data["words"], by=doing.asker, at=doing.at
    ),
    done="Your message is there for the reporter to read.",
)


def _reopen(doing: Doing, form: ThinkAgainForm) -> None:
    good = form.cleaned_data
    open_again(concern=doing.concern, version=good["version"], words=good["words"], by=doing.asker, at=doing.at)


REOPEN = Step(
    title="Open it again",
    button="Open it again",
    access=access.TRIAGE,
    make=lambda doing: ThinkAgainForm(doing.data, initial=doing.initial),
    act=_reopen,
    done="It is open again, and you have it.",
    lead="What was decided is kept. A new clock starts now.",
)


@form_view
@signed_in
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a closed concern again."""
    return go(request, reference, REOPEN)


@form_view
@signed_in
def rate(request: HttpRequest, reference: str) -> HttpResponse:
    """Set the fast filter."""
    return go(request, reference, RATE)


@form_view
@signed_in
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask agencies what they know."""
    return go(request, reference, ASK)


@form_view
@signed_in
def add_person(request: HttpRequest, reference: str) -> HttpResponse:
    """Say who the concern is about."""
    return go(request, reference, PERSON)


@form_view
@signed_in
def message(request: HttpRequest, reference: str) -> HttpResponse:
    """Write to the reporter."""
    return go(request, reference, MESSAGE)
