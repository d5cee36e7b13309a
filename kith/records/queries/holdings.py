"""What an agency's own rows hold of somebody: what happened, who else took part, with what, and where.

The wall shows an agency its own rows while it works on a record, and nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connections
from django.db.models import Q

from kith.records.models import AddressUse, Event, Involvement, Object, Organisation, Professional
from kith.records.queries import ours_to_show

USUAL = "default"
EVENTS = "select person, event, how, via from records_events_of(%s)"
ONE_PLACE = "select records_same_place(%s)"


@dataclass(frozen=True)
class Told:
    """An event, the row of the person asked about, and how it is theirs: their own, the same told again, or a part."""

    person: UUID
    event: Event
    how: str


def events_of(rows: Iterable[UUID], *, using: str = USUAL) -> list[Told]:
    """List what happened to some people of one agency, newest first, with what rows tell that name nobody."""
    return _told(_found(rows, using), using)


def events_to_show(rows: Iterable[UUID]) -> list[Told]:
    """List the same for the pages of their own agency: by those rows alone that may be shown to it."""
    found = _found(rows, USUAL)
    may = ours_to_show({one.via for one in found})
    return _told([one for one in found if one.via in may], USUAL)


class _Way(NamedTuple):
    """How an event was found to be somebody's: `via` one of their rows."""

    person: UUID
    event: UUID
    how: str
    via: UUID


def _found(rows: Iterable[UUID], using: str) -> list[_Way]:
    with connections[using].cursor() as cursor:
        cursor.execute(EVENTS, [list(rows)])
        return [_Way(*one) for one in cursor.fetchall()]


def _told(found: Iterable[_Way], using: str) -> list[Told]:
    how: dict[tuple[UUID, UUID], str] = {}
    for one in found:
        key = (one.person, one.event)
        how[key] = min(one.how, how.get(key, one.how))
    events = Event.objects.using(using).in_bulk({event for _, event in how})
    told = [Told(person, events[event], way) for (person, event), way in how.items() if event in events]
    return sorted(told, key=lambda one: (one.event.starts or date.min, one.event.pk), reverse=True)


@dataclass
class Around:
    """Who else had a part in an event, and the things that matter in it."""

    others: list[Involvement] = field(default_factory=list)
    things: list[Object] = field(default_factory=list)

    def take(self, told: Involvement | Object) -> None:
        """Take in what was found of it."""
        if isinstance(told, Involvement):
            self.others.append(told)
        else:
            self.things.append(told)


def around(events: Iterable[Event], *, using: str = USUAL) -> dict[UUID, Around]:
    """Say who else and what was in some events: told by the event's number in the same kind of file, or by its own row.

    Two kinds of event may have the same number: what a row tells is of the kind of event that the row itself tells.
    """
    asked = list(Event.objects.using(using).filter(pk__in=[one.pk for one in events]).select_related("batch"))
    found = {one.pk: Around() for one in asked}
    told = [one for model in (Involvement, Object) for one in _told_of(model, asked, using)]
    kinds = _kinds(told, using)
    for one in told:
        for event in asked:
            if _is_of(one, event, kinds.get((one.record_id, one.reference), {event.kind})):
                found[event.pk].take(one)
    return found


def _is_of(told: Involvement | Object, event: Event, kinds: set[str]) -> bool:
    if not told.reference:
        return told.record_id == event.record_id
    same = (told.agency_id, told.batch.profile, told.reference) == (
        event.agency_id,
        event.batch.profile,
        event.reference,
    )
    return same and event.kind in kinds


def _told_of(
    model: type[Involvement] | type[Object], events: Iterable[Event], using: str
) -> Iterable[Involvement | Object]:
    wanted = Q(record__in=[one.record_id for one in events], reference="")
    wanted |= Q(reference__in={one.reference for one in events} - {""}, agency__in={one.agency_id for one in events})
    standing = model._default_manager.using(using).filter(record__superseded_at__isnull=True)
    return standing.filter(wanted).select_related("batch").order_by("pk")


def _kinds(told: Iterable[Involvement | Object], using: str) -> dict[tuple[UUID, str], set[str]]:
    """Say of which kinds of event a row speaks, by their number."""
    rows = Event.objects.using(using).filter(record__in={one.record_id for one in told}).exclude(reference="")
    kinds: dict[tuple[UUID, str], set[str]] = {}
    for record, reference, kind in rows.values_list("record", "reference", "kind"):
        kinds.setdefault((record, reference), set()).add(kind)
    return kinds


def uses_of_place(key: str, *, using: str = USUAL) -> list[AddressUse]:
    """List who used one place, however its address was written, newest first."""
    with connections[using].cursor() as cursor:
        cursor.execute(ONE_PLACE, [key])
        keys = [one for (one,) in cursor.fetchall()]
    uses = AddressUse.objects.using(using).filter(place_key__in=keys, record__superseded_at__isnull=True)
    return list(uses.order_by("-starts", "pk"))


def workers_named(numbers: Iterable[str], *, agency: UUID | None = None, using: str = USUAL) -> dict[str, str]:
    """Name workers by their numbers, as the newest table of workers does; of the asker's agency where none is said."""
    rows = Professional.objects.using(using).filter(number__in=set(numbers) - {""}).exclude(name="")
    if agency:
        rows = rows.filter(agency=agency)
    return dict(rows.order_by("batch__begun_at", "pk").values_list("number", "name"))


def teams_named(numbers: Iterable[str], *, using: str = USUAL) -> dict[str, str]:
    """Name teams of the asker's agency by their numbers, as the newest table of teams does."""
    rows = Organisation.objects.using(using).filter(kind="team", urn__in=set(numbers) - {""}).exclude(name="")
    return dict(rows.order_by("batch__begun_at", "pk").values_list("urn", "name"))
