"""Addresses of the site that shows the design system."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone

from kith.ui import pages, style
from kith.ui.middleware import CONTENT_SECURITY_POLICY


def leave(request: HttpRequest) -> HttpResponse:
    """Stand in for the way out."""
    return HttpResponseRedirect("/elsewhere/", status=303)


def elsewhere(request: HttpRequest) -> HttpResponse:
    """Stand in for the weather."""
    return HttpResponse("<!DOCTYPE html><html lang=en><title>Weather</title><h1>Sunny</h1></html>")


def news(request: HttpRequest) -> HttpResponse:
    """Have news at once."""
    return HttpResponse("1 new contact has arrived.", content_type="text/plain")


def cannot(request: HttpRequest) -> HttpResponse:
    """Refuse an act."""
    return pages.cannot(request, doing="close this", reasons=("it is sealed",), back="/style/")


def printed(request: HttpRequest) -> HttpResponse:
    """Show a page made for paper."""
    stamp = {"by": "Jas Amin, front door", "at": datetime(2026, 11, 24, 9, 10, tzinfo=timezone.get_current_timezone())}
    stamp |= {"purpose": "Strategy discussion", "copy": "2 of 5"}
    return render(request, "ui_print_example.html", {"printed": stamp})


def busy(request: HttpRequest) -> HttpResponse:
    """Ask to try again."""
    return pages.busy(request, back="/style/")


def broken(request: HttpRequest) -> HttpResponse:
    """Fail, so that the 500 page shows."""
    raise RuntimeError(CONTENT_SECURITY_POLICY)


urlpatterns = [
    path("style/", style.page),
    path("style/news/", news),
    path("question/", style.public_page),
    path("leave", leave, name="leave"),
    path("elsewhere/", elsewhere),
    path("refused/", pages.refused),
    path("cannot/", cannot),
    path("busy/", busy),
    path("print/", printed),
    path("broken/", broken),
    path("accounts/", include("allauth.urls")),
]
