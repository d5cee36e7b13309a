"""Handing out files that strangers sent: to be saved, never opened here."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kith.concerns.actions.reporting import fetch_attachment
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in

SHUT_IN = "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


@signed_in
@require_safe
def download(request: HttpRequest, attachment: UUID) -> HttpResponse:
    """Give one file of a concern, for those to whom the concern opens."""
    one = fetch_attachment(attachment=attachment, by=cast("AskingRequest", request).asker)
    response = HttpResponse(bytes(one.content), content_type=one.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, one.name) or "attachment"  # noqa: FBT003
    response.headers["Content-Security-Policy"] = SHUT_IN
    response.headers["X-Robots-Tag"] = "noindex"
    return response
