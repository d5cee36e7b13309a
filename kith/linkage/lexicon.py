"""Every name once: how it is written, said and shortened, under a code. It grows and never changes what it has."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from kith.linkage.kernels.arrays import ENDS, FAMILIES, I32, KEY, KIN, SOUND, U64, WIDTH, Words
from kith.linkage.kernels.texts import look_up, spell
from kith.linkage.values import names
from kith.linkage.values.texts import hashed, packed


def _none(columns: int) -> Words:
    return Words(np.zeros((1, WIDTH), np.uint64), np.zeros(1, np.uint64), np.ones((1, columns), np.uint8))


@dataclass(slots=True)
class Lexicon:
    """The names, and where each is found by its hash."""

    words: Words
    hashes: U64 = field(default_factory=lambda: np.zeros(0, np.uint64))
    codes: I32 = field(default_factory=lambda: np.zeros(0, np.int32))

    @classmethod
    def empty(cls, columns: int) -> Lexicon:
        """Begin one for records of so many columns."""
        return cls(_none(columns))

    def read(self, typed: pl.Series) -> I32:
        """Give the code of each name as it was typed; learn those that are new."""
        plain = names.plain(typed)
        closed = names.closed(plain)
        known = plain.zip_with(closed != "", closed)
        self._learn(known.unique())
        return self.find(known)

    def find(self, plain: pl.Series) -> I32:
        """Give the codes of plain names that are known."""
        return look_up(self.hashes, self.codes, hashed(plain))

    def code_of(self, one: U64) -> int:
        """Give the code of a name by its hash; 0 or less where it is not known."""
        return int(look_up(self.hashes, self.codes, one)[0])

    def _learn(self, plain: pl.Series) -> None:
        parts = plain.str.split(" ")
        ends = (parts.list.first().fill_null(""), parts.list.last().fill_null(""))
        whole = pl.concat([plain, *ends]).unique()
        new = whole.filter(pl.Series(self.find(whole) < 0)).sort()
        if len(new):
            self._add(new)

    def _add(self, plain: pl.Series) -> None:
        begin, many = len(self.words.short), len(plain)
        added = np.arange(begin, begin + many, dtype=np.int32)
        found = np.concatenate([self.hashes, hashed(plain)])
        order = np.argsort(found, kind="stable")
        self.hashes, self.codes = found[order], np.concatenate([self.codes, added])[order]
        made = self._described(plain)
        old = self.words
        self.words = Words(
            np.concatenate([old.rows, made.rows]),
            np.concatenate([old.short, made.short]),
            np.concatenate([old.band, made.band]),
        )

    def _described(self, plain: pl.Series) -> Words:
        closed = names.closed(plain)
        parts = plain.str.split(" ")
        rows = np.zeros((len(plain), WIDTH), np.uint64)
        spell(*packed(closed), rows)
        rows[:, KEY], rows[:, SOUND] = hashed(closed), hashed(names.sound(closed))
        first, last = (self.find(end).astype(np.uint64) for end in (parts.list.first(), parts.list.last()))
        rows[:, ENDS], rows[:, KIN] = first | last << np.uint64(32), _families(closed)
        band = np.ones((len(plain), self.words.band.shape[1]), np.uint8)
        return Words(rows, hashed(names.long(closed)), band)


def _families(closed: pl.Series) -> U64:
    table = names.families()
    found = np.zeros(len(closed), np.uint64)
    known = closed.is_in(list(table)).to_numpy().nonzero()[0]
    for at, name in zip(known, closed.gather(known), strict=True):
        found[at] = sum(line << 16 * place for place, line in enumerate(table[name][:FAMILIES]))
    return found
