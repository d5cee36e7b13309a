"""The envelope of a concern: what a list may show. No names, and none of the words of the report."""

from __future__ import annotations

from django.db import models

from kith.sharing.models import Record


class Route(models.TextChoices):
    """How a concern came in."""

    PUBLIC = "public", "Public report"
    PROFESSIONAL = "professional", "Professional referral"


class Kind(models.TextChoices):
    """Whom a concern is about, as far as is known."""

    CHILD = "child", "A child or young person"
    ADULT = "adult", "An adult"
    BOTH = "both", "Children and adults"
    PLACE = "place", "A place"
    UNKNOWN = "unknown", "Not known yet"


class Brag(models.TextChoices):
    """The fast filter: how sure it is that this is safeguarding."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"


class Concern(models.Model):
    """Anything raised by anyone about a person, place or group."""

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True)
    route = models.CharField(max_length=15, choices=Route.choices)
    sector = models.SlugField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.UNKNOWN)
    source_code = models.CharField(max_length=2, blank=True)
    danger_now = models.BooleanField(default=False)
    stage = models.CharField(max_length=25)
    brag = models.CharField(max_length=6, choices=Brag.choices, blank=True)
    received_at = models.DateTimeField()
    decide_by = models.DateTimeField()
    research_by = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    owner = models.CharField(max_length=80, blank=True)
    owner_name = models.CharField(max_length=120, blank=True)
    needs_reply = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["stage", "decide_by"], name="concerns_concern_queue")]

    def __str__(self) -> str:
        return self.reference
