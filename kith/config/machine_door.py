"""What stands before the API: https or nothing, so many calls a minute, and every refusal in one form.

Calls are counted before their transaction opens, in the cache that all processes share, and by the number of their token:
no address of anybody is kept. Every refusal is written down, but of what is over the limit one a minute alone, so that
nobody can fill the audit.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from kith.api import actions, queries
from kith.api.rules import MEDIA_TYPE, PROBLEMS, body_of, code_for
from kith.ui.middleware import EVERY_ANSWER

GetResponse = Callable[[HttpRequest], HttpResponseBase]

MACHINES = "/api/"
MINUTE = 60
NOBODY = "nobody"
REFUSED = 400
FAULT = 500


class MachineDoor:
    """Answer calls of machines, and let all others by."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and see that what is refused is a problem."""
        if not request.path.startswith(MACHINES):
            return self.get_response(request)
        header = request.headers.get("Authorization", "")
        machine = queries.whose(header)
        over = _count(str(machine.id) if machine else NOBODY) - settings.KITH_API_CALLS_A_MINUTE
        code = "too-many" if over > 0 else _turned_away(request)
        answer = _problem(code) if code else self.get_response(request)
        if over <= 1 and (why := code or _not_written_down(answer)):
            actions.note_turned_away(header=header, machine=machine, why=why)
        response = _in_one_form(answer)
        for name, value in EVERY_ANSWER.items():
            response.headers[name] = value
        return response


def _turned_away(request: HttpRequest) -> str:
    if settings.SECURE and not request.is_secure():
        # Not sent on to https: whoever calls so has shown their token already, and should notice.
        return "needs-https"
    return "no-length" if request.headers.get("Transfer-Encoding") else ""


def _not_written_down(response: HttpResponseBase) -> str:
    """Say what was refused and is not in the audit yet: by Django itself, or in a transaction that was rolled back."""
    ours = response.headers.get("Content-Type") == MEDIA_TYPE
    if response.status_code < REFUSED or (ours and response.status_code < FAULT):
        return ""
    return code_for(response.status_code)


def _count(who: str) -> int:
    """Count this call: by machine, and all that no machine makes together, so that they cannot fill the cache."""
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
