"""Reading an agency's own pooled records of somebody it was asked about. The wall shows an agency only its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.lib.phrases import said_date
from kith.linkage.lookup import who_might_this_be
from kith.linkage.people import Described, Known
from kith.people.models import Person
from kith.records.models import Answer, Event, Flag, Judgement, SourcePerson
from kith.records.queries import described
from kith.records.rules.involvement import said_kind

MOST = 50
JUDGED = "The front door judged them the same person"


@dataclass(frozen=True)
class Held:
    """One of this agency's records that may be the person: who, why it may be them, and what it says."""

    name: str
    why: str
    beware: Sequence[str]
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Ours:
    """What this agency's own records hold about one person in the question."""

    person: Person
    held: Sequence[Held]


def ours_about(person: Person, at: datetime) -> Ours:
    """Find this agency's own records of one person: those judged the same, then those that look alike."""
    judged = Judgement.objects.filter(person=person, answer=Answer.SAME, undone_at__isnull=True)
    same = SourcePerson.objects.filter(pk__in=[one for one in judged.values_list("source_person", flat=True) if one])
    sources = {one.pk: one for one in same[:MOST]}
    why: dict[UUID, tuple[str, Sequence[str]]] = dict.fromkeys(sources, (JUDGED, ()))
    for candidate in who_might_this_be(described(person, at), lambda wanted: _fetch(wanted, sources)):
        why.setdefault(candidate.known.id, (candidate.why, candidate.beware))
    facts = _facts(sources)
    found = [(sources[key], words) for key, words in why.items() if key in sources]
    return Ours(person, [Held(str(one), why_, beware, _rows(one, facts)) for one, (why_, beware) in found])


def _fetch(wanted: Described, sources: dict[UUID, SourcePerson]) -> Iterable[Known]:
    for one in _alike(wanted)[:MOST]:
        sources[one.pk] = one
        yield Known(
            id=one.pk,
            agency=one.agency_id,
            forename=one.forename,
            surname=one.surname,
            other_names=one.other_names,
            born_on=one.dob,
            born_estimated=one.dob_estimated,
            sex=one.sex,
            nhs_number=one.nhs_number,
            upn=one.upn,
            postcode=one.postcode,
            address=one.address,
            school=one.school,
        )


def _alike(wanted: Described) -> QuerySet[SourcePerson]:
    found = Q(pk__in=[])
    if wanted.nhs_number:
        found |= Q(nhs_number=wanted.nhs_number)
    if wanted.upn:
        found |= Q(upn=wanted.upn)
    if wanted.surname:
        found |= Q(surname__iexact=wanted.surname)
        found |= Q(surname__iexact=wanted.forename, forename__iexact=wanted.surname)
    if wanted.forename and wanted.born_on:
        found |= Q(forename__iexact=wanted.forename, dob=wanted.born_on)
    return SourcePerson.objects.filter(found).order_by("-last_date", "pk")


@dataclass(frozen=True)
class _Facts:
    flags: Sequence[Flag]
    events: Sequence[Event]


def _facts(sources: Iterable[UUID]) -> _Facts:
    keys = list(sources)
    events = Event.objects.filter(person__in=keys).order_by("-starts", "pk")[: MOST * 4]
    return _Facts(list(Flag.objects.filter(person__in=keys).order_by("-starts", "pk")), list(events))


def _rows(one: SourcePerson, facts: _Facts) -> list[tuple[str, str]]:
    """Say what one record holds; what it does not hold is left out."""
    known = said_kind(one.involvement_kind) if one.involvement_kind else one.involvement
    rows = [
        ("Date of birth", _day(one.dob)),
        ("Involvement", ", ".join(part for part in (known, _span(one.involvement_from, one.involvement_to)) if part)),
        ("Last contact", _day(one.last_date)),
        ("Worker", ", ".join(part for part in (one.worker, one.team, one.contact) if part)),
        ("Address", ", ".join(part for part in (one.address, one.postcode) if part)),
        ("School", one.school),
        *(("Plan or warning", _said(flag.kind, flag.detail, _span(flag.starts, flag.ends)))
          for flag in facts.flags if flag.person_id == one.pk),
        *(("Event", _said(event.kind, event.subkind, event.outcome, _span(event.starts, event.ends)))
          for event in facts.events if event.person_id == one.pk),
    ]  # fmt: skip
    return [(label, words) for label, words in rows if words]


def _said(*parts: str) -> str:
    words = ", ".join(part.replace("_", " ") for part in parts if part)
    return words[:1].upper() + words[1:]


def _day(day: date | None) -> str:
    return said_date(day) if day else ""


def _span(starts: date | None, ends: date | None) -> str:
    if starts and ends:
        return f"from {said_date(starts)} to {said_date(ends)}"
    return f"from {said_date(starts)}" if starts else f"until {said_date(ends)}" if ends else ""
