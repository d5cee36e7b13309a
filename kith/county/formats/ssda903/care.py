"""One stretch of care: the record of the child, the episodes in it, and what happened to the child meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.formats.cin_census.years import Year
from kith.county.model import Event, Person

DURING = ("care_review", "health_check", "missing")
FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
ADOPTED = frozenset({"E11", "E12"})
RESPITE = frozenset({"V3", "V4"})


@dataclass(slots=True, eq=False)
class Care:
    """From the day a council began to look after a child until it ceased to."""

    event: Event
    persona: Persona
    told: date
    episodes: list[Event] = field(default_factory=list)
    """In order of time; never empty among what ``stretches`` gives."""
    during: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    """By the kinds of DURING, in order of time."""
    adoption: Event | None = None
    """That with which it ended."""
    again: bool = False
    """Whether the child came back into care after it."""

    @property
    def person(self) -> Person:
        """Give the child."""
        return self.event.person

    @property
    def born(self) -> date:
        """Give the birth date in the council's record, or the true one where it has none: the return insists on it."""
        return self.persona.born or self.person.born

    @property
    def unaccompanied(self) -> bool:
        """Say whether the child came to seek asylum alone."""
        return self.event.text("uasc") == "1"

    @property
    def end(self) -> date | None:
        """Give the day the care ceased."""
        return self.event.end

    def within(self, first: date, last: date) -> bool:
        """Say whether any of it falls between two days, both included."""
        return self.event.start <= last and (self.end is None or self.end >= first)

    def episodes_in(self, year: Year) -> list[Event]:
        """Give the episodes that touch a year."""
        return [one for one in self.episodes if one.start <= year.last and (one.end is None or one.end >= year.first)]

    def all_year(self, year: Year) -> bool:
        """Say whether the child was looked after without a break for the twelve months before the reference date."""
        through = self.event.start <= year.first and (self.end is None or self.end >= year.last)
        return through and not any(one.text("legal") in RESPITE for one in self.episodes_in(year))

    @property
    def placed(self) -> date | None:
        """Give the day the child was placed with who means to adopt it, if it was."""
        return min((one.start for one in self.episodes if one.text("placement") in FOR_ADOPTION), default=None)

    @property
    def matched(self) -> date | None:
        """Give the day of matching with who adopted it: never after the placing."""
        return self._before(self._told("matched"), self.placed)

    def meant_for_adoption(self) -> date | None:
        """Give the day of the decision that the child should be placed for adoption, if there was one."""
        ordered = min((one.start for one in self.episodes if one.text("legal") == "E1"), default=None)
        decided = self._told("decided") or ordered or self.placed
        return self._before(self._before(decided, ordered), self.matched or self.placed) if decided else None

    def _told(self, detail: str) -> date | None:
        """Give a day of the adoption, which is never before this care began."""
        value = self.adoption.detail.get(detail) if self.adoption is not None else None
        return max(value, self.event.start) if isinstance(value, date) else None

    @staticmethod
    def _before(day: date | None, limit: date | None) -> date | None:
        return min(day, limit) if day is not None and limit is not None else day


def stretches(known: Known) -> list[Care]:
    """Gather the stretches of care that a council holds, in order of time; one without an episode is left out."""
    found = [Care(one, known.persona(one.person, one.start), known.told(one)) for one in known.of("looked_after")]
    by_key = {care.event.key: care for care in found}
    for episode in known.of("episode"):
        if episode.part_of is not None and episode.part_of.key in by_key:
            by_key[episode.part_of.key].episodes.append(episode)
    kept = [care for care in found if care.episodes]
    by_person: dict[Person, list[Care]] = defaultdict(list)
    for care in kept:
        for before in by_person[care.person][-1:]:
            before.again = True
        by_person[care.person].append(care)
    _add_during(known, by_person)
    return kept


def _add_during(known: Known, by_person: dict[Person, list[Care]]) -> None:
    """Put what happened to a child with the care it happened in."""
    for event in known.of(*DURING):
        for care in _covering(event, by_person.get(event.person, ())):
            care.during[event.kind].append(event)
    for event in known.of("adoption"):
        _add_adoption(event, by_person)


def _covering(event: Event, some: Iterable[Care]) -> Iterator[Care]:
    return (care for care in some if care.within(event.start, event.start))


def _add_adoption(event: Event, by_person: dict[Person, list[Care]]) -> None:
    """Put an adoption with the care that it ended: that of the child as it was known before."""
    child = event.person.earlier or event.person
    for care in by_person.get(child, by_person.get(event.person, [])):
        if care.within(event.start - timedelta(days=1), event.start):
            care.adoption = event
