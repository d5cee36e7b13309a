"""What every answer carries, and what no request may bring in."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

GetResponse = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
POLICY = "Content-Security-Policy"
EVERY_ANSWER = {
    POLICY: CONTENT_SECURITY_POLICY,
    # "no-referrer" would make browsers send "Origin: null", and Django would refuse every form.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cache-Control": "no-store",
}
# After these the browser must remember nothing of us.
FORGETTING = {"account_logout", "leave"}
TOO_BIG = 120 * 1024 * 1024
FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}


def headers(get_response: GetResponse) -> GetResponse:
    """Refuse what cannot be text, then send the page with the headers that keep it private."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = _refusal(request) or get_response(request)
        # A page may ask for a stricter policy: a file from a stranger is shut in a sandbox.
        policy = response.headers.get(POLICY, CONTENT_SECURITY_POLICY)
        for name, value in {**EVERY_ANSWER, POLICY: policy}.items():
            response.headers[name] = value
        if _ends_the_visit(request, response):
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response

    return answer


def _ends_the_visit(request: HttpRequest, response: HttpResponseBase) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name in FORGETTING and response.status_code in {302, 303}


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if _size(request) > getattr(settings, "KITH_REQUEST_LIMIT", TOO_BIG):
        _read_away(request)
        return HttpResponse(render_to_string("413.html"), status=413)
    try:
        refused = _holds_nul(request)
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
        refused = True
    return HttpResponse(render_to_string("400.html"), status=400) if refused else None


def _size(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isascii() and length.isdigit() else 0


def _read_away(request: HttpRequest) -> None:
    """Take in what is being sent, so that the browser hears the answer and not a broken line."""
    for _ in iter(lambda: request.read(1 << 16), b""):
        pass


def _holds_nul(request: HttpRequest) -> bool:
    """Say whether text with a NUL was sent: PostgreSQL cannot hold one, and no honest form contains one."""
    if "\x00" in request.path_info or _any_nul(request.GET.lists()):
        return True
    if request.method != "POST" or request.content_type not in FORM_TYPES:
        return False
    names = (file.name or "" for _, files in request.FILES.lists() for file in files)
    return _any_nul(request.POST.lists()) or any("\x00" in name for name in names)


def _any_nul(pairs: Iterable[tuple[str, list[str]]]) -> bool:
    return any("\x00" in text for name, values in pairs for text in (name, *values))
