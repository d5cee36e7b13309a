"""The weights: how often each level is seen in each kind of pair. Learned, published as JSON, and never a black box."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from kith.linkage.kernels.arrays import F64, I32, I64
from kith.linkage.kernels.comparing import COLUMNS, Plan, Scales
from kith.linkage.schema import CHECKED, Field, Schema, Way

VERSION = 1
PERSON = "person"
CHANCE = "chance"
_MOST_COLUMNS = 6
_COMPARED = 5_000
Shares = dict[str, dict[str, list[float]]]


@dataclass(frozen=True, slots=True)
class Weights:
    """By kind of pair and field: the share of each level among the pairs in which both sides are known."""

    schema: str
    shares: Shares
    rates: dict[str, float]
    """By kind of pair but chance: how many such pairs there are for each record."""
    trained: dict[str, object]
    """Where and how it was learned."""

    def as_json(self) -> str:
        """Write it down, with few digits: the weights are a document that people read."""
        rounded = {
            kind: {name: [float(f"{share:.4g}") for share in levels] for name, levels in fields.items()}
            for kind, fields in self.shares.items()
        }
        rates = {kind: float(f"{rate:.4g}") for kind, rate in self.rates.items()}
        told = {"version": VERSION, "schema": self.schema, "trained": self.trained, "rates": rates, "shares": rounded}
        return json.dumps(told, indent=1) + "\n"


class OtherVersion(ValueError):
    """The weights were written for another version of this engine or another schema."""


def read(text: str, schema: Schema) -> Weights:
    """Read weights from JSON. Raises ``OtherVersion`` where they do not fit the schema."""
    told = json.loads(text)
    fits = told["version"] == VERSION and told["schema"] == schema.name
    if not fits or any(len(told["shares"][PERSON][one.name]) != len(one.levels) for one in schema.fields):
        raise OtherVersion(f"These weights are for {told['schema']}, version {told['version']}.")
    return Weights(told["schema"], told["shares"], told["rates"], told["trained"])


def published(schema: Schema) -> Weights:
    """Give the weights that come with Kith."""
    return read(files("kith.linkage").joinpath(f"data/weights-{schema.name}.json").read_text(encoding="utf-8"), schema)


def kinds_of(schema: Schema) -> tuple[str, ...]:
    """Give the kinds of pair in the order of the scales: one person first."""
    return (PERSON, *(one.name for one in schema.kinds))


def counts(weights: Weights, schema: Schema, records: int) -> F64:
    """Say how many pairs of each kind there are for each record, in a set of so many."""
    rates = {**weights.rates, CHANCE: max(records - 1, 1) / 2}
    return np.array([rates[kind] for kind in kinds_of(schema)])


def plan_of(schema: Schema) -> Plan:
    """Give the loops their orders."""
    return Plan(_rows(schema, costly=False), _rows(schema, costly=True))


def _rows(schema: Schema, *, costly: bool) -> I64:
    made, stride = [], 1
    checked = [one.name for one in schema.columns if one.reading in CHECKED]
    for one in schema.half(costly=costly):
        columns = [schema.place(name) for name in one.columns] + [-1] * (_MOST_COLUMNS - len(one.columns))
        number = checked.index(one.columns[0]) if one.way is Way.NUMBER else 0
        if one.way is Way.NAME:
            # Names the other way round are counted once, under the name that comes first.
            columns[4] = int(not any(other.way is Way.NAME for other in schema.fields[: schema.fields.index(one)]))
        made.append([int(one.way), stride, number, *columns])
        stride *= len(one.levels)
    return np.array(made, np.int64).reshape(len(made), COLUMNS + _MOST_COLUMNS)


def scales_of(weights: Weights, schema: Schema, records: int) -> Scales:
    """Lay the weights out by pattern, for a set of so many records."""
    first = _by_pattern(weights, schema, costly=False) * counts(weights, schema, records)
    last = _by_pattern(weights, schema, costly=True)
    return Scales(first, last, _hope(first, last))


def _by_pattern(weights: Weights, schema: Schema, *, costly: bool) -> F64:
    kinds = kinds_of(schema)
    made = np.ones((1, len(kinds)))
    for one in schema.half(costly=costly):
        shares = np.array([weights.shares[kind][one.name] for kind in kinds]).T.copy()
        shares[0] = 1.0
        made = (shares[:, None, :] * made[None, :, :]).reshape(-1, len(kinds))
    return made


def _hope(first: F64, last: F64) -> F64:
    """Give the most that the last fields can make of each pattern of the first.

    Where there are too many patterns to compare each with each, the best against each kind apart: more than can be.
    """
    against = last[:, 1:] / last[:, :1]
    if len(against) > _COMPARED:
        best = against.min(axis=0)[None, :]
    else:
        # A pattern cannot be the best if another is as good against every kind.
        kept = [row for row in against if not (np.all(against <= row, axis=1) & np.any(against < row, axis=1)).any()]
        best = np.unique(kept, axis=0)
    made: F64 = first[:, 0] / np.min(first[:, 1:] @ best.T, axis=1)
    return made


def level_of(one: Field, schema: Schema, patterns: I64 | I32) -> I64:
    """Take the level of a field out of patterns: a line a pair, first and last."""
    stride = 1
    for other in schema.half(costly=one.costly):
        if other.name == one.name:
            break
        stride *= len(other.levels)
    found: I64 = patterns[:, int(one.costly)].astype(np.int64) // stride % len(one.levels)
    return found
