"""Row-level security, declared in migrations.

``SecureTable`` turns the wall on, forces it for the owner too, and says each policy and grant. It raises on any other
database: a wall that quietly does nothing is worse than none. ``tests/house`` compares ``pg_policies`` with what the
migrations declare, and lists each table that has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

WEB, GATE, OWNER, RESOLVER = "kith_web", "kith_gate", "kith_owner", "kith_resolver"


class NotPostgreSQL(Exception):
    """The wall was asked for on a database that cannot build it."""


@dataclass(frozen=True)
class Policy:
    """One row-level policy: which rows a role may read (``using``) or write (``check``) with one command.

    One of the table's others is enough; one that is ``always`` has to hold whichever of them does.
    """

    name: str
    command: str
    to: str
    using: str = ""
    check: str = ""
    always: bool = False

    def sql(self, table: str) -> str:
        """Say it in SQL."""
        using = f" using ({self.using})" if self.using else ""
        check = f" with check ({self.check})" if self.check else ""
        always = " as restrictive" if self.always else ""
        return f'create policy "{self.name}" on "{table}"{always} for {self.command} to {self.to}{using}{check}'


@dataclass(frozen=True)
class Grant:
    """What a role may do with a table; ``columns`` narrows an update or insert."""

    to: str
    rights: str

    def sql(self, table: str) -> str:
        """Say it in SQL."""
        return f'grant {self.rights} on "{table}" to {self.to}'


def _need_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        raise NotPostgreSQL(f"The wall needs PostgreSQL; this is {schema_editor.connection.vendor}.")


class _DatabaseOnly(Operation):
    """An operation that changes the database and not Django's picture of it."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Run each statement, or refuse."""
        _need_postgresql(schema_editor)
        for statement in self.statements():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Refuse: a wall is not taken down by a migration."""
        raise NotImplementedError("A wall is not taken down by running migrations backwards.")

    def statements(self) -> Sequence[str]:
        """Give the SQL to run."""
        raise NotImplementedError


@dataclass(frozen=True)
class Wall:
    """Everything declared for one table."""

    table: str
    policies: tuple[Policy, ...]
    grants: tuple[Grant, ...] = field(default=())


class SecureTable(_DatabaseOnly):
    """Put a table behind the wall."""

    def __init__(self, table: str, policies: Sequence[Policy], grants: Sequence[Grant] = ()) -> None:
        self.table = table
        self.policies = list(policies)
        self.grants = list(grants)

    def statements(self) -> Sequence[str]:
        """Enable, force, declare, grant."""
        return [
            f'alter table "{self.table}" enable row level security',
            f'alter table "{self.table}" force row level security',
            *(policy.sql(self.table) for policy in self.policies),
            *(grant.sql(self.table) for grant in self.grants),
        ]

    def describe(self) -> str:
        """Say what this does, for ``migrate``."""
        return f"Put {self.table} behind the wall"


class GrantTables(_DatabaseOnly):
    """Let a role use tables that have no wall of their own."""

    def __init__(self, tables: Sequence[str], grants: Sequence[Grant]) -> None:
        self.tables = list(tables)
        self.grants = list(grants)

    def statements(self) -> Sequence[str]:
        """Grant each right on each table."""
        return [grant.sql(table) for table in self.tables for grant in self.grants]

    def describe(self) -> str:
        """Say what this does, for ``migrate``."""
        return f"Grant {', '.join(self.tables)}"


class SqlFile(_DatabaseOnly):
    """Run a file of SQL that lies beside the migration. Applied files are never edited, as migrations are not."""

    def __init__(self, path: str) -> None:
        self.path = path

    def statements(self) -> Sequence[str]:
        """Give the whole file as one statement list."""
        return [Path(self.path).read_text()]

    def describe(self) -> str:
        """Say what this does, for ``migrate``."""
        return f"Run {Path(self.path).name}"


def declared(operations: Sequence[Any]) -> list[Wall]:
    """Collect the walls among a migration's operations."""
    return [
        Wall(one.table, tuple(one.policies), tuple(one.grants)) for one in operations if isinstance(one, SecureTable)
    ]


OPEN_RECORDS = "= any(array(select sharing_open_records()))"
NEW_RECORDS = "in (select sharing_new_records())"
# Rung 9: who may see one item, beside the ladder.
HANDLING = (
    "(handling = 'partners'"
    " or (handling in ('originator', 'named_agencies') and originator_id = (select agencies_mine()))"
    " or (handling = 'named_agencies' and id = any(array(select sharing_released())))"
    " or (handling = 'named_people' and id = any(array(select sharing_named()))))"
)
FROM_MY_AGENCY = "originator_id is not distinct from (select agencies_mine())"


def protected_item(table: str, *, updates: str = "", more: Sequence[Policy] = ()) -> SecureTable:
    """Wall in a table of items: read under a live ticket and its handling code; added to an open record or a new one.

    ``updates`` names the columns that an action may change later, if any.
    """
    policies = [
        Policy("open to you, and handled so", "select", WEB, using=f"record_id {OPEN_RECORDS} and {HANDLING}"),
        Policy(
            "added to what is open, or written whole",
            "insert",
            WEB,
            check=f"(record_id {OPEN_RECORDS} or record_id {NEW_RECORDS}) and {FROM_MY_AGENCY}",
        ),
        *more,
    ]
    grants = [Grant(WEB, "select, insert")]
    if updates:
        policies.append(
            Policy("changed where it is open", "update", WEB, using=f"record_id {OPEN_RECORDS} and {HANDLING}")
        )
        grants.append(Grant(WEB, f"update ({updates})"))
    return SecureTable(table, policies, grants)
