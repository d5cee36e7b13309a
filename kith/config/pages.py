"""What every page of somebody signed in shows around its content."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from kith.desk.queries import places_to_go
from kith.sharing.access import Asker


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give the frame its places to go, who is signed in, and how long the session waits."""
    asker: Asker | None = getattr(request, "asker", None)
    if asker is None:
        return {}
    places = [
        {"text": place.words, "href": address, "active": request.path.startswith(address)}
        for place, address in places_to_go(asker)
    ]
    return {
        "navigation": places,
        "signed_in_as": f"{asker.name}, {asker.agency_name}",
        "asker": asker,
        "account_links": [
            {"text": "Why I am here", "href": reverse("desk:purpose")},
            {"text": "Notices", "href": reverse("desk:notices")},
            {"text": "Sign out", "href": reverse("account_logout"), "post": True},
        ],
        "session_seconds": 15 * 60,
        "keep_url": reverse("desk:keep"),
    }
