"""Rows of the pool, many at a time: copied beside their table and then put in it.

COPY straight into a table is refused behind row-level security, so each chunk goes through a temporary twin.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from django.db import connections, models
from psycopg.sql import SQL
from psycopg.sql import Identifier as Name

from kith.outside.files import Row
from kith.records.models import (
    AddressUse,
    Batch,
    Event,
    Finding,
    Flag,
    Identifier,
    Organisation,
    Relationship,
    SourcePerson,
    SourceRecord,
)
from kith.records.rules import made as readings
from kith.records.rules.troubles import Finding as Found
from kith.records.rules.troubles import trouble

Values = list[object]

TWIN = SQL("create temp table if not exists {} (like {}) on commit delete rows")
COPY = SQL("copy {} ({}) from stdin")
REMOVE = SQL("delete from {} where batch_id = %s")
MOVE = SQL("insert into {} ({}) select {} from {}")

OF_PERSON: tuple[tuple[str, type[models.Model], type[object]], ...] = (
    ("identifiers", Identifier, readings.Identifier),
    ("addresses", AddressUse, readings.AddressUse),
    ("flags", Flag, readings.Flag),
    ("relationships", Relationship, readings.Relationship),
)


@dataclass(slots=True)
class Tally:
    """What a chunk added."""

    records: int = 0
    people: int = 0
    events: int = 0
    findings: int = 0
    quarantined: int = 0


class Table:
    """Rows on their way into one table; ``made`` is the kind of thing they are read as, if any."""

    def __init__(self, model: type[models.Model], columns: Sequence[str], made: type[object] | None = None) -> None:
        self.name = model._meta.db_table
        names = [one.name for one in fields(made)] if made else []  # type: ignore[arg-type]
        self.columns = (*columns, *names)
        longest = _longest(model)
        self._values = attrgetter(*names) if names else None
        self._limits = [(at, name, longest[name]) for at, name in enumerate(names) if name in longest]
        self._tables = [at for at, name in enumerate(names) if name == "detail" and name not in longest]
        self.rows: list[Values] = []

    def fitted(self, thing: object, findings: list[Found]) -> Values:
        """Give the columns of a thing, no text longer than there is room for."""
        assert self._values is not None
        values = list(self._values(thing))
        for at, name, longest in self._limits:
            text = values[at]
            if len(text) > longest or "\0" in text:
                values[at] = _cut(text, longest)
                if len(text) > longest:
                    findings.append(trouble("too-long", name))
        for at in self._tables:
            values[at] = json.dumps(values[at], ensure_ascii=False)
        return values

    def store(self, *, using: str) -> None:
        """Copy the rows in."""
        if not self.rows:
            return
        twin, table = Name(f"incoming_{self.name}"), Name(self.name)
        columns = SQL(", ").join(map(Name, self.columns))
        raw: Any = connections[using].connection
        with raw.cursor() as cursor:
            cursor.execute(TWIN.format(twin, table))
            with cursor.copy(COPY.format(twin, columns)) as copy:
                for row in self.rows:
                    copy.write_row(row)
            cursor.execute(MOVE.format(table, columns, columns, twin))


def _longest(model: type[models.Model]) -> dict[str, int]:
    return {
        str(field.column): field.max_length
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.max_length
    }


_OWN = ["id", "agency_id", "batch_id", "record_id"]


class Chunk:
    """Some rows of a file, with all that was read from them."""

    def __init__(self, batch: Batch, *, first: int) -> None:
        self._batch = batch
        self._next = first
        self.tally = Tally()
        self._records = Table(
            SourceRecord, ["id", "agency_id", "batch_id", "ordinal", "section", "place", "raw", "row_sha256", "status"]
        )
        self._people = Table(SourcePerson, _OWN, readings.Person)
        self._organisations = Table(Organisation, _OWN, readings.Organisation)
        self._events = Table(Event, [*_OWN, "person_id"], readings.Event)
        self._parts = [(key, Table(model, [*_OWN, "person_id"], kind)) for key, model, kind in OF_PERSON]
        self._findings = _findings_table()

    def add(self, row: Row, reading: readings.Reading) -> None:
        """Take in one row and its reading."""
        number = self._next
        self._next += 1
        record = self._id(f"{number}")
        person = self._id(f"{number}/person") if reading.person else None
        own: Values = [record, self._batch.agency_id, self._batch.id, record]
        self._add_all(number, own, person, reading)
        status = "with_findings" if reading.findings and reading.status == "accepted" else reading.status
        raw = as_received(row.cells)
        digest = hashlib.sha256(raw.encode()).hexdigest()
        head: Values = [record, self._batch.agency_id, self._batch.id, number]
        kept = _kept(row.cells, raw)
        self._records.rows.append([*head, _cut(row.section, 80), _cut(row.place, 120), kept, digest, status])
        for n, finding in enumerate(reading.findings):
            self._findings.rows.append(
                _finding(self._batch, self._id(f"{number}/finding/{n}"), record, finding, row.place)
            )
        self.tally.records += 1
        self.tally.findings += len(reading.findings)
        self.tally.quarantined += status == "quarantined"

    def _add_all(self, number: int, own: Values, person: uuid.UUID | None, reading: readings.Reading) -> None:
        place = reading.findings
        if reading.person is not None and person is not None:
            own[0] = person
            self._people.rows.append([*own, *self._people.fitted(reading.person, place)])
            self.tally.people += 1
        if reading.organisation is not None:
            own[0] = self._id(f"{number}/organisation")
            self._organisations.rows.append([*own, *self._organisations.fitted(reading.organisation, place)])
        for n, event in enumerate(reading.events):
            own[0] = self._id(f"{number}/event/{n}")
            self._events.rows.append([*own, person, *self._events.fitted(event, place)])
        self.tally.events += len(reading.events)
        for key, table in self._parts:
            for n, part in enumerate(getattr(reading, key) if person else ()):
                own[0] = self._id(f"{number}/{key}/{n}")
                table.rows.append([*own, person, *table.fitted(part, place)])

    def _id(self, name: str) -> uuid.UUID:
        """Name a row by its file and place, so that reading it again can only give the same."""
        return uuid.uuid5(self._batch.id, name)

    def store(self, *, using: str) -> None:
        """Put everything in, what is pointed at first."""
        tables = [self._records, self._people, self._organisations, self._events, *(table for _, table in self._parts)]
        for table in [*tables, self._findings]:
            table.store(using=using)


def remove(batch: Batch, *, using: str) -> None:
    """Take away everything read from a batch, what points first."""
    parts: list[type[models.Model]] = [Finding, *(model for _, model, _ in OF_PERSON), Event, Organisation]
    parts += [SourcePerson, SourceRecord]
    with connections[using].cursor() as cursor:
        for model in parts:
            cursor.connection.execute(REMOVE.format(Name(model._meta.db_table)), [batch.id])


def as_received(cells: dict[str, str]) -> str:
    """Write a row the same way each time, for its SHA-256."""
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def _kept(cells: dict[str, str], raw: str) -> str:
    """Keep what the database cannot hold in text, a NUL, as base64: nothing received is lost."""
    if "\\u0000" not in raw:
        return raw
    kept = {key.replace("\0", "␀"): _whole(cell) for key, cell in cells.items()}
    return json.dumps(kept, ensure_ascii=False)


def _whole(cell: str) -> object:
    return {"utf8-base64": base64.b64encode(cell.encode()).decode()} if "\0" in cell else cell


def file_findings(batch: Batch, findings: Iterable[Found], *, using: str) -> None:
    """Keep what was odd about the file as a whole."""
    table = _findings_table()
    for n, finding in enumerate(findings):
        table.rows.append(_finding(batch, uuid.uuid5(batch.id, f"file/finding/{n}"), None, finding))
    table.store(using=using)


def _findings_table() -> Table:
    own = ["id", "agency_id", "batch_id", "record_id"]
    return Table(Finding, [*own, "place", "field", "code", "grade", "reason", "done"])


def _finding(batch: Batch, key: uuid.UUID, record: uuid.UUID | None, found: Found, place: str = "") -> Values:
    words = [_cut(found.place or place, 120), _cut(found.field, 120), found.code, str(found.grade)]
    return [key, batch.agency_id, batch.id, record, *words, _cut(found.reason, 300), _cut(found.done, 300)]


def _cut(text: str, longest: int) -> str:
    return text.replace("\0", "")[:longest]
