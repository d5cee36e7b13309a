"""Handing in a file: once, however often the call is made; what is not taken says why; what came of it is counts alone."""

from __future__ import annotations

import threading
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.utils import timezone

from kith.api import actions
from kith.records.actions import read_deposit
from kith.records.models import Deposit, DepositPart, Feed
from kith.sharing.models import Agreement
from tests.api.conftest import ADULT_CARE, Machine, Partners, audited, is_problem, machine, token
from tests.records.conftest import adult_care, owner

__all__ = ["owner"]

FILE = adult_care(30, broken_every=10)


def hand_in(caller: Machine, feed: Feed, body: bytes = FILE, *, key: str = "nightly-1", kind: str = "text/csv") -> Any:
    return caller.post(f"feeds/{feed.pk}/deposits", body, kind=kind, Idempotency_Key=key)


def count(model: type[Deposit] | type[DepositPart] = Deposit) -> int:
    return model.objects.using("admin").count()  # type: ignore[union-attr]


# -- What is not taken ------------------------------------------------------------------------------------------------


def test_another_agencys_feed_is_one_that_never_was(partners: Partners) -> None:
    caller = machine(partners.council)
    others = hand_in(caller, partners.other)
    is_problem(others, 404, "not-here")
    assert others.content == caller.post(f"feeds/{uuid4()}/deposits", FILE, Idempotency_Key="x").content
    assert not count()


@pytest.mark.parametrize("key", [None, "", "k" * 101, "with space", "schlüssel"])
def test_a_key_is_needed_and_is_plain(partners: Partners, key: str | None) -> None:
    caller = machine(partners.council)
    told = {} if key is None else {"Idempotency_Key": key}
    response = caller.post(f"feeds/{partners.feed.pk}/deposits", FILE, **told)
    body = is_problem(response, 422, "not-valid")
    assert body["errors"][0]["where"] == "header.Idempotency-Key"
    assert not count()


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/html"])
def test_what_is_not_the_file_itself_is_not_taken(partners: Partners, kind: str) -> None:
    response = hand_in(machine(partners.council), partners.feed, b"--x--\r\n", kind=kind)
    assert response.status_code in {400, 415}
    assert response.headers["Content-Type"] == "application/problem+json"
    assert not count()


def test_an_empty_file_is_not_taken(partners: Partners) -> None:
    is_problem(hand_in(machine(partners.council), partners.feed, b""), 422, "empty")


def test_a_file_that_is_too_large_is_not_taken(partners: Partners, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kith.api.views.deposits.LARGEST", 100)
    is_problem(hand_in(machine(partners.council), partners.feed, b"x" * 101), 413, "too-large")


def test_a_body_without_a_length_is_not_taken(partners: Partners) -> None:
    caller = machine(partners.council)
    response = caller.post(f"feeds/{partners.feed.pk}/deposits", b"", Transfer_Encoding="chunked", Idempotency_Key="x")
    is_problem(response, 411, "no-length")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("channel", "do not come by the API"),
        ("closed", "Closed"),
        ("withdrawn", "was withdrawn on"),
    ],
)
def test_a_feed_that_takes_nothing_says_why(partners: Partners, wrong: str, words: str) -> None:
    feeds, now = Feed.objects.using("admin"), timezone.now()
    if wrong == "channel":
        feeds.update(channel="folder")
    if wrong == "closed":
        feeds.update(closed_at=now, closed_by="tests")
    if wrong == "withdrawn":
        Agreement.objects.using("admin").update(withdrawn_at=now)
    assert words in is_problem(hand_in(machine(partners.council), partners.feed), 409, "not-taken")["detail"]
    assert not count()
    assert [what for what, *_ in audited()] == ["api.refused"]


def test_the_same_file_under_another_key_is_not_taken_twice(partners: Partners) -> None:
    caller = machine(partners.council)
    assert hand_in(caller, partners.feed).status_code == 202
    is_problem(hand_in(caller, partners.feed, key="nightly-2"), 409, "not-taken")
    assert count() == 1


# -- Once -------------------------------------------------------------------------------------------------------------


def test_a_file_is_taken_whole_and_the_answer_says_where_to_ask(partners: Partners) -> None:
    made, secret = token(partners.council)
    response = hand_in(Machine(secret), partners.feed)
    assert response.status_code == 202
    receipt = response.json()
    one = Deposit.objects.using("admin").get()
    assert receipt == {
        "id": str(one.pk), "feed": str(partners.feed.pk), "state": "waiting", "bytes": len(FILE),
        "sha256": one.file_sha256, "handed_in_at": receipt["handed_in_at"],
    }  # fmt: skip
    assert (one.by, one.file_name) == (made.words, f"{ADULT_CARE}.csv")
    parts = DepositPart.objects.using("admin").filter(deposit=one).order_by("number")
    assert b"".join(bytes(part.content) for part in parts) == FILE
    assert response.headers["Location"] == f"/api/v1/deposits/{one.pk}"
    assert Machine(secret).client.get(response.headers["Location"], headers=Machine(secret).headers).status_code == 200


