"""One page of a referral: shown, kept while it is typed, saved; and the people in it, added and taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kith.concerns.actions import referring
from kith.concerns.forms import referral_pages as pages
from kith.concerns.forms.referral_people import Adding
from kith.concerns.forms.referral_questions import Questions, as_sent
from kith.concerns.models import ReferralDraft
from kith.concerns.rules.referrals import Answers, Words
from kith.concerns.states import CannotMove
from kith.concerns.views.referrals import found_draft, number_sent, page_url, summary
from kith.sharing.access import AskingRequest
from kith.sharing.actions import NotHere
from kith.ui.doors import signed_in
from kith.ui.pages import form_page

CONFLICT = 409
TAB = 16
RING = "You wrote that somebody is in danger now. Ring 999, then the front door. Do not wait for this referral."
SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
# Most pages look alike; two show a list.
TEMPLATES = {pages.PEOPLE: "people", "family": "family"}


@dataclass(frozen=True)
class Leaf:
    """One page of one draft; ``key`` names the person it is about, if it is about one."""

    draft: ReferralDraft
    answers: Answers
    page: str
    key: str = ""

    @property
    def template(self) -> str:
        """Name the template that draws it."""
        return f"concerns/referral/{TEMPLATES.get(self.page, 'page')}.html"

    @property
    def list_url(self) -> str:
        """Give the address of the list it belongs to."""
        if self.key:
            return page_url(self.draft, pages.PEOPLE)
        return reverse("concerns:referral", args=[self.draft.pk])

    @property
    def next_url(self) -> str:
        """Lead on to the next page about the same person, then to the list."""
        about = pages.pages_of(self.answers, self.key) if self.key else ()
        later = about[about.index(self.page) + 1 :] if self.page in about else ()
        return page_url(self.draft, later[0], self.key) if later else self.list_url


@require_http_methods(SHOWN_OR_SENT)
@signed_in
def page(request: AskingRequest, draft_id: UUID, page: str, key: str = "") -> HttpResponse:
    """Show one page as it was left, or save it."""
    leaf = _found(request, draft_id, page, key)
    if request.method == "POST":
        return _save(request, leaf)
    if leaf.draft.sent_at is not None:
        return redirect("concerns:referral", leaf.draft.pk)
    form = pages.shown(leaf.answers, page, key, _known_already(request) if page == "you" else None)
    return form_page(request, leaf.template, form, _context(leaf))


@require_POST
@signed_in
def keep(request: AskingRequest, draft_id: UUID, page: str, key: str = "") -> HttpResponse:
    """Keep what is being typed, whole or not. The page asks for this by itself."""
    leaf = _found(request, draft_id, page, key)
    form = pages.sent_in(leaf.answers, page, key, request.POST)
    try:
        _write(request, leaf, pages.to_keep(form, request.POST))
    except (referring.SavedElsewhere, CannotMove):
        return HttpResponse(status=CONFLICT)
    return HttpResponse(status=204)


@require_http_methods(SHOWN_OR_SENT)
@signed_in
def add(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Add somebody: first the part they play, which decides what is asked."""
    draft = found_draft(request, draft_id)
    form = Adding(request.POST or None)
    if request.method == "POST" and form.is_valid():
        part = form.cleaned_data["part"]
        key = referring.add_person(by=request.asker, draft_id=draft.pk, part=part, at=timezone.now())
        return redirect(page_url(draft, "person", key))
    return form_page(request, "concerns/referral/add.html", form, {"draft": draft})


