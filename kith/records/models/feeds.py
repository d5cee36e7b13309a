"""What an agency has agreed to send, from which system, how often, and for how long it is kept."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Agency
from kith.records.states import FEED_LABELS, FeedState
from kith.sharing.models import Agreement


class Channel(models.TextChoices):
    """How the files of a feed come."""

    UPLOAD = "upload", "On an upload page, or by whoever runs Kith"
    FOLDER = "folder", "In a folder"
    API = "api", "From a machine, with a token"


class Schedule(models.TextChoices):
    """How often the files of a feed should come."""

    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    YEARLY = "yearly", "Every year"
    BY_HAND = "by_hand", "When somebody sends one"


class Feed(models.Model):
    """One kind of file from one system of an agency, under one agreement.

    No file is taken without one, and what came is found only while its agreement is in force. Closing it stops what
    comes; withdrawing it takes away what came. ``whole`` says that each file is all that the system holds, so that what
    is not in the next any more is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=80)
    profile = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.UPLOAD)
    schedule = models.CharField(max_length=10, choices=Schedule.choices, default=Schedule.BY_HAND)
    whole = models.BooleanField(default=False)
    keeps_days = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)
    closed_why = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "profile"],
                name="records_feed_one_open",
                condition=models.Q(closed_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(name="records_feed_keeps_a_day", condition=models.Q(keeps_days__gte=1)),
            models.CheckConstraint(
                name="records_feed_closed_by_somebody",
                condition=models.Q(closed_at__isnull=True, closed_by="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_by="")),
            ),
            models.CheckConstraint(
                name="records_feed_withdrawn_by_somebody",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} from {self.system}"

    @property
    def state(self) -> FeedState:
        """Say where in its life it is."""
        if self.withdrawn_at:
            return FeedState.WITHDRAWN
        return FeedState.CLOSED if self.closed_at else FeedState.OPEN

    @property
    def said_state(self) -> str:
        """Say so in words."""
        return FEED_LABELS[self.state]
