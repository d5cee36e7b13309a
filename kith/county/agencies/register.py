"""An agency's register: its entries for the people it knows, some of them twice."""

from __future__ import annotations

from datetime import date

from kith.county.agencies import habits
from kith.county.agencies.clerk import Clerk
from kith.county.agencies.mistakes import TWICE
from kith.county.agencies.persona import Persona
from kith.county.agencies.touches import Touches
from kith.county.chance import Chance
from kith.county.model import Block, Person
from kith.county.plan import ROOM

_PLACES = 10**8
_STEP = {agency: 70_710_679 + 2_020 * index for index, agency in enumerate(habits.AGENCIES)}
"""Odd and no multiple of five, so that different entries get different numbers, which say nothing of who it is."""
_PERSON_STEP, _SHARE_OF_LATER = 7_919, 3
"""A third of what happens later is kept under the second entry."""


class Register:
    """The entries, by the number of the person."""

    def __init__(self, block: Block, agency: str, touches: Touches, chance: Chance) -> None:
        self._first_number = block.number * 2 * ROOM
        self._agency, self._chance, self._touches = agency, chance, touches
        self._habits = habits.habits_of(agency, block.plan.errors)
        apart = frozenset(one.earlier.number for one in block.people if one.earlier is not None)
        self._clerk = Clerk(self._habits, chance, apart)
        self._entries: dict[int, tuple[Persona, ...]] = {}
        self._since: dict[int, date] = {}
        self._given = 0
        for number in chance.mixed(sorted(touches.people)):
            self._enter(touches.people[number], touches.days[number])

    def holds(self, person: Person) -> bool:
        """Say whether somebody has an entry."""
        return person.number in self._entries

    def entry(self, person: Person, day: date) -> Persona:
        """Give the entry to which a day belongs; make one for whoever has none."""
        if person.number not in self._entries:
            self._enter(person, [day])
        found = self._entries[person.number]
        return found[1] if len(found) > 1 and self._in_second(person.number, day) else found[0]

    def entries(self) -> list[Persona]:
        """Give all, in order of local number."""
        return sorted((one for some in self._entries.values() for one in some), key=lambda one: one.local_id)

    def _enter(self, person: Person, days: list[date]) -> None:
        number = person.number
        since = self._second_since(person, days)
        if since is None:
            self._entries[number] = (self._made(person, days),)
            return
        self._since[number] = since
        second = [day for day in days if self._in_second(number, day)]
        first = [day for day in days if not self._in_second(number, day)]
        self._entries[number] = (self._made(person, first), self._made(person, second, TWICE))

    def _second_since(self, person: Person, days: list[date]) -> date | None:
        """Say from when somebody has a second entry, if they get one: always after the first touch."""
        first = min(days)
        if first < person.born <= max(days):
            again = self._chance.draw() < self._habits.keeping["unborn_twice"]
            return min(day for day in days if day >= person.born) if again else None
        if self._chance.draw() >= self._habits.keeping["twice"]:
            return None
        later = sorted({day for day in days if day > first})
        return self._chance.pick(later) if later else None

    def _in_second(self, number: int, day: date) -> bool:
        since = self._since[number]
        return day == since or (day > since and (day.toordinal() * _PERSON_STEP + number) % _SHARE_OF_LATER == 0)

    def _number(self) -> str:
        self._given += 1
        number = (self._first_number + self._given) * _STEP[self._agency] % _PLACES
        return habits.NUMBER[self._agency].format(number)

    def _made(self, person: Person, days: list[date], *mistakes: str) -> Persona:
        draft = self._clerk.draft(person, min(days), max(days))
        draft.mistakes.extend(mistakes)
        return draft.entry(self._agency, self._number(), self._touches.died.get(person.number))
