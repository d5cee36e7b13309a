"""What a machine handed in under which key, so that a call that is made again is answered as it was."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import MachineToken
from kith.records.models import Feed


class HandedIn(models.Model):
    """One file that was taken. Of the key only its SHA-256 is kept: it may hold a name.

    It names its deposit and does not point at it: one that was refused is forgotten, and its answer stays the same.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.ForeignKey(MachineToken, on_delete=models.PROTECT, related_name="+")
    key_sha256 = models.CharField(max_length=64)
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="+")
    deposit = models.UUIDField()
    file_sha256 = models.CharField(max_length=64)
    file_bytes = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key_sha256"], name="api_handedin_key_once")]

    def __str__(self) -> str:
        return f"{self.deposit}"
