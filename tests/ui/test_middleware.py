"""Every answer's headers, and what is turned away at the door."""

from urllib.parse import quote

import pytest
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory, override_settings
from django.urls import ResolverMatch

from kith.ui.middleware import EVERY_ANSWER, headers

ask = RequestFactory()


def _hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello " + ",".join(request.POST))


def _leave(request: HttpRequest) -> HttpResponse:
    request.resolver_match = ResolverMatch(_leave, (), {}, url_name="leave")
    return HttpResponseRedirect("/weather/", status=303)


def test_every_answer_carries_the_headers() -> None:
    answer = headers(_hello)(ask.get("/"))
    assert {name: answer.headers[name] for name in EVERY_ANSWER} == EVERY_ANSWER
    assert answer.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_page_that_would_be_cached_is_not() -> None:
    def cached(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "public, max-age=600"})

    assert headers(cached)(ask.get("/")).headers["Cache-Control"] == "no-store"


def test_a_file_may_have_a_policy_of_its_own() -> None:
    def file(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'; sandbox"})

    assert headers(file)(ask.get("/")).headers["Content-Security-Policy"].endswith("sandbox")


def test_leaving_clears_what_the_browser_kept() -> None:
    assert headers(_leave)(ask.get("/leave")).headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Clear-Site-Data" not in headers(_hello)(ask.get("/")).headers


@pytest.mark.parametrize(
    "request_",
    [
        lambda: ask.get("/?q=a%00b"),
        lambda: ask.get("/?a%00=b"),
        lambda: ask.get("/" + quote("a\0b")),
        lambda: ask.post("/", {"words": "a\0b"}),
        lambda: ask.post("/", {"na\0me": "b"}),
        lambda: ask.post("/", "words=a%00b", content_type="application/x-www-form-urlencoded"),
    ],
)
def test_a_nul_is_refused_with_a_page(request_: object) -> None:
    assert callable(request_)
    answer = headers(_hello)(request_())
    assert answer.status_code == 400
    assert b"We could not read that" in answer.content
    assert answer.headers["Cache-Control"] == "no-store"


def test_honest_words_and_files_pass() -> None:
    upload = SimpleUploadedFile("a.png", b"\0\0binary is not text")
    answer = headers(_hello)(ask.post("/", {"words": "Grüße, 你好 🙂", "file": upload}))
    assert answer.status_code == 200
    assert answer.content == b"hello words"


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=3)
def test_too_many_fields_are_a_400_and_not_a_500() -> None:
    answer = headers(_hello)(ask.post("/", "a=1&b=2&c=3&d=4&e=5", content_type="application/x-www-form-urlencoded"))
    assert answer.status_code == 400


def test_a_broken_multipart_body_is_a_400() -> None:
    answer = headers(_hello)(ask.post("/", b"nonsense", content_type="multipart/form-data; boundary="))
    assert answer.status_code == 400


@override_settings(KITH_REQUEST_LIMIT=1000)
def test_too_big_a_body_is_read_away_and_told() -> None:
    request = ask.post("/", {"words": "x" * 5000})
    answer = headers(_hello)(request)
    assert answer.status_code == 413
    assert b"too big" in answer.content
    assert request.read() == b""


@pytest.mark.parametrize("error", [BadRequest, TooManyFieldsSent])
def test_a_view_that_raises_djangos_own_400_keeps_raising_it(error: type[Exception]) -> None:
    def raising(request: HttpRequest) -> HttpResponse:
        raise error

    with pytest.raises(error):
        headers(raising)(ask.get("/"))
