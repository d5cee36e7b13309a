"""Signing in with an agency's own sign-in (OpenID Connect), against a small provider that runs here."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client, override_settings

from kith.agencies.models import SignIn
from kith.config.places import Places
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")

PERSON = {"sub": "entra-17", "email": "amina@example.org", "email_verified": True, "name": "Amina"}


class Provider(BaseHTTPRequestHandler):
    """Say where things are, give a token for any code, and say who the person is."""

    person: dict[str, object] = PERSON

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        if self.path.endswith("openid-configuration"):
            where = {"issuer": here, "jwks_uri": f"{here}/keys", "authorization_endpoint": f"{here}/authorize",
                     "token_endpoint": f"{here}/token", "userinfo_endpoint": f"{here}/me"}  # fmt: skip
            self._say(where)
        else:
            self._say(self.person)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say({"access_token": "token", "token_type": "Bearer"})

    def _say(self, words: dict[str, object]) -> None:
        body = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider() -> Iterator[type[Provider]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told = json.dumps(
        [{"provider_id": "council", "name": "Council sign-in", "client_id": "kith", "secret": "s",
          "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"}}]
    )  # fmt: skip
    apps = Places(oidc_apps=json.loads(told)).oidc_apps
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": apps}}):
        yield Provider
    server.shutdown()
    server.server_close()
    thread.join()
    Provider.person = PERSON


def come_back(client: Client) -> object:
    away = client.post("/accounts/oidc/council/login/")
    assert away.status_code == 302
    asked = parse_qs(urlsplit(away.headers["Location"]).query)
    return client.get("/accounts/oidc/council/login/callback/", {"code": "c", "state": asked["state"][0]})


def test_the_sign_in_page_offers_the_agencys_own(provider: type[Provider]) -> None:
    assert "Council sign-in" in Client().get("/accounts/login/").content.decode()


def test_somebody_with_an_account_comes_in_and_still_gives_a_second_factor(provider: type[Provider]) -> None:
    make.make_world()
    client = Client()
    assert come_back(client).status_code == 302
    one = SignIn.objects.using("admin").get()
    assert (one.how, one.second_factor_at) == ("oidc", None)
    assert SocialAccount.objects.using("admin").get().uid == "entra-17"
    assert "/accounts/2fa/" in client.get("/queue/").headers["Location"]


@pytest.mark.parametrize("change", [{"email": "eve@example.org"}, {"email_verified": False}])
def test_a_stranger_and_an_unproved_address_make_no_account_and_no_session(
    provider: type[Provider], change: dict[str, object]
) -> None:
    make.make_world()
    provider.person = {**PERSON, **change}
    come_back(Client())
    assert SignIn.objects.using("admin").count() == 0
    assert SocialAccount.objects.using("admin").count() == 0
