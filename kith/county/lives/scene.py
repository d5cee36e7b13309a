"""What every subject works from: who was here when, who lived with whom, and the one way to add an event."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Generic, NamedTuple, Protocol, TypeVar

from kith.county.chance import Chance
from kith.county.happenings import KINDS
from kith.county.lives.days import DAY, YEAR, birthday, earliest
from kith.county.model import Block, Detail, Event, Home, Institution, Person, Stay

T = TypeVar("T")
When = date | tuple[date, date | None]
ADULT = 18
KEPT = frozenset({"cp_plan", "episode"})
"""Kinds that others ask after by person while the rest is told."""
CALM = 0.15
"""What trouble a household without any strain still has, beside one with the most."""


class Places(Protocol):
    """What is asked of the county: which institution serves a home (``places.County`` is one)."""

    def school_for(self, chance: Chance, home: Home, age: int) -> Institution | None:
        """Give a school near a home for an age."""

    def surgery_for(self, home: Home) -> Institution:
        """Give the surgery that serves a home."""

    def hospital_for(self, home: Home) -> Institution:
        """Give the hospital that serves a home."""

    def some(self, kind: str) -> tuple[Institution, ...]:
        """Give all institutions of a kind."""


class Here(NamedTuple):
    """Somebody and the first and last day on which things may happen to them, within the years that are told."""

    person: Person
    first: date
    last: date

    @property
    def years(self) -> float:
        """Say how many years that is."""
        return ((self.last - self.first).days + 1) / YEAR


class Lottery(Generic[T]):
    """Things drawn by weight, again and again."""

    def __init__(self, some: Iterable[tuple[T, float]]) -> None:
        kept = [(thing, weight) for thing, weight in some if weight > 0]
        self.things = [thing for thing, _ in kept]
        self._sums = list(accumulate(weight for _, weight in kept))

    @property
    def total(self) -> float:
        """Give the sum of all weights."""
        return self._sums[-1] if self._sums else 0.0

    def draw(self, chance: Chance) -> T:
        """Draw one. Raises IndexError when there is none."""
        return self.things[bisect(self._sums, chance.draw() * self.total, 0, len(self.things) - 1)]


def often(chance: Chance, mean: float) -> int:
    """Draw how often something happened, for a mean of any size."""
    few = 9.0
    if mean < few:
        return chance.times(mean)
    return max(round(chance.around(mean, mean**0.5)), 0)


def stay_on(person: Person, day: date) -> Stay | None:
    """Give the stay at the main home on a day."""
    for stay in person.stays:
        if stay.kind != "shared" and stay.covers(day):
            return stay
    return None


def gone(person: Person) -> date | None:
    """Give the first day on which somebody is no longer here: they died or left."""
    return earliest(person.died, person.left)


class Scene:
    """One block while its events are added."""

    def __init__(self, block: Block, county: Places, root: float) -> None:
        self.block = block
        self.county = county
        self.root = root
        self.since = block.plan.since
        self.until = block.plan.until
        self._kept: dict[tuple[str, Person], list[Event]] = defaultdict(list)

    def stream(self, subject: str) -> Chance:
        """Give a subject its own stream of draws."""
        return Chance(self.root, subject)

    def tell(
        self,
        kind: str,
        when: When,
        people: list[tuple[Person, str]],
        /,
        *,
        home: Home | None = None,
        place: Institution | None = None,
        part_of: Event | None = None,
        **detail: Detail,
    ) -> Event:
        """Add an event. What ends after the last day, or after the person it is about is gone, is cut off there."""
        start, end = (when, None) if isinstance(when, date) else when
        if KINDS[kind].ends:
            end = earliest(end, gone(people[0][0]))
            if end is not None and end > self.until:
                end = None
        event = Event(self.block.key("e"), kind, start, end, people, home, place, part_of, detail)
        if kind in KEPT:
            self._kept[(kind, people[0][0])].append(event)
        return self.block.happen(event)

    @cached_property
    def here(self) -> list[Here]:
        """Everybody who was here in the years that are told, with the days between which things may happen to them."""
        found = (self._presence(person) for person in self.block.people)
        return [one for one in found if one is not None]

    @cached_property
    def present(self) -> dict[Person, Here]:
        """The same by person."""
        return {one.person: one for one in self.here}

    @cached_property
    def became(self) -> dict[Person, Person]:
        """Who each child is since an adoption, by who they were before."""
        return {one.earlier: one for one in self.block.people if one.earlier is not None}

    @cached_property
    def children(self) -> list[Here]:
        """Those who were children for some of the time, while they were."""
        found = (self.aged(one, 0, ADULT) for one in self.here)
        return [one for one in found if one is not None]

    def _presence(self, person: Person) -> Here | None:
        if not person.stays:
            return None
        first = max(self.since, person.born, person.came or person.born, person.stays[0].start)
        left = earliest(gone(person), self._homeless_from(person))
        last = self.until if left is None else min(self.until, left - DAY)
        return Here(person, first, last) if first <= last else None

    def _homeless_from(self, person: Person) -> date | None:
        ends = [stay.end for stay in person.stays if stay.main]
        return None if None in ends or not ends else max(end for end in ends if end is not None)

    def aged(self, here: Here, youngest: int, under: int) -> Here | None:
        """Give the part of somebody's time here in which they were of an age, if any."""
        born = here.person.born
        first = max(here.first, birthday(born, youngest))
        last = min(here.last, birthday(born, under) - DAY)
        return Here(here.person, first, last) if first <= last else None

    def day_in(self, chance: Chance, here: Here) -> date:
        """Draw a day on which somebody was here."""
        return chance.day(here.first, here.last)

    @cached_property
    def strain(self) -> dict[Person, float]:
        """How much likelier trouble is for each person than for the average of the block, from the worst of their homes."""
        raw = {
            one.person: CALM + (1 - CALM) * max(stay.household.strain for stay in one.person.stays) ** 2
            for one in self.here
        }
        years = sum(one.years for one in self.here)
        middle = sum(one.years * raw[one.person] for one in self.here) / years if years else 1.0
        return {person: value / middle for person, value in raw.items()}

    def lottery(self, weigh: Callable[[Here], float]) -> Lottery[Here]:
        """Make a lottery of everybody, by what each weighs."""
        return Lottery((one, weigh(one)) for one in self.here)

    def plans_of(self, child: Person) -> list[Event]:
        """Give the child protection plans told of a child so far, in the order of telling."""
        return self._told("cp_plan", child)

    def episodes_of(self, child: Person) -> list[Event]:
        """Give the episodes of care told of a child so far, in the order of telling."""
        return self._told("episode", child)

    def _told(self, kind: str, child: Person) -> list[Event]:
        return self._kept.get((kind, child), [])

    def with_them(self, person: Person, day: date) -> list[Person]:
        """Give those who live with somebody on a day and are here, themselves left out."""
        stay = stay_on(person, day)
        if stay is None:
            return []
        return [one.person for one in stay.household.stays if one.covers(day) and self._other(one.person, person, day)]

    def _other(self, one: Person, person: Person, day: date) -> bool:
        return one is not person and one.here_on(day) and one.earlier is not person and person.earlier is not one
