"""People as agencies know them, put straight into the pool."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kith.agencies.models import Agency
from kith.concerns.models import Concern
from kith.people.models import Person
from kith.records.models import Batch, Feed, SourcePerson, SourceRecord
from kith.sharing.models import Agreement, Clause, DataClass, Party
from tests.factories.world import ADMIN

BORN = date(2011, 3, 14)
NHS, OTHER_NHS = "9990000018", "9990000026"


def feed(agency: Agency, profile: str = "test", *, keeps_days: int = 3650) -> Feed:
    """Let an agency send this kind of file: under an agreement it has already that says so, or else under its own."""
    there = Feed.objects.using(ADMIN).filter(agency=agency, profile=profile, closed_at=None, withdrawn_at=None).first()
    return there or Feed.objects.using(ADMIN).create(
        agency=agency,
        agreement=_pooling(agency),
        system="A system",
        profile=profile,
        keeps_days=keeps_days,
        opened_at=timezone.now(),
        opened_by="tests",
    )


def _pooling(agency: Agency) -> Agreement:
    clauses = Clause.objects.using(ADMIN).filter(data_class=DataClass.POOL, agreement__parties__agency=agency)
    if there := clauses.select_related("agreement").first():
        return there.agreement
    now = timezone.now()
    made = Agreement.objects.using(ADMIN).create(
        title=f"Pool of {agency}",
        version="1",
        starts_at=now - timedelta(days=30),
        ends_at=now + timedelta(days=300),
    )
    Party.objects.using(ADMIN).create(agreement=made, agency=agency)
    Clause.objects.using(ADMIN).create(
        agreement=made, number="1", words="It pools what it exports.", purpose="front_door", data_class=DataClass.POOL
    )
    return made


def row(agency: Agency, *, profile: str = "test", **said: Any) -> SourcePerson:
    """Put one row of somebody into the pool."""
    at = timezone.now()
    batch, _ = Batch.objects.using(ADMIN).get_or_create(
        agency=agency,
        profile=profile,
        file_sha256="0" * 64,
        defaults={
            "feed": feed(agency, profile),
            "file_name": "f",
            "file_bytes": 1,
            "status": "done",
            "begun_at": at,
            "told_at": at,
        },
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
