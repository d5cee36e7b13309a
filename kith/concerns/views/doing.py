"""What every page does that changes one open concern: open it, ask who may, show the form, do it, say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from kith.concerns.actions.asking import NobodyAsked, NoClause
from kith.concerns.actions.breaches import NeedsReason
from kith.concerns.actions.deciding import NotForThem
from kith.concerns.actions.feeding_back import CannotTell
from kith.concerns.actions.handing_over import CannotOffer, NotFinished
from kith.concerns.actions.inside import SomebodyWasFirst
from kith.concerns.actions.looking import look
from kith.concerns.actions.messaging import NoReceipt
from kith.concerns.forms.triage import LateForm
from kith.concerns.models import Concern
from kith.concerns.queries.clocks import missed_clocks
from kith.concerns.states import CannotMove
from kith.sharing.access import Access, Asker, AskingRequest
from kith.ui.forms import PlainForm

# Each carries words for the reader, who keeps what they typed.
REFUSALS = (CannotMove, CannotOffer, CannotTell, NeedsReason, NoClause, NobodyAsked, NoReceipt, NotFinished, NotForThem)
BUSY, UNFIT, FINE = 409, 422, 200

Form = TypeVar("Form", bound=PlainForm)


@dataclass(frozen=True)
class Doing:
    """Who does it, to which concern, when, and what they sent."""

    concern: Concern
    asker: Asker
    at: datetime
    data: QueryDict | None
    chosen: QueryDict = field(default_factory=QueryDict)
    """What the page that led here had chosen already."""

    @property
    def initial(self) -> dict[str, object]:
        """Begin a form with the version that was read."""
        return {"version": self.concern.version}


@dataclass(frozen=True)
class Step(Generic[Form]):
    """One page with one form: its heading, its button, who may, how the form is made, and what it does."""

    title: str
    button: str
    access: Access
    make: Callable[[Doing], Form]
    act: Callable[[Doing, Form], object]
    done: str
    lead: str = ""
    template: str = "concerns/concern/step.html"
    more: Callable[[Doing], Mapping[str, object]] = field(default=lambda _: {})


def asker_of(request: HttpRequest) -> Asker:
    """Give who is asking, on a page whose door let them in."""
    return cast("AskingRequest", request).asker


def begin(request: HttpRequest, reference: str) -> Doing:
    """Open the concern for somebody, which is recorded, and take what they sent."""
    asker = asker_of(request)
    concern = look(by=asker, reference=reference)
    return Doing(concern, asker, timezone.now(), request.POST if request.method == "POST" else None, request.GET)


def go(request: HttpRequest, reference: str, step: Step[Form]) -> HttpResponse:
    """Show a step's form, or take the step. Words are never lost: what is refused is shown again as it was typed."""
    doing = begin(request, reference)
    step.access.require(doing.asker, doing.concern)
    form = step.make(doing)
    late = missed_clocks(doing.concern, doing.at) if isinstance(form, LateForm) else ()
    if isinstance(form, LateForm) and not late:
        form.without_reason()
    status = FINE
    if form.is_bound:
        status = _try(doing, form, step)
        if status == FINE:
            messages.success(request, step.done)
            return redirect("concerns:concern", doing.concern.reference)
    context = {"concern": doing.concern, "form": form, "step": step, "late": late, **step.more(doing)}
    return render(request, step.template, context, status=status)


def _try(doing: Doing, form: Form, step: Step[Form]) -> int:
    if not form.is_valid():
        return UNFIT
    try:
        step.act(doing, form)
    except SomebodyWasFirst as first:
        _show_newest(doing, form)
        form.add_error(None, str(first))
        return BUSY
    except REFUSALS as refusal:
        form.add_error("late_reason" if isinstance(refusal, NeedsReason) else None, str(refusal))
        return UNFIT
    return FINE


def _show_newest(doing: Doing, form: PlainForm) -> None:
    """Let the next try be made from what the concern is now, once its writer has read it."""
    doing.concern.refresh_from_db()
    newest = QueryDict(mutable=True) if doing.data is None else doing.data.copy()
    newest["version"] = str(doing.concern.version)
    form.data = newest
