"""Keeping people out of a record, and reviewing that they still have to be."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kith.desk import actions
from kith.desk.forms import BarForm, ConflictForm, ReviewRestrictionForm, SealForm, UnsealForm
from kith.desk.queries import restricting as queries
from kith.sharing import actions as sharing
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in
from kith.ui.pages import form_page


@signed_in
@require_safe
def restrict(request: AskingRequest, reference: str) -> HttpResponse:
    """Show who is kept out of a record, to those whose job includes keeping people out."""
    one = actions.open_restrictions(by=request.asker, reference=reference, at=timezone.now())
    return render(request, "desk/restrict.html", {"one": one, "concern": one.concern})


def _done(request: HttpRequest, said: str, reference: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("desk:restrict", reference)


@signed_in
@require_http_methods(["GET", "POST"])
def seal(request: AskingRequest, reference: str) -> HttpResponse:
    """Seal a record to named people."""
    by, at = request.asker, timezone.now()
    one = actions.open_restrictions(by=by, reference=reference, at=at)
    form = SealForm(request.POST or None, today=timezone.localdate(), members=one.colleagues)
    if request.method == "POST" and form.is_valid():
        actions.seal(
            by=by,
            concern=one.concern,
            members=form.named(),
            reason=form.cleaned_data["reason"],
            review_at=form.review_at(),
            at=at,
        )
        return _done(request, "It is sealed.", reference)
    return form_page(request, "desk/restrict_seal.html", form, {"one": one, "concern": one.concern})


@signed_in
@require_http_methods(["GET", "POST"])
def bar(request: AskingRequest, reference: str) -> HttpResponse:
    """Keep somebody out of a record, or of every record about somebody in it."""
    by, at = request.asker, timezone.now()
    one = actions.open_restrictions(by=by, reference=reference, at=at)
    form = BarForm(request.POST or None, today=timezone.localdate(), who=one.colleagues, people=one.people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.bar(
            by=by,
            concern=one.concern,
            who=UUID(given["who"]),
            kind=given["kind"],
            person=form.person(),
            review_at=form.review_at(),
            at=at,
        )
        return _done(request, "They are kept out.", reference)
    return form_page(request, "desk/restrict_bar.html", form, {"one": one, "concern": one.concern})


@signed_in
@require_http_methods(["GET", "POST"])
def unseal(request: AskingRequest, reference: str) -> HttpResponse:
    """Ask for a seal to be opened, or agree with somebody who asked."""
    by, at = request.asker, timezone.now()
    one = actions.open_restrictions(by=by, reference=reference, at=at)
    form = UnsealForm(request.POST or None)
    if request.method == "POST" and (one.waits or form.is_valid()):
        reason = "" if one.waits else form.cleaned_data["reason"]
        actions.unseal(by=by, record_id=one.concern.record_id, waits=one.waits, reason=reason, at=at)
        return _done(request, "The seal is open." if one.waits else "Somebody else has to agree.", reference)
    return form_page(request, "desk/restrict_unseal.html", form, {"one": one, "concern": one.concern})


@signed_in
@require_http_methods(["GET", "POST"])
def conflict(request: AskingRequest) -> HttpResponse:
    """Let anybody keep themselves out of a record; whether there is one, they do not hear."""
    form = ConflictForm(request.POST or None, initial={"reference": request.GET.get("reference", "")[:12]})
    if request.method == "POST" and form.is_valid():
        actions.declare_conflict(by=request.asker, at=timezone.now(), **form.cleaned_data)
        return render(request, "desk/conflict_declared.html")
    return form_page(request, "desk/conflict.html", form)


@signed_in
@require_safe
def restrictions(request: AskingRequest) -> HttpResponse:
    """List the seals and bars that somebody's agency answers for."""
    seals, bars = queries.restrictions(request.asker, timezone.now())
    return render(request, "desk/restrictions.html", {"seals": seals, "bars": bars})


@signed_in
@require_http_methods(["GET", "POST"])
def review_seal(request: AskingRequest, record_id: UUID) -> HttpResponse:
    """Keep a seal until a new day, or be one of two people who open it."""
    by, at = request.asker, timezone.now()
    one = queries.seal_to_review(by, record_id, at)
    ends = "Agree that it is opened" if one.waits else "Ask for it to be opened; somebody else has to agree"
    form = _review_form(request, ends, asks_why=one.waits is None)
    if request.method == "POST" and form.is_valid():
        if form.keeps():
            sharing.keep_seal(record_id=record_id, review_at=form.review_at(), by=by, at=at)
        else:
            reason = form.cleaned_data.get("reason", "")
            actions.unseal(by=by, record_id=record_id, waits=one.waits, reason=reason, at=at)
        return _reviewed(request)
    return form_page(request, "desk/restrict_review.html", form, {"one": one})


@signed_in
@require_http_methods(["GET", "POST"])
def review_bar(request: AskingRequest, bar_id: UUID) -> HttpResponse:
    """Keep a bar until a new day, or lift it."""
    by, at = request.asker, timezone.now()
    one = queries.bar_to_review(by, bar_id, at)
    form = _review_form(request, "Lift it: they may open it again, if they have to do with it", asks_why=False)
    if request.method == "POST" and form.is_valid():
        if form.keeps():
            sharing.keep_bar(bar_id=bar_id, review_at=form.review_at(), by=by, at=at)
        else:
            sharing.lift_bar(bar_id=bar_id, by=by, at=at)
        return _reviewed(request)
    return form_page(request, "desk/restrict_review.html", form, {"one": one})


def _review_form(request: HttpRequest, ends: str, *, asks_why: bool) -> ReviewRestrictionForm:
    data = request.POST if request.method == "POST" else None
    return ReviewRestrictionForm(data, today=timezone.localdate(), ends=ends, asks_why=asks_why)


def _reviewed(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Your review is recorded.")
    return redirect("desk:restrictions")
