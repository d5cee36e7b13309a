"""Leaving in a hurry."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from kith.concerns.actions.keeping import drop_draft
from kith.concerns.actions.replying import put_down
from kith.concerns.queries.public_drafts import key_in
from kith.ui.cookies import DRAFT, THREAD, forget

SEE_OTHER = 303


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was typed, end the visit, and go somewhere dull. A link, so that it needs no script."""
    if key := key_in(request.COOKIES.get(DRAFT, "")):
        drop_draft(key=key)
    put_down(token=request.COOKIES.get(THREAD, ""))
    response = HttpResponseRedirect(settings.KITH_LEAVE_TO)
    response.status_code = SEE_OTHER
    for name in (DRAFT, THREAD, settings.CSRF_COOKIE_NAME):
        forget(response, name)
    return response
