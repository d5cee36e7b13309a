"""What each role of the database can do is what it was given, and it was given little."""

from __future__ import annotations

import psycopg
import pytest
from django.db import ProgrammingError, connections, transaction

from kith.config.documents.reading import migrations
from kith.config.documents.walls import walls
from kith.config.places import Role, places
from kith.outside.walls import GrantTables

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.wall]

WEB, GATE = "kith_web", "kith_gate"
# What pages may remove, because it never was a case: sealed drafts, and what the libraries keep for themselves.
MAY_BE_REMOVED = {
    "concerns_publicdraft",
    "concerns_publicdraftfile",
    "kith_cache",
    "django_session",
    "account_emailaddress",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialtoken",
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
}
GATE_FUNCTIONS = {"gate_open", "gate_break_glass", "gate_sign_in", "gate_sign_out", "gate_seen", "gate_purpose"}


def asked(query: str, *values: object) -> list[tuple[object, ...]]:
    with connections["admin"].cursor() as cursor:
        cursor.execute(query, values or None)
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found


def as_web(query: str, *values: object) -> list[tuple[object, ...]]:
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall() if cursor.description else []


def as_gate(query: str, *values: object) -> list[tuple[object, ...]]:
    with connections["gate"].cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall() if cursor.description else []


def tables_where(role: str, right: str) -> set[str]:
    query = """select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
               and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege(%s, c.oid, %s)"""
    return {str(name) for (name,) in asked(query, role, right)}


def columns_where(role: str, table: str, right: str) -> set[str]:
    query = """select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped
               and has_column_privilege(%s, attrelid, attnum, %s)"""
    return {str(name) for (name,) in asked(query, table, role, right)}


@pytest.mark.parametrize("role", [WEB, GATE])
def test_a_role_of_pages_owns_nothing(role: str) -> None:
    owned = asked(
        """select relname::text from pg_class where relowner = %s::regrole
           union all select proname::text from pg_proc where proowner = %s::regrole
           union all select nspname::text from pg_namespace where nspowner = %s::regrole
           union all select datname::text from pg_database where datdba = %s::regrole""",
        *[role] * 4,
    )
    assert not owned


@pytest.mark.parametrize("role", [WEB, GATE, "kith_owner", "kith_resolver"])
def test_a_role_has_no_attribute_that_passes_walls(role: str) -> None:
    query = """select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls from pg_roles
               where rolname = %s"""
    assert asked(query, role) == [(False,) * 5]


def test_pages_are_members_of_nothing() -> None:
    assert not asked("select 1 from pg_auth_members where member in (%s::regrole, %s::regrole)", WEB, GATE)


def test_pages_remove_nothing_of_a_case() -> None:
    assert tables_where(WEB, "DELETE") == MAY_BE_REMOVED
    assert not tables_where(WEB, "TRUNCATE")
    assert not tables_where(WEB, "TRIGGER")
    assert not tables_where(WEB, "REFERENCES")


def test_the_gate_removes_nothing_at_all() -> None:
    assert not tables_where(GATE, "DELETE") | tables_where(GATE, "TRUNCATE")


def test_the_gate_reads_no_content() -> None:
    content = {table for table in walls() if table.startswith(("concerns_", "people_", "records_", "audit_"))}
    assert not content & tables_where(GATE, "SELECT")
    assert not {table for table in content if columns_where(GATE, table, "SELECT")}


@pytest.mark.parametrize("role", [WEB, GATE, "kith_owner", "kith_resolver"])
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_nobody_changes_what_the_audit_says(role: str, right: str) -> None:
    assert "audit_event" not in tables_where(role, right)
    if right == "UPDATE":
        assert not columns_where(role, "audit_event", "UPDATE")


@pytest.mark.parametrize("role", [WEB, GATE])
def test_pages_write_no_audit_row_but_through_its_function(role: str) -> None:
    assert not columns_where(role, "audit_event", "INSERT")
    assert not columns_where(role, "audit_head", "INSERT") | columns_where(role, "audit_head", "UPDATE")


def test_pages_do_not_read_the_digests_of_the_audit() -> None:
    assert not {"previous", "digest"} & columns_where(WEB, "audit_event", "SELECT")


