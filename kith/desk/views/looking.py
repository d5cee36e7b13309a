"""Who looked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kith.desk import actions, queries
from kith.desk.forms import LookedForm
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import form_page


@signed_in
@require_safe
def audit(request: AskingRequest) -> HttpResponse:
    """Show who did, saw and was refused what, to those who check that it was right. Reading this is recorded too."""
    asker = request.asker
    form = LookedForm(request.GET if set(request.GET) & {"reference", "person", "day-day", "refused"} else None)
    sought = form.sought() if form.is_valid() else None
    if form.is_bound and sought is None:
        return form_page(request, "desk/audit.html", form)
    page = actions.read_audit(by=asker, sought=sought, page=request.GET.get("page", "1"), at=timezone.now())
    return form_page(request, "desk/audit.html", form, {"page": page, "query": queries.without_page(request.GET)})


@signed_in
@require_safe
def looked(request: AskingRequest, reference: str) -> HttpResponse:
    """Show who has opened this concern, to those who answer for it."""
    asker = request.asker
    concern, openings = actions.read_who_looked(by=asker, reference=reference)
    return render(request, "desk/looked.html", {"concern": concern, "openings": openings})
