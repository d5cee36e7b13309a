"""The kinds of file that come by one feed: the tables of a system are made each in its own way, and charted apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kith.records.models import Batch
from kith.records.rules.kinds import Kinds, said_parts
from kith.records.rules.profiles import Profile

FILES = 100
"""So many of the newest files are charted: what was long ago says little of how files are made now."""


@dataclass(frozen=True)
class Kind:
    """One of the kinds of file of a feed: each has its own chart, for each is made in its own way."""

    key: str
    words: str
    files: int
    newest: date
    chosen: bool


def day_of(batch: Batch) -> date:
    """Say from which day a file is: when its owner exported it, or else when it was read."""
    return timezone.localdate(batch.told_at or batch.begun_at)


def of_kind(every: Sequence[Batch], form: Profile | None, key: str) -> tuple[list[Kind], list[Batch]]:
    """Sort files, newest first, by their kind; give the files of the one that is asked for, or else of the newest."""
    fitted = Kinds(form)
    sorted_: dict[tuple[str, ...], list[Batch]] = {}
    for batch in every:
        parts = fitted.of(batch.columns, batch.file_name, day_of(batch))
        sorted_.setdefault(parts, []).append(batch)
    keys = {_key(parts): parts for parts in sorted_}
    chosen = keys.get(key) or next(iter(sorted_), ())
    kinds = [
        Kind(_key(parts), said_parts(parts), len(some), day_of(some[0]), parts == chosen)
        for parts, some in sorted_.items()
    ]
    return kinds, sorted_.get(chosen, [])[:FILES]


def _key(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
