"""The contracts about imports, the lock on migrations, and the names of pages."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.reading import CONCEPTS, FLOORS, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_the_contracts_hold() -> None:
    done = subprocess.run(
        [ROOT / ".venv/bin/lint-imports", "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stdout[-3000:]


def test_there_are_four_contracts_and_no_exemption() -> None:
    assert [one["type"] for one in CONTRACTS["contracts"]] == ["layers", "layers", "forbidden", "acyclic_siblings"]
    excuses = {"ignore_imports", "unmatched_ignore_imports_alerting", "skip_descendants", "allow_indirect_imports"}
    assert not [key for one in CONTRACTS["contracts"] for key in one if key in excuses]
    assert CONTRACTS["exclude_type_checking_imports"] is False


def test_the_floors_are_those_of_the_contract() -> None:
    floors, rooms = CONTRACTS["contracts"][:2]
    assert floors["exhaustive"] is True
    assert [tuple(one.split(" | ")) for one in floors["layers"]] == list(FLOORS)
    assert {one.removeprefix("kith.") for one in rooms["containers"]} == set(CONCEPTS)


def test_no_file_excuses_itself_from_the_types_or_the_complexity() -> None:
    excused = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "kith").rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if any(words in line for words in ("noqa: C901", "noqa: PLR0912", "mypy: ignore-errors", "ruff: noqa"))
    ]
    assert not excused


def test_every_model_has_its_migration() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore::RuntimeWarning", "-m", "django", "makemigrations", "--check", "--dry-run"],
        cwd=ROOT, env={**os.environ, "DJANGO_SETTINGS_MODULE": "kith.config.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not done.returncode, done.stdout + done.stderr


def pages(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from pages(one.url_patterns)
        else:
            yield one


def nameless(patterns: list[URLPattern | URLResolver]) -> list[str]:
    return [
        str(one.pattern)
        for one in pages(patterns)
        if one.callback and one.callback.__module__.startswith("kith.") and not one.name
    ]


def test_every_page_has_a_name() -> None:
    assert not nameless(get_resolver().url_patterns)


def test_a_page_without_a_name_is_noticed() -> None:
    from django.urls import path

    from kith.desk import views

    assert nameless([path("somewhere/", views.home)])


@pytest.mark.parametrize("app", CONCEPTS)
def test_no_concept_brings_django_admin(app: str) -> None:
    assert not (ROOT / "kith" / app / "admin.py").exists()
