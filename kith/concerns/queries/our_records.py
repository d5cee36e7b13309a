"""Reading an agency's own pooled records of somebody it was asked about. The wall shows an agency only its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.concerns.queries.our_words import Names, said, said_event, said_households, said_ties, span
from kith.lib.phrases import said_date
from kith.linkage.lookup import who_might_this_be
from kith.linkage.people import Described, Known
from kith.people.models import Person
from kith.records.models import Answer, Flag, HouseholdMember, Judgement, SourcePerson
from kith.records.queries import described, families, holdings, ours_to_show
from kith.records.rules.involvement import said_kind

MOST = 50
JUDGED = "The front door judged them the same person"
OURS_ALONE = "Address, for your agency alone"
WITHHELD = "Address withheld"


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
    sources = _shown(same)
    why: dict[UUID, tuple[str, Sequence[str]]] = dict.fromkeys(sources, (JUDGED, ()))
    for candidate in who_might_this_be(described(person, at), lambda wanted: _fetch(wanted, sources)):
        why.setdefault(candidate.known.id, (candidate.why, candidate.beware))
    facts = _facts(sources)
    found = [(sources[key], words) for key, words in why.items() if key in sources]
    return Ours(person, [Held(str(one), why_, beware, _rows(one, facts)) for one, (why_, beware) in found])


def _fetch(wanted: Described, sources: dict[UUID, SourcePerson]) -> Iterable[Known]:
    for one in _shown(_alike(wanted)).values():
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


def _shown(rows: QuerySet[SourcePerson]) -> dict[UUID, SourcePerson]:
    """Leave out what may not be shown to their own agency either."""
    found = {one.pk: one for one in rows[:MOST]}
    may = ours_to_show(found)
    return {key: one for key, one in found.items() if key in may}


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
    events: Sequence[holdings.Told]
    near: Mapping[UUID, holdings.Around]
    names: Names
    homes: Mapping[UUID, list[HouseholdMember]]
    ties: Mapping[UUID, list[families.Tie]]
    may: Set[UUID]
    """Which rows of the others may be shown."""


def _facts(sources: Mapping[UUID, SourcePerson]) -> _Facts:
    flags = Flag.objects.filter(person__in=list(sources)).order_by("-starts", "pk")
    events = holdings.events_to_show(sources)[: MOST * 4]
    near = holdings.around(told.event for told in events)
    at_work = [other for one in near.values() for other in one.others]
    names = Names(
        holdings.workers_named([*(one.worker_number for one in at_work), *(one.worker for one in sources.values())]),
        holdings.teams_named([*(one.team for one in at_work), *(one.team for one in sources.values())]),
    )
    homes, ties = families.households_of(sources), families.ties_of(sources)
    others = {one.person_id for some in homes.values() for one in some}
    others |= {tie.other.pk for some in ties.values() for tie in some if tie.other}
    return _Facts(list(flags), events, near, names, homes, ties, ours_to_show(others))


def _rows(one: SourcePerson, facts: _Facts) -> list[tuple[str, str]]:
    """Say what one record holds; what it does not hold is left out."""
    known = said_kind(one.involvement_kind) if one.involvement_kind else one.involvement
    at_work = (facts.names.worker(one.worker), facts.names.team(one.team), one.contact)
    rows = [
        ("Date of birth", _day(one.dob)),
        ("Involvement", ", ".join(part for part in (known, span(one.involvement_from, one.involvement_to)) if part)),
        ("Last contact", _day(one.last_date)),
        ("Worker", ", ".join(part for part in at_work if part)),
        (OURS_ALONE if one.address_confidential else "Address", _address(one)),
        ("School", one.school),
        *(("Lives with", words) for words in said_households(facts.homes.get(one.pk, ()), one, facts.may)),
        *(("Related to", words) for words in said_ties(facts.ties.get(one.pk, ()), facts.may)),
        *(("Plan or warning", said(flag.kind, flag.detail, span(flag.starts, flag.ends)))
          for flag in facts.flags if flag.person_id == one.pk),
        *(("Event", said_event(told.event, facts.near[told.event.pk], facts.names))
          for told in facts.events if told.person == one.pk),
    ]  # fmt: skip
    return [(label, words) for label, words in rows if words]


def _address(one: SourcePerson) -> str:
    """Write the address, or that there is one which is kept back: that is not to know of none."""
    said = ", ".join(part for part in (one.address, one.postcode) if part)
    return said or (WITHHELD if one.address_confidential else "")


def _day(day: date | None) -> str:
    return said_date(day) if day else ""
