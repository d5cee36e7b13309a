"""Home, why I am here, notices, and staying signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from kith.desk import actions, queries
from kith.desk.forms import PurposeForm
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import form_page, refused


def home(request: HttpRequest) -> HttpResponse:
    """Show where to go and what waits; to a stranger, two doors."""
    asker = getattr(request, "asker", None)
    if asker is None:
        return render(request, "desk/doors.html")
    return render(request, "desk/home.html", {"places": queries.places(asker)})


@signed_in
@require_http_methods(["GET", "POST"])
def purpose(request: AskingRequest) -> HttpResponse:
    """Ask what somebody is doing here, before they look at anything."""
    asker = request.asker
    form = PurposeForm(request.POST or None, choices=queries.purposes(asker), now=asker.purpose)
    if request.method == "POST" and form.is_valid():
        actions.state_purpose(by=asker, purpose=form.cleaned_data["purpose"])
        return redirect(_onward(request))
    return form_page(request, "desk/purpose.html", form, {"next": request.POST.get("next") or request.GET.get("next")})


def _onward(request: HttpRequest) -> str:
    onward = request.POST.get("next", "")
    return onward if onward and url_has_allowed_host_and_scheme(onward, allowed_hosts=None) else "desk:home"


@signed_in
@require_http_methods(["GET", "POST"])
def notices(request: AskingRequest) -> HttpResponse:
    """Show what this person was told."""
    asker = request.asker
    if request.method == "POST":
        actions.mark_read(by=asker, at=timezone.now())
        return redirect("desk:notices")
    return render(request, "desk/notices.html", {"notices": queries.notices()})


@require_GET
def keep(request: HttpRequest) -> HttpResponse:
    """Answer with nothing; the middleware has noted that the session is in use."""
    return HttpResponse(status=204 if getattr(request, "asker", None) else 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not there with the one page."""
    return refused(request)
