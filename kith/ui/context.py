"""What every page may say about itself: whose it is, whom to ring, and which frame it stands in."""

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """Give base templates the partnership's name, the duty desk's number and the frame for plain pages."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "service_name": "Kith",
        "partnership": getattr(settings, "KITH_PARTNERSHIP", ""),
        "duty_desk": getattr(settings, "KITH_DUTY_DESK", ""),
        "page_layout": "ui/base.html" if signed_in else "ui/public.html",
    }
