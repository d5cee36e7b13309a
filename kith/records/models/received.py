"""What came in: files, their rows exactly as received, and what was found wrong with them."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Agency
from kith.records.models.feeds import Feed
from kith.records.states import BATCH_LABELS


class Batch(models.Model):
    """One file, read once for one agency with one profile.

    When its rows are taken away it stays, without the name of the file: nobody brings them back by accident. From
    ``removed_at`` on nobody is shown a row of it; that the last has gone too, its state says. What has no
    feed was read before there were any, and is sealed until one takes it on. ``whole`` says that the file is all that the
    agency has, so that what is not in it any more is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    feed = models.ForeignKey(Feed, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    profile = models.CharField(max_length=60)
    profile_version = models.IntegerField(default=1)
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    file_bytes = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=[(state.value, words) for state, words in BATCH_LABELS.items()])
    whole = models.BooleanField(default=False)
    resume_after = models.IntegerField(default=0)
    columns = models.JSONField(default=dict)
    expected = models.IntegerField(default=0)
    records = models.IntegerField(default=0)
    people = models.IntegerField(default=0)
    events = models.IntegerField(default=0)
    findings = models.IntegerField(default=0)
    quarantined = models.IntegerField(default=0)
    collection_year = models.IntegerField(null=True, blank=True)
    reference_date = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=80, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=80, blank=True)
    removed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "profile", "file_sha256"], name="records_batch_same_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.profile} from {self.agency_id}"


class SourceRecord(models.Model):
    """One row, element or sheet line exactly as its owner sent it.

    ``row_key`` says that it speaks of the same thing as an earlier row; the later supersedes the earlier, which stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, db_constraint=False, db_index=False, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, db_constraint=False, db_index=False, on_delete=models.PROTECT, related_name="+")
    ordinal = models.IntegerField()
    section = models.CharField(max_length=80)
    place = models.CharField(max_length=120)
    raw = models.JSONField()
    row_sha256 = models.CharField(max_length=64)
    row_key = models.UUIDField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(
        max_length=15,
        choices=[("accepted", "Accepted"), ("with_findings", "With findings"), ("quarantined", "Quarantined")],
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "ordinal"], name="records_sourcerecord_once")]
        indexes = [
            models.Index(
                fields=["row_key"],
                name="records_sourcerecord_key",
                condition=models.Q(row_key__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.place


class Finding(models.Model):
    """Something in a file that was not as it should be, and what was done about it. Never the value itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, db_constraint=False, db_index=False, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, db_constraint=False, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(
        SourceRecord, db_constraint=False, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(max_length=120, blank=True)
    field = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60)
    grade = models.CharField(max_length=12)
    reason = models.CharField(max_length=300)
    done = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.place} {self.field}: {self.code}"
