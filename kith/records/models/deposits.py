"""Files that somebody of an agency handed in, and that wait to be read."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Agency
from kith.records.models.feeds import Feed
from kith.records.states import DEPOSIT_LABELS, DepositState

STANDING = (DepositState.WAITING.value, DepositState.READING.value, DepositState.DONE.value)


class Deposit(models.Model):
    """One file handed in for a feed. What was read from it is the batch of the same agency, format and SHA-256.

    Once it is read the batch alone has its name, so that what an owner takes away is gone with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    file_sha256 = models.CharField(max_length=64)
    file_bytes = models.BigIntegerField()
    handed_in_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, words) for state, words in DEPOSIT_LABELS.items()],
        default=DepositState.WAITING.value,
    )
    why = models.CharField(max_length=400, blank=True)
    moved_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "file_sha256"],
                name="records_deposit_same_file_once",
                condition=models.Q(state__in=STANDING),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"


class DepositPart(models.Model):
    """A piece of the file itself: pages put it there and cannot read it back, and it is gone once it was read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deposit", "number"], name="records_depositpart_once")]

    def __str__(self) -> str:
        return f"{self.deposit_id}/{self.number}"
