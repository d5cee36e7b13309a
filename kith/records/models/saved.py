"""How an agency says that its files are laid out, where it is no format of ours."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Agency


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
