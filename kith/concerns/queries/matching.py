"""What the pages of matching show: the people of an open concern, who each might be, and who knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from kith.agencies.queries import names
from kith.linkage.lookup import Band, Candidate
from kith.people.models import Person
from kith.records import queries as records
from kith.records.models import Judgement
from kith.records.queries import Pointer
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere

BANDS = {
    Band.LIKELY: ("Likely", "Most details agree. Check them before you say yes."),
    Band.POSSIBLE: ("Possible", "Some details agree, or something may fool you."),
    Band.FAINT: ("Worth a look", "Little agrees."),
}


@dataclass(frozen=True)
class Offered:
    """One candidate, whose it is, and what was judged about it."""

    candidate: Candidate
    agency: str
    answer: str
    answered: str


@dataclass(frozen=True)
class Judged:
    """A judgement with its author in words."""

    judgement: Judgement
    agency: str
    by: str
    undone_by: str


@dataclass(frozen=True)
class Matches:
    """Everything about one person: who they might be by band, and what was judged."""

    person: Person
    bands: list[tuple[str, str, list[Offered]]]
    judged: list[Judged]
    enough: bool
    others: list[records.PersonSoFar]


def matches(*, asker: Asker, record_id: UUID, person_id: UUID, at: datetime) -> Matches:
    """Find who somebody might be. This is a search, and is recorded as one."""
    person = records.person_in(record_id, person_id)
    found = records.candidates(asker=asker, person=person, at=at)
    judged = records.judgements(person)
    offered = _offered(found, judged)
    return Matches(
        person=person,
        bands=[(*BANDS[band], list(group)) for band, group in groupby(offered, lambda one: one.candidate.band)],
        judged=_in_words(judged),
        enough=records.described(person, at).enough,
        others=[one for one in records.matches_so_far(record_id) if one.person.pk != person.pk],
    )


def offered(
    *, asker: Asker, record_id: UUID, person_id: UUID, source_person: UUID, at: datetime
) -> tuple[Person, Offered, int, int]:
    """Read one candidate, with its place among all of them."""
    person = records.person_in(record_id, person_id)
    found = records.candidates(asker=asker, person=person, at=at)
    number = next((n for n, one in enumerate(found, 1) if source_person in one.known.ids), None)
    if number is None:
        raise NotHere
    return person, _offered(found, records.judgements(person))[number - 1], number, len(found)


def _offered(found: list[Candidate], judged: list[Judgement]) -> list[Offered]:
    agencies = records.agency_names(one.known.agency for one in found)
    standing = {one.source_person: one for one in judged if one.undone_at is None and one.source_person}
    offered = []
    for one in found:
        answer = next((standing[row] for row in one.known.ids if row in standing), None)
        offered.append(
            Offered(
                candidate=one,
                agency=agencies.get(one.known.agency, ""),
                answer=answer.answer if answer else "",
                answered=answer.get_answer_display() if answer else "",
            )
        )
    return offered


def _in_words(judged: list[Judgement]) -> list[Judged]:
    agencies = records.agency_names(one.source_agency for one in judged)
    who = names([words for one in judged for words in (one.by, one.undone_by)])
    return [
        Judged(
            judgement=one,
            agency=agencies.get(one.source_agency, "") if one.source_agency else "",
            by=who.get(one.by, one.by),
            undone_by=who.get(one.undone_by, one.undone_by),
        )
        for one in judged
    ]


@dataclass(frozen=True)
class KnownBy:
    """One person of the concern and the agencies that know them."""

    so_far: records.PersonSoFar
    pointers: list[Pointer]


def known_by(*, asker: Asker, record_id: UUID) -> list[KnownBy]:
    """Point at who knows each person in an open concern. Recorded."""
    found = records.pointers(asker=asker, record_id=record_id)
    return [
        KnownBy(one, [pointer for pointer in found if pointer.person.pk == one.person.pk])
        for one in records.matches_so_far(record_id)
    ]
