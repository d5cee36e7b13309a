"""Saying who a concern is about, when the report did not, or not fully."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kith.concerns import access
from kith.concerns.actions.inside import change, lock, note, put_in
from kith.concerns.actions.raising import decide_by
from kith.concerns.models import Concern, Kind
from kith.concerns.states import UNDECIDED
from kith.people.models import Part, Person
from kith.sharing.access import Asker
from kith.sharing.models import Subject

CHILDREN = (Part.CHILD, Part.UNBORN)
KINDS = {(True, False): Kind.CHILD, (False, True): Kind.ADULT, (True, True): Kind.BOTH}


@transaction.atomic
def add_person(*, concern: Concern, person: Person, by: Asker, at: datetime) -> Person:
    """Add somebody to a concern. Whom it is about may change with it, and then its clock may come sooner."""
    one = lock(concern)
    decision = access.TRIAGE.require(by, one)
    put_in(person, concern=one, by=by, at=at)
    Subject(record_id=one.record_id, person=person.pk).save(force_insert=True)
    _say_whom_it_is_about(one)
    note("person_added", concern=one, by=by, decision=decision, detail={"part": person.part})
    return person


def _say_whom_it_is_about(concern: Concern) -> None:
    parts = set(Person.objects.filter(record=concern.record_id).values_list("part", flat=True))
    kind = KINDS.get((bool(parts & set(CHILDREN)), Part.ADULT_AT_RISK in parts))
    if kind is None or kind == concern.kind:
        return
    concern.kind = kind
    if concern.stage in UNDECIDED:
        # A clock never moves later because somebody learned more.
        concern.decide_by = min(concern.decide_by, decide_by(kind, concern.received_at))
    change(concern, "kind", "decide_by")
