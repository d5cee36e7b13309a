"""Closing or withdrawing what an agency sends, by those whose job it is: what goes, why, and whether they are sure."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kith.desk.forms import TakeBackForm
from kith.desk.queries import withdrawing as queries
from kith.desk.queries.withdrawing import Going
from kith.records import actions
from kith.records.states import FeedCannotMove, FeedState
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import busy, form_page

HIDDEN = "It is withdrawn. Nobody finds it any more. Its rows are being removed now."


@signed_in
@require_http_methods(["GET", "POST"])
def close_feed(request: AskingRequest, feed_id: UUID) -> HttpResponse:
    """Take no more files of a feed."""
    one = queries.feed_to_end(request.asker, feed_id, state=FeedState.CLOSED)

    def close(why: str) -> None:
        actions.stop_feed(by=request.asker, feed=one.feed, why=why, at=timezone.now())

    return _asked(request, "desk/feed_close.html", one, close, "It is closed. No more files are taken.")


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_feed(request: AskingRequest, feed_id: UUID) -> HttpResponse:
    """Take back a feed, with all that came by it."""
    one = queries.feed_to_end(request.asker, feed_id, state=FeedState.WITHDRAWN)

    def withdraw(why: str) -> None:
        actions.take_back_feed(by=request.asker, feed=one.feed, why=why, at=timezone.now())

    return _asked(request, "desk/feed_withdraw.html", one, withdraw, HIDDEN)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_file(request: AskingRequest, feed_id: UUID, file_id: UUID) -> HttpResponse:
    """Take back one file."""
    one = queries.file_to_withdraw(request.asker, feed_id, file_id)

    def withdraw(why: str) -> None:
        if one.batch:
            actions.take_back_file(by=request.asker, batch=one.batch, why=why, at=timezone.now())

    return _asked(request, "desk/feed_withdraw.html", one, withdraw, HIDDEN)


def _asked(request: AskingRequest, template: str, one: Going, do: Callable[[str], None], said: str) -> HttpResponse:
    """Do it once somebody has said why and that they are sure; else show what goes."""
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data["why"])
        except actions.BeingRead as refusal:
            return busy(request, why=str(refusal), back=reverse("desk:feed", args=[one.feed.pk]))
        except FeedCannotMove as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("desk:feed", one.feed.pk)
    return form_page(request, template, form, {"one": one})
