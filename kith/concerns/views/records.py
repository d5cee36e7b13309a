"""Pages for the four separate records and for strategy discussions."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from kith.concerns import access
from kith.concerns.actions.meeting import call, write_up
from kith.concerns.actions.recording import record
from kith.concerns.forms.recording import RECORD_FORMS, CallForm, RecordForm, WriteUpForm
from kith.concerns.queries.asking import answering_teams
from kith.concerns.views.doing import Doing, Step, go
from kith.concerns.views.triage import form_view
from kith.ui.doors import signed_in

TITLES = {
    "family": "What the family was told",
    "support": "Agreement to help",
    "sharing": "A decision to share, or not to share",
    "objection": "An objection",
}
LEADS = {
    "support": "This is about taking up help. It is not consent to share: sharing stands on the law.",
    "sharing": "A decision not to share is written down like one to share.",
}


@dataclass(frozen=True)
class _Record:
    kind: str

    def form(self, doing: Doing) -> RecordForm:
        return RECORD_FORMS[self.kind](doing.data)


def _keep(doing: Doing, form: RecordForm) -> None:
    record(concern=doing.concern, item=form.item(), by=doing.asker, at=doing.at)


def _call_form(doing: Doing) -> CallForm:
    form = CallForm(doing.data)
    form.offer(list(answering_teams()))
    return form


def _call(doing: Doing, form: CallForm) -> None:
    call(
        concern=doing.concern,
        agencies=form.agencies_called(),
        reason=form.cleaned_data["reason"],
        by=doing.asker,
        at=doing.at,
    )


CALL = Step(
    title="Start a strategy discussion",
    button="Call them together",
    access=access.MEET,
    make=_call_form,
    act=_call,
    done="The strategy discussion is called. Record here what comes of it.",
    lead="It can start at any time. Do not wait for an assessment.",
)


@form_view
@signed_in
def add_record(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Add one of the four records."""
    if kind not in RECORD_FORMS:
        raise Http404
    step: Step[RecordForm] = Step(
        title=TITLES[kind],
        button="Save this record",
        access=access.RECORD,
        make=_Record(kind).form,
        act=_keep,
        done="The record is saved.",
        lead=LEADS.get(kind, ""),
    )
    return go(request, reference, step)


@form_view
@signed_in
def call_strategy(request: HttpRequest, reference: str) -> HttpResponse:
    """Call a strategy discussion."""
    return go(request, reference, CALL)


@form_view
@signed_in
def write_up_strategy(request: HttpRequest, reference: str, discussion: UUID) -> HttpResponse:
    """Record what a strategy discussion agreed."""
    step: Step[WriteUpForm] = Step(
        title="Record the strategy discussion",
        button="Save the record",
        access=access.MEET,
        make=lambda doing: WriteUpForm(doing.data),
        act=lambda doing, form: write_up(
            concern=doing.concern, discussion=discussion, held=form.result(), by=doing.asker, at=doing.at
        ),
        done="The discussion is recorded.",
    )
    return go(request, reference, step)
