"""Looking is an act: opening one concern."""

from __future__ import annotations

from uuid import UUID, uuid4

from kith.concerns.models import Concern
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere, open_record


def look(*, by: Asker, reference: str) -> Concern:
    """Open the concern with this reference: checked, recorded, then returned.

    What is missing, barred, sealed or not theirs takes the same path as what opens, and raises ``NotHere``.
    """
    listed = Concern.objects.select_related("record").filter(reference=reference).first()
    record_id: UUID = listed.record_id if listed else uuid4()
    open_record(by, record_id)
    if listed is None:
        raise NotHere
    return listed
