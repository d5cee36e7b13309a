"""What stands before the API: https or nothing, so many calls a minute, and every refusal in one form.

Calls are counted before their transaction opens, in the cache that all processes share, and by the number of their token:
no address of anybody is kept. What is over the limit is answered and not written down, so that nobody can fill the audit.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from kith.api import queries
from kith.api.rules import MEDIA_TYPE, PROBLEMS, body_of, code_for
from kith.ui.middleware import EVERY_ANSWER

GetResponse = Callable[[HttpRequest], HttpResponseBase]

MACHINES = "/api/"
MINUTE = 60
NOBODY = "nobody"
REFUSED = 400


class MachineDoor:
    """Answer calls of machines, and let all others by."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and see that what is refused is a problem."""
        if not request.path.startswith(MACHINES):
            return self.get_response(request)
        code = _turned_away(request)
        response = _problem(code) if code else _in_one_form(self.get_response(request))
        for name, value in EVERY_ANSWER.items():
            response.headers[name] = value
        return response


def _turned_away(request: HttpRequest) -> str:
    if settings.SECURE and not request.is_secure():
        # Not sent on to https: whoever calls so has shown their token already, and should notice.
        return "needs-https"
    if request.headers.get("Transfer-Encoding"):
        return "no-length"
    return "too-many" if _over_the_limit(request) else ""


def _over_the_limit(request: HttpRequest) -> bool:
    """Count this call: by machine, and all that no machine makes together, so that they cannot fill the cache."""
    machine = queries.whose(request.headers.get("Authorization", ""))
    return _count(str(machine.id) if machine else NOBODY) > settings.KITH_API_CALLS_A_MINUTE


def _count(who: str) -> int:
    key = f"api:{who}:{int(time.time()) // MINUTE}"
    if cache.add(key, 1, 2 * MINUTE):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # It has just been let go.
        return 1


def _in_one_form(response: HttpResponseBase) -> HttpResponseBase:
    """Say a refusal of Django's own in our words, and keep its headers."""
    if response.status_code < REFUSED or response.headers.get("Content-Type") == MEDIA_TYPE:
        return response
    said = _problem(code_for(response.status_code))
    said.status_code = response.status_code
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            said.headers[name] = response.headers[name]
    return said


def _problem(code: str) -> JsonResponse:
    response = JsonResponse(body_of(code), status=PROBLEMS[code].status, content_type=MEDIA_TYPE)
    if code == "too-many":
        response.headers["Retry-After"] = str(MINUTE - int(time.time()) % MINUTE)
    return response
