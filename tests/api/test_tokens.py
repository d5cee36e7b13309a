"""A token opens what its scopes say, of its own agency, while it is in force; nobody keeps the token itself."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from kith.agencies import actions as agencies
from kith.agencies.models import MachineToken, Scope
from tests.api.conftest import EVERY, Machine, Partners, audited, is_problem, token
from tests.records.conftest import ROOT

NEVER_MADE = "kith_" + "A" * 43


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic a2l0aDpraXRo", "Bearer x", f"Bearer {NEVER_MADE}", f"Bearer {NEVER_MADE}x",
     f"Bearer  {NEVER_MADE}", "Bearer kith_\x00" + "A" * 42, "Bearer ' or 1=1 --"],
)  # fmt: skip
def test_no_token_that_counts_opens_nothing(partners: Partners, header: str) -> None:
    caller = Machine()
    caller.headers = {"Authorization": header} if header else {}
    response = caller.get("feeds")
    is_problem(response, 401, "no-token")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_unknown_over_not_begun_and_revoked_are_one_answer(partners: Partners) -> None:
    over, revoked = token(partners.council, days=1, ago=2), token(partners.council)
    early = token(partners.council, ago=-1)
    agencies.revoke_token(token=revoked[0].pk, by="", at=timezone.now(), using="admin")
    answers = {Machine(one).get("feeds").content for one in (NEVER_MADE, over[1], revoked[1], early[1], "")}
    assert len(answers) == 1
    refused = audited("api.refused")
    assert {ground for *_, ground in refused} == {"refused: no-token"}
    # The agency whose token it was can see that somebody tried.
    assert {actor for _, actor, *_ in refused} == {"public", over[0].words, revoked[0].words, early[0].words}


def test_a_token_that_is_revoked_ends_at_once(partners: Partners) -> None:
    made, secret = token(partners.council)
    assert Machine(secret).get("feeds").status_code == 200
    agencies.revoke_token(token=made.pk, by="", at=timezone.now(), using="admin")
    is_problem(Machine(secret).get("feeds"), 401, "no-token")


def test_only_a_hash_is_kept(partners: Partners) -> None:
    made, secret = token(partners.council)
    kept = MachineToken.objects.using("admin").values_list().get(pk=made.pk)
    assert secret not in str([bytes(one) if isinstance(one, memoryview) else one for one in kept])
    assert bytes(made.fingerprint) == agencies.fingerprint(secret)
    assert len(secret) == 48


@pytest.mark.parametrize(
    ("scopes", "days", "words"),
    [
        (("feeds:write",), 30, "There is no scope 'feeds:write'"),
        ((), 30, "needs a scope"),
        (EVERY, 0, "a day on which"),
    ],
)
def test_a_token_without_scopes_or_an_end_is_not_made(
    partners: Partners, scopes: tuple[str, ...], days: int, words: str
) -> None:
    at = timezone.now()
    with pytest.raises(agencies.NoToken, match=words):
        agencies.make_token(
            agency=partners.council, system="x", scopes=scopes, ends_at=at + timedelta(days=days), by="", at=at,
            using="admin",
        )  # fmt: skip
    assert not MachineToken.objects.using("admin").exists()


def test_making_and_revoking_are_written_down_once(partners: Partners) -> None:
    made, _ = token(partners.council)
    for _again in range(2):
        agencies.revoke_token(token=made.pk, by="", at=timezone.now(), using="admin")
    whats = [(what, target) for what, _, _, target, _ in audited("agencies.token%")]
    assert whats == [("agencies.token_made", made.words), ("agencies.token_revoked", made.words)]
    with pytest.raises(agencies.NoToken):
        agencies.revoke_token(token=uuid4(), by="", at=timezone.now(), using="admin")


def kith(*arguments: object) -> subprocess.CompletedProcess[str]:
    told = {"KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-m", "kith.config.cli", "token", *map(str, arguments)],
        env={**os.environ, **told}, capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip


def test_the_command_makes_lists_and_revokes(partners: Partners) -> None:
    said = kith("new", "council", "Mosaic", "--scope", "feeds:read", "--days", 30).stdout.splitlines()
    number, secret = said[0].partition(" ")[0], said[1].rpartition(" ")[2]
    assert Machine(secret).get("feeds").status_code == 200
    (listed,) = kith("list", "--agency", "council").stdout.splitlines()
    assert number in listed
    assert "last used" in listed
    assert secret not in listed
    assert not kith("list", "--agency", "police").stdout
    assert kith("revoke", number).returncode == 0
    assert "revoked on" in kith("list").stdout
    is_problem(Machine(secret).get("feeds"), 401, "no-token")


def test_the_command_says_what_it_does_not_take(partners: Partners) -> None:
    nobody = kith("new", "circus", "x", "--scope", "feeds:read")
    assert (nobody.returncode, nobody.stderr) == (
        1,
        "No agency is called 'circus'. The agencies are: council, health, police, school.\n",
    )
    assert "No token has this number" in kith("revoke", uuid4()).stderr
    assert kith("revoke", "not-a-number").returncode == 2


def test_every_scope_is_needed_by_something() -> None:
    from kith.api.access import SCOPES

    assert set(SCOPES.values()) == set(Scope)
