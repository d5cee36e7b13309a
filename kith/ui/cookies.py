"""The names of our cookies, and how they are set: gone with the browser, out of reach of scripts."""

from __future__ import annotations

from django.conf import settings
from django.http.response import HttpResponseBase

_PREFIX = "__Host-" if settings.SECURE else ""
PASS = f"{_PREFIX}kith_pass"
THREAD = f"{_PREFIX}kith_thread"
DRAFT = f"{_PREFIX}kith_report"


def keep(response: HttpResponseBase, name: str, value: str) -> None:
    """Set a cookie that lasts as long as the browser is open."""
    response.set_cookie(name, value, httponly=True, secure=settings.SECURE, samesite="Lax", path="/")


def forget(response: HttpResponseBase, name: str) -> None:
    """Take a cookie away."""
    response.delete_cookie(name, path="/", samesite="Lax")
