"""What docs/operating.md tells an operator is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse
from pydantic.fields import FieldInfo
from typer.main import get_command
from typer.testing import CliRunner

from kith.config.cli import app
from kith.config.places import Places

GUIDE = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")


def named(name: str, field: FieldInfo) -> str:
    """Name the word of the environment that a setting is read from."""
    return str(field.validation_alias or f"KITH_{name.upper()}")


def test_the_table_of_settings_has_each_setting_and_no_other() -> None:
    told = re.findall(r"^\| `([A-Z_]+)` \|", GUIDE, re.MULTILINE)
    assert sorted(told) == sorted(named(name, field) for name, field in Places.model_fields.items())


def test_each_plain_default_in_the_table_is_the_default() -> None:
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| `([^`]+)` \|", GUIDE, re.MULTILINE))
    for name in ("host", "port", "web_workers", "db_role"):
        field = Places.model_fields[name]
        assert told[named(name, field)] == str(getattr(field.default, "value", field.default))


def test_the_example_of_an_agencys_own_sign_in_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"KITH_OIDC_APPS='([^']+)'", GUIDE)
    monkeypatch.setenv("KITH_OIDC_APPS", example)
    (one,) = Places().oidc_apps
    assert one["settings"]["server_url"].endswith("openid-configuration")  # type: ignore[index, union-attr]
    assert reverse("openid_connect_callback", args=[one["provider_id"]]) in GUIDE


def test_each_command_in_the_guide_is_a_command() -> None:
    commands = get_command(app).list_commands(None)  # type: ignore[attr-defined]  # a group of commands
    told = set(re.findall(r"\.venv/bin/kith ([a-z]+)", GUIDE))
    assert told
    assert told <= set(commands)
    assert CliRunner().invoke(app, ["audit", "--help"]).exit_code == 0
