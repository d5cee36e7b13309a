"""How good the files of a feed are, and what was found in one of them, to send back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kith.desk import actions
from kith.desk.queries import quality
from kith.sharing.access import AskingRequest
from kith.ui.doors import signed_in


@signed_in
@require_safe
def feed_quality(request: AskingRequest, feed_id: UUID) -> HttpResponse:
    """Show what is filled in, whether files come in time, and whether they get better or worse."""
    one = quality.feed_quality(request.asker, feed_id, timezone.now(), request.GET.get("kind", ""))
    return render(request, "desk/feed_quality.html", {"one": one})


@signed_in
@require_safe
def feed_findings(request: AskingRequest, feed_id: UUID, file_id: UUID | None = None) -> HttpResponseBase:
    """Give what was found in one file, the newest unless told, as a file to send back to whoever made it."""
    found = actions.fetch_findings(by=request.asker, feed_id=feed_id, file_id=file_id)
    response = StreamingHttpResponse(found.pieces, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"  # noqa: FBT003
    response.headers["X-Robots-Tag"] = "noindex"
    return response
