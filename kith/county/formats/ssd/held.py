"""What one children's service holds in one block, arranged for the dataset: cases by kind, and how they hang together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.agencies.workers import staff
from kith.county.chance import Chance
from kith.county.formats.ssd.codes import FOLLOWS, LETTERS, teams
from kith.county.model import Event, Person


@dataclass(slots=True, eq=False)
class Case:
    """One row about a child: the event it tells of, the record it is kept under, its number and its days."""

    held: Held
    event: Event
    persona: Persona
    reference: str
    day: date
    last: date | None = None
    n: int = 0
    """Which of those derived from the same event, from 1."""

    def at(self, day: date, letter: str, n: int, last: date | None = None) -> Case:
        """Give a row derived from this one: the same child, another day, a number of its own."""
        return Case(self.held, self.event, self.persona, f"{self.reference}{letter}{n}", day, last, n)

    @property
    def age(self) -> int:
        """Count the child's years on the day."""
        return self.event.person.age_on(self.day)

    @property
    def until(self) -> date:
        """Give its last day, or the last day of the county if it goes on."""
        return self.last or self.held.until


class Held:
    """All cases of one service in one block. Every draw is from ``chance``, in the order of the tables."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.agency = known.agency
        self.until = known.plan.until
        self.chance = Chance(known.plan.seed, "block", known.block.number, known.agency, "ssd")
        self.workers = {name: f"{known.agency[-1:].upper()}W{n:04d}" for n, name in enumerate(self._staff(), 1)}
        self._cases: dict[str, list[Case]] = {kind: [] for kind in LETTERS}
        self._by_event: dict[str, Case] = {}
        self._of_child: dict[tuple[str, int], list[Case]] = {}
        for kind in LETTERS:
            for event in known.of(kind):
                self._add(event)
        self.personas = known.personas()
        self.by_person: dict[int, list[Persona]] = {}
        for one in self.personas:
            self.by_person.setdefault(one.person.number, []).append(one)
        self.episodes: dict[str, list[Case]] = {}
        for case in self._cases["episode"]:
            spell = self.above(case.event, "looked_after")
            if spell is not None:
                self.episodes.setdefault(spell.reference, []).append(case)
        self.spells = [case for case in self._cases["looked_after"] if case.reference in self.episodes]
        self.with_plans = self._with_plans()
        self.run_of: dict[str, str] = {}
        """By the letter of a kind of run and the number of an episode: the number of its run."""
        self.placements = list(self.runs("P", lambda one: (one.event.home, one.event.text("placement"))))
        self.in_care = frozenset(case.persona.local_id for case in self.spells)

    def _staff(self) -> tuple[str, ...]:
        return staff(self.agency, self.known.plan.seed)

    def _add(self, event: Event) -> None:
        owner = self._owner(event, FOLLOWS[event.kind]) if event.kind in FOLLOWS else None
        if owner is None and event.kind in FOLLOWS:
            return
        persona = owner.persona if owner else self.known.persona(event.person, event.start)
        reference = self.known.reference(event, LETTERS[event.kind])
        case = Case(self, event, persona, reference, event.start, self.known.ended(event))
        self._cases[event.kind].append(case)
        self._by_event[event.key] = case
        self._of_child.setdefault((event.kind, persona.person.number), []).append(case)

    def _with_plans(self) -> dict[int, tuple[date, date | None]]:
        """Find who has an education, health and care plan, as the council's schools team knows: from when until when."""
        found: dict[int, tuple[date, date | None]] = {}
        for event in self.known.block.of("enrolment"):
            number = event.person.number
            if event.text("sen") == "E" and number in self.by_person:
                first = found[number][0] if number in found else event.start
                found[number] = (first, self.known.ended(event))
        return found

    def of(self, kind: str) -> list[Case]:
        """Give the cases of a kind, in order of time."""
        return self._cases[kind]

    def of_child(self, kind: str, person: Person) -> list[Case]:
        """Give one child's cases of a kind, in order of time."""
        return self._of_child.get((kind, person.number), [])

    def above(self, event: Event, kind: str) -> Case | None:
        """Give the held case of a kind that an event is part of, however far up."""
        above = event.part_of
        while above is not None and above.kind != kind:
            above = above.part_of
        return self._by_event.get(above.key) if above is not None else None

    def before(self, kind: str, person: Person, day: date) -> Case | None:
        """Give a child's latest case of a kind that had begun by a day."""
        found = self.of_child(kind, person)
        place = bisect_right(found, day, key=lambda one: one.day)
        return found[place - 1] if place else None

    def _owner(self, event: Event, kind: str) -> Case | None:
        found = self.above(event, kind)
        if found is None:
            persona = self.known.persona(event.person, event.start)
            found = self.before(kind, persona.person, event.start)
        return found

    def referral(self, case: Case) -> Case | None:
        """Give the referral a case follows from."""
        return self.above(case.event, "referral") or self.before("referral", case.persona.person, case.day)

    def near(self, kind: str, case: Case, days: int) -> Case | None:
        """Give the same child's case of a kind that began within so many days before or after."""
        found = self.before(kind, case.persona.person, case.day + timedelta(days=days))
        return found if found is not None and (case.day - found.day).days <= days else None

    def runs(self, letter: str, what: Callable[[Case], object]) -> Iterator[Case]:
        """Give one row for each run of a child's episodes that are the same in something, such as the placement."""
        for spell in self.spells:
            for n, (_, run) in enumerate(groupby(self.episodes[spell.reference], what), 1):
                some = list(run)
                reference = f"{spell.reference}{letter}{n}"
                self.run_of.update((f"{letter}/{one.reference}", reference) for one in some)
                yield Case(self, some[0].event, spell.persona, reference, some[0].day, some[-1].last, n)

    def worker(self, subject: Event | Persona) -> str:
        """Give the number of who deals with something."""
        return self.workers[self.known.worker(subject)]

    def team(self, case: Case) -> str:
        """Give the number of the team a case lies with: by its kind, and by where the child's number falls."""
        some = teams(self.agency, case.event.kind)
        return some[case.event.person.number % len(some)]

    def known_one(self, person: Person | None) -> Persona | None:
        """Give the first record of somebody, if they have one."""
        found = self.by_person.get(person.number) if person is not None else None
        return found[0] if found else None


def every(case: Case, days: int, chance: Chance) -> Iterator[date]:
    """Give days about so many apart from the first to the last of a case, as visits are made."""
    day = case.day
    while True:
        day += timedelta(days=chance.whole(days * 3 // 4, days * 5 // 4))
        if day > case.until:
            return
        yield day


def days_in(case: Case, name: str) -> Iterable[date]:
    """Give the days that a detail lists, as far as they have come."""
    value = case.event.detail.get(name)
    some = value if isinstance(value, tuple) else (value,)
    return [day for day in some if isinstance(day, date) and day <= case.held.until]
