"""The page of one concern, and the buttons on it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kith.concerns.actions.inside import SomebodyWasFirst
from kith.concerns.actions.messaging import mark_read
from kith.concerns.actions.triaging import put_back, take
from kith.concerns.forms.asking import MessageForm
from kith.concerns.forms.triage import VersionForm
from kith.concerns.queries.concern import read
from kith.concerns.states import CannotMove
from kith.concerns.views.doing import Doing, begin
from kith.ui import pages
from kith.ui.doors import signed_in


@require_safe
@signed_in
def show_concern(request: HttpRequest, reference: str) -> HttpResponse:
    """Open one concern and show all of it that is open to the reader."""
    doing = begin(request, reference)
    reading = read(doing.asker, doing.concern, doing.at)
    return render(
        request,
        "concerns/concern/concern.html",
        {"concern": doing.concern, "reading": reading, "may": reading.may, "message": MessageForm()},
    )


@require_POST
@signed_in
def take_it(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the concern."""
    return _press(request, reference, "You have it now.", _take)


@require_POST
@signed_in
def put_it_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the concern back."""
    return _press(request, reference, "It is back in the queue.", _put_back)


@require_POST
@signed_in
def reply_read(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the reporter's words were read."""
    return _press(request, reference, "Marked as read.", _mark_read)


def _take(doing: Doing, version: int) -> None:
    take(concern=doing.concern, version=version, by=doing.asker, at=doing.at)


def _put_back(doing: Doing, version: int) -> None:
    put_back(concern=doing.concern, version=version, by=doing.asker, at=doing.at)


def _mark_read(doing: Doing, version: int) -> None:
    mark_read(concern=doing.concern, by=doing.asker, at=doing.at)


def _press(request: HttpRequest, reference: str, done: str, act: Callable[[Doing, int], None]) -> HttpResponse:
    doing = begin(request, reference)
    back = reverse("concerns:concern", args=[doing.concern.reference])
    form = VersionForm(request.POST)
    try:
        act(doing, form.cleaned_data["version"] if form.is_valid() else 0)
    except SomebodyWasFirst:
        return pages.busy(
            request, why="Somebody else changed this concern first. Look again before you go on.", back=back
        )
    except CannotMove as refusal:
        return pages.cannot(request, doing="do that now", reasons=(str(refusal),), back=back)
    messages.success(request, done)
    return redirect(back)
