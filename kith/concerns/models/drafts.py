"""What is being written and has not been sent."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Account


class PublicDraft(models.Model):
    """A stranger's answers so far, locked with a key that only their browser holds."""

    id = models.BinaryField(primary_key=True)
    sealed = models.BinaryField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="concerns_publicdraft_ends")]

    def __str__(self) -> str:
        return "draft"


class PublicDraftFile(models.Model):
    """A photograph or document of a stranger's draft, written anew and locked with the same key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The name of the draft, not a relation: a draft that goes while a file comes must not fail either.
    draft = models.BinaryField()
    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=60)
    size = models.IntegerField()
    sealed = models.BinaryField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["draft"], name="concerns_publicdraftfile_of"),
            models.Index(fields=["ends_at"], name="concerns_publicdraftfile_ends"),
        ]

    def __str__(self) -> str:
        return "draft file"


class ReferralDraft(models.Model):
    """A professional's referral in the making, and a copy of what they sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    record = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-saved_at"], name="concerns_referraldraft_mine")]
        constraints = [
            models.CheckConstraint(
                name="concerns_referraldraft_sent_has_a_record",
                condition=models.Q(sent_at__isnull=True, record__isnull=True)
                | models.Q(sent_at__isnull=False, record__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return "referral draft"
