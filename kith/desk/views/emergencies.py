"""Opening a record in an emergency, and reviewing that it was right."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kith.desk import actions, queries
from kith.desk.forms import EmergencyForm, ReviewForm
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import form_page


def _step_up(request: HttpRequest) -> bool:
    """Ask for the password or key again when it was given more than five minutes ago; the demonstration has none."""
    return not settings.DEMO


@signed_in
@reauthentication_required(enabled=_step_up)  # type: ignore[untyped-decorator]  # the library has no types here
@require_http_methods(["GET", "POST"])
def emergency(request: AskingRequest) -> HttpResponse:
    """Ask for sixty minutes. Whatever the ground, a refusal says the same."""
    asker = request.asker
    form = EmergencyForm(
        request.POST if "reason" in request.POST else None,
        initial={"reference": queries.reference_in(request.POST.get("path", request.GET.get("path", "")))},
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        opened = actions.open_in_an_emergency(
            by=asker, reference=asked["reference"], reason=asked["reason"], at=timezone.now()
        )
        return render(request, "desk/emergency_asked.html", {"opened": opened, "reference": asked["reference"]})
    return form_page(request, "desk/emergency.html", form)


@signed_in
@require_safe
def emergencies(request: AskingRequest) -> HttpResponse:
    """List the emergency openings that wait for a review, and those reviewed lately."""
    asker = request.asker
    waiting, reviewed = queries.emergencies(asker)
    return render(request, "desk/emergencies.html", {"waiting": waiting, "reviewed": reviewed, "now": timezone.now()})


@signed_in
@require_http_methods(["GET", "POST"])
def review(request: AskingRequest, emergency_id: UUID) -> HttpResponse:
    """Say whether one emergency opening was right."""
    asker = request.asker
    one = queries.emergency(asker, emergency_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.review(
            by=asker,
            emergency=one.emergency,
            at=timezone.now(),
            justified=form.was_right(),
            words=form.cleaned_data["words"],
        )
        messages.success(request, "Your review is recorded.")
        return redirect("desk:emergencies")
    return form_page(request, "desk/review.html", form, {"one": one})
