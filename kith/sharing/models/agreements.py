"""Why information may pass: purposes, agreements and their clauses, and what each job may do."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Agency, AgencyKind, Role


class Purpose(models.TextChoices):
    """What somebody is doing, stated before they look."""

    FRONT_DOOR = "front_door", "Working at the front door"
    SAFEGUARDING = "safeguarding", "Safeguarding a child or adult in this concern"
    REFERRING = "referring", "Following a referral I made"
    ENCOMPASS = "encompass", "Supporting a pupil after a police incident (Operation Encompass)"
    OVERSIGHT = "oversight", "Checking that information is used properly"
    SENDING = "sending", "Sending my agency's files, and answering for them"


class DataClass(models.TextChoices):
    """What kind of information a clause lets pass."""

    CONCERN = "concern", "What a concern holds"
    POINTER = "pointer", "That a person is known, and whom to ring"
    ANSWER = "answer", "An agency's answer to a request"
    NOTICE = "notice", "A notice of one incident"
    POOL = "pool", "What an agency exports, for the machine to match and nobody to browse"


class Agreement(models.Model):
    """An information sharing agreement: dated, signed, and obeyed by the code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_agreement_ends_after_it_starts", condition=models.Q(ends_at__gt=models.F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class Party(models.Model):
    """An agency that signed an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "agency"], name="sharing_party_signs_once")]

    def __str__(self) -> str:
        return f"{self.agency} signed {self.agreement}"


class Clause(models.Model):
    """One sentence of an agreement: whose information may pass to whom, for what, and how much of it.

    A blank kind means any party. ``withholds_sensitive`` keeps back what a sensitive service holds.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=12)
    words = models.CharField(max_length=300)
    owner_kind = models.CharField(max_length=20, choices=AgencyKind.choices, blank=True)
    partner_kind = models.CharField(max_length=20, choices=AgencyKind.choices, blank=True)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    data_class = models.CharField(max_length=20, choices=DataClass.choices)
    withholds_sensitive = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.agreement}, clause {self.number}"


class RoleMay(models.Model):
    """One cell of the table of jobs: a role may do an act for a purpose."""

    role = models.CharField(max_length=20, choices=Role.choices)
    act = models.CharField(max_length=30)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "act", "purpose"], name="sharing_rolemay_once")]

    def __str__(self) -> str:
        return f"{self.role} may {self.act} for {self.purpose}"
