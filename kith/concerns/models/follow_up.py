"""What goes back and what goes on: messages with the reporter, feedback, handover."""

from __future__ import annotations

from django.db import models

from kith.agencies.models import Account, Team
from kith.sharing.models import Item


class Message(Item):
    """One message between the front door and somebody who reported with a receipt."""

    from_reporter = models.BooleanField()
    words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["record", "at"], name="concerns_message_thread")]

    def __str__(self) -> str:
        return "message"


class Feedback(Item):
    """What the person who reported was told. The public wording is chosen by code and carries no case fields."""

    audience = models.CharField(max_length=15, choices=[("public", "Public"), ("professional", "Professional")])
    public_code = models.CharField(max_length=30, blank=True)
    words = models.TextField(blank=True)
    to_account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concerns_feedback_public_has_no_words",
                condition=models.Q(audience="public", words="", to_account__isnull=True) & ~models.Q(public_code="")
                | models.Q(audience="professional", public_code="", to_account__isnull=False) & ~models.Q(words=""),
            )
        ]

    def __str__(self) -> str:
        return f"feedback to {self.audience}"


class Handover(Item):
    """The concern is offered to a named worker, who accepts it or says why not."""

    to_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True)
    answer_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concerns_handover_answer_is_whole",
                condition=models.Q(answered_at__isnull=True, accepted__isnull=True)
                | models.Q(answered_at__isnull=False, accepted__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return "handover"
