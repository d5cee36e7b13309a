"""Saying how a file is laid out: hand one in, check what its columns are, test it on the whole file, save it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.desk.forms import ColumnsForm, FileForm, SaveForm
from kith.desk.queries import mapping as queries
from kith.records import actions
from kith.records.models import MapDraft
from kith.records.rules.handed_in import LARGEST
from kith.records.rules.profiles import ProfileWrong
from kith.records.states import FeedCannotMove, MapState
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import busy, form_page
from kith.ui.uploads import takes_a_file

TO_CORRECT = (MapState.LOOKED.value, MapState.TESTED.value)


@takes_a_file(LARGEST)
@signed_in
@require_http_methods(["GET", "POST"])
def map_start(request: AskingRequest) -> HttpResponse:
    """List what is under way and what is saved, and take a file to look at."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm(None)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.begin_map(by=request.asker, file=actions.Handed(*form.handed()), at=timezone.now())
            return redirect("desk:map_draft", one.pk)
        except actions.NotTaken as refusal:
            form.add_error("file", str(refusal))
    return form_page(request, "desk/map.html", form, {"start": queries.start(request.asker)})


@signed_in
@require_http_methods(["GET", "POST"])
def map_draft(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Show how far a file has come: it waits, it was refused, its columns are to be checked, or it was tested."""
    one = actions.open_map(by=request.asker, draft_id=draft_id)
    if one.state == MapState.LOOKED:
        return redirect("desk:map_columns", draft_id)
    if one.state == MapState.TESTED:
        return _tested(request, one)
    came = queries.waiting(one, timezone.now())
    return render(request, "desk/map_wait.html", {"came": came, "still": "still" in request.GET})


def _tested(request: AskingRequest, one: MapDraft) -> HttpResponse:
    came = queries.tested(request.asker, one)
    form = SaveForm(request.POST if request.method == "POST" else None, poor=came.poor)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data.get("reason", "")
            saved = actions.save_profile(by=request.asker, draft_id=one.pk, reason=reason, at=timezone.now())
        except (ProfileWrong, FeedCannotMove) as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, f"Saved: {saved.title}, version {saved.version}.")
            return redirect("desk:map_saved", saved.pk)
    return form_page(request, "desk/map_tested.html", form, {"came": came})


@signed_in
@require_http_methods(["GET", "POST"])
def map_columns(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Show what each column seems to be and the first rows as they would be read; take corrections."""
    one = actions.open_map(by=request.asker, draft_id=draft_id)
    if one.state not in TO_CORRECT:
        return redirect("desk:map_draft", draft_id)
    heads, told = queries.heads_of(one), queries.told_of(one)
    form = ColumnsForm(request.POST if request.method == "POST" else None, heads=heads, told=told)
    if request.method == "POST" and form.is_valid():
        return _corrected(request, draft_id, form)
    fields = {name: form[name] for name in form.fields}
    context = {
        "one": one,
        "sheets": queries.sheets(heads, told, fields),
        "read": queries.rows_as_read(one, heads, timezone.now()),
    }
    return form_page(request, "desk/map_columns.html", form, context)


def _corrected(request: AskingRequest, draft_id: UUID, form: ColumnsForm) -> HttpResponse:
    verb = actions.try_map if form.to_be_tested() else actions.correct_map
    try:
        one = verb(by=request.asker, draft_id=draft_id, told=form.told(), at=timezone.now())
    except FeedCannotMove as wrong:
        return busy(request, why=str(wrong), back=reverse("desk:map_draft", args=[draft_id]))
    if one.state == MapState.TESTING:
        return redirect("desk:map_draft", draft_id)
    return redirect(reverse("desk:map_columns", args=[draft_id]) + "#rows")


@signed_in
@require_POST
def map_leave(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Throw a file away."""
    try:
        actions.leave_map(by=request.asker, draft_id=draft_id, at=timezone.now())
    except FeedCannotMove as wrong:
        return busy(request, why=str(wrong), back=reverse("desk:map"))
    messages.success(request, "The file is thrown away. Nothing of it is kept.")
    return redirect("desk:map")


@signed_in
@require_safe
def map_saved(request: AskingRequest, saved_id: UUID) -> HttpResponse:
    """Show what was saved, and say what must still happen before files are taken."""
    return render(request, "desk/map_saved.html", {"came": queries.saved(request.asker, saved_id)})


@signed_in
@require_safe
def map_news(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Say how far a file has come, to a page that is open."""
    return HttpResponse(queries.news(request.asker, draft_id), content_type="text/plain; charset=utf-8")
