"""Ask of all rows of a statement at once, not of each by itself, whether what they point at is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from kith.outside.walls import SqlFile

READ = (
    "sourcerecord",
    "finding",
    "sourceperson",
    "identifier",
    "addressuse",
    "event",
    "flag",
    "relationship",
    "organisation",
    "place",
    "householdmember",
    "object",
    "involvement",
    "professional",
)
NAMES = ("agency", "batch", "record", "person", "other_person")
# The constraint that each row has its number once in its batch finds the rows of a batch as well.
UNINDEXED = frozenset({(model, "agency") for model in READ} | {("sourcerecord", "batch")})


class PointWithoutKeys(Operation):
    """Take the foreign keys off what is read from files, and the indexes of them that nothing asks for.

    All fields in one step: to alter them one by one is to build every model anew, some fifty times.
    """

    reduces_to_sql = False
    reversible = False

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Say so of each field."""
        changed: set[tuple[str, str]] = set()
        for model, name in self._fields(app_label, state):
            field = state.models[app_label, model].fields[name].clone()
            field.db_constraint = False
            field.db_index = field.db_index and (model, name) not in UNINDEXED
            state.models[app_label, model].fields[name] = field
            changed.add((app_label, model))
        state._relations = None  # type: ignore[attr-defined]
        state.reload_models(changed, delay=False)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop each key by the name it has, and each index that goes with one."""
        for model, name in self._fields(app_label, to_state):
            table = from_state.apps.get_model(app_label, model)
            column = table._meta.get_field(name).column
            self._drop(schema_editor, table, column, index=(model, name) in UNINDEXED)

    def _drop(
        self, schema_editor: BaseDatabaseSchemaEditor, table: type[models.Model], column: str, *, index: bool
    ) -> None:
        for key in schema_editor._constraint_names(table, [column], foreign_key=True):  # type: ignore[attr-defined]
            schema_editor.execute(f'alter table "{table._meta.db_table}" drop constraint "{key}"')
        names = schema_editor._constraint_names(table, [column], index=True, unique=False) if index else ()  # type: ignore[attr-defined]
        for name in names:
            schema_editor.execute(f'drop index "{name}"')

    def _fields(self, app_label: str, state: ProjectState) -> Sequence[tuple[str, str]]:
        return [(model, name) for model in READ for name in NAMES if name in state.models[app_label, model].fields]

    def describe(self) -> str:
        """Say what this does, for ``migrate``."""
        return "Take the foreign keys off what is read from files"


class Migration(migrations.Migration):
    dependencies = [("records", "0013_map_drafts")]

    operations = [PointWithoutKeys(), SqlFile(str(Path(__file__).with_name("pointing.sql")))]