def test_what_pages_may_change_is_named_column_by_column() -> None:
    wide = {"concerns_referraldraft"}
    walled = {table for table in walls() if table in tables_where(WEB, "UPDATE")}
    assert walled <= wide


def functions_of(role: str) -> set[str]:
    query = """select proname from pg_proc where pronamespace = 'public'::regnamespace
               and proname ~ '^(sharing|gate|agencies|audit|concerns|records|desk|people)_'
               and has_function_privilege(%s, oid, 'EXECUTE')"""
    return {str(name) for (name,) in asked(query, role)}


def test_pages_cannot_ask_the_rule_about_others_nor_go_round_the_gate() -> None:
    mine = functions_of(WEB)
    assert not {name for name in mine if name.startswith("gate_")}
    assert not {"sharing_ground", "sharing_covers", "sharing_barred", "sharing_linked", "sharing_glass"} & mine
    assert functions_of(GATE) >= GATE_FUNCTIONS


def test_nobody_else_may_run_a_function_that_runs_as_another() -> None:
    query = """select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
               and exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                           where a.grantee = 0)"""
    assert not asked(query)


def test_functions_that_run_as_another_belong_to_the_rules_and_say_where_they_look() -> None:
    query = """select proname, proowner::regrole::text, proconfig::text from pg_proc
               where pronamespace = 'public'::regnamespace and prosecdef"""
    found = asked(query)
    assert found
    assert {owner for _, owner, _ in found} == {"kith_resolver"}
    assert not [name for name, _, config in found if "search_path=pg_catalog" not in str(config)]


@pytest.mark.parametrize(
    "attempt",
    [
        "select sharing_ground('00000000-0000-0000-0000-000000000000')",
        "select gate_open('x', '00000000-0000-0000-0000-000000000000', '')",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "update audit_event set what = ''",
        "delete from audit_event",
        "delete from concerns_statement",
        "truncate people_person",
        "select fingerprint from sharing_receipt",
        "select * from sharing_ticket",
        "insert into sharing_ticket (id) values (gen_random_uuid())",
        "alter table people_person disable row level security",
        "create table mine (a int)",
        "set role kith_resolver",
        "set session_replication_role = replica",
        "copy people_person to program 'true'",
    ],
)
def test_the_connection_of_pages_is_refused(attempt: str) -> None:
    with pytest.raises(ProgrammingError):
        as_web(attempt)


@pytest.mark.parametrize("attempt", ["select * from people_person", "select lo_create(0)", "select * from audit_event"])
def test_the_connection_of_the_gate_is_refused(attempt: str) -> None:
    with pytest.raises(ProgrammingError):
        as_gate(attempt)


def test_asking_for_no_wall_is_refused_rather_than_shown_less() -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        as_web("set local row_security = off; select count(*) from people_person")


def test_maintenance_reads_no_case() -> None:
    with psycopg.connect(**owner(), autocommit=True) as connection:
        assert connection.execute("select count(*) from concerns_statement").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("delete from audit_event")


def owner() -> dict[str, str]:
    entry = places().database(Role.OWNER)
    name = str(connections["default"].settings_dict["NAME"])
    return {"host": entry["HOST"], "port": entry["PORT"], "user": entry["USER"], "password": entry["PASSWORD"],
            "dbname": name}  # fmt: skip


def test_nobody_without_a_sign_in_sees_a_row() -> None:
    readable = tables_where(WEB, "SELECT") & set(walls())
    assert readable
    seen = {table for table in readable if as_web(f'select 1 from "{table}" limit 1')}
    assert not seen


def test_sequences_are_used_and_not_set() -> None:
    query = """select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
               and (has_sequence_privilege(%s, oid, 'UPDATE') or has_sequence_privilege(%s, oid, 'UPDATE'))"""
    assert not asked(query, WEB, GATE)


def test_a_grant_on_a_table_without_a_wall_names_one_that_has_none() -> None:
    given = {
        table
        for module in migrations()
        for one in module.Migration.operations
        if isinstance(one, GrantTables)
        for table in one.tables
    }
    assert given
    assert not given & set(walls())
