"""Which events an agency holds, and on which day it wrote each down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from kith.county.agencies import habits
from kith.county.chance import Chance
from kith.county.model import Block, Event, Person

_CARE = frozenset({"care_review", "health_check", "adoption", "care_leaver"})
"""What concerns the council that looks after the child, wherever it lives now."""
_DAY = timedelta(days=1)


class Holding:
    """The events one agency holds. ``told`` gives the day by the key of the event."""

    def __init__(self, block: Block, agency: str, chance: Chance) -> None:
        self.told: dict[str, date] = {}
        self.events: list[Event] = []
        self._until = block.plan.until
        self._authority = habits.AUTHORITY[agency]
        self._lags = habits.TOLD[agency]
        self._chance = chance
        self._asked: set[str] = set()
        self._care: dict[int, list[Event]] = {}
        if self._authority:
            for one in block.of("looked_after"):
                self._care.setdefault(one.person.number, []).append(one)
        for event in block.of(*self._lags):
            self._ask(event)

    def add_of_known(self, block: Block, agency: str, known: Iterable[int]) -> list[Event]:
        """Add what it hears only about those it knows already, by their numbers; give what was added."""
        numbers = frozenset(known)
        count = len(self.events)
        self._lags = habits.TOLD_OF_KNOWN[agency]
        for event in block.of(*self._lags):
            if event.person.number in numbers:
                self._hear(event)
        return self.events[count:]

    def _ask(self, event: Event) -> bool:
        """Settle whether it holds an event; what is part of another is held only if that is."""
        if event.key in self._asked:
            return event.key in self.told
        self._asked.add(event.key)
        above = event.part_of
        if above is not None and above.kind in self._lags and not self._ask(above):
            return False
        if self._authority and self._whose(event) != self._authority:
            return False
        return self._hear(event)

    def _hear(self, event: Event) -> bool:
        mean, never = self._lags[event.kind]
        day = event.start + timedelta(days=self._chance.waiting(mean))
        if self._chance.draw() < never or day > self._until:
            return False
        self.told[event.key] = day
        self.events.append(event)
        return True

    def _whose(self, event: Event) -> str:
        """Say whose services somebody falls to on the day; a child in care remains that of the council that took it."""
        first = event
        while first.part_of is not None:
            first = first.part_of
        if first.kind in _CARE:
            earlier = [one for one in self._care_of(first.person) if one.start <= first.start]
            first = earlier[-1] if earlier else first
        day = first.start - _DAY if first.kind == "looked_after" else first.start
        return authority_on(first.person, day)

    def _care_of(self, person: Person) -> list[Event]:
        before = person.earlier
        return self._care.get(person.number) or (self._care.get(before.number, []) if before else [])


def authority_on(person: Person, day: date) -> str:
    """Say whose services somebody falls to by where they live, or last lived before the day; Wiltshire's if nowhere."""
    if not person.stays and person.mother is not None:  # a child who is expected
        person = person.mother
    home = person.home_on(day)
    if home is not None:
        return home.authority
    before = [stay for stay in person.stays if stay.main and stay.start <= day] or person.stays[:1]
    return before[-1].home.authority if before else "wiltshire"
