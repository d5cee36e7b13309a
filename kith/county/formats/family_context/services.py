"""The feeds that say which service somebody has and who to ring: social care, community health, youth justice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kith.county.agencies.known import Known
from kith.county.formats.family_context.cells import People, Row, day, worker
from kith.county.formats.family_context.involvements import Involvement, latest
from kith.county.model import Event

HAS_WORKER = 0.94
"""How often a case has somebody's name on it. Not sourced: our guess."""


def rows(known: Known, feed: str) -> Iterator[Row]:
    """Give the rows of a feed of services."""
    people, carers = People(known, feed), Carers(known)
    for one in latest(known, feed):
        named = known.worker(one.event) if one.ended is None or people.chance.yes(HAS_WORKER) else ""
        yield (
            *people.cells(one.persona), *worker(known, named), *carers.cells(one), one.words, day(one.event.start),
            day(one.ended),
        )  # fmt: skip


class Carers:
    """Who is known to care for somebody: those whom the agency has assessed as carers."""

    def __init__(self, known: Known) -> None:
        assessed = {(event.people[0][0].key, event.people[1][0].key) for event in _assessed(known)}
        self._has = bool(assessed) or known.agency == "adults"
        self._carers = {carer for carer, _ in assessed}
        self._cared_for = Counter(cared for _, cared in assessed)

    def cells(self, one: Involvement) -> Row:
        """Write whether somebody is a carer, and by how many they are cared for."""
        if not self._has:
            return "", ""
        key = one.persona.person.key
        count = self._cared_for[key]
        return "Yes" if key in self._carers else "No", str(count) if count else ""


def _assessed(known: Known) -> Iterator[Event]:
    return (event for event in known.of("carer_assessment") if len(event.people) > 1)