def test_the_same_key_and_file_are_answered_as_they_were(partners: Partners) -> None:
    caller = machine(partners.council)
    first = hand_in(caller, partners.feed)
    Deposit.objects.using("admin").update(state="refused", why="No.")
    again = hand_in(caller, partners.feed)
    assert (first.status_code, first.content, first.headers["Location"]) == (
        again.status_code, again.content, again.headers["Location"],
    )  # fmt: skip
    assert count() == 1
    assert [what for what, *_ in audited()] == ["api.file_handed_in", "api.file_handed_in_again"]


def test_the_same_key_with_another_file_is_refused(partners: Partners) -> None:
    caller = machine(partners.council)
    assert hand_in(caller, partners.feed).status_code == 202
    is_problem(hand_in(caller, partners.feed, adult_care(5)), 409, "key-used")
    assert count() == 1


def test_what_was_refused_may_be_sent_again_under_its_key(partners: Partners) -> None:
    caller = machine(partners.council)
    Feed.objects.using("admin").update(channel="folder")
    assert hand_in(caller, partners.feed).status_code == 409
    Feed.objects.using("admin").update(channel="api")
    assert hand_in(caller, partners.feed).status_code == 202


def test_a_key_is_its_machines_own(partners: Partners) -> None:
    assert hand_in(machine(partners.council), partners.feed).status_code == 202
    assert hand_in(machine(partners.council), partners.feed, adult_care(5)).status_code == 202
    assert count() == 2


def test_the_key_itself_is_kept_nowhere(partners: Partners) -> None:
    assert hand_in(machine(partners.council), partners.feed, key="Zebediah-Quillfeather.csv").status_code == 202
    with connections["admin"].cursor() as cursor:
        cursor.execute("select row_to_json(h)::text from api_handedin h")
        (kept,) = cursor.fetchone()
    assert "Quillfeather" not in kept
    assert not any("Quillfeather" in str(row) for row in audited("%"))


def test_two_calls_at_once_hand_in_one_file(partners: Partners, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are inside before either is done, and both are given the one receipt."""
    _, secret = token(partners.council)
    both, answers = threading.Barrier(2), []
    wait = actions._wait_for_others

    def meet(words: str) -> None:
        both.wait(timeout=10)
        wait(words)

    monkeypatch.setattr(actions, "_wait_for_others", meet)

    def call() -> None:
        try:
            answers.append(hand_in(Machine(secret), partners.feed))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=call) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.status_code for one in answers] == [202, 202]
    assert len({one.content for one in answers}) == 1
    assert count() == 1


# -- What came of it --------------------------------------------------------------------------------------------------


def read(caller: Machine, path: str) -> Any:
    response: HttpResponse = caller.get(path)
    assert response.status_code == 200, response.content
    return response.json()  # type: ignore[attr-defined]


def test_what_came_of_a_file_is_counts_and_findings_without_values(
    partners: Partners, owner: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "KITH_READING", tmp_path / "reading")
    caller = machine(partners.council)
    made = hand_in(caller, partners.feed).json()["id"]
    assert read(caller, f"deposits/{made}")["read"] is None
    assert read(caller, f"deposits/{made}/findings") == {"items": [], "total": 0, "page": 1, "next": None}
    read_deposit(deposit=made, at=timezone.now(), using=owner)
    now = read(caller, f"deposits/{made}")
    assert (now["state"], now["read"]["state"], now["read"]["rows"]) == ("done", "done", 30)
    found = read(caller, f"deposits/{made}/findings?size=2")
    assert found["total"] == now["read"]["findings"] >= 3
    assert found["next"] == f"/api/v1/deposits/{made}/findings?page=2&size=2"
    whole = read(caller, f"deposits/{made}/findings")["items"]
    assert whole[:2] == found["items"]
    impossible = [one for one in whole if one["code"] == "date-impossible"]
    assert len(impossible) == 3
    assert set(impossible[0]) == {"place", "field", "code", "grade", "reason", "done"}
    assert "31/02/1970" not in str(whole)
    assert "Testname" not in str(whole)


@pytest.mark.parametrize("path", ["deposits/{}", "deposits/{}/findings"])
def test_another_agencys_file_is_one_that_never_was(partners: Partners, path: str) -> None:
    made = hand_in(machine(partners.police), partners.other).json()["id"]
    caller = machine(partners.council)
    others, nobodys = caller.get(path.format(made)), caller.get(path.format(uuid4()))
    is_problem(others, 404, "not-here")
    assert others.content == nobodys.content


@pytest.mark.parametrize("query", ["page=0", "page=x", "size=501", "size=-1"])
def test_a_page_that_cannot_be_is_not_valid(partners: Partners, query: str) -> None:
    is_problem(machine(partners.council).get(f"deposits/{uuid4()}/findings?{query}"), 422, "not-valid")
