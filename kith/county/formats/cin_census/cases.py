"""Cases: one referral of a child with all that came of it, as the council holds it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.model import Event, Person

PARTS = ("assessment", "s47", "conference", "cp_plan", "cin_plan")


@dataclass(slots=True)
class Case:
    """One referral: to which record of the child it belongs, when it was written down, and what came of it."""

    referral: Event
    persona: Persona
    told: date
    parts: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    """By kind, in order of time."""

    @property
    def no_action(self) -> bool:
        """Say whether nothing further was done."""
        return yes(self.referral, "nfa")


def yes(event: Event, detail: str) -> bool:
    """Say whether a detail that is 0 or 1 is 1."""
    return event.text(detail) == "1"


def day_of(event: Event, detail: str) -> date | None:
    """Give a detail that is a day; nothing where there is none."""
    value = event.detail.get(detail)
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def days_of(event: Event, detail: str) -> tuple[date, ...]:
    """Give a detail that is a list of days."""
    value = event.detail.get(detail)
    return tuple(day for day in value if isinstance(day, date)) if isinstance(value, tuple) else ()


def codes_of(event: Event, detail: str) -> tuple[str, ...]:
    """Give a detail that is a list of codes."""
    value = event.detail.get(detail)
    return tuple(str(code) for code in value) if isinstance(value, tuple) else tuple(event.text(detail).split())


def cases(known: Known) -> list[Case]:
    """Gather the referrals a council holds, each with its parts, in order of time."""
    found = [Case(event, known.persona(event.person, event.start), known.told(event)) for event in known.of("referral")]
    by_referral = {case.referral.key: case for case in found}
    by_person: dict[Person, list[Case]] = defaultdict(list)
    for case in found:
        by_person[case.referral.person].append(case)
    for part in known.of(*PARTS):
        owner = _named(part, by_referral) or _latest(part, by_person.get(part.person, []))
        if owner is not None:
            owner.parts[part.kind].append(part)
    return found


def _named(part: Event, by_referral: dict[str, Case]) -> Case | None:
    """Find the referral that an event says it is part of, however many steps away."""
    above = part.part_of
    while above is not None:
        if above.key in by_referral:
            return by_referral[above.key]
        above = above.part_of
    return None


def _latest(part: Event, among: list[Case]) -> Case | None:
    """Find the last referral before an event that was still open then and led to something."""
    for case in reversed(among):
        start, end = case.referral.start, case.referral.end
        if start <= part.start and (end is None or end >= part.start) and not case.no_action:
            return case
    return None
