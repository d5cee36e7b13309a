"""People as agencies know them, put straight into the pool."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from kith.agencies.models import Agency
from kith.concerns.models import Concern
from kith.people.models import Person
from kith.records.models import Batch, SourcePerson, SourceRecord
from tests.factories.world import ADMIN

BORN = date(2011, 3, 14)
NHS, OTHER_NHS = "9990000018", "9990000026"


def row(agency: Agency, *, profile: str = "test", **said: Any) -> SourcePerson:
    """Put one row of somebody into the pool."""
    at = timezone.now()
    batch, _ = Batch.objects.using(ADMIN).get_or_create(
        agency=agency,
        profile=profile,
        file_sha256="0" * 64,
        defaults={"file_name": "f", "file_bytes": 1, "status": "done", "begun_at": at},
    )
    number = SourceRecord.objects.using(ADMIN).filter(batch=batch).count()
    record = SourceRecord.objects.using(ADMIN).create(
        agency=agency,
        batch=batch,
        ordinal=number,
        section="s",
        place=f"row {number}",
        raw={},
        row_sha256="",
        status="accepted",
    )
    said = {"forename": "Jayden", "surname": "Price", "dob": BORN, "sex": "male", **said}
    return SourcePerson.objects.using(ADMIN).create(agency=agency, batch=batch, record=record, **said)


def person(to: Concern, **said: Any) -> Person:
    """Describe somebody in a concern."""
    said = {"name": "Jayden Price", "born_on": BORN, "part": "child", **said}
    return Person.objects.using(ADMIN).create(record_id=to.record_id, by="public", at=timezone.now(), **said)
