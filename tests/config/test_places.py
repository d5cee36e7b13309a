"""The settings: read from the environment, working without anything running."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from kith.config.places import Places, Role


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "KITH_PORT", "KITH_SECRET", "KITH_DEMO", "KITH_ALLOWED_HOSTS", "KITH_DB_ROLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KITH_HOME", str(tmp_path / "home"))


def test_the_embedded_database_is_reached_through_a_socket() -> None:
    entry = Places().database("web")
    assert (entry["USER"], entry["NAME"], entry["PORT"]) == ("kith_web", "kith", "5432")
    assert entry["HOST"].startswith("/")


def test_each_role_has_a_password_of_its_own() -> None:
    passwords = {Places().database(role)["PASSWORD"] for role in Role}
    assert len(passwords) == 4


def test_another_database_keeps_what_its_address_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://chief:pass@db.internal:6432/county?sslmode=verify-full")
    admin, web = Places().database("admin"), Places().database("web")
    assert (admin["USER"], admin["PASSWORD"]) == ("chief", "pass")
    assert (web["USER"], web["HOST"], web["PORT"], web["NAME"]) == ("kith_web", "db.internal", "6432", "county")
    assert web["PASSWORD"] != "pass"
    assert web["OPTIONS"]["sslmode"] == "verify-full"
    assert not Places().embedded


def test_an_owner_made_by_hand_keeps_the_password_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://kith_owner:theirs@db/county")
    assert Places().database("owner")["PASSWORD"] == "theirs"


def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_PORT", "99999")
    with pytest.raises(ValidationError):
        Places()


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://chief:Canary@db/county")
    monkeypatch.setenv("KITH_SECRET", "Canary" * 8)
    assert "Canary" not in repr(Places())


def test_a_secret_kept_elsewhere_needs_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_SECRET", "a long sentence that the vault gives out")
    assert len(Places().identity_key) == 32
    assert not Places().home.exists()


def test_hosts_are_added_to_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_ALLOWED_HOSTS", "kith.example.org, mash.example.org")
    assert Places().allowed_hosts[-2:] == ["kith.example.org", "mash.example.org"]
    assert "localhost" in Places().allowed_hosts
