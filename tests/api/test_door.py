"""The door: scopes, limits, and one form for every refusal; no cookies, no session, no form token."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from kith.api import access
from kith.api.rules import BY_STATUS, PROBLEMS, code_for
from kith.ui.middleware import EVERY_ANSWER
from tests.api.conftest import EVERY, Machine, Partners, audited, is_problem, machine, token
from tests.factories.client import client_of

# What is asked, and the one scope that is enough for it. Written by hand, apart from the code.
NEEDS = [
    ("get", "feeds", "feeds:read"),
    ("get", "feeds/{feed}", "feeds:read"),
    ("post", "feeds/{feed}/deposits", "deposits:write"),
    ("get", "deposits/{deposit}", "deposits:read"),
    ("get", "deposits/{deposit}/findings", "findings:read"),
]


def ask(caller: Machine, method: str, address: str, key: str = "1") -> HttpResponse:
    return caller.get(address) if method == "get" else caller.post(address, b"a,b\n1,2\n", Idempotency_Key=key)


@pytest.mark.parametrize(("method", "path", "scope"), NEEDS)
def test_each_address_needs_its_scope(partners: Partners, method: str, path: str, scope: str) -> None:
    handed = machine(partners.council).post(f"feeds/{partners.feed.pk}/deposits", b"x,y\n", Idempotency_Key="0")
    address = path.format(feed=partners.feed.pk, deposit=handed.json()["id"])  # type: ignore[attr-defined]
    without = ask(machine(partners.council, *[one for one in EVERY if one != scope]), method, address)
    assert scope in is_problem(without, 403, "no-scope")["detail"]
    assert ask(machine(partners.council, scope), method, address).status_code in {200, 202}


@pytest.mark.usefixtures("database")
def test_every_address_is_in_the_table() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    there = {(method, path) for path, ways in document["paths"].items() for method in ways}
    named = {"{feed}": "{feed_id}", "{deposit}": "{deposit_id}"}
    mine = set()
    for method, path, _ in NEEDS:
        for short, long in named.items():
            path = path.replace(short, long)
        mine.add((method, f"/api/v1/{path}"))
    assert there == mine


@pytest.mark.parametrize(("method", "path", "scope"), NEEDS)
def test_each_address_needs_a_token(partners: Partners, method: str, path: str, scope: str) -> None:
    is_problem(ask(Machine(), method, path.format(feed=uuid4(), deposit=uuid4())), 401, "no-token")


def test_what_is_another_agencys_is_what_never_was(partners: Partners) -> None:
    caller = machine(partners.council)
    others, nobodys = caller.get(f"feeds/{partners.other.pk}"), caller.get(f"feeds/{uuid4()}")
    is_problem(others, 404, "not-here")
    assert others.content == nobodys.content
    assert dict(others.headers) == dict(nobodys.headers)


def test_an_agency_sees_its_feeds_and_no_other(partners: Partners) -> None:
    caller = machine(partners.council)
    (one,) = caller.get("feeds").json()["items"]  # type: ignore[attr-defined]
    assert one == caller.get(f"feeds/{partners.feed.pk}").json()  # type: ignore[attr-defined]
    assert (one["id"], one["format"], one["channel"], one["state"]) == (
        str(partners.feed.pk), partners.feed.profile, "api", "open",
    )  # fmt: skip
    assert str(partners.police) not in str(one)


def test_every_call_leaves_a_word_with_whose_it_was_and_why(partners: Partners) -> None:
    made, secret = token(partners.council, "feeds:read")
    caller = Machine(secret)
    caller.get("feeds")
    caller.get(f"feeds/{partners.feed.pk}")
    caller.get(f"feeds/{partners.other.pk}")
    caller.get("feeds/not-an-id")
    Machine().get("feeds")
    mine, ground = (made.words, str(partners.council.pk)), "the token's scopes include it"
    assert audited() == [
        ("api.feeds_listed", *mine, f"agencies.Agency:{partners.council.pk}", ground),
        ("api.feed_seen", *mine, f"records.Feed:{partners.feed.pk}", ground),
        ("api.refused", *mine, f"records.Feed:{partners.other.pk}", "refused: not-here"),
        ("api.refused", *mine, "api", "refused: not-valid"),
        ("api.refused", "public", "", "api", "refused: no-token"),
    ]


def test_what_is_not_valid_is_said_without_what_was_sent(partners: Partners) -> None:
    response = machine(partners.council).get("feeds/Zebediah-Quillfeather")
    body = is_problem(response, 422, "not-valid")
    assert body["errors"] == [{"where": "path.feed_id", "what": "uuid_parsing"}]
    assert b"Quillfeather" not in response.content


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/nothing", 404, "not-here"),
        ("get", "/api/", 404, "not-here"),
        ("get", "/api/v1/", 404, "not-here"),
        ("post", "/api/v2/feeds", 404, "not-here"),
        ("delete", "/api/v1/feeds", 405, "wrong-method"),
        ("get", "/api/v1/feeds?x=%00", 400, "not-understood"),
        ("get", "/api/v1/feeds/%00", 400, "not-understood"),
    ],
)
def test_what_others_refuse_is_a_problem_too(
    partners: Partners, method: str, path: str, status: int, code: str
) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    is_problem(response, status, code)
    assert status != 405 or response.headers["Allow"] == "GET"


def test_a_host_that_is_not_ours_is_a_problem(partners: Partners) -> None:
    is_problem(Client().get("/api/v1/feeds", headers={"host": "elsewhere.example"}), 400, "not-understood")


def test_a_body_that_is_too_large_is_a_problem(partners: Partners, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KITH_REQUEST_LIMIT", 1_000, raising=False)
    is_problem(machine(partners.council).post("feeds", b"x" * 1_001), 413, "too-large")


def test_a_fault_of_ours_says_nothing_and_leaves_nothing(partners: Partners, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Zebediah Quillfeather")

    monkeypatch.setattr("kith.api.queries.feeds", fail)
    caller = machine(partners.council)
    caller.client.raise_request_exception = False
    response = caller.get("feeds")
    is_problem(response, 500, "fault")
    assert b"Quillfeather" not in response.content
    (row,) = audited()
    assert (row[0], row[3], row[4]) == ("api.refused", "api", "refused: fault")


def test_answers_carry_what_every_answer_carries_and_no_cookie(partners: Partners) -> None:
    for response in (machine(partners.council).get("feeds"), Machine().get("feeds"), Machine().get("openapi.json")):
        assert {name: response.headers[name] for name in EVERY_ANSWER} == EVERY_ANSWER
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_browser_that_is_signed_in_is_nobody_here(partners: Partners) -> None:
    browser = client_of(partners.world["amina"])
    is_problem(browser.get("/api/v1/feeds"), 401, "no-token")
    assert [actor for _, actor, *_ in audited()] == ["public"]
    _, secret = token(partners.council)
    response = browser.get("/api/v1/feeds", headers={"authorization": f"Bearer {secret}"})
    assert response.status_code == 200
    assert not response.cookies


def test_a_call_that_is_not_by_https_is_refused_and_not_sent_on(
    partners: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECURE", True)
    monkeypatch.setattr(settings, "SECURE_SSL_REDIRECT", True)
    is_problem(machine(partners.council).get("feeds"), 403, "needs-https")


def test_calls_are_limited_by_machine_and_all_of_nobodys_together(
    partners: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "KITH_API_CALLS_A_MINUTE", 2)
    monkeypatch.setattr("kith.config.machine_door.time.time", lambda: 1_800_000_010.0)
    one, other = machine(partners.council), machine(partners.council)
    assert [one.get("feeds").status_code for _ in range(3)] == [200, 200, 429]
    assert is_problem(one.get("feeds"), 429, "too-many")
    assert one.get("feeds").headers["Retry-After"] == "50"
    assert other.get("feeds").status_code == 200
    unknown = [Machine("kith_" + letter * 43).get("feeds").status_code for letter in "abcde"]
    assert unknown == [401, 401, 429, 429, 429]
    done, refused = ([what for what, *_ in audited()].count(f"api.{name}") for name in ("feeds_listed", "refused"))
    assert (done, refused) == (3, 4)
    assert [ground for *_, ground in audited()].count("refused: too-many") == 2
    with connections["admin"].cursor() as cursor:
        cursor.execute("select count(*) from kith_cache")
        assert cursor.fetchone()[0] == 3


def test_the_document_is_for_everybody_and_says_who_may(partners: Partners) -> None:
    document = Machine().get("openapi.json").json()  # type: ignore[attr-defined]
    operations = [one for path in document["paths"].values() for one in path.values()]
    assert all(one["security"] == [{"Token": []}] for one in operations)
    assert document["components"]["securitySchemes"] == {"Token": {"type": "http", "scheme": "bearer"}}
    said = [
        (int(status), kind) for one in operations for status, answer in one["responses"].items()
        for kind in answer["content"]
    ]  # fmt: skip
    assert all((kind == "application/problem+json") == (status >= 400) for status, kind in said)


def test_every_status_of_a_problem_has_its_words() -> None:
    assert set(BY_STATUS) == {said.status for said in PROBLEMS.values()}
    assert (code_for(418), code_for(502), code_for(422)) == ("not-understood", "fault", "not-valid")


def test_every_act_has_a_scope_that_there_is() -> None:
    assert {scope.value for scope in access.SCOPES.values()} == set(EVERY)
