"""Questions for us: what an agency was asked, and its answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kith.concerns.actions import answering
from kith.concerns.actions.looking import look
from kith.concerns.forms.answering import AnswerForm
from kith.concerns.queries import asked
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import form_page

CONFLICT = 409


@require_GET
@signed_in
def show_asked(request: AskingRequest) -> HttpResponse:
    """List the questions that wait, and those that are answered."""
    found = asked.asked_of_us(request.asker, timezone.now())
    return render(request, "concerns/asked/list.html", {"asked": found})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: AskingRequest, asked_id: UUID) -> HttpResponse:
    """Show one question with what our own records hold, or answer it."""
    at = timezone.now()
    concern = look(by=request.asker, reference=asked.reference_of(asked_id))
    question = asked.question(request.asker, concern, asked_id, at)
    form = _form(request)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "concerns/asked/answer.html", form, {"question": question})
    try:
        answering.answer(
            concern=concern, asked=asked_id, given=form.given(), handled=form.handled(), by=request.asker, at=at
        )
    except answering.AlreadyAnswered:
        context = {"question": question, "typed": form.words()}
        return render(request, "concerns/asked/already.html", context, status=CONFLICT)
    messages.success(request, f"Your answer in {concern.reference} was sent. Whoever asked has been told.")
    return redirect("concerns:asked")


def _form(request: AskingRequest) -> AnswerForm:
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        agencies=asked.agencies_to_name(request.asker),
        people=asked.people_to_name(request.asker),
        today=timezone.localdate(),
        initial={"handling": "partners"},
    )
