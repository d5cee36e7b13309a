"""The roles of the database: each can do its own work and nothing else, on any PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from kith.outside.postgres import CannotPrepare, Server, prepare_roles
from tests.outside.servers import DEBIAN, a_home, a_server

ROLES = ("kith_owner", "kith_web", "kith_gate")
BINARIES = [
    pytest.param(None, id="wheel"),
    pytest.param(DEBIAN, id="debian-15", marks=pytest.mark.skipif(not DEBIAN.is_dir(), reason="not installed")),
]


@pytest.fixture(scope="module", params=BINARIES)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with a_home() as home, a_server(home, bin_dir=request.param) as running:
        running.ensure_database("kith")
        prepare_roles(running.dsn("postgres", "kith"), running.passwords(*ROLES))
        yield running


def ask(dsn: str, query: str, *values: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn) as connection:
        cursor = connection.execute(query.encode(), values or None)
        return cursor.fetchall() if cursor.description else []


def test_no_role_is_more_than_it_must_be(server: Server) -> None:
    rows = ask(
        server.dsn("postgres", "kith"),
        "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname LIKE 'kith%%' AND NOT "
        "(rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication) ORDER BY 1",
    )
    assert rows == [("kith_gate", True), ("kith_owner", True), ("kith_resolver", False), ("kith_web", True)]


def test_the_web_and_the_gate_are_members_of_nothing(server: Server) -> None:
    members = "SELECT member::regrole::text FROM pg_auth_members WHERE member::regrole::text LIKE 'kith%%'"
    assert ask(server.dsn("postgres", "kith"), members) == [("kith_owner",)]


def test_doing_it_again_changes_nothing(server: Server) -> None:
    look = "SELECT rolname, rolconfig FROM pg_roles WHERE rolname LIKE 'kith%%' ORDER BY 1"
    before = ask(server.dsn("postgres", "kith"), look)
    prepare_roles(server.dsn("postgres", "kith"), server.passwords(*ROLES))
    assert ask(server.dsn("postgres", "kith"), look) == before


@pytest.mark.parametrize("role", ["kith_web", "kith_gate"])
@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE mine (a int)",
        "CREATE TEMP TABLE mine (a int)",
        "CREATE SCHEMA mine",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "SET ROLE kith_resolver",
        "SET ROLE kith_owner",
        "SELECT pg_read_file('/etc/hostname')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "ALTER ROLE kith_web SUPERUSER",
    ],
)
def test_the_web_and_the_gate_are_refused(server: Server, role: str, attempt: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(server.dsn(role, "kith"), attempt)


def test_the_owner_can_give_a_function_to_the_resolver(server: Server) -> None:
    with psycopg.connect(server.dsn("kith_owner", "kith")) as owner:
        owner.execute("CREATE FUNCTION looks() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'")
        owner.execute("ALTER FUNCTION looks() OWNER TO kith_resolver")
    assert ask(server.dsn("kith_web", "kith"), "SELECT looks()") == [(1,)]


def test_fuzzy_search_is_there(server: Server) -> None:
    assert ask(server.dsn("kith_web", "kith"), "SELECT dmetaphone('Smyth'), similarity('anna', 'ana') > 0.3") == [
        ("SM0", True)
    ]


def test_a_role_waits_only_so_long(server: Server) -> None:
    query = "SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')"
    assert ask(server.dsn("kith_web", "kith"), query) == [("10s", "1min")]


@pytest.mark.parametrize("bin_dir", BINARIES)
def test_an_administrator_who_is_no_superuser_is_enough(bin_dir: Path | None) -> None:
    with a_home() as home, a_server(home, bin_dir=bin_dir) as rented:
        with psycopg.connect(rented.dsn(), autocommit=True) as admin:
            admin.execute("CREATE ROLE cloud LOGIN CREATEROLE CREATEDB PASSWORD 'sunny'")
            admin.execute("CREATE DATABASE county OWNER cloud")
        dsn = make_conninfo(rented.dsn("postgres", "county"), user="cloud", password="sunny")
        for _ in range(2):
            prepare_roles(dsn, rented.passwords(*ROLES))
        assert ask(rented.dsn("kith_web", "county"), "SELECT 1") == [(1,)]
        assert ask(rented.dsn("kith_owner", "county"), "CREATE TABLE t (a int)") == []


def test_a_user_who_may_not_is_told_what_is_missing(server: Server) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as admin:
        admin.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    dsn = make_conninfo(server.dsn("postgres", "postgres"), user="guest", password="guest")
    with pytest.raises(CannotPrepare, match="may create roles"):
        prepare_roles(dsn, server.passwords(*ROLES))
