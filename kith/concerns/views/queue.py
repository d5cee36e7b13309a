"""The triage queue."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kith.concerns.forms.triage import NewsForm, QueueForm
from kith.concerns.queries.queue import Queue, arrived_since, queue
from kith.concerns.views.doing import asker_of
from kith.lib.phrases import count
from kith.ui.doors import signed_in

LONGEST = timedelta(hours=12)


@require_safe
@signed_in
def show_queue(request: HttpRequest) -> HttpResponse:
    """Show one page of the queue."""
    at = timezone.now()
    form = QueueForm(request.GET)
    number = request.GET.get("page", "1")
    found = queue(asker_of(request), form.filters(), at, int(number) if number.isascii() and number.isdigit() else 1)
    context = {
        "form": None,
        "filters": form,
        "queue": found,
        "news": f"{request.path}news/?since={at:%Y-%m-%dT%H:%M:%S.%fZ}",
        "pagination": _pagination(request, found),
    }
    return render(request, "concerns/queue/queue.html", context)


@require_safe
@signed_in
def news(request: HttpRequest) -> HttpResponse:
    """Say how many contacts have arrived since the page was drawn; the list itself never moves."""
    form = NewsForm(request.GET)
    since = form.cleaned_data["since"] if form.is_valid() else None
    new = arrived_since(asker_of(request), since) if since and since > timezone.now() - LONGEST else 0
    if not new:
        return HttpResponse(status=204)
    verb = "has" if new == 1 else "have"
    return HttpResponse(f"{count(new, 'new contact')} {verb} arrived.", content_type="text/plain; charset=utf-8")


def _pagination(request: HttpRequest, found: Queue) -> dict[str, object]:
    """Give the links to the other pages, with the filters kept."""
    if found.pages == 1:
        return {}
    near = {1, found.page - 1, found.page, found.page + 1, found.pages}
    numbers = [n for n in sorted(near) if 1 <= n <= found.pages]
    items: list[dict[str, object]] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": number, "href": _page(request, number), "current": number == found.page})
    links: dict[str, object] = {"items": items}
    if found.page > 1:
        links["previous"] = {"href": _page(request, found.page - 1)}
    if found.page < found.pages:
        links["next"] = {"href": _page(request, found.page + 1)}
    return links


def _page(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"
