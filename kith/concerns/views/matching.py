"""Who might this be, and who knows this person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.concerns.actions import look
from kith.concerns.forms.matching import MatchForm, NoMatchForm, UndoForm
from kith.concerns.queries import matching
from kith.records import actions as records
from kith.records import queries as pool
from kith.sharing.access import AskingRequest
from kith.sharing.actions import NotHere
from kith.ui.doors import signed_in
from kith.ui.pages import form_page

SAID = {
    "same": "Recorded: the same person. You can undo this at any time.",
    "different": "Recorded: two people. You can undo this at any time.",
    "unsure": "Recorded: not sure. The front door managers have been asked what they think.",
}


@require_safe
@signed_in
def people(request: AskingRequest, reference: str) -> HttpResponse:
    """Show the people of a concern, and how far matching has come for each."""
    concern = look(by=request.asker, reference=reference)
    context = {"concern": concern, "matching": pool.matches_so_far(concern.record_id)}
    return render(request, "concerns/matching/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def match(request: AskingRequest, reference: str, person_id: UUID) -> HttpResponse:
    """Show who one person might be; "none of these" is an answer."""
    concern, at = look(by=request.asker, reference=reference), timezone.now()
    form = NoMatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = pool.person_in(concern.record_id, person_id)
        records.judge(person=person, said=form.said(), by=request.asker, at=at)
        messages.success(request, "Recorded: no match. That does not mean that nothing is known.")
        return redirect("concerns:match", concern.reference, person_id)
    found = matching.matches(asker=request.asker, record_id=concern.record_id, person_id=person_id, at=at)
    return form_page(request, "concerns/matching/matches.html", form, {"concern": concern, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def compare(request: AskingRequest, reference: str, person_id: UUID, source_person: UUID) -> HttpResponse:
    """Show two records side by side, and take the judgement."""
    concern, at = look(by=request.asker, reference=reference), timezone.now()
    form = MatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = pool.person_in(concern.record_id, person_id)
        said = form.said(source_person)
        records.judge(person=person, said=said, by=request.asker, at=at, path=request.path)
        messages.success(request, SAID[said.answer])
        return redirect("concerns:match", concern.reference, person_id)
    person, one, number, of = matching.offered(
        asker=request.asker, record_id=concern.record_id, person_id=person_id, source_person=source_person, at=at
    )
    context = {"concern": concern, "person": person, "one": one, "number": number, "of": of}
    return form_page(request, "concerns/matching/compare.html", form, context)


@require_POST
@signed_in
def undo(request: AskingRequest, reference: str, person_id: UUID) -> HttpResponse:
    """Take a judgement back."""
    concern = look(by=request.asker, reference=reference)
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise NotHere
    person = pool.person_in(concern.record_id, person_id)
    records.undo(person=person, judgement_id=form.cleaned_data["judgement"], by=request.asker, at=timezone.now())
    messages.success(request, "The judgement is undone. It can still be read, with who undid it.")
    return redirect("concerns:match", concern.reference, person_id)


@require_safe
@signed_in
def known(request: AskingRequest, reference: str) -> HttpResponse:
    """Show which agencies know the people of a concern, and whom to ring. Never what they know."""
    concern = look(by=request.asker, reference=reference)
    people = matching.known_by(asker=request.asker, record_id=concern.record_id)
    agencies = sorted({str(pointer.agency.pk) for one in people for pointer in one.pointers})
    return render(request, "concerns/matching/known.html", {"concern": concern, "people": people, "agencies": agencies})
