"""Looking is an act: opening one concern."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from kith.concerns.models import Concern
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere, open_record


def look(*, by: Asker, reference: str) -> Concern:
    """Open the concern with this reference: checked, recorded, then returned.

    What is missing, barred, sealed or not theirs takes the same path as what opens, and raises ``NotHere``.
    """
    record_id = record_of(reference)
    open_record(by, record_id)
    found = Concern.objects.select_related("record").filter(record=record_id).first()
    if found is None:
        raise NotHere
    return found


def record_of(reference: str) -> UUID:
    """Find the record behind a reference, on the gate; a missing one is somebody nobody holds."""
    with connections["gate"].cursor() as cursor:
        cursor.execute("select concerns_record_of(%s)", [reference])
        found: UUID = cursor.fetchone()[0]
    return found
