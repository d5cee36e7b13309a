"""A standing index: records come, change and go, and the people are those a full run would find."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from kith.linkage.blocking import instead_of, keys_of
from kith.linkage.clustering import Facts, Rules, cluster_some
from kith.linkage.encoding import Encoded, encode, ids_of
from kith.linkage.frozen import Frozen, freeze
from kith.linkage.identity import NOBODY, Event, What, renamed
from kith.linkage.kernels.arrays import F32, I32, I64, U8, U32, U64, Coded, Words
from kith.linkage.kernels.joining import hanging_together
from kith.linkage.lexicon import Lexicon
from kith.linkage.linking import KEPT, Linked
from kith.linkage.schema import Schema
from kith.linkage.scoring import Edges, Ready, joined
from kith.linkage.segments import Sorted, segment, weigh

MERGE_AT = 0.1
"""When so large a share of the records has come since the last sorting, all are sorted again."""
_ROOM = 1024
NEW_NAMES = 16
"""How many names that nobody has one question may hold."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What one change did."""

    touched: int
    """How many records were looked at again."""
    events: tuple[Event, ...]


@dataclass(slots=True)
class Index:
    """The records as codes, sorted by every key; the links between them; and who is who."""

    schema: Schema
    rules: Rules
    frozen: Frozen
    lexicon: Lexicon
    ready: Ready
    """Arrays with room at the end: only the first ``size`` lines are records."""
    ids: U64
    alive: U8
    edges: Edges
    first: I32
    bonds: F32
    person: I64
    size: int
    next_number: int
    base: tuple[Sorted, ...]
    based: int
    """How many records the first segment has."""
    places: dict[int, int]
    """Where the record of an id is."""
    ask_keys: U32
    asks: tuple[tuple[Sorted, ...], ...]
    """For looking up: by segment and key."""
    judged: dict[tuple[int, int], bool]
    """What people have said of two records, named by their ids: one person, or not."""
    asked_from: int
    """How many records the first segment for looking up has."""
    scratch: Words
    """The names, with room beyond the last for those in a question that nobody has."""

    @classmethod
    def begin(cls, linked: Linked, schema: Schema, rules: Rules | None = None) -> Index:
        """Begin one from a full run."""
        ids, size = linked.encoded.ids, len(linked.encoded.ids)
        _, person = np.unique(linked.people.first, return_inverse=True)
        return cls(
            schema, rules or Rules(), linked.frozen, linked.encoded.lexicon, linked.ready, ids, np.ones(size, np.uint8),
            linked.edges, linked.people.first, linked.people.bonds, person.astype(np.int64), size, int(person.max(initial=-1)) + 1,
            segment(linked.ready.keys, linked.ready.instead, 0, size), size, dict(zip(ids.tolist(), range(size), strict=True)),
            keys_of(linked.encoded, schema, schema.asks), (), {}, -1, linked.encoded.lexicon.words,
        )._opened()  # fmt: skip

    def _opened(self) -> Index:
        """Make it ready for questions."""
        self._grow(self.size + 1)
        self._sort_for_questions()
        return self

    def _sort_for_questions(self) -> None:
        instead = instead_of(self.schema.asks)
        whole = (
            self.asks[0]
            if self.asks and self.based == self.asked_from
            else segment(self.ask_keys, instead, 0, self.based)
        )
        self.asked_from = self.based
        since = (segment(self.ask_keys, instead, self.based, self.size),) if self.based < self.size else ()
        self.asks = (whole, *since)
        self.scratch = Words(*(_longer(one, NEW_NAMES) for one in self.lexicon.words))

    def change(self, table: pl.DataFrame, withdrawn: pl.DataFrame | None = None) -> Changed:
        """Take in records that are new or changed, and let go of those withdrawn, named by holder and number."""
        gone = ids_of(withdrawn, self.schema).tolist() if withdrawn is not None else []
        encoded = encode(table, self.schema, self.lexicon)
        dead = [place for one in (*gone, *encoded.ids.tolist()) if (place := self.places.pop(one, None)) is not None]
        old = {int(one): int(self.person[place]) for place in dead for one in [self.ids[place]]}
        loose = self._let_go(np.array(dead, np.int32))
        new = self._take_in(encoded, old)
        self._weigh(new)
        self._sort_for_questions()
        return self._settle(np.concatenate([loose, new]), set(old.values()))

    def _let_go(self, dead: I32) -> I32:
        """Let records go, and give those that were linked to them."""
        self.alive[dead] = 0
        kept = (self.alive[self.edges.pairs] == 1).all(axis=1)
        ends = self.edges.pairs[~kept].ravel()
        loose = np.unique(ends[self.alive[ends] == 1])
        # Whoever was of one person with them is looked at again, linked or not.
        company = np.flatnonzero(np.isin(self.first[: self.size], self.first[dead])) if len(dead) else dead
        company = company[self.alive[company] == 1]
        self.edges = Edges(self.edges.pairs[kept], self.edges.weights[kept], self.edges.patterns[kept])
        return np.union1d(loose, company).astype(np.int32)

    def _take_in(self, encoded: Encoded, old: dict[int, int]) -> I32:
        begin, many = self.size, len(encoded.ids)
        freeze(encoded, self.schema, self.frozen)
        keys, asks = (
            keys_of(encoded, self.schema, self.schema.keys, self.frozen),
            keys_of(encoded, self.schema, self.schema.asks),
        )
        self._grow(begin + many + 1)
        coded = Coded(self.ready.coded.lines, self.ready.coded.numbers, self.lexicon.words)
        for target, values in (
            (coded.lines, encoded.coded.lines),
            (coded.numbers, encoded.coded.numbers),
            (self.ready.keys, keys),
            (self.ask_keys, asks),
        ):
            target[begin : begin + many] = values
        self.ready = self.ready._replace(coded=coded)
        self.ids[begin : begin + many], self.alive[begin : begin + many] = encoded.ids, 1
        self.person[begin : begin + many] = [old.get(one, NOBODY) for one in encoded.ids.tolist()]
        new = np.arange(begin, begin + many, dtype=np.int32)
        self.first[new], self.bonds[new] = new, np.inf
        self.places.update(zip(encoded.ids.tolist(), new.tolist(), strict=True))
        self.size = begin + many
        return new

    def _grow(self, size: int) -> None:
        """Make room for so many records."""
        have = len(self.ids)
        if size <= have:
            return
        room = size + max(size // 10, _ROOM) - have
        coded, keys = self.ready.coded, self.ready.keys
        coded = coded._replace(lines=_longer(coded.lines, room), numbers=_longer(coded.numbers, room))
        self.ready = self.ready._replace(coded=coded, keys=_longer(keys, room))
        self.ids, self.alive, self.first = _longer(self.ids, room), _longer(self.alive, room), _longer(self.first, room)
        self.ask_keys = _longer(self.ask_keys, room)
        self.bonds, self.person = _longer(self.bonds, room), _longer(self.person, room)

    def _weigh(self, new: I32) -> None:
        if self.size - self.based > MERGE_AT * self.based:
            self.base, self.based = segment(self.ready.keys, self.ready.instead, 0, self.size), self.size
        first = self.size - len(new)
        parts = [self.edges, weigh(self.ready, self.base, new, self.alive, first, KEPT)]
        if self.based < self.size:
            since = segment(self.ready.keys, self.ready.instead, self.based, self.size)
            parts.append(weigh(self.ready, since, new, self.alive, first, KEPT))
        self.edges = joined(parts)

    def _settle(self, loose: I32, before: set[int]) -> Changed:
        """Find again who is who in every component that something was touched in."""
        facts = self._facts()
        whole = hanging_together(self.size, np.concatenate([self.edges.pairs, facts.pairs]))
        hit = np.zeros(self.size, np.bool_)
        hit[whole[loose]] = True
        touched = np.flatnonzero(hit[whole] & (self.alive[: self.size] == 1)).astype(np.int32)
        inside = hit[whole[self.edges.pairs[:, 0]]] if len(self.edges.pairs) else np.zeros(0, np.bool_)
        edges = Edges(self.edges.pairs[inside], self.edges.weights[inside], self.edges.patterns[inside])
        people = cluster_some(self.ready, edges, self.ids[: self.size], self.schema, self.rules, touched, facts)
        self.first[touched], self.bonds[touched] = people.first, people.bonds
        old = self.person[touched]
        self.person[touched], events, self.next_number = renamed(old, people.first, self.next_number)
        # Whoever shared a person with a record that went is among those touched.
        ended = before - set(self.person[touched].tolist())
        return Changed(len(touched), (*events, *(Event(What.ENDED, one) for one in sorted(ended))))

    def judge(self, one: int, other: int, *, same: bool | None) -> Changed:
        """Take in that two records, named by their ids, are one person or are not; None takes a judgement back."""
        pair = (min(one, other), max(one, other))
        if same is None:
            self.judged.pop(pair, None)
        else:
            self.judged[pair] = same
        there = [self.places[each] for each in pair if each in self.places]
        company = np.flatnonzero(np.isin(self.first[: self.size], self.first[there]))
        return self._settle(company[self.alive[company] == 1].astype(np.int32), set())

    def _facts(self) -> Facts:
        there = {pair: same for pair, same in self.judged.items() if pair[0] in self.places and pair[1] in self.places}
        pairs = np.array([[self.places[one], self.places[other]] for one, other in there], np.int32).reshape(-1, 2)
        return Facts(pairs, np.array(list(there.values()), np.bool_))

    def people(self) -> tuple[U64, I64]:
        """Give the ids of all records that are alive, and the number of each one's person."""
        alive = self.alive[: self.size] == 1
        return self.ids[: self.size][alive], self.person[: self.size][alive]


def _longer(array, room: int):  # type: ignore[no-untyped-def]
    return np.concatenate([array, np.zeros((room, *array.shape[1:]), array.dtype)])
