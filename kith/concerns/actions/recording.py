"""The four separate records, never one consent tick: family informed, agreement to support, sharing, objection."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kith.concerns import access
from kith.concerns.actions.inside import lock, note, put_in
from kith.concerns.models import AgreementToSupport, Concern, FamilyInformed, Objection, SharingDecision
from kith.sharing.access import Asker

KeptApart = FamilyInformed | AgreementToSupport | SharingDecision | Objection


@transaction.atomic
def record(*, concern: Concern, item: KeptApart, by: Asker, at: datetime) -> KeptApart:
    """Add one of the four records. A later one does not change an earlier one: both are kept."""
    one = lock(concern)
    decision = access.RECORD.require(by, one)
    put_in(item, concern=one, by=by, at=at)
    note("recorded", concern=one, by=by, decision=decision, detail={"kind": str(item._meta.model_name)})
    return item
