"""Saying in words what an agency's own records hold beside who somebody is: events, who lives with them, and their ties."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kith.lib.phrases import said_date
from kith.records.models import Event, HouseholdMember, Involvement, Object, SourcePerson
from kith.records.queries.families import Tie
from kith.records.queries.holdings import Around

_NOT_WORTH_SAYING = {"mentioned": "", "unknown": ""}
_PARTS = {"subject": "", "missing": "", "unknown": "whose part is not told"}
"""How the part somebody had in an event is said, where that is not its own word."""


@dataclass(frozen=True)
class Names:
    """How workers and teams are called, where a row has only their number."""

    workers: Mapping[str, str]
    teams: Mapping[str, str]

    def worker(self, told: str) -> str:
        """Name a worker."""
        return self.workers.get(told, told)

    def team(self, told: str) -> str:
        """Name a team."""
        return self.teams.get(told, told)


def said(*parts: str) -> str:
    """Put parts together as one sentence, and leave out what is not told."""
    words = ", ".join(part.replace("_", " ") for part in parts if part)
    return words[:1].upper() + words[1:]


def span(starts: date | None, ends: date | None) -> str:
    """Say from when to when."""
    if starts and ends:
        return f"from {said_date(starts)} to {said_date(ends)}"
    return f"from {said_date(starts)}" if starts else f"until {said_date(ends)}" if ends else ""


def said_event(event: Event, near: Around, names: Names) -> str:
    """Say what happened, who else had a part in it, and with what."""
    others = dict.fromkeys(_other(one, names) for one in near.others)
    what = (event.kind, event.subkind, _PARTS.get(event.role, event.role), event.outcome)
    return said(*what, span(event.starts, event.ends), *others, *map(_thing, near.things))


def _other(one: Involvement, names: Names) -> str:
    """Name somebody at work; of another person only that there is one."""
    at_work = (one.worker or names.worker(one.worker_number), names.team(one.team), one.organisation)
    who = "another person" if one.other_local_id else ", ".join(part for part in at_work if part)
    told = " ".join(part for part in (one.role, one.description and f"({one.description})") if part)
    return f"{told}: {who}" if who else told


def _thing(one: Object) -> str:
    return _with_part(f"{one.description or one.kind} {one.identifier}".strip(), one.role)


def _with_part(name: str, part: str) -> str:
    told = _NOT_WORTH_SAYING.get(part, part)
    return f"{name} ({told})" if told else name


def said_households(members: Iterable[HouseholdMember], who: SourcePerson, may: Collection[UUID]) -> list[str]:
    """Name whom somebody lives with, as each household has it: those who may be shown, and no household that is secret."""
    homes: dict[str, list[HouseholdMember]] = {}
    for one in members:
        if not one.confidential:
            homes.setdefault(one.household, []).append(one)
    return [words for home in homes.values() if (words := _home(home, who, may))]


def _home(home: list[HouseholdMember], who: SourcePerson, may: Collection[UUID]) -> str:
    shown = [one for one in home if one.person_id in may and not one.other_local_id]
    others = [one for one in shown if one.person.local_id != who.local_id]
    named = [_with_part(str(one.person), one.role) for one in others]
    return said(home[0].basis, span(home[0].starts, home[0].ends), *named) if named else ""


def said_ties(ties: Iterable[Tie], may: Collection[UUID]) -> list[str]:
    """Say to whom somebody is related, where that is not secret and the other may be shown."""
    shown = (tie for tie in ties if tie.other and tie.other.pk in may and not tie.told.confidential)
    return [said(f"{tie.kind}: {tie.other}", *_remarks(tie), span(tie.told.starts, tie.told.ends)) for tie in shown]


def _remarks(tie: Tie) -> list[str]:
    told = tie.told
    remarks = [("parental responsibility", told.parental_responsibility), ("main carer", told.main_carer)]
    return [words for words, holds in (*remarks, ("disputed", told.disputed)) if holds]
