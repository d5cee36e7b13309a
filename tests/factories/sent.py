"""Files that came by a feed, put straight into the pool: rows as they were received, and what was found in them."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from kith.records.models import Batch, Feed, Finding, SourceRecord
from tests.factories.world import ADMIN

ASC = "family-context-adult-social-care"
SECRET = "Jayden Price of 4 Drama Street"
RAW = {"Last Name": SECRET, "Date of Birth": "31/02/1970", "NHS No": "", "=1+1": "x"}


def file(feed: Feed, *, rows: int = 2, odd: int = 1, days_ago: int = 0, status: str = "done") -> Batch:
    """Put in a file with so many rows, of which so many are odd in two ways, and one finding about itself."""
    at = timezone.now() - timedelta(days=days_ago)
    batch = Batch.objects.using(ADMIN).create(
        agency=feed.agency,
        feed=feed,
        profile=feed.profile,
        file_name=f"{SECRET}.csv",
        file_sha256=uuid.uuid4().hex * 2,
        file_bytes=1,
        status=status,
        begun_at=at,
        told_at=at,
        finished_at=at,
        records=rows,
        findings=2 * odd + 1,
        columns={"": list(RAW)},
    )
    if status == "done":
        records = SourceRecord.objects.using(ADMIN).bulk_create(_rows(batch, rows))
        Finding.objects.using(ADMIN).bulk_create(_findings(batch, records[:odd]))
    return batch


def _rows(batch: Batch, rows: int) -> list[SourceRecord]:
    return [
        SourceRecord(
            agency=batch.agency,
            batch=batch,
            ordinal=number,
            section="",
            place=f"line {number + 2}",
            raw=RAW,
            row_sha256="",
            status="accepted",
        )
        for number in range(rows)
    ]


def _findings(batch: Batch, records: list[SourceRecord]) -> list[Finding]:
    about = [(None, "column-unknown", "=1+1", "note", "line 1")]
    for record in records:
        about += [
            (record, "date-impossible", "Date of Birth", "warning", record.place),  # type: ignore[list-item]
            (record, "required-blank", "NHS No", "warning", record.place),  # type: ignore[list-item]
        ]
    return [
        Finding(
            agency=batch.agency,
            batch=batch,
            record=record,
            place=place,
            field=field,
            code=code,
            grade=grade,
            reason=f"said of {code}",
            done="kept as sent",
        )
        for record, code, field, grade, place in about
    ]
