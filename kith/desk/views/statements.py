"""What this site says about itself: how well everybody can use it, and what it keeps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how well everybody can use this, what is not good enough, and whom to tell."""
    return render(request, "desk/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about those who report, those reported about, and those who work here."""
    return render(request, "desk/privacy.html")
