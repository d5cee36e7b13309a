"""A browser of somebody who is signed in, and one of somebody who is not."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from kith.agencies.models import Account
from kith.config.cookies import PASS
from tests.factories import world as make


def client_of(
    who: Account | None,
    *,
    purpose: str | None = None,
    second_factor: bool = True,
    csrf: bool = False,
    fresh: bool = True,
) -> Client:
    """Give the browser of somebody signed in, for their usual purpose unless told; or a stranger's.

    ``fresh`` is whether they gave their password within the last five minutes.
    """
    browser = Client(enforce_csrf_checks=csrf)
    if who is None:
        return browser
    request = HttpRequest()
    request.session = SessionStore()
    login(request, who, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["account_authentication_methods"] = [
        {"method": "password", "reauthenticated": True, "at": time.time() - (0 if fresh else 600)}
    ]
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    browser.cookies[PASS] = make.signed_in(who, purpose=purpose, second_factor=second_factor)
    return browser
