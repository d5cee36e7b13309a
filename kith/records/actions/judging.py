"""Judging whether somebody in a concern is somebody an agency knows. A judgement can be undone; nothing is merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kith.agencies import actions as agencies
from kith.agencies.models import Role
from kith.audit import actions as audit
from kith.linkage.people import Known
from kith.people.models import Person
from kith.records import access, queries
from kith.records.models import Answer, Judgement
from kith.sharing.access import Asker, Decision
from kith.sharing.actions import NotHere
from kith.sharing.models import Subject

ASKED_FOR_AN_OPINION = Role.DECISION_MAKER


@dataclass(frozen=True)
class Said:
    """What somebody judged, about which row of an agency, and why."""

    answer: str
    source_person: UUID | None = None
    reason: str = ""


@transaction.atomic
def judge(*, person: Person, said: Said, by: Asker, at: datetime, path: str = "") -> Judgement:
    """Say that somebody is, is not or may be a person an agency knows, or that none of those offered is.

    Only somebody the search offers can be judged. A new judgement of the same pair puts the old one aside.
    """
    decision = access.SEARCH.require(by, person)
    known = _offered(person, said, by, at)
    _put_aside(person, said, by, at)
    one = Judgement(
        record_id=person.record_id,
        originator_id=by.agency,
        by=by.words,
        at=at,
        person=person,
        source_person=known.id if known else None,
        source_agency=known.agency if known else None,
        answer=said.answer,
        reason=said.reason,
    )
    one.save(force_insert=True)
    if said.answer == Answer.SAME and known:
        _say_whom_it_is_about(person, known, one)
    _note("records.judged", one, by, decision)
    if said.answer == Answer.UNSURE:
        _ask_a_colleague(by, path, at)
    return one


def _offered(person: Person, said: Said, by: Asker, at: datetime) -> Known | None:
    if said.answer == Answer.NO_MATCH:
        return None
    found = queries.candidates(asker=by, person=person, at=at)
    known = next((one.known for one in found if said.source_person in one.known.ids), None)
    if known is None:
        raise NotHere
    return known


def _put_aside(person: Person, said: Said, by: Asker, at: datetime) -> None:
    """Undo what this answer replaces: the earlier answer about the same pair, and "none of these" or its opposite."""
    standing = Judgement.objects.filter(record=person.record_id, person=person, undone_at__isnull=True)
    if said.answer == Answer.NO_MATCH:
        standing = standing.filter(answer__in=[Answer.SAME, Answer.UNSURE, Answer.NO_MATCH])
    elif said.answer == Answer.SAME:
        standing = standing.filter(source_person=said.source_person) | standing.filter(answer=Answer.NO_MATCH)
    else:
        standing = standing.filter(source_person=said.source_person)
    _take_back(person, standing, by, at)


def _say_whom_it_is_about(person: Person, known: Known, judgement: Judgement) -> None:
    """Name the person, and all the agency's rows of them, so that a bar on any of these bars the record."""
    Subject.objects.bulk_create([Subject(record_id=person.record_id, person=person.pk)], ignore_conflicts=True)
    Subject.objects.bulk_create(
        [
            Subject(record_id=person.record_id, person=one, because=judgement.pk)
            for one in sorted({known.id, *known.ids} - {person.pk})
        ]
    )


def _take_back(person: Person, standing: QuerySet[Judgement], by: Asker, at: datetime) -> None:
    """Undo judgements, and end what they said of the record: another judgement of the same rows still says it."""
    taken = list(standing.values_list("pk", flat=True))
    set_by_them = Subject.objects.filter(record=person.record_id, because__in=taken)
    set_by_them.filter(ended_at__isnull=True).update(ended_at=at)
    Judgement.objects.filter(pk__in=taken).update(undone_at=at, undone_by=by.words)


@transaction.atomic
def undo(*, person: Person, judgement_id: UUID, by: Asker, at: datetime) -> None:
    """Take a judgement back. It stays to be read, with who took it back and when."""
    decision = access.SEARCH.require(by, person)
    standing = Judgement.objects.filter(record=person.record_id, person=person, pk=judgement_id)
    one = standing.select_for_update(no_key=True).filter(undone_at__isnull=True).first()
    if one is None:
        raise NotHere
    _take_back(person, standing, by, at)
    _note("records.judgement_undone", one, by, decision)


def _note(what: str, one: Judgement, by: Asker, decision: Decision) -> None:
    audit.record(
        what=what,
        target=f"sharing.Record:{one.record_id}",
        purpose=by.purpose,
        ground="; ".join(decision.reasons),
        owner=str(one.source_agency or by.agency),
        detail={"judgement": str(one.pk), "answer": one.answer},
    )


def _ask_a_colleague(by: Asker, path: str, at: datetime) -> None:
    agencies.tell_role(
        agency=by.agency,
        role=ASKED_FOR_AN_OPINION,
        what="records.second_opinion",
        words="A colleague is not sure whether two records are one person, and asks what you think.",
        path=path,
        at=at,
    )
