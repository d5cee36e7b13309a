"""Who reported, and how to reach them safely: opened on a page of its own, so that each look is recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.concerns.actions.reporting import see_reporter
from kith.concerns.views.doing import begin
from kith.sharing.actions import NotHere
from kith.ui.doors import signed_in


@require_safe
@signed_in
def show_reporter(request: HttpRequest, reference: str) -> HttpResponse:
    """Open the way to reach the reporter, for those who may write to them."""
    doing = begin(request, reference)
    contact = see_reporter(concern=doing.concern, by=doing.asker)
    if contact is None:
        raise NotHere
    return render(request, "concerns/public/reporter.html", {"concern": doing.concern, "contact": contact})
