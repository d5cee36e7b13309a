"""Files we send: the feeds of somebody's agency, and handing in a file for one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kith.desk.forms import FileForm
from kith.desk.queries import files as queries
from kith.desk.queries.withdrawing import rights
from kith.records import actions
from kith.records.rules.handed_in import LARGEST
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import form_page
from kith.ui.uploads import takes_a_file


@signed_in
@require_safe
def files(request: AskingRequest) -> HttpResponse:
    """List what somebody's agency sends, and what is late or wanting."""
    return render(
        request, "desk/files.html", {"feeds": queries.feeds(request.asker), "hands_in": queries.hands_in(request.asker)}
    )


@takes_a_file(LARGEST)
@signed_in
@require_http_methods(["GET", "POST"])
def feed(request: AskingRequest, feed_id: UUID) -> HttpResponse:
    """Show one feed with its files, and take another."""
    sent = queries.feed(request.asker, feed_id)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm(None)
    if request.method == "POST" and form.is_valid() and _handed_in(request, sent, form):
        messages.success(request, "Your file is handed in. It is read in the background.")
        return redirect("desk:feed", feed_id)
    found = queries.files(sent, timezone.now())
    shown = {"one": sent, "files": found, "still": "still" in request.GET, "may": rights(request.asker, sent.feed)}
    return form_page(request, "desk/feed.html", form, shown)


def _handed_in(request: AskingRequest, sent: queries.Sent, form: FileForm) -> bool:
    try:
        actions.deposit(by=request.asker, feed=sent.feed, file=actions.Handed(*form.handed()), at=timezone.now())
    except actions.NotTaken as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


@signed_in
@require_safe
def feed_news(request: AskingRequest, feed_id: UUID) -> HttpResponse:
    """Say how far the files on their way have come, to a page that is open."""
    found = queries.files(queries.feed(request.asker, feed_id), timezone.now())
    return HttpResponse(found.news, content_type="text/plain; charset=utf-8")
