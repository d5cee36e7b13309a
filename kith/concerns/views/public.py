"""Anybody reports: a start page, five questions, files if they like, one look back, and send."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kith.concerns.actions.keeping import add_file, keep_answers, remove_file
from kith.concerns.actions.reporting import AlreadySent, NoDraft, NotFinished, send_report
from kith.concerns.forms.public import FORMS, FilesForm, SendForm, initial
from kith.concerns.queries.public_drafts import answers_of, files_of, key_in
from kith.concerns.rules.public_report import STEPS, YES, Answers, Step, after, before
from kith.concerns.rules.sectors import SECTORS, Sector
from kith.lib.phrases import said_when
from kith.lib.receipts import spoken
from kith.lib.room import Full
from kith.lib.sealing import key_to_text
from kith.outside.reencode import NotTaken
from kith.ui import pages
from kith.ui.cookies import DRAFT, forget, keep

PARTS = "concerns/public"
LOOK_AGAIN = 4  # seconds
FROM, CHANGE = "from", "change"


@require_safe
def start(request: HttpRequest, sector: str = "") -> HttpResponse:
    """Say what this is; a sector's own page carries the sector along."""
    words = SECTORS[_sector(sector)] if sector else None
    onward = f"{_question(Step.DANGER)}?{_query(FROM, sector)}" if sector else _question(Step.DANGER)
    return render(request, f"{PARTS}/start.html", {"words": words, "onward": onward})


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Ask one question, and keep the answer locked."""
    step = _step(number)
    sector = _sector(request.GET[FROM]) if request.GET.get(FROM) else ""
    key, at = key_in(request.COOKIES.get(DRAFT, "")), timezone.now()
    answers = answers_of(key, at)
    form = FORMS[step](request.POST if request.method == "POST" else None, initial=initial(step, answers))
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, **({"sector": str(sector)} if sector else {})}
        kept = keep_answers(key=key, given=given, at=at)
        return _keeping(redirect(_onward(step, given, changing=CHANGE in request.GET)), kept)
    context: dict[str, object] = {"step": f"Question {step} of {len(STEPS)}", "back": _back(step, sector, request)}
    return pages.form_page(request, f"{PARTS}/question_{step}.html", form, context)


@require_safe
def call(request: HttpRequest) -> HttpResponse:
    """Send people in danger to 999, and let them come back."""
    context = {"back": _question(Step.DANGER), "onward": _question(Step.WHAT)}
    return render(request, f"{PARTS}/call.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Take photographs and documents, each written anew at once."""
    key, at = key_in(request.COOKIES.get(DRAFT, "")), timezone.now()
    if request.method == "POST" and "remove" in request.POST:
        return _without(key, request.POST["remove"])
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST" and form.is_valid():
        kept = keep_answers(key=key, given={}, at=at)
        for one in form.cleaned_data["added"]:
            try:
                add_file(key=kept, content=one.read(), at=at)
            except NotTaken as refusal:
                form.add_error("added", str(refusal))
            except Full:
                return _busy(request, reverse("concerns:report_files"))
        if not form.errors:
            return _keeping(redirect("concerns:report_files"), kept)
        key = kept
    context: dict[str, object] = {"files": files_of(key, at), "back": reverse("concerns:report_check")}
    page = pages.form_page(request, f"{PARTS}/files.html", form, context)
    return _keeping(page, key) if key else page


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show the answers once more, and send them."""
    key, at = key_in(request.COOKIES.get(DRAFT, "")), timezone.now()
    answers = answers_of(key, at)
    if answers is None:
        return _gone(request)
    if missing := answers.first_missing():
        return redirect(_question(missing))
    if answers.waits and request.method == "GET":
        return _send(request, key)
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _send(request, key)
    shown: dict[str, object] = {"rows": _rows(answers), "files": files_of(key, at), "back": _question(Step.CONTACT)}
    return pages.form_page(request, f"{PARTS}/check.html", form, shown)


def _send(request: HttpRequest, key: bytes | None) -> HttpResponse:
    at = timezone.now()
    try:
        sent = send_report(key=key, at=at)
    except AlreadySent:
        return render(request, f"{PARTS}/already.html", status=409)
    except NoDraft:
        return _gone(request)
    except NotFinished as unfinished:
        return redirect(_question(unfinished.step))
    except Full:
        keep_answers(key=key, given={"waits": True}, at=at)
        return _in_line(request)
    context = {"sent": sent, "words": spoken(sent.receipt), "when": said_when(sent.decide_by, at)}
    response = render(request, f"{PARTS}/sent.html", context)
    forget(response, DRAFT)
    return response


def _in_line(request: HttpRequest) -> HttpResponse:
    """Let them wait in their own browser, which asks again by itself: a crowd must not fill the server's threads."""
    response = render(request, f"{PARTS}/line.html", status=202)
    response.headers["Refresh"] = f"{LOOK_AGAIN}; url={reverse('concerns:report_check')}"
    return response


def _without(key: bytes | None, file: str) -> HttpResponse:
    try:
        if key:
            remove_file(key=key, file=UUID(file))
    except ValueError:
        raise Http404 from None
    return redirect("concerns:report_files")


def _gone(request: HttpRequest) -> HttpResponse:
    response = render(request, f"{PARTS}/gone.html", status=410)
    forget(response, DRAFT)
    return response


def _busy(request: HttpRequest, back: str) -> HttpResponse:
    """Ask to come back in a moment. Above 499, so that whatever was begun is undone."""
    response = pages.busy(request, why="Many people are sending now. Your answers are kept.", back=back)
    response.status_code = 503
    response.headers["Retry-After"] = "5"
    return response


def _keeping(response: HttpResponse, key: bytes) -> HttpResponse:
    keep(response, DRAFT, key_to_text(key))
    return response


def _step(number: int) -> Step:
    try:
        return Step(str(number))
    except ValueError:
        raise Http404 from None


def _sector(slug: str) -> Sector:
    try:
        return Sector(slug)
    except ValueError:
        raise Http404 from None


def _question(step: Step) -> str:
    return reverse("concerns:report_question", args=[int(step)])


def _query(name: str, value: str) -> str:
    query = QueryDict(mutable=True)
    query[name] = value
    return query.urlencode()


def _onward(step: Step, given: dict[str, object], *, changing: bool) -> str:
    if step is Step.DANGER and given.get("danger") == YES:
        return reverse("concerns:report_call")
    following = None if changing else after(step)
    return _question(following) if following else reverse("concerns:report_check")


def _back(step: Step, sector: str, request: HttpRequest) -> str:
    if CHANGE in request.GET:
        return reverse("concerns:report_check")
    if earlier := before(step):
        return _question(earlier)
    return reverse("concerns:report_sector", args=[sector]) if sector else reverse("concerns:report")


def _rows(answers: Answers) -> list[dict[str, object]]:
    """Lay the answers out, each with a way to change it."""
    contact = ", ".join(filter(None, (answers.reach, answers.name, answers.safe))) if answers.named else "No"
    told = {
        Step.DANGER: ("In danger now", answers.danger.capitalize()),
        Step.WHAT: ("What", answers.what),
        Step.WHERE: ("Where and when", answers.where_when or "Not known"),
        Step.WHO: ("Who", answers.who or "Not known"),
        Step.CONTACT: ("Contact you", contact),
    }
    return [
        {
            "key": {"text": label},
            "value": {"text": value},
            "actions": {
                "items": [
                    {"href": f"{_question(step)}?{CHANGE}=1", "text": "Change", "visually_hidden_text": label.lower()}
                ]
            },
        }
        for step, (label, value) in told.items()
    ]
