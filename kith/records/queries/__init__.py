"""Ways of reading the pool from inside an open concern: who somebody might be, and who knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, connections

from kith.agencies.models import Agency, Team, TeamKind
from kith.linkage.lookup import Candidate, who_might_this_be
from kith.linkage.people import Described, Known, age_in, split_name
from kith.people.models import Person, Sex
from kith.records import access
from kith.records.models import Answer, Judgement
from kith.records.rules.involvement import said_kind
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere


def people_in(record_id: UUID) -> list[Person]:
    """List the people of one open record, as they were described."""
    return list(Person.objects.filter(record=record_id).order_by("at", "pk"))


def person_in(record_id: UUID, person_id: UUID) -> Person:
    """Read one person of one open record."""
    found = Person.objects.filter(record=record_id, pk=person_id).first()
    if found is None:
        raise NotHere
    return found


def described(person: Person, at: datetime) -> Described:
    """Turn somebody in a concern into what is compared."""
    forename, surname = split_name(person.name)
    return Described(
        forename=forename,
        surname=surname,
        born_on=person.born_on,
        born_words=person.age_words or person.born_words,
        age=age_in(person.age_words),
        on=at.date(),
        sex="" if person.sex == Sex.UNKNOWN else person.sex,
        nhs_number=person.nhs_number,
        upn=person.upn,
        postcode=person.postcode,
        address=person.address,
        school=person.school,
    )


def candidates(*, asker: Asker, person: Person, at: datetime) -> list[Candidate]:
    """Find who somebody in an open concern might be. Every search is recorded before anything is found."""
    access.SEARCH.require(asker, person)
    return who_might_this_be(described(person, at), lambda _: _fetch(asker, person))


def _fetch(asker: Asker, person: Person) -> Iterable[Known]:
    rows = _at_the_gate("select * from gate_candidates(%s, %s, %s)", asker.token, person.record_id, person.pk)
    return [
        Known(
            id=row["id"],
            agency=row["agency"],
            ids=frozenset(row["ids"]),
            forename=row["forename"],
            surname=row["surname"],
            other_names=row["other_names"],
            born_on=row["dob"],
            born_estimated=row["dob_estimated"],
            sex=row["sex"],
            nhs_number=row["nhs_number"],
            upn=row["upn"],
            postcode=row["postcode"],
            address=row["address"],
            address_hidden=row["address_hidden"],
            school=row["school"],
        )
        for row in rows
    ]


def _at_the_gate(query: str, *values: Any) -> list[dict[str, Any]]:
    with connections["gate"].cursor() as cursor:
        cursor.execute(query, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def ours_to_show(ids: Iterable[UUID]) -> set[UUID]:
    """Say which rows of somebody's own agency may be shown when it is asked: they stand, and shield nobody.

    A row that was superseded, or is older than its feed keeps, tells nothing of today; and an adopted child's earlier
    life is not put beside the present one, for their own agency neither.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from records_ours_to_show(%s)", [list(ids)])
        return {key for (key,) in cursor.fetchall()}


@dataclass(frozen=True)
class PersonSoFar:
    """Somebody in a concern, and what was judged about them so far."""

    person: Person
    same: int
    unsure: int
    no_match: bool

    @property
    def looked(self) -> bool:
        """Say whether anybody has judged anything yet."""
        return bool(self.same or self.unsure or self.no_match)


def matches_so_far(record_id: UUID) -> list[PersonSoFar]:
    """List the people of an open record with how far matching has come. Two queries, however many people."""
    answers: dict[UUID, list[str]] = {}
    for person, answer in Judgement.objects.filter(record=record_id, undone_at__isnull=True).values_list(
        "person_id", "answer"
    ):
        answers.setdefault(person, []).append(answer)
    return [_so_far(person, answers.get(person.pk, [])) for person in people_in(record_id)]


def _so_far(person: Person, answers: list[str]) -> PersonSoFar:
    return PersonSoFar(
        person=person,
        same=answers.count(Answer.SAME),
        unsure=answers.count(Answer.UNSURE),
        no_match=Answer.NO_MATCH in answers,
    )


def judgements(person: Person) -> list[Judgement]:
    """List what was judged about somebody, newest first, undone judgements among them."""
    return list(Judgement.objects.filter(record=person.record_id, person=person).order_by("-at"))


def agency_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Name agencies."""
    wanted = {one for one in ids if one}
    return dict(Agency.objects.filter(pk__in=wanted).values_list("pk", "name"))


@dataclass(frozen=True)
class Pointer:
    """That an agency knows somebody, how, when last, and whom to ring. Never what it knows."""

    person: Person
    agency: Agency
    kind: str
    now: bool
    last_date: date | None
    team: str
    contact: str
    duty_phone: str


def pointers(*, asker: Asker, record_id: UUID) -> list[Pointer]:
    """Point at who knows the people judged the same in an open concern. Recorded, here and for each agency."""
    people = {person.pk: person for person in people_in(record_id)}
    for person in list(people.values())[:1]:
        access.SEARCH.require(asker, person)
    rows = _at_the_gate("select * from gate_pointers(%s, %s)", asker.token, record_id)
    agencies = Agency.objects.in_bulk({row["agency"] for row in rows})
    desks = {team.agency_id: team for team in Team.objects.filter(agency__in=agencies, kind=TeamKind.RESEARCH)}
    return [
        Pointer(
            person=people[row["person"]],
            agency=agencies[row["agency"]],
            kind=said_kind(row["kind"]),
            now=row["begins"] is not None and row["ends"] is None,
            last_date=row["last_date"],
            team=desks[row["agency"]].name if row["agency"] in desks else "",
            contact=row["contact"],
            duty_phone=agencies[row["agency"]].duty_phone,
        )
        for row in rows
        if row["person"] in people
    ]
