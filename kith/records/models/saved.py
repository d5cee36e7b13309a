"""How an agency says that its files are laid out, where it is no format of ours; and how it comes to say so."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Agency
from kith.records.states import MAP_LABELS, MapState


class SavedProfile(models.Model):
    """One version of a description, with the file it was tried on. It is never changed: a better one is a new version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    description = models.TextField()
    saved_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    tried_sha256 = models.CharField(max_length=64)
    tried_rows = models.PositiveIntegerField()
    tried_findings = models.PositiveIntegerField()
    tried_quarantined = models.PositiveIntegerField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name", "version"], name="records_savedprofile_version_once"),
            models.CheckConstraint(name="records_savedprofile_from_one", condition=models.Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class MapDraft(models.Model):
    """A file of which somebody tells how it is laid out: seen by its maker alone, and forgotten after a day.

    ``sheets`` is the beginning of the file and what its columns seem to be; ``told`` is what its maker says otherwise.
    What came of a test counts for the ``description`` whose SHA-256 is ``tried_of``, and for no other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=80)
    file_name = models.CharField(max_length=120)
    file_sha256 = models.CharField(max_length=64)
    file_bytes = models.BigIntegerField()
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, words) for state, words in MAP_LABELS.items()],
        default=MapState.WAITING.value,
    )
    why = models.CharField(max_length=400, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    sheets = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    description = models.TextField(blank=True)
    tried_of = models.CharField(max_length=64, blank=True)
    tried_rows = models.PositiveIntegerField(default=0)
    tried_people = models.PositiveIntegerField(default=0)
    tried_findings = models.PositiveIntegerField(default=0)
    tried_quarantined = models.PositiveIntegerField(default=0)
    odd = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"


class MapPart(models.Model):
    """A piece of a file that is being mapped: pages put it there and cannot read it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(MapDraft, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="records_mappart_once")]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"
