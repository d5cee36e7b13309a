"""What happened, and the block that holds it with all who were in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from kith.county.model.people import Home, Household, Institution, Person, Sex, Stay, Tie
from kith.county.plan import ROOM, Plan

Detail = str | int | date | tuple[str, ...] | tuple[date, ...]


@dataclass(slots=True, eq=False)
class Event:
    """Something that happened, with who was in it and how. The kinds and their details are listed in ``happenings``."""

    key: str
    kind: str
    start: date
    end: date | None = None
    people: list[tuple[Person, str]] = field(default_factory=list)
    """Each with their part: child, harmed, suspected, witness, carer, patient, pupil, tenant, offender, present ..."""
    home: Home | None = None
    place: Institution | None = None
    part_of: Event | None = None
    detail: dict[str, Detail] = field(default_factory=dict)
    story: str = ""

    @property
    def person(self) -> Person:
        """Give the one whom it is about."""
        return self.people[0][0]

    def text(self, name: str) -> str:
        """Give a detail as text; nothing where there is none."""
        value = self.detail.get(name, "")
        return value if isinstance(value, str) else str(value)


@dataclass(slots=True)
class Block:
    """A slice of the county: people who have to do with one another, and everything that happened to them."""

    number: int
    plan: Plan
    people: list[Person] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    _by_kind: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    _counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def key(self, letter: str) -> str:
        """Give the next key of a kind of thing, unique in the county: p for people, h homes, g households, e events."""
        self._counts[letter] += 1
        return f"{letter}{self.number:03x}{self._counts[letter]:05x}"

    def person(self, sex: Sex, born: date, community: str = "english") -> Person:
        """Add somebody, who has no name, home or kin yet."""
        key = self.key("p")
        if self._counts["p"] > ROOM:
            raise OverflowError(f"Block {self.number} has more than {ROOM} people.")
        made = Person(key, self.number * ROOM + self._counts["p"] - 1, sex, born, community)
        self.people.append(made)
        return made

    def household(self, kind: str, home: Home) -> Household:
        """Add a household."""
        made = Household(self.key("g"), kind, home)
        self.households.append(made)
        return made

    def live(
        self, person: Person, household: Household, start: date, end: date | None = None, kind: str = "home"
    ) -> Stay:
        """Let somebody live in a household for a time."""
        stay = Stay(person, household.home, household, start, end, kind)
        household.stays.append(stay)
        person.stays.append(stay)
        person.stays.sort(key=lambda one: one.start)
        return stay

    def tie(self, tie: Tie) -> Tie:
        """Join two people."""
        self.ties.append(tie)
        tie.a.ties.append(tie)
        tie.b.ties.append(tie)
        return tie

    def happen(self, event: Event) -> Event:
        """Add an event; keep nothing that came after the last day of the county."""
        if event.start <= self.plan.until:
            self.events.append(event)
            self._by_kind[event.kind].append(event)
        return event

    def of(self, *kinds: str) -> list[Event]:
        """Give the events of some kinds, in order of time."""
        found = [event for kind in kinds for event in self._by_kind.get(kind, ())]
        return sorted(found, key=lambda one: (one.start, one.key))
