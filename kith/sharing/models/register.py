"""The register of protected records, and what every item inside one carries."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Account, Agency


class RecordKind(models.TextChoices):
    """What a protected record is."""

    CONCERN = "concern", "A concern"


class Record(models.Model):
    """A thing the ladder protects. A concern is one; what is inside it are items."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=RecordKind.choices)
    owner_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sealed = models.BooleanField(default=False)
    sealed_reason = models.CharField(max_length=300, blank=True)
    seal_review_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_record_a_seal_has_a_reason_and_a_review",
                condition=models.Q(sealed=False)
                | (~models.Q(sealed_reason="") & models.Q(seal_review_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Subject(models.Model):
    """A person a record is about, so that a bar on a person bars the record.

    ``because`` is the judgement that says so, if one does; what it set ends with it.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="subjects")
    person = models.UUIDField()
    because = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "person"], name="sharing_subject_once", condition=models.Q(because__isnull=True)
            )
        ]
        indexes = [models.Index(fields=["person"], name="sharing_subject_person")]

    def __str__(self) -> str:
        return f"{self.person} in {self.record_id}"


class Handling(models.TextChoices):
    """Who may see one item, beside the ladder (security promise 8)."""

    PARTNERS = "partners", "All partners on this concern"
    NAMED_AGENCIES = "named_agencies", "Named agencies"
    ORIGINATOR = "originator", "Only the agency it came from"
    NAMED_PEOPLE = "named_people", "Named people"


class Item(models.Model):
    """What every piece of content inside a record carries. Added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    originator = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handling = models.CharField(max_length=20, choices=Handling.choices, default=Handling.PARTNERS)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Release(models.Model):
    """An item is released to an agency or a person its handling code would keep out."""

    item = models.UUIDField()
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "item"], name="sharing_release_agency"),
            models.Index(fields=["account", "item"], name="sharing_release_account"),
        ]
        constraints = [
            models.CheckConstraint(
                name="sharing_release_names_one",
                condition=models.Q(agency__isnull=False, account__isnull=True)
                | models.Q(agency__isnull=True, account__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} released"


class Receipt(models.Model):
    """The key a reporter holds to their own report: the slow salted hash of its words, nothing else."""

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.BinaryField(unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"receipt of {self.record_id}"
