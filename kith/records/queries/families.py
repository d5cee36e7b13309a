"""Who somebody lives with and is related to, as an agency's own rows tell it: from their side, and from the other's.

People and households go by the agency's own number, in one kind of file: `Known`. The wall shows an agency its own rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from kith.records.models import Batch, HouseholdMember, Relationship, SourcePerson

USUAL = "default"
Known = tuple[UUID, str, str]
"""An agency, its kind of file, and its own number for a person or a household."""


@dataclass(frozen=True)
class Tie:
    """Somebody is related to another: `kind` is what the other is to them; `other` a row about the other, if there is one."""

    kind: str
    number: str
    told: Relationship
    other: SourcePerson | None = None


def households_of(rows: Iterable[UUID], *, using: str = USUAL) -> dict[UUID, list[HouseholdMember]]:
    """List everybody of the households some people are of, each by one row of theirs, in the order they came."""
    people = _known(rows, using)
    numbers = {number for _, _, number in people.values()}
    standing = HouseholdMember.objects.using(using).filter(record__superseded_at__isnull=True)
    standing = standing.select_related("batch", "person").order_by("starts", "pk")
    theirs: dict[Known, set[Known]] = {}
    for one in standing.filter(Q(person__local_id__in=numbers) | Q(other_local_id__in=numbers)):
        theirs.setdefault(_whom(one), set()).add(_of(one.batch, one.household))
    wanted = {household for some in theirs.values() for _, _, household in some}
    members: dict[Known, dict[Known, HouseholdMember]] = {}
    for one in standing.filter(household__in=wanted):
        members.setdefault(_of(one.batch, one.household), {})[_whom(one)] = one
    return {
        row: [one for household in sorted(theirs.get(who, ())) for one in members[household].values()]
        for row, who in people.items()
    }


def _whom(member: HouseholdMember) -> Known:
    return _of(member.batch, member.other_local_id or member.person.local_id)


def _of(batch: Batch, number: str) -> Known:
    return batch.agency_id, batch.profile, number


def _known(rows: Iterable[UUID], using: str) -> dict[UUID, Known]:
    found = SourcePerson.objects.using(using).filter(pk__in=list(rows)).exclude(local_id="").select_related("batch")
    return {one.pk: _of(one.batch, one.local_id) for one in found}


def ties_of(rows: Iterable[UUID], *, using: str = USUAL) -> dict[UUID, list[Tie]]:
    """List to whom some people are related, told by their own rows or by the other's, each tie once.

    In housing's files the number of a household stands for whoever heads it.
    """
    people = _known(rows, using)
    numbers = {number for _, _, number in people.values()}
    led = _heads(Q(person__local_id__in=numbers), using)
    told = _told(numbers | {number for _, _, number in led}, using)
    heads = led | _heads(Q(household__in={number for one in told for number in _numbers(one)}), using)
    ties: dict[Known, dict[tuple[str, str], Tie]] = {}
    for one in told:
        for who, tie in _both_ways(one, heads):
            ties.setdefault(who, {}).setdefault((tie.kind, tie.number), tie)
    named = _named({tie.number for some in ties.values() for tie in some.values()}, using)
    return {
        row: [replace(tie, other=named.get((who[0], who[1], tie.number))) for tie in ties.get(who, {}).values()]
        for row, who in people.items()
    }


def _told(numbers: set[str], using: str) -> list[Relationship]:
    standing = Relationship.objects.using(using).filter(record__superseded_at__isnull=True)
    standing = standing.select_related("batch", "person").order_by("starts", "pk")
    return list(standing.filter(Q(person__local_id__in=numbers) | Q(other_local_id__in=numbers)))


def _numbers(told: Relationship) -> tuple[str, str]:
    return told.person.local_id, told.other_local_id


def _heads(which: Q, using: str) -> dict[Known, str]:
    """Give the number of whoever heads some households, by the household's."""
    standing = HouseholdMember.objects.using(using).filter(record__superseded_at__isnull=True, other_local_id="")
    found = standing.filter(which, role="head").select_related("batch", "person").order_by("-starts", "-pk")
    return {_of(one.batch, one.household): one.person.local_id for one in found}


def _both_ways(told: Relationship, heads: Mapping[Known, str]) -> list[tuple[Known, Tie]]:
    this, other = (heads.get(_of(told.batch, number), number) for number in _numbers(told))
    back = Tie(told.inverse or "other", this, told)
    return [(_of(told.batch, this), Tie(told.kind, other, told)), (_of(told.batch, other), back)]


def _named(numbers: set[str], using: str) -> dict[Known, SourcePerson]:
    rows = SourcePerson.objects.using(using).filter(local_id__in=numbers, superseded_at__isnull=True)
    rows = rows.select_related("batch").order_by("batch__begun_at", "pk")
    return {_of(one.batch, one.local_id): one for one in rows if one.surname or one.forename}
