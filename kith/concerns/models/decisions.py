"""What was decided, and the four records that are never one consent tick."""

from __future__ import annotations

from django.db import models

from kith.agencies.models import Account
from kith.concerns.models.concern import Brag
from kith.sharing.models import Item


class FastFilter(Item):
    """A rating Blue, Red, Amber or Green, and why. A change is a new row."""

    brag = models.CharField(max_length=6, choices=Brag.choices)
    reason = models.TextField()

    def __str__(self) -> str:
        return self.brag


class BreachReason(Item):
    """Why a clock was missed."""

    clock = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return self.clock


class ThresholdDecision(Item):
    """The decision: level from a scheme of a version, outcome, reasons, and who decided."""

    scheme = models.CharField(max_length=40)
    scheme_version = models.CharField(max_length=20)
    levels = models.JSONField(default=list)
    outcome = models.CharField(max_length=40)
    rationale = models.TextField()
    would_change = models.TextField(blank=True)
    decider = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.outcome


class StrategyDiscussion(Item):
    """Police, health and social care decide together; it can start at any time."""

    reason = models.TextField()
    attendees = models.TextField(blank=True)
    agreed_facts = models.TextField(blank=True)
    threshold_met = models.BooleanField(null=True)
    actions = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return "strategy discussion"


class FamilyInformed(Item):
    """Whether the family was told, or why not."""

    told = models.BooleanField()
    who = models.CharField(max_length=300, blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concerns_familyinformed_not_told_has_a_reason",
                condition=models.Q(told=True) | ~models.Q(reason_code=""),
            )
        ]

    def __str__(self) -> str:
        return "family informed"


class AgreementToSupport(Item):
    """Who agreed to take up help, and to what. It is not consent to share."""

    person_words = models.CharField(max_length=200)
    agreed = models.BooleanField()
    scope = models.TextField(blank=True)

    def __str__(self) -> str:
        return "agreement to support"


class SharingDecision(Item):
    """A decision to share, or not to: what, with whom, on what basis, why it is needed and enough."""

    shared = models.BooleanField()
    with_whom = models.CharField(max_length=300)
    what = models.TextField()
    basis = models.CharField(max_length=60, blank=True)
    gateway = models.CharField(max_length=60, blank=True)
    necessity = models.TextField()
    proportionality = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concerns_sharingdecision_basis_or_review",
                condition=(models.Q(shared=True) & ~models.Q(basis=""))
                | models.Q(shared=False, review_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return "shared" if self.shared else "not shared"


class Objection(Item):
    """Somebody objected, and what was done about it."""

    person_words = models.CharField(max_length=200)
    words = models.TextField()
    response = models.TextField(blank=True)

    def __str__(self) -> str:
        return "objection"
