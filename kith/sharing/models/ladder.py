"""The rungs that are rows: links, bars, seals, break-glass and tickets."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Account, Agency, Team
from kith.sharing.models.register import Record


class LinkKind(models.TextChoices):
    """Why somebody has to do with a record."""

    DUTY = "duty", "Your team is on duty for it"
    ASKED = "asked", "Your team was asked about the people in it"
    ALLOCATED = "allocated", "You are the allocated worker"
    OFFERED = "offered", "It was offered to you to take on"
    MEETING = "meeting", "You take part in a meeting about it"
    REFERRER = "referrer", "You made this referral"


class Link(models.Model):
    """A current relationship between a person or team and a record, with an end.

    ``opens`` is false for a referrer: they may follow the stage of what they sent, not read what others added.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="links")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    opens = models.BooleanField(default=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["team", "ends_at"], name="sharing_link_team"),
            models.Index(fields=["account", "ends_at"], name="sharing_link_account"),
        ]
        constraints = [
            models.CheckConstraint(
                name="sharing_link_names_one",
                condition=models.Q(account__isnull=False, team__isnull=True)
                | models.Q(account__isnull=True, team__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.record_id}"


class BarKind(models.TextChoices):
    """Why somebody may never open a record."""

    OWN = "own", "It is about them"
    FAMILY = "family", "It is about their family"
    COLLEAGUE = "colleague", "It is about a colleague"
    COMPLAINT = "complaint", "There is a complaint between them"


class Bar(models.Model):
    """Somebody may not open a record, or any record about a person. Nothing overrides it, break-glass included."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, null=True, blank=True, on_delete=models.PROTECT, related_name="bars")
    person = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=BarKind.choices)
    set_by = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    review_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account"], name="sharing_bar_account")]
        constraints = [
            models.CheckConstraint(
                name="sharing_bar_names_a_record_or_a_person",
                condition=models.Q(record__isnull=False, person__isnull=True)
                | models.Q(record__isnull=True, person__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} barred: {self.kind}"


class SealMember(models.Model):
    """Somebody is named on the seal of a record."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="seal_members")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    added_by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "account"], name="sharing_sealmember_once")]

    def __str__(self) -> str:
        return f"{self.account_id} on the seal of {self.record_id}"


class Unseal(models.Model):
    """Opening a seal takes two people: one asks with a reason, another agrees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_unseal_takes_two_people",
                condition=models.Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | (models.Q(agreed_at__isnull=False) & ~models.Q(agreed_by=models.F("asked_by"))),
            )
        ]

    def __str__(self) -> str:
        return f"unseal {self.record_id}"


class BreakGlass(models.Model):
    """An emergency look: sixty minutes, a reason, told at once, reviewed within one working day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="emergencies")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    review_words = models.CharField(max_length=500, blank=True)
    justified = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_breakglass_review_is_whole",
                condition=models.Q(reviewed_at__isnull=True, justified__isnull=True, reviewed_by="")
                | (models.Q(reviewed_at__isnull=False, justified__isnull=False) & ~models.Q(reviewed_by="")),
            )
        ]

    def __str__(self) -> str:
        return f"emergency on {self.record_id}"


class Ticket(models.Model):
    """Fifteen minutes' leave to read one record, written with its audit row before anything is shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sign_in = models.UUIDField()
    record_key = models.UUIDField()
    purpose = models.CharField(max_length=30)
    xid = models.BigIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sign_in", "ends_at"], name="sharing_ticket_sign_in")]

    def __str__(self) -> str:
        return f"ticket for {self.record_key}"
