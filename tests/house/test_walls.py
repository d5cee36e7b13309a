"""The second wall stands as the migrations declare it, and every table without one says why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.state import ProjectState

from kith.config.documents.walls import WHY_NONE, Walled, walls
from kith.outside.walls import Grant, GrantTables, NotPostgreSQL, Policy, SecureTable, SqlFile
from tests.house.reading import KITH

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.wall]

POLICIES = """select tablename, policyname, lower(cmd), array_to_string(roles, ','), permissive from pg_policies
              where schemaname = 'public'"""
TABLES = """select relname, relrowsecurity, relforcerowsecurity, relowner::regrole::text from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"""
CONDITIONS = """select tablename, policyname, qual is not null, with_check is not null from pg_policies
                where schemaname = 'public'"""


def rows(query: str) -> list[tuple[object, ...]]:
    with connections["admin"].cursor() as cursor:
        cursor.execute(query)
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found


def promised(found: dict[str, Walled]) -> Iterator[tuple[object, ...]]:
    for table, wall in found.items():
        for one in wall.policies:
            yield table, one.name, one.command, one.to, "RESTRICTIVE" if one.always else "PERMISSIVE"


def test_the_policies_are_those_that_are_declared() -> None:
    assert sorted(map(str, rows(POLICIES))) == sorted(map(str, promised(walls())))


def test_each_policy_has_the_conditions_that_are_declared() -> None:
    wanted = {(t, p.name, bool(p.using), bool(p.check)) for t, wall in walls().items() for p in wall.policies}
    assert set(rows(CONDITIONS)) == wanted


def test_every_wall_is_on_and_holds_the_owner_too() -> None:
    standing = {str(name) for name, on, forced, _ in rows(TABLES) if on and forced}
    assert standing == set(walls())
    assert not [name for name, on, forced, _ in rows(TABLES) if on != forced]


def test_every_table_without_a_wall_says_why() -> None:
    without = {str(name) for name, on, _, _ in rows(TABLES) if not on}
    assert without == set(WHY_NONE)
    assert all(len(why) > 20 for why in WHY_NONE.values())


def test_every_table_belongs_to_the_owner() -> None:
    assert {owner for *_, owner in rows(TABLES)} == {"kith_owner"}


def test_every_table_of_content_is_behind_the_wall() -> None:
    from django.apps import apps

    from kith.sharing.models import Item

    items = {model._meta.db_table for model in apps.get_models() if issubclass(model, Item)}
    assert items
    assert items <= set(walls())


def test_a_difference_would_be_noticed() -> None:
    weaker = {**walls(), "people_person": Walled([Policy("everybody", "select", "kith_web", using="true")])}
    assert sorted(map(str, rows(POLICIES))) != sorted(map(str, promised(weaker)))


@pytest.mark.parametrize(
    "operation",
    [
        SecureTable("people_person", [Policy("all", "select", "kith_web", using="true")]),
        GrantTables(["people_person"], [Grant("kith_web", "select")]),
        SqlFile(str(KITH / "audit/migrations/audit.sql")),
    ],
    ids=["wall", "grant", "file"],
)
def test_a_wall_refuses_to_be_built_of_anything_but_postgresql(operation: SecureTable) -> None:
    state = ProjectState()
    editor = Paper(vendor="sqlite")
    with pytest.raises(NotPostgreSQL):
        operation.database_forwards("people", editor, state, state)  # type: ignore[arg-type]
    assert not editor.run


class Paper:
    """Stand for the schema editor of another database."""

    def __init__(self, *, vendor: str) -> None:
        self.vendor = vendor
        self.connection = self
        self.run: list[str] = []

    def execute(self, statement: str, params: object = None) -> None:
        self.run.append(statement)


def test_a_wall_of_postgresql_is_built() -> None:
    editor = Paper(vendor="postgresql")
    SecureTable("people_person", []).database_forwards("people", editor, ProjectState(), ProjectState())  # type: ignore[arg-type]
    assert len(editor.run) == 2


def test_a_wall_is_not_taken_down_by_going_back() -> None:
    wall = SecureTable("people_person", [])
    state = ProjectState()
    with connections[DEFAULT_DB_ALIAS].schema_editor(collect_sql=True) as editor, pytest.raises(NotImplementedError):
        wall.database_backwards("people", editor, state, state)