@require_POST
@signed_in
def remove(request: AskingRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Take somebody out again."""
    draft = found_draft(request, draft_id)
    referring.remove_person(by=request.asker, draft_id=draft.pk, key=key, at=timezone.now())
    messages.success(request, "They were taken out of this referral.")
    return redirect(page_url(draft, pages.PEOPLE))


def _found(request: AskingRequest, draft_id: UUID, page: str, key: str) -> Leaf:
    leaf = Leaf(found_draft(request, draft_id), Answers(), page, key)
    leaf = replace(leaf, answers=Answers.of(leaf.draft.answers))
    if not pages.there_is(leaf.answers, page, key):
        raise NotHere
    return leaf


def _save(request: AskingRequest, leaf: Leaf) -> HttpResponse:
    """Save first, then say what is missing: nothing that was typed depends on its being right."""
    form = pages.sent_in(leaf.answers, leaf.page, leaf.key, request.POST)
    words = pages.to_keep(form, request.POST)
    if "rest" in request.POST:
        words = form.with_the_rest_unknown(words)
        form = pages.sent_in(leaf.answers, leaf.page, leaf.key, as_sent(words))
    try:
        draft = _write(request, leaf, words)
    except referring.SavedElsewhere:
        return _saved_elsewhere(request, leaf, form)
    except CannotMove:
        return _too_late(request, leaf, form)
    saved = replace(leaf, draft=draft, answers=Answers.of(draft.answers))
    if "leave" in request.POST:
        messages.success(request, "The draft is saved. Come back to it from this list.")
        return redirect("concerns:referrals")
    if form.is_valid():
        if form.cleaned_data.get("danger") == "not_rung":
            messages.warning(request, RING)
        return redirect(saved.next_url)
    return form_page(request, leaf.template, form, _context(saved, request.POST.get("tab", "")[:TAB]))


def _write(request: AskingRequest, leaf: Leaf, words: Words) -> ReferralDraft:
    return referring.save_page(
        by=request.asker,
        draft_id=leaf.draft.pk,
        page=pages.code_of(leaf.page, leaf.key),
        words=words,
        seen=number_sent(request),
        tab=request.POST.get("tab", "")[:TAB],
        at=timezone.now(),
    )


def _saved_elsewhere(request: AskingRequest, leaf: Leaf, form: Questions) -> HttpResponse:
    """Show their own words in the form, and beside it what was saved meanwhile. Neither is lost."""
    theirs = pages.typed(leaf.answers, leaf.page, leaf.key)
    theirs.is_valid()
    context = {**_context(leaf), "form": form, "theirs": summary(theirs.section())}
    return render(request, leaf.template, context, status=CONFLICT)


def _too_late(request: AskingRequest, leaf: Leaf, form: Questions) -> HttpResponse:
    """Show the words that came after it was sent, so that they can be told to the front door."""
    form.is_valid()
    context = {"draft": leaf.draft, "rows": summary(form.section())}
    return render(request, "concerns/referral/too_late.html", context, status=CONFLICT)


def _known_already(request: AskingRequest) -> Words:
    """Give what the account knows, so that nobody is asked twice."""
    return {"role": getattr(request.user, "job_title", ""), "phone": getattr(request.user, "phone", "")}


def _context(leaf: Leaf, tab: str = "") -> dict[str, object]:
    """Give the page its version, and the tab it lives in, so that a tab is never told that it overtook itself."""
    draft, page, key = leaf.draft, leaf.page, leaf.key
    return {
        "draft": draft,
        "tab": tab or token_hex(TAB // 2),
        "page": page,
        "who": leaf.answers.name(key) if key else "",
        "autosave_url": page_url(draft, page, key, keep=True),
        "back": leaf.list_url,
        "people": _people(leaf) if page == pages.PEOPLE else [],
    }


def _people(leaf: Leaf) -> list[dict[str, object]]:
    """Give the list of people, each with the pages about them and whether those are whole."""
    return [
        {
            "name": leaf.answers.name(key),
            "part": pages.part_words(leaf.answers.part(key)),
            "whole": pages.person_is_whole(leaf.answers, key),
            "pages": [
                {"text": text, "href": page_url(leaf.draft, page, key)}
                for page, text in pages.SOMEBODYS_PAGES.items()
                if pages.there_is(leaf.answers, page, key)
            ],
            "remove": reverse("concerns:referral_remove", args=[leaf.draft.pk, key]),
        }
        for key in leaf.answers.order
    ]
