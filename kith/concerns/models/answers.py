"""Asking agencies what they know, and their four different answers."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Agency
from kith.people.models import Person
from kith.sharing.models import Item, Record


class AnswerKind(models.TextChoices):
    """What an agency answered. "Not yet answered" is the absence of a row, and is shown as such."""

    HOLDS = "holds", "Holds records"
    NONE = "none", "Holds none"
    DECLINES = "declines", "Declines to share"


class InformationRequest(Item):
    """A question to named agencies about named people: why, on what basis, and by when."""

    purpose_words = models.TextField()
    basis = models.CharField(max_length=60)
    question = models.TextField(blank=True)
    due_at = models.DateTimeField()
    people = models.ManyToManyField(Person, related_name="+")

    def __str__(self) -> str:
        return "information request"


class RequestedAgency(models.Model):
    """One agency asked by one request. That it answered, and how, is told to all who work on it; the words are not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="agencies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=AnswerKind.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "agency"], name="concerns_requestedagency_asked_once"),
            models.CheckConstraint(
                name="concerns_requestedagency_answer_is_whole",
                condition=models.Q(answered_at__isnull=True, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} asked"


class InformationResponse(Item):
    """An agency's answer, with fact, opinion and context apart (ADCS, 2026)."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="responses")
    answer = models.CharField(max_length=10, choices=AnswerKind.choices)
    facts = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    context = models.TextField(blank=True)
    caveat = models.CharField(max_length=300, blank=True)
    decline_reason = models.TextField(blank=True)
    decline_owner = models.CharField(max_length=120, blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "originator"], name="concerns_informationresponse_one_each"),
            models.CheckConstraint(
                name="concerns_informationresponse_declining_has_reason_owner_review",
                condition=~models.Q(answer=AnswerKind.DECLINES)
                | (~models.Q(decline_reason="") & ~models.Q(decline_owner="") & models.Q(review_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="concerns_informationresponse_holding_has_facts",
                condition=~models.Q(answer=AnswerKind.HOLDS) | ~models.Q(facts=""),
            ),
        ]

    def __str__(self) -> str:
        return self.answer
