"""Handed to me: what a worker was offered, and their yes or no."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kith.concerns.actions import taking_on
from kith.concerns.actions.looking import look
from kith.concerns.forms.taking_on import TakingOnForm
from kith.concerns.queries import handed
from kith.concerns.states import CannotMove
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import form_page

CONFLICT = 409


@require_GET
@signed_in
def show_handed(request: AskingRequest) -> HttpResponse:
    """List what waits for an answer, and what this person took on."""
    found = handed.handed_to(request.asker, timezone.now())
    return render(request, "concerns/handed/list.html", {"handed": found})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take_on(request: AskingRequest, reference: str) -> HttpResponse:
    """Show one offer, or answer it."""
    at = timezone.now()
    concern = look(by=request.asker, reference=reference)
    offer = handed.offer(request.asker, concern, at)
    form = TakingOnForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "concerns/handed/offer.html", form, {"offer": offer})
    accepted = form.cleaned_data["answer"] == "accept"
    verb = taking_on.accept if accepted else taking_on.decline
    words = form.cleaned_data["words"]
    try:
        verb(concern=concern, handover_id=offer.handover.pk, words=words, by=request.asker, at=at)
    except CannotMove as why:
        context = {"offer": offer, "why": str(why), "typed": words}
        return render(request, "concerns/handed/already.html", context, status=CONFLICT)
    said = "You have taken on" if accepted else "You have not taken on"
    messages.success(request, f"{said} {concern.reference}. The front door has been told.")
    return redirect("concerns:handed")
