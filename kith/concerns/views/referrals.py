"""My referrals: the list, one that is being written or was sent, checking it and sending it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kith.concerns.actions import referring
from kith.concerns.forms import referral_pages as pages
from kith.concerns.models import ReferralDraft
from kith.concerns.queries import referrals
from kith.concerns.rules.referrals import Answers, Section
from kith.concerns.states import CannotMove
from kith.sharing.access import AskingRequest
from kith.sharing.actions import NotHere
from kith.ui.doors import signed_in

TAGS = {pages.Progress.BEGUN: "govuk-tag--light-blue", pages.Progress.NOT_BEGUN: "govuk-tag--blue"}
LONGEST_NUMBER = 9
CHANGED = "Something in this referral was changed elsewhere. Check it once more, then send it."


@require_GET
@signed_in
def show_referrals(request: AskingRequest) -> HttpResponse:
    """List what this person is writing and what they sent."""
    at = timezone.now()
    found = referrals.mine(request.asker, at)
    return render(request, "concerns/referral/list.html", {"mine": found, "at": at})


@require_POST
@signed_in
def begin(request: AskingRequest) -> HttpResponse:
    """Begin a referral."""
    draft = referring.begin(by=request.asker, at=timezone.now())
    return redirect("concerns:referral", draft.pk)


@require_GET
@signed_in
def show_referral(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Show the tasks of one that is being written, or what came of one that was sent."""
    draft = found_draft(request, draft_id)
    answers = Answers.of(draft.answers)
    if draft.sent_at is None:
        context = {"draft": draft, "tasks": _rows(draft, answers), "ready": pages.whole(answers) is not None}
        return render(request, "concerns/referral/tasks.html", context)
    sent = referrals.sent(request.asker, draft, timezone.now())
    return render(request, "concerns/referral/sent.html", {"sent": sent, "sections": _copy(draft, answers)})


@require_GET
@signed_in
def check(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Show everything that will be sent, with a way to change each part."""
    draft = found_draft(request, draft_id)
    if draft.sent_at is not None:
        return redirect("concerns:referral", draft.pk)
    answers = Answers.of(draft.answers)
    unfinished = [task for task in pages.tasks(answers) if task.progress != pages.Progress.DONE]
    context = {"draft": draft, "sections": _copy(draft, answers, change=True), "unfinished": unfinished}
    return render(request, "concerns/referral/check.html", context)


@require_POST
@signed_in
def send(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Send it. Sent twice, it is shown as it was sent the first time."""
    draft = found_draft(request, draft_id)
    referral = pages.whole(Answers.of(draft.answers)) if draft.sent_at is None else None
    if referral is None:
        return redirect("concerns:referral" if draft.sent_at else "concerns:referral_check", draft.pk)
    try:
        referring.send(
            by=request.asker, draft_id=draft.pk, referral=referral, seen=number_sent(request), at=timezone.now()
        )
    except referring.SavedElsewhere:
        messages.warning(request, CHANGED)
        return redirect("concerns:referral_check", draft.pk)
    except CannotMove:
        messages.info(request, "This referral had been sent already. It was not sent twice.")
    return redirect("concerns:referral", draft.pk)


@require_POST
@signed_in
def discard(request: AskingRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    draft = found_draft(request, draft_id)
    if draft.sent_at is None:
        referring.discard(by=request.asker, draft_id=draft.pk, at=timezone.now())
        messages.success(request, "The draft is gone. Nothing was sent.")
    return redirect("concerns:referrals")


def _rows(draft: ReferralDraft, answers: Answers) -> list[dict[str, object]]:
    """Give the tasks the shape of a task list."""
    return [
        {
            "title": {"text": task.title},
            "href": reverse("concerns:referral_page", args=[draft.pk, task.page]),
            "status": {"text": task.progress}
            if task.progress == pages.Progress.DONE
            else {"tag": {"text": task.progress, "classes": TAGS[task.progress]}},
        }
        for task in pages.tasks(answers)
    ]


def _copy(draft: ReferralDraft, answers: Answers, *, change: bool = False) -> list[dict[str, object]]:
    """Give every page in words, each with a way back to it while it can be changed."""
    return [
        {
            "title": section.title,
            "rows": summary(section),
            "href": page_url(draft, page, key) if change else "",
        }
        for page, key, section in pages.sections(answers)
    ]


def summary(section: Section) -> list[dict[str, object]]:
    """Give a section the shape of a summary list."""
    return [
        {"key": {"text": asked}, "value": {"html": linebreaksbr(said, autoescape=True)}} for asked, said in section.rows
    ]


def page_url(draft: ReferralDraft, page: str, key: str = "", *, keep: bool = False) -> str:
    """Give the address of a page of a draft, or of what keeps it while it is typed."""
    name = "concerns:referral" + ("_about" if key else "_page") + ("_keep" if keep else "")
    return reverse(name, args=[draft.pk, key, page] if key else [draft.pk, page])


def found_draft(request: AskingRequest, draft_id: UUID) -> ReferralDraft:
    """Read a draft of theirs; anybody else's does not exist."""
    draft = referrals.one(request.asker, draft_id, timezone.now())
    if draft is None:
        raise NotHere
    return draft


def number_sent(request: AskingRequest) -> int:
    """Read the version the page was shown with."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
