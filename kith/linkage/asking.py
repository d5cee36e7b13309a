"""Look somebody up as they were described: any part may be missing, an age may be about, and who they live with may help."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from kith.linkage.alone import Alone, read_alone
from kith.linkage.blocking import key_from, keys_from
from kith.linkage.frozen import freeze_line
from kith.linkage.index import NEW_NAMES, Index
from kith.linkage.kernels.arrays import F64, I32, Coded
from kith.linkage.kernels.asking import weigh_one
from kith.linkage.schema import Key, Part, Schema
from kith.linkage.segments import Sorted

MOST = 2000
"""Records that are weighed at most for one question."""
CROWD = 500
SHOWN = 20
_YEAR_BITS, _AGE_FITS, _AGE_NOT = 9, 4.5, -4.0
"""Bits for an age that fits within a year, and for one that does not: of all the ages there are, three of eighty fit."""
_AMONG, _NOT_AMONG = 6.0, -1.0
"""Bits for finding somebody of that name in the same home, and for not finding them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody as described. Texts by column, as in a table of records."""

    said: dict[str, str] = field(default_factory=dict)
    born: date | None = None
    age: int | None = None
    """About how old they are."""
    on: date | None = None
    """When they were that old."""
    lives_with: tuple[str, ...] = ()
    """First names of people of the same home."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One person who it may be."""

    person: int
    weight: float
    records: tuple[int, ...]
    """Places of the records in the index, the best first."""


def ask(index: Index, asked: Asked) -> list[Answer]:
    """Give the people who it may be, the likeliest first."""
    alone = read_alone(asked.said, asked.born, index.schema, index.lexicon)
    candidates = _candidates(index, alone, asked)
    freeze_line(alone.line, index.schema, index.frozen)
    if not len(candidates):
        return []
    weights = weigh_one(_with(index, alone), index.ready.plan, index.ready.scales, index.size, candidates)
    weights += _age(index, candidates, asked) + _company(index, candidates, asked)
    return _people(index, candidates, weights)


def _with(index: Index, alone: Alone) -> Coded:
    """Put what is asked into the room after the last record and the last name."""
    coded = index.ready.coded
    coded.lines[index.size], coded.numbers[index.size] = alone.line, alone.numbers
    begin = len(index.lexicon.words.short)
    for place, row in enumerate(alone.rows[:NEW_NAMES]):
        index.scratch.rows[begin + place] = row
    return coded._replace(words=index.scratch)


def _candidates(index: Index, alone: Alone, asked: Asked) -> I32:
    found = [np.zeros(0, np.int32)]
    for rule, key in enumerate(index.schema.asks):
        for wanted in _wanted(key, rule, alone, index.schema, asked):
            holders = [_holders(part[rule], wanted) for part in index.asks]
            # What very many have is looked through only while nothing better was found.
            if sum(map(len, holders)) <= CROWD or not any(map(len, found)):
                found += holders
    some = np.unique(np.concatenate(found))
    alive: I32 = some[index.alive[some] == 1][:MOST]
    return alive


def _holders(part: Sorted, key: int) -> I32:
    begin, end = np.searchsorted(part.keys, np.uint32(key), "left"), np.searchsorted(part.keys, np.uint32(key), "right")
    return part.order[begin:end]


def _wanted(key: Key, rule: int, alone: Alone, schema: Schema, asked: Asked) -> list[int]:
    """Give the keys to look for: of an age that is about right there are three."""
    found = []
    for parts in filter(None, (key.parts, key.instead)):
        for years in _years(parts, asked):
            values = [
                alone.part(part, column, schema) if part is not Part.YEAR or years is None else years
                for part, column in parts
            ]
            if all(values):
                found.append(key_from(values, rule, either=key.either))
    return found


def _years(parts: tuple[tuple[Part, str], ...], asked: Asked) -> tuple[int | None, ...]:
    about = any(part is Part.YEAR for part, _ in parts) and asked.born is None
    if not about or asked.age is None or asked.on is None:
        return (None,)
    year = asked.on.year - asked.age
    return year - 1, year, year + 1


def _age(index: Index, candidates: I32, asked: Asked) -> F64:
    if asked.age is None or asked.on is None or asked.born is not None:
        return np.zeros(len(candidates))
    years = (index.ready.coded.lines[candidates, index.schema.place("born")] >> np.uint32(_YEAR_BITS)).astype(np.int64)
    off = np.abs(asked.on.year - asked.age - years)
    return np.where(years == 0, 0.0, np.where(off <= 1, _AGE_FITS, _AGE_NOT))


def _company(index: Index, candidates: I32, asked: Asked) -> F64:
    """Look whether anybody of the names given has lived behind the same door."""
    if not asked.lives_with or index.schema.company < 0:
        return np.zeros(len(candidates))
    rule = index.schema.company
    lines = index.ready.coded.lines
    doors = lines[candidates, index.schema.place(index.schema.keys[rule].parts[1][1])]
    made = np.zeros(len(candidates))
    for name in asked.lives_with:
        short = read_alone({"forename": name}, None, index.schema, index.lexicon).part(
            Part.SHORT, "forename", index.schema
        )
        keys = keys_from(np.stack([np.full(len(doors), short, np.uint32), doors]), rule)
        part = index.base[rule]
        there = (np.searchsorted(part.keys, keys, "right") > np.searchsorted(part.keys, keys, "left")) & (keys != 0)
        made += np.where(doors == 0, 0.0, np.where(there, _AMONG, _NOT_AMONG))
    return made


def _people(index: Index, candidates: I32, weights: F64) -> list[Answer]:
    order = np.argsort(-weights, kind="stable")
    found: dict[int, list[int]] = {}
    best: dict[int, float] = {}
    for at in order.tolist():
        person = int(index.person[candidates[at]])
        if person not in found and len(found) == SHOWN:
            continue
        found.setdefault(person, []).append(int(candidates[at]))
        best.setdefault(person, float(weights[at]))
    return [Answer(person, best[person], tuple(records)) for person, records in found.items()]
