"""The database the tests run on: one migrated template, a copy for each worker, emptied after each test.

The page's connections are the real roles (``kith_web``, ``kith_gate``), which own nothing. Factories write through the
alias ``admin``, a superuser that only tests have.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings as hypothesis_settings

# One browser for a whole worker: two of them in one process get in each other's way.
from tests.stories.browser import chromium, open_page

__all__ = ["chromium", "open_page"]

ROOT = Path(__file__).parents[1]
HOME = Path(os.environ.get("KITH_TEST_HOME", ROOT / ".kith-test"))
# Playwright keeps an event loop in the thread of the tests; the ORM here is never used from it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How long one example takes says how busy the machine is, and nothing of the code.
hypothesis_settings.register_profile("kith", deadline=None)
hypothesis_settings.load_profile("kith")

KEPT = {"sharing_rolemay", "django_migrations", "django_content_type", "auth_permission", "audit_head"}


def _template_name() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "kith").glob("*/migrations/*")):
        if path.is_file():
            digest.update(path.read_bytes())
    digest.update((ROOT / "uv.lock").read_bytes())
    return f"kith_template_{digest.hexdigest()[:12]}"


def _make_template(server: object, name: str) -> None:
    from kith.config.places import places
    from kith.outside.postgres import Server, prepare_roles

    assert isinstance(server, Server)
    with psycopg.connect(server.dsn(), autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(4711)")
        if admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return
        making = f"{name}_making"
        admin.execute(f'drop database if exists "{making}" with (force)')
        admin.execute(f'create database "{making}"')
        prepare_roles(server.dsn(dbname=making), places().passwords())
        told = {**os.environ, "KITH_DB_ROLE": "owner", "KITH_DB_NAME": making}
        subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "django", "migrate", "--no-input", "--verbosity=0"],
            env={**told, "DJANGO_SETTINGS_MODULE": "kith.config.settings"}, check=True, cwd=ROOT,
        )  # fmt: skip
        admin.execute(f'alter database "{making}" rename to "{name}"')


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest, worker_id: str) -> Iterator[None]:
    """Give this worker a database of its own."""
    from django.db import connections

    from kith.config.places import Role, places
    from kith.outside.postgres import Server

    server = Server(HOME, fsync=False)
    server.start()
    template = _template_name()
    _make_template(server, template)
    mine = f"kith_test_{worker_id}_{os.getpid()}"
    with psycopg.connect(server.dsn(), autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(4711)")
        admin.execute(f'drop database if exists "{mine}" with (force)')
        admin.execute(f'create database "{mine}" template "{template}"')
    connections.settings["admin"] = connections.configure_settings({"default": places().database(Role.ADMIN)})[
        "default"
    ]
    for alias in ("default", "gate", "admin"):
        connections.settings[alias]["NAME"] = mine
        connections.settings[alias]["CONN_MAX_AGE"] = 0
        connections[alias].settings_dict["NAME"] = mine
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connections.close_all()
    with psycopg.connect(server.dsn(), autocommit=True) as admin:
        admin.execute(f'drop database if exists "{mine}" with (force)')


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test use the database for real: everything commits, and everything is emptied afterwards."""
    from django.db import connections

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield
        for alias in ("default", "gate"):
            connections[alias].close()
        _empty()


def _empty() -> None:
    from django.db import connections

    with connections["admin"].cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = sorted({name for (name,) in cursor.fetchall()} - KEPT)
        cursor.execute("set session_replication_role = replica")
        cursor.execute("truncate " + ", ".join(f'"{name}"' for name in tables))
        cursor.execute("update audit_head set n = 0, digest = sha256('kith audit')")
        cursor.execute("set session_replication_role = origin")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs a browser last: once Playwright runs, its event loop stays in the worker's thread."""
    items.sort(key=lambda item: {"chromium", "open_page"} & set(getattr(item, "fixturenames", ())) != set())
