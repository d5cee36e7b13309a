"""What every page of somebody signed in shows around its content."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from kith.sharing.access import Asker

# (act, words, name of the page): a person sees the places their job has.
PLACES_TO_GO = (
    ("triage", "Triage queue", "concerns:queue"),
    ("answer", "Questions for us", "concerns:asked"),
    ("take_on", "Handed to me", "concerns:handed"),
    ("refer", "My referrals", "concerns:referrals"),
    ("review_emergency", "Emergencies", "desk:emergencies"),
    ("read_audit", "Who looked", "desk:audit"),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give the frame its places to go, who is signed in, and how long the session waits."""
    asker: Asker | None = getattr(request, "asker", None)
    if asker is None:
        return {}
    places = [
        {"text": words, "href": reverse(name), "active": request.path.startswith(reverse(name))}
        for act, words, name in PLACES_TO_GO
        if asker.may(act)
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
