"""Check a chain of events: pure, so that any partner can run it on a copy without trusting the host.

The words that are hashed are the same in ``audit_write`` (SQL) and here: each field as its length in bytes, a colon
and the field, joined by bars, behind the digest of the row before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

GENESIS = sha256(b"kith audit").digest()


@dataclass(frozen=True)
class Head:
    """Say how far a chain has come: the number and digest of its newest row."""

    shard: int
    n: int
    digest: bytes


@dataclass(frozen=True)
class Fault:
    """Say where a chain is wrong, and how."""

    shard: int
    n: int
    words: str


class Row(NamedTuple):
    """Hold one event as it is checked: its place, the words that were hashed, and the digest it was given."""

    shard: int
    n: int
    words: bytes
    digest: bytes


def canonical(fields: Iterable[str]) -> bytes:
    """Give the bytes that are hashed for one row."""
    return b"|".join(b"%d:%b" % (len(raw), raw) for raw in (field.encode() for field in fields))


def check_chain(
    rows: Iterable[tuple[int, int, bytes, bytes]], heads: Mapping[int, Head], anchors: Mapping[int, Head]
) -> Iterator[Fault]:
    """Yield every fault in rows that come ordered by shard and number.

    ``heads`` is how far the database says each chain has come; ``anchors`` is what was exported earlier to somebody
    else. A tail that was cut together with its head is seen only against an anchor.
    """
    reached = {shard: Head(shard, 0, GENESIS) for shard in heads}
    for shard, group in groupby(rows, key=itemgetter(0)):
        n, digest, anchor = 0, GENESIS, anchors.get(shard)
        for _, number, words, given in group:
            if number != n + 1:
                yield Fault(shard, number, f"expected row {n + 1}, found {number}")
            elif sha256(digest + words).digest() != given:
                yield Fault(shard, number, "the words of this row do not match its digest, or the row before changed")
            if anchor is not None and anchor.n == number and anchor.digest != given:
                yield Fault(shard, number, "differs from the head that was exported")
            n, digest = number, given
        reached[shard] = Head(shard, n, digest)
    yield from _check_ends(reached, heads, anchors)


def _check_ends(reached: Mapping[int, Head], heads: Mapping[int, Head], anchors: Mapping[int, Head]) -> Iterator[Fault]:
    for shard, head in sorted(heads.items()):
        if reached[shard] != head:
            yield Fault(shard, head.n, f"the chain ends at row {reached[shard].n}, its head says {head.n}")
    for shard, anchor in sorted(anchors.items()):
        if shard not in reached or reached[shard].n < anchor.n:
            yield Fault(shard, anchor.n, "the exported head is beyond the end of this chain")
