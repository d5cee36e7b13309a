"""Which social worker dealt with a child in care, from when to when, and why the worker changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from zlib import crc32

from kith.county.agencies.known import Known
from kith.county.chance import Chance, Weighted
from kith.county.formats.ssda903.care import Care

_STAYS = 400
"""Days that a child keeps a worker on average: our guess."""
_LEAST = 14
_REASONS = Weighted({"LEFTRL": 40, "TSPROC": 30, "ORGRST": 12, "MANAGE": 8, "ABSENC": 6, "OTHERS": 3, "CHCHAN": 1})
"""Why a worker changed: the codes are the return's, the shares our guess."""
_NUMBERS = 100_000


class Worked(NamedTuple):
    """One worker's time with a child."""

    number: str
    """XX and five digits: what the return has for somebody without a registration. Nobody's real number begins so."""
    start: date
    end: date | None
    reason: str


def number_of(name: str) -> str:
    """Give the number of a worker: always the same for a name."""
    return f"XX{crc32(name.encode()) % _NUMBERS:05d}"


def worked(known: Known, care: Care) -> Iterator[Worked]:
    """Give those who worked with a child in order of time: each begins on the day the last one ends.

    The last is still the worker after the care ceased, unless the child came back into care: the return asks for
    somebody at the end of the year.
    """
    chance = Chance(known.plan.seed, "ssda903", known.agency, care.event.key, "workers")
    start, reason = care.event.start, "FCONTA"
    first = known.worker(care.event)
    last = min(care.end or known.plan.until, known.plan.until)
    count = 0
    while True:
        change = start + timedelta(days=_LEAST + chance.waiting(_STAYS))
        number = number_of(f"{first}/{count}" if count else first)
        if change >= last:
            yield Worked(number, start, care.end if care.again else None, reason)
            return
        yield Worked(number, start, change, reason)
        start, reason, count = change, chance.weighted(_REASONS), count + 1
