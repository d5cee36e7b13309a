"""Columns written as the text that COPY takes, and copied in: beside their table first, and then put in it.

COPY straight into a table is refused behind row-level security, so all goes through a temporary twin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

import orjson
from django.db import connections, models
from psycopg.sql import SQL
from psycopg.sql import Identifier as Name

from kith.records.models import Place

TWIN = SQL("create temp table if not exists {} (like {}) on commit delete rows")
COPY = SQL("copy {} ({}) from stdin")
MOVE = SQL("insert into {} ({}) select {} from {}{}")
TOLD_AGAIN = SQL(" on conflict (id) do update set confidential = true where excluded.confidential")
"""A place is told of once a file, by the first row that does; and is secret when one of them says so."""
NULL = "\\N"
_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"), ("\0", ""))
"""How COPY wants what would end a column or a line; a NUL the database cannot hold."""

Lines = tuple[type[models.Model], list[str], list[str]]
"""A table, its columns, and lines of text for it."""
Column = list[str] | str
"""A column as it is written: what differs, or what is the same in all."""
Told = Callable[[list[int]], None] | None
"""Told which were longer than there is room for."""
Write = Callable[[Sequence[Any], Told], list[str]]


def store_lines(lines: Iterable[Lines], *, using: str) -> None:
    """Copy lines into their tables; each table comes once in a transaction, at whose end its twin is emptied."""
    raw: Any = connections[using].connection
    with raw.cursor() as cursor:
        for model, columns, texts in lines:
            if texts:
                table = model._meta.db_table
                twin, names = Name(f"incoming_{table}"), SQL(", ").join(map(Name, columns))
                cursor.execute(TWIN.format(twin, Name(table)))
                with cursor.copy(COPY.format(twin, names)) as copy:
                    copy.write("".join(texts))
                again = TOLD_AGAIN if model is Place else SQL("")
                cursor.execute(MOVE.format(Name(table), names, names, twin, again))


def lines_of(columns: Iterable[Column], count: int) -> list[str]:
    """Write a line for each thing; what is the same in all of them is written once."""
    columns = list(columns)
    pattern = "\t".join(one.replace("%", "%%") if isinstance(one, str) else "%s" for one in columns) + "\n"
    differing = [one for one in columns if not isinstance(one, str)]
    return list(map(pattern.__mod__, zip(*differing, strict=True))) if differing else [pattern % ()] * count


def escaped(text: str) -> str:
    """Write a text so that it ends neither its column nor its line."""
    for one, written in _ESCAPES:
        if one in text:
            text = text.replace(one, written)
    return text


def writers(model: type[models.Model], made: type[Any]) -> dict[str, tuple[Write, str]]:
    """Give, for each column of what is made, how it is written and what stands where nothing is told."""
    found = {}
    for one in fields(made):
        write = _write_for(model._meta.get_field(one.name))
        blank = one.default_factory() if one.default_factory is not MISSING else one.default
        found[one.name] = (write, write([blank], None)[0])
    return found


def _write_for(column: Any) -> Write:
    if isinstance(column, models.DateField):
        return _days
    if isinstance(column, models.BooleanField):
        return _truths
    return _tables if isinstance(column, models.JSONField) else _texts(column.max_length)


def _texts(longest: int) -> Write:
    def write(column: Sequence[str], told: Told) -> list[str]:
        """Write text, none longer than there is room for."""
        if max(map(len, column), default=0) > longest:
            if told:
                told([n for n, text in enumerate(column) if len(text) > longest])
            column = [text.replace("\0", "")[:longest] for text in column]
        whole = "".join(column)
        return [escaped(text) for text in column] if "\\" in whole or not whole.isprintable() else list(column)

    return write


def _days(column: Sequence[date | None], told: Told) -> list[str]:
    return [day.isoformat() if day else NULL for day in column]


def _truths(column: Sequence[bool | None], told: Told) -> list[str]:
    return [NULL if one is None else "t" if one else "f" for one in column]


def _tables(column: Sequence[object], told: Told) -> list[str]:
    return [escaped(orjson.dumps(one).decode()) if one else "{}" for one in column]
