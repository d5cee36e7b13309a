"""Answer with a page, and with the status that tells a browser and a tester what happened."""

from urllib.parse import urlencode

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url


def form_page(
    request: HttpRequest, template: str, form: BaseForm, context: dict[str, object] | None = None
) -> HttpResponse:
    """Show a form: 200 when it is new, 422 when what was sent has errors."""
    wrong = form.is_bound and bool(form.errors)
    return render(request, template, {**(context or {}), "form": form}, status=422 if wrong else 200)


def refused(request: HttpRequest) -> HttpResponse:
    """Show the one page for everything a person has no link to, whatever the true ground."""
    return render(request, "ui/refused.html", status=404)


def cannot(
    request: HttpRequest, *, doing: str, reasons: tuple[str, ...], ask: str = "", back: str = ""
) -> HttpResponse:
    """Say which rule refuses an act on something the person may see, and whom to ask."""
    context = {"doing": doing, "reasons": reasons, "ask": ask, "back": back}
    return render(request, "ui/cannot.html", context, status=403)


def busy(request: HttpRequest, *, why: str = "", back: str = "") -> HttpResponse:
    """Ask the person to try again: somebody else was first, or the service is busy."""
    return render(request, "ui/busy.html", {"why": why, "back": back}, status=409)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer Django's own 400 with our page and no detail."""
    return render(request, "400.html", status=400)


# Sent by the page itself, not typed by anybody; and a chosen answer is a short code.
UNTYPED = frozenset({"csrfmiddlewaretoken", "version", "tab"})
LONGEST_CODE = 3


def ended(request: HttpRequest) -> HttpResponse:
    """Say that the session has ended, and show back every word that was sent, for nothing else has it."""
    words = [value for name in request.POST if name not in UNTYPED for value in request.POST.getlist(name)]
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    long = [value for value in words if len(value) > LONGEST_CODE]
    return render(request, "ui/ended.html", {"words": long, "sign_in": sign_in}, status=403)
