"""The reply box: come back with seven words, read what the front door asks, answer."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kith.concerns.actions.replying import NoThread, add_message, come_back, put_down, take_up
from kith.concerns.forms.public import ReplyForm, WordsForm
from kith.concerns.queries.threads import thread
from kith.lib.phrases import said_when
from kith.lib.room import Full
from kith.ui import pages
from kith.ui.cookies import THREAD, forget, keep

# One sentence for every reason that words do not open anything.
NOT_FOUND = "We cannot find those words. Check the spelling, and that there are seven."


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the words."""
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            token = come_back(words=form.cleaned_data["words"])
        except Full:
            return _busy(request, form)
        if token:
            response = redirect("concerns:thread")
            keep(response, THREAD, token)
            return response
        form.add_error("words", NOT_FOUND)
    return pages.form_page(request, "concerns/public/words.html", form)


def _busy(request: HttpRequest, form: WordsForm) -> HttpResponse:
    """Ask to press again, with the words still there."""
    form.add_error(None, "Many people are here now. Press “Continue” again.")
    response = pages.form_page(request, "concerns/public/words.html", form)
    response.status_code = 503
    response.headers["Retry-After"] = "5"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def show_thread(request: HttpRequest) -> HttpResponse:
    """Show what was said, and take more."""
    try:
        take_up(token=request.COOKIES.get(THREAD, ""))
    except NoThread:
        return redirect("concerns:reply")
    at = timezone.now()
    form = ReplyForm(request.POST if request.method == "POST" else None, initial={"once": uuid4()})
    if request.method == "POST" and form.is_valid():
        add_message(words=form.cleaned_data["words"], once=form.cleaned_data["once"], at=at)
        return redirect("concerns:thread")
    said = [{"ours": one.ours, "words": one.words, "when": said_when(one.at, at)} for one in thread()]
    return pages.form_page(request, "concerns/public/thread.html", form, {"said": said})


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Put the words away."""
    put_down(token=request.COOKIES.get(THREAD, ""))
    response = redirect("concerns:report")
    forget(response, THREAD)
    return response
