"""Every refusal is written down, whoever refuses: the door, the API, Django itself. Never a token, never what was sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from kith.agencies.actions import act_as_machine
from kith.api import actions, jobs
from kith.api.models import HandedIn
from kith.api.rules import PROBLEMS
from kith.outside.queue import app
from tests.api.conftest import Machine, Partners, audited, is_problem, machine, token
from tests.records.conftest import adult_care, owner

__all__ = ["owner"]

SECRET = "Zebediah-Quillfeather"


def refusals() -> list[tuple[str, str, str]]:
    """Say who was refused, of which agency, and why."""
    return [
        (actor, agency, ground.removeprefix("refused: "))
        for what, actor, agency, _, ground in audited()
        if what == "api.refused"
    ]


def said(what: str = "%") -> str:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select string_agg(row_to_json(e)::text, ' ') from audit_event e where what like %s", [what])
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("get", f"/api/v1/{SECRET}", "not-here"),
        ("get", "/api/", "not-here"),
        ("post", "/api/v2/feeds", "not-here"),
        ("delete", "/api/v1/feeds", "wrong-method"),
        ("get", f"/api/v1/feeds?x={SECRET}%00", "not-understood"),
    ],
)
def test_what_django_refuses_is_written_down_once_with_whose_token_it_was(
    partners: Partners, method: str, path: str, code: str
) -> None:
    made, secret = token(partners.council)
    response = getattr(Client(), method)(path, headers={"authorization": f"Bearer {secret}"})
    assert response.status_code == PROBLEMS[code].status
    assert refusals() == [(made.words, str(partners.council.pk), code)]
    assert secret not in said()
    assert SECRET not in said()


def test_nobody_is_named_where_nobody_is_known(partners: Partners) -> None:
    for secret in ("", "kith_" + "a" * 43, SECRET):
        Machine(secret).get("nothing")
    assert refusals() == [("public", "", "not-here")] * 3
    assert SECRET not in said()


def test_what_is_not_by_https_is_written_down_with_the_token_that_was_shown(
    partners: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECURE", True)
    made, secret = token(partners.council)
    is_problem(Machine(secret).get("feeds"), 403, "needs-https")
    assert refusals() == [(made.words, str(partners.council.pk), "needs-https")]


def test_a_body_without_a_length_and_a_host_that_is_not_ours_are_written_down(partners: Partners) -> None:
    machine(partners.council).post(f"feeds/{partners.feed.pk}/deposits", b"", Transfer_Encoding="chunked")
    Client().get("/api/v1/feeds", headers={"host": "elsewhere.example"})
    assert [why for *_, why in refusals()] == ["no-length", "not-understood"]


def test_what_was_rolled_back_is_written_down_all_the_same(partners: Partners, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: object) -> None:
        raise actions.Problem("busy")

    monkeypatch.setattr(actions, "_wait_for_others", busy)
    response = machine(partners.council).post(f"feeds/{partners.feed.pk}/deposits", adult_care(2), Idempotency_Key="1")
    is_problem(response, 503, "busy")
    assert [why for *_, why in refusals()] == ["busy"]


@pytest.mark.parametrize("code", ["no-scope", "not-here", "not-valid", "not-a-file", "empty", "no-token"])
def test_what_the_api_refuses_is_written_down_once(partners: Partners, code: str) -> None:
    caller = (
        Machine() if code == "no-token" else machine(partners.council, *(["feeds:read"] if code == "no-scope" else []))
    )
    feed = uuid4() if code == "not-here" else partners.feed.pk
    more: dict[str, Any] = {} if code == "not-valid" else {"Idempotency_Key": SECRET}
    kind = "text/html" if code == "not-a-file" else "text/csv"
    caller.post(f"feeds/{feed}/deposits", b"" if code == "empty" else adult_care(2), kind=kind, **more)
    assert [why for *_, why in refusals()] == [code]
    assert SECRET not in said()


def test_over_the_limit_one_refusal_a_minute_is_written_down(
    partners: Partners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "KITH_API_CALLS_A_MINUTE", 1)
    caller, now = machine(partners.council), 1_800_000_010.0
    for minute in range(2):
        monkeypatch.setattr("kith.config.machine_door.time.time", lambda at=now + 60 * minute: at)
        assert [caller.get("nothing").status_code for _ in range(4)] == [404, 429, 429, 429]
    assert [why for *_, why in refusals()] == ["not-here", "too-many"] * 2


def test_what_is_given_is_no_refusal(partners: Partners) -> None:
    assert machine(partners.council).get("feeds").status_code == 200
    assert Machine().get("openapi.json").status_code == 200
    assert refusals() == []


# -- Keys are forgotten ------------------------------------------------------------------------------------------------


def keys(partners: Partners, *days_ago: int) -> None:
    made = token(partners.council)[0]
    for days in days_ago:
        HandedIn.objects.using("admin").create(
            token=made, key_sha256=f"{days}", feed=partners.feed, deposit=uuid4(), file_sha256="x", file_bytes=1,
            at=timezone.now() - timedelta(days=days),
        )  # fmt: skip


def test_old_keys_are_forgotten_by_the_clock_and_the_others_kept(
    partners: Partners, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys(partners, 0, 29, 31, 400)
    assert "api.forget_keys" in app.tasks
    jobs.forget()
    assert set(HandedIn.objects.using("admin").values_list("key_sha256", flat=True)) == {"0", "29"}
    assert "30 days" in said("api.keys_forgotten")
    jobs.forget()
    assert [what for what, *_ in audited("api.keys_forgotten")] == ["api.keys_forgotten"]
    monkeypatch.setattr(settings, "KITH_API_KEYS_DAYS", 7)
    jobs.forget()
    assert HandedIn.objects.using("admin").get().key_sha256 == "0"


@pytest.mark.wall
def test_no_page_and_no_machine_forgets_a_key(partners: Partners) -> None:

    keys(partners, 400)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        act_as_machine(token(partners.council)[1])
        connection.cursor().execute("delete from api_handedin")
    assert HandedIn.objects.using("admin").count() == 1
