"""What some rows of a file were read as, on its way into the pool: each thing with its id, its row and its person."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import orjson
from django.db import models

from kith.records.actions.copying import NULL, Column, Lines, Write, escaped, lines_of, store_lines, writers
from kith.records.models import (
    AddressUse,
    Batch,
    Event,
    Finding,
    Flag,
    HouseholdMember,
    Identifier,
    Involvement,
    Object,
    Organisation,
    Place,
    Postcode,
    Professional,
    Relationship,
    SourcePerson,
    SourceRecord,
)
from kith.records.rules.filling import Things
from kith.records.rules.made import KINDS
from kith.records.rules.readings import Made, Oddity
from kith.records.rules.troubles import Finding as Found

MODELS: dict[str, type[models.Model]] = {
    "person": SourcePerson,
    "organisation": Organisation,
    "identifiers": Identifier,
    "addresses": AddressUse,
    "events": Event,
    "flags": Flag,
    "relationships": Relationship,
    "households": HouseholdMember,
    "objects": Object,
    "involvements": Involvement,
    "places": Place,
    "professionals": Professional,
    "postcodes": Postcode,
}
"""Where each of `made.KINDS` is stored: people first, since others point at them."""
RECORD, FINDING = 0, 1
NUMBERS = {kind: number for number, kind in enumerate(MODELS, start=2)}
"""The kind of a thing, in its id. What has a number keeps it."""
OF_NOBODY = frozenset({"person", "organisation", "places", "professionals", "postcodes"})
"""These have no person to point at."""


@dataclass(slots=True)
class Tally:
    """What a chunk added."""

    records: int = 0
    people: int = 0
    events: int = 0
    findings: int = 0
    quarantined: int = 0


class Ids:
    """Ids of all that is read from a file: each follows from the batch, the row, the kind and which of its kind it is.

    So reading a file again can only give the same. They are UUIDs of version 8, which rise with the row: an index takes
    them one behind the other.
    """

    def __init__(self, batch: uuid.UUID) -> None:
        mark = batch.hex
        self._head = f"{mark[:8]}-{mark[8:12]}-8{mark[13:16]}-{mark[16]}"

    def of(self, kind: int, row: int, which: int = 0) -> str:
        """Give the id of one thing: the kind below 4,096, the row below 2³², and which of its kind in the row."""
        return f"{self._head}{kind:03x}-{row:08x}{which:04x}"

    def every(self, kind: int, rows: Iterable[int]) -> list[str]:
        """Give the ids of things of which a row has at most one."""
        head = f"{self._head}{kind:03x}-"
        return [f"{head}{row:08x}0000" for row in rows]


class Chunk:
    """Some rows of a file with all that was read from them, as text that COPY takes."""

    def __init__(self, batch: Batch, made: Made, *, first: int) -> None:
        self._batch = batch
        self._made = made
        self._first = first
        self._ids = Ids(batch.id)
        self._own = {"agency_id": str(batch.agency_id), "batch_id": str(batch.id)}
        self._counts: dict[str, dict[int, int]] = {kind: {} for kind in MODELS}
        self._long: list[Oddity] = []
        self.tally = Tally(records=len(made.rows))

    def store(self, *, using: str) -> None:
        """Put everything in, what is pointed at first."""
        people = {row for some in self._made.things["person"] for row in some.rows}
        lines: list[Lines] = []
        for kind, model in MODELS.items():
            some = self._made.things[kind]
            told = [self._things(kind, one, people) for one in (_each_once(some) if kind == "places" else some)]
            lines += [(model, told[0][0], [line for _, texts in told for line in texts])] if told else []
        self._made.odd += self._long
        store_lines([(SourceRecord, *self._records()), *lines, (Finding, *self._findings())], using=using)
        self.tally.people = len(people)
        self.tally.events = sum(len(some.rows) for some in self._made.things["events"])

    def _things(self, kind: str, things: Things, people: set[int]) -> tuple[list[str], list[str]]:
        """Write things of one kind: their columns, and a line of text for each."""
        rows = [self._first + row for row in things.rows]
        own: dict[str, Column] = dict(self._own)
        own["id"] = self._by_key(things) if kind == "places" else self._which(kind, rows)
        own["record_id"] = self._ids.every(RECORD, rows)
        if kind not in OF_NOBODY:
            ids = self._ids.every(NUMBERS["person"], rows)
            told = zip(things.rows, ids, strict=True)
            own["person_id"] = [one if row in people else NULL for row, one in told]
        for name, (write, blank) in _columns(kind).items():
            if name in things.columns:
                own[name] = write(things.columns[name], self._cut_short(name, things))
            else:
                own[name] = write([things.fixed[name]], None)[0] if name in things.fixed else blank
        return list(own), lines_of(list(own.values()), len(rows))

    def _which(self, kind: str, rows: Sequence[int]) -> list[str]:
        """Number the things of one kind of each row."""
        counts, number, ids = self._counts[kind], NUMBERS[kind], list[str]()
        if len(self._made.things[kind]) == 1 and len(set(rows)) == len(rows):
            return self._ids.every(number, rows)
        for row in rows:
            which = counts.get(row, 0)
            counts[row] = which + 1
            ids.append(self._ids.of(number, row, which))
        return ids

    def _by_key(self, places: Things) -> list[str]:
        """Name places by their keys: one that another row told of before is the same."""
        mark = self._batch.id.bytes
        return [hashlib.sha256(mark + key.encode()).hexdigest()[:32] for key in places.texts("key")]

    def _cut_short(self, name: str, things: Things) -> Callable[[list[int]], None]:
        def told(places: list[int]) -> None:
            self._long.append(Oddity("too-long", name, [things.rows[n] for n in places]))

        return told

    def _records(self) -> tuple[list[str], list[str]]:
        rows, statuses, keys = self._made.rows, self._made.statuses(), self._made.keys
        kind = uuid.uuid5(self._batch.agency_id, self._batch.profile).bytes
        raw = [as_received(row.cells) for row in rows]
        numbers = range(self._first, self._first + len(rows))
        self.tally.quarantined = statuses.count("quarantined")
        columns: dict[str, Column] = {
            **self._own,
            "id": self._ids.every(RECORD, numbers),
            "ordinal": list(map(str, numbers)),
            "section": [escaped(row.section[:80]) for row in rows],
            "place": [escaped(row.place[:120]) for row in rows],
            "raw": [escaped(_kept(row.cells, one)) for row, one in zip(rows, raw, strict=True)],
            "row_sha256": [hashlib.sha256(one).hexdigest() for one in raw],
            "row_key": [row_key(kind, keys[n]) if n in keys else NULL for n in range(len(rows))],
            "status": statuses,
        }
        return list(columns), lines_of(list(columns.values()), len(rows))

    def _findings(self) -> tuple[list[str], list[str]]:
        counts: dict[int, int] = {}
        lines = []
        for n, finding in self._made.findings():
            row = self._first + n
            which = counts.get(row, 0)
            counts[row] = which + 1
            record = self._ids.of(RECORD, row)
            place = finding.place or self._made.rows[n].place
            lines.append(_finding(self._batch, self._ids.of(FINDING, row, which), record, finding, place))
        self.tally.findings = len(lines)
        return FINDING_COLUMNS, lines


@cache
def _columns(kind: str) -> dict[str, tuple[Write, str]]:
    return writers(MODELS[kind], KINDS[kind])


def _each_once(some: Sequence[Things]) -> list[Things]:
    """Keep each place once, as the first row told it; one that is secret in one row is secret."""
    first: dict[str, tuple[Things, int]] = {}
    secret: set[str] = set()
    for places in some:
        keys, hidden = places.texts("key"), places.column("confidential", blank=False)
        for n, (key, one) in enumerate(zip(keys, hidden, strict=True)):
            first.setdefault(key, (places, n))
            if one:
                secret.add(key)
    kept = []
    for places in some:
        keys = places.texts("key")
        once = places.only([first[key] == (places, n) for n, key in enumerate(keys)])
        once.put("confidential", [key in secret for key in once.texts("key")])
        kept.append(once)
    return kept


def row_key(kind: bytes, key: tuple[str, ...]) -> str:
    """Say by what a row is known when it is sent again."""
    return hashlib.sha256(kind + "\x1f".join(key).encode()).hexdigest()[:32]


def as_received(cells: dict[str, str]) -> bytes:
    """Write a row the same way each time, for its SHA-256."""
    try:
        return orjson.dumps(cells)
    except TypeError:
        # Half a letter, of the two that UTF-16 writes some with, stands alone: JSON may have it, and UTF-8 may not.
        return json.dumps(cells, separators=(",", ":")).encode()


def _kept(cells: dict[str, str], raw: bytes) -> str:
    """Keep what the database cannot hold in text, a NUL, as base64: nothing received is lost."""
    if b"\\u0000" not in raw:
        return raw.decode()
    kept = {key.replace("\0", "␀"): _whole(cell) for key, cell in cells.items()}
    return json.dumps(kept, ensure_ascii=False)


def _whole(cell: str) -> object:
    return {"utf8-base64": base64.b64encode(cell.encode()).decode()} if "\0" in cell else cell


FINDING_COLUMNS = ["id", "agency_id", "batch_id", "record_id", "place", "field", "code", "grade", "reason", "done"]


def file_findings(batch: Batch, findings: Iterable[Found], *, using: str) -> None:
    """Keep what was odd about the file as a whole."""
    lines = [
        _finding(batch, str(uuid.uuid5(batch.id, f"file/finding/{n}")), NULL, finding)
        for n, finding in enumerate(findings)
    ]
    store_lines([(Finding, FINDING_COLUMNS, lines)], using=using)


def _finding(batch: Batch, key: str, record: str, found: Found, place: str = "") -> str:
    words = [(found.place or place)[:120], found.field[:120], found.code, str(found.grade), found.reason[:300]]
    words = [escaped(text) for text in (*words, found.done[:300])]
    return "\t".join([key, str(batch.agency_id), str(batch.id), record, *words]) + "\n"
