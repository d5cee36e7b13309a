"""What one agency holds of one block: its events, when it was told, and its entries for the people in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zlib import crc32

from kith.county.agencies import coded, habits, workers
from kith.county.agencies.addresses import Typist
from kith.county.agencies.holding import Holding
from kith.county.agencies.persona import Persona, Place
from kith.county.agencies.register import Register
from kith.county.agencies.touches import BEFORE_BIRTH, CUSTOMS, Touches, contacts, identity, registered
from kith.county.chance import Chance
from kith.county.model import Block, Event, Home, Person

if TYPE_CHECKING:
    from kith.county.places import County

_PLACES = 10**10
_STEP = {agency: 3_141_592_653 + 2_220 * index for index, agency in enumerate(habits.AGENCIES)}
"""Odd and no multiple of five, so that different events get different references."""


class Known:
    """What an agency holds. The same block and agency always give the same."""

    def __init__(self, block: Block, agency: str, county: County | None) -> None:
        self.block, self.plan, self.agency, self.county = block, block.plan, agency, county
        self.chance = self._stream("formats")
        """Draws for the formats of this agency."""
        self.references: dict[str, str] = {}
        """For the truth: each reference that was given out, and the key of the event it names."""
        self._holding = Holding(block, agency, self._stream("told"))
        self._register = Register(block, agency, self._touches(), self._stream("register"))
        self._by_kind: dict[str, list[Event]] = {}
        for event in self._holding.events:
            self._by_kind.setdefault(event.kind, []).append(event)
        self._typist = Typist(habits.habits_of(agency, block.plan.errors), self._stream("typing"))

    def _stream(self, purpose: str) -> Chance:
        return Chance(self.block.plan.seed, "block", self.block.number, "known", self.agency, purpose)

    def _touches(self) -> Touches:
        """Work out whom it knows and since when."""
        touches = Touches()
        until, unborn = self.plan.until, self.agency in BEFORE_BIRTH
        if self.agency == "health":
            for person, day in registered(self.block):
                touches.add(person, day)
        touches.add_all(self._holding.events, until, before_birth=unborn)
        custom = CUSTOMS.get(self.agency)
        for event in self._holding.events if custom else ():
            for person in custom(event) if custom else ():
                touches.add(person, event.start)
        of_known = self._holding.add_of_known(self.block, self.agency, touches.people)
        touches.add_all(of_known, until, before_birth=unborn)
        return touches

    def of(self, *kinds: str) -> list[Event]:
        """Give the events of some kinds that this agency holds, in order of time."""
        found = [event for kind in kinds for event in self._by_kind.get(kind, ())]
        return sorted(found, key=lambda one: (one.start, one.key))

    def held(self, event: Event) -> bool:
        """Say whether it holds an event."""
        return event.key in self._holding.told

    def told(self, event: Event) -> date:
        """Say when an event was written down; the day it began for one that the agency does not hold."""
        return self._holding.told.get(event.key, event.start)

    def ended(self, event: Event) -> date | None:
        """Give the day on which an event ended, or None where it goes on or had not ended by the last day."""
        return event.end if event.end is not None and event.end <= self.plan.until else None

    def holds(self, person: Person) -> bool:
        """Say whether it has an entry for somebody."""
        return self._register.holds(person)

    def persona(self, person: Person, day: date) -> Persona:
        """Give the entry under which something that happened on a day is kept.

        Give the day of the event, not that of writing it down: an adopted child was another person before the adoption.
        Whoever has no entry yet gets one.
        """
        return self._register.entry(identity(person, day), day)

    def personas(self) -> list[Persona]:
        """Give all entries, in order of local number."""
        return self._register.entries()

    def contacts(self, person: Person, day: date) -> list[Persona]:
        """Give the entries of those a school or clinic would ring about a child: at most two grown-ups of its home."""
        return [self.persona(one, day) for one in contacts(identity(person, day), day)]

    def reference(self, event: Event, prefix: str = "") -> str:
        """Give this agency's own number for an event, eleven digits after the prefix, and keep it for the truth.

        The first digit is 8: with it no such number can be read as an NHS number, a telephone or a property reference.
        """
        number = int(event.key[1:], 16) * _STEP[self.agency] % _PLACES
        made = f"{prefix}8{number:010d}"
        self.references[made] = event.key
        return made

    def placed(self, home: Home | None, whose: Person | None = None) -> Place:
        """Give an address as this agency would type it for an event; a secret one only in the share that leaks."""
        return self._typist.place(home, whose)

    def worker(self, subject: Event | Persona) -> str:
        """Give the invented name of who deals with an event or with an entry: always the same one."""
        person = subject.person.key
        team = subject.kind if isinstance(subject, Event) else "entry"
        staff = workers.staff(self.agency, self.plan.seed)
        return staff[crc32(f"{team}/{person}".encode()) % len(staff)]

    def coded(self, listname: str, code: str) -> str:
        """Write a coded value as this agency would: mostly as the code book has it, else as extracts really show."""
        return coded.coded(self.chance, listname, code)

    def path(self, name: str) -> str:
        """Say where a file of this agency lies below the folder of all that is written."""
        return f"agencies/{self.agency}/{name}"
