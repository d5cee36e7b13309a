"""Signing in for real: a password and a second factor, and what a stranger can learn from it."""

from __future__ import annotations

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.db import connections
from django.test import Client
from django.urls import reverse

from kith.agencies.models import Account, SignIn
from kith.config.cookies import PASS
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")

PASSWORD = "seven plain words and a river"


def with_password(who: Account, *, totp: bool) -> str:
    who.set_password(PASSWORD)
    who.save(using="admin", update_fields=["password"])
    secret = generate_totp_secret()
    if totp:
        Authenticator.objects.using("admin").create(
            user=who, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
        )
    return secret


def code(secret: str) -> str:
    now = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, now):06d}"


def give_password(client: Client, who: str, password: str = PASSWORD) -> object:
    return client.post(reverse("account_login"), {"login": who, "password": password})


def test_a_password_alone_opens_nothing_when_there_is_a_second_factor() -> None:
    world = make.make_world()
    with_password(world["amina"], totp=True)
    client = Client()
    response = give_password(client, "amina@example.org")
    assert response.status_code == 302
    assert "2fa" in response.headers["Location"]
    assert SignIn.objects.using("admin").count() == 0
    assert client.get("/queue/").status_code == 302


def test_a_password_and_a_code_open_the_queue() -> None:
    world = make.make_world()
    secret = with_password(world["amina"], totp=True)
    client = Client()
    give_password(client, "amina@example.org")
    response = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert response.status_code == 302
    assert client.cookies[PASS].value
    assert client.cookies[PASS]["httponly"]
    one = SignIn.objects.using("admin").get()
    assert one.second_factor_at is not None
    assert one.purpose == "front_door"
    assert client.cookies[PASS].value.encode() not in bytes(one.fingerprint)


def test_somebody_without_a_second_factor_is_sent_to_add_one_and_gets_no_further() -> None:
    world = make.make_world()
    with_password(world["amina"], totp=False)
    client = Client()
    give_password(client, "amina@example.org")
    for path in ("/", "/why/", "/queue/", "/emergency/"):
        response = client.get(path)
        assert response.status_code == 302, path
        assert "/accounts/2fa/" in response.headers["Location"], path
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_signing_out_ends_the_session_in_the_database() -> None:
    world = make.make_world()
    secret = with_password(world["amina"], totp=True)
    client = Client()
    give_password(client, "amina@example.org")
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    client.post(reverse("account_logout"))
    assert SignIn.objects.using("admin").get().revoked_at is not None


def test_a_stranger_cannot_learn_who_has_an_account() -> None:
    world = make.make_world()
    with_password(world["amina"], totp=True)
    known = give_password(Client(), "amina@example.org", "wrong words altogether")
    unknown = give_password(Client(), "nobody@example.org", "wrong words altogether")
    assert known.status_code == unknown.status_code
    assert "e-mail" in known.content.decode().lower() or "email" in known.content.decode().lower()
    clean = [
        one.content.decode().replace("amina", "x").replace("nobody", "x").split("csrfmiddlewaretoken")[0]
        for one in (known, unknown)
    ]
    assert clean[0] == clean[1]


def test_nobody_signs_up() -> None:
    assert Client().get(reverse("account_signup")).status_code in {200, 404}
    before = Account.objects.using("admin").count()
    Client().post(reverse("account_signup"), {"email": "eve@example.org", "password1": PASSWORD})
    assert Account.objects.using("admin").count() == before


def test_a_code_works_once() -> None:
    world = make.make_world()
    secret = with_password(world["amina"], totp=True)
    once = code(secret)
    first, second = Client(), Client()
    give_password(first, "amina@example.org")
    assert first.post(reverse("mfa_authenticate"), {"code": once}).status_code == 302
    give_password(second, "amina@example.org")
    assert second.post(reverse("mfa_authenticate"), {"code": once}).status_code == 200
    assert SignIn.objects.using("admin").count() == 1


def test_wrong_passwords_do_not_lock_a_worker_out_for_long() -> None:
    world = make.make_world()
    with_password(world["amina"], totp=True)
    for _ in range(12):
        give_password(Client(), "amina@example.org", "wrong words altogether")
    with connections["admin"].cursor() as cursor:
        cursor.execute("select coalesce(max(expires), now()) < now() + interval '10 minutes' from kith_cache")
        assert cursor.fetchone()[0]


def test_the_secret_of_a_second_factor_is_not_in_the_database_in_clear() -> None:
    world = make.make_world()
    secret = with_password(world["amina"], totp=True)
    assert TOTP
    stored = Authenticator.objects.using("admin").get().data["secret"]
    assert secret not in stored
