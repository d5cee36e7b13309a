"""Open the transaction every page runs in, and tell the database whose page it is.

No actor, no rows. A page that fails is rolled back whole; what was opened is already in the audit, because the gate
commits on a connection of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from kith.agencies import actions as agencies
from kith.config.cookies import PASS, THREAD
from kith.config.machine_door import MACHINES
from kith.sharing import queries as sharing
from kith.sharing.access import Asker, NotAllowed
from kith.sharing.actions import NotHere, note_refusal
from kith.ui import pages

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SERVER_ERROR = 500
# Where somebody may go who has not yet given a second factor.
BEFORE_TWO_FACTORS = ("/accounts/", "/static/", "/leave", "/report/", "/reply/")
# Asked by a page that is open, not by a person: a screen left alone must not keep its session awake.
BY_ITSELF = ("/queue/news/", "/files/news/")
REFUSED = "kith_refused"
NOT_AT_ALL = "0 minutes"


class Acting:
    """Open the transaction, say who is acting, and turn refusals into their pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer inside one transaction."""
        if request.path.startswith(MACHINES):
            # A call is known by its token alone: what cookies come with it are not looked at.
            request.COOKIES.clear()
        with transaction.atomic():
            token = request.COOKIES.get(PASS, "")
            one = _asker(request, token) if token else None
            request.asker = one  # type: ignore[attr-defined]
            if one is None:
                _receipt(request)
            response = _not_yet(request, one) or self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
        if one is not None and (no := getattr(request, REFUSED, None)):
            note_refusal(by=one, verb=no.verb, reasons=no.reasons, record_id=no.record)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Give a refusal its page; undo what the view had begun."""
        if isinstance(exception, NotHere):
            transaction.set_rollback(True)
            return pages.refused(request)
        if isinstance(exception, NotAllowed):
            transaction.set_rollback(True)
            setattr(request, REFUSED, exception)
            return pages.cannot(request, doing=exception.verb, reasons=exception.reasons)
        return None


def _asker(request: HttpRequest, token: str) -> Asker | None:
    """Read who is asking, or end a session whose time is over."""
    if not agencies.keep_awake(token=token, idle=NOT_AT_ALL if request.path.startswith(BY_ITSELF) else agencies.IDLE):
        if request.user.is_authenticated:
            logout(request)
        return None
    agencies.act_as(token)
    if not request.user.is_authenticated:
        return None
    return sharing.asker(account_id=request.user.pk, token=token, at=timezone.now())


def _receipt(request: HttpRequest) -> None:
    thread = request.COOKIES.get(THREAD, "")
    if thread and agencies.keep_awake(token=thread):
        agencies.act_as(thread)


def _not_yet(request: HttpRequest, one: Asker | None) -> HttpResponse | None:
    """Send somebody without a second factor, or without a purpose, to where they give it."""
    if one is None or request.path.startswith(BEFORE_TWO_FACTORS):
        return None
    if not one.two_factors:
        return HttpResponseRedirect(reverse("mfa_index"))
    if not one.purpose and request.path != reverse("desk:purpose"):
        return HttpResponseRedirect(reverse("desk:purpose"))
    return None
