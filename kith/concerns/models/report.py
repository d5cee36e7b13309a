"""What was reported, by whom if they said so, and what came with it."""

from __future__ import annotations

from django.db import models

from kith.sharing.models import Item


class Statement(Item):
    """What somebody told the front door, in their own words. Fact and opinion stand apart."""

    what = models.TextField()
    fact = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    where_when = models.TextField(blank=True)
    who = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    first_hand = models.CharField(max_length=20, blank=True)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return "statement"


class ReporterContact(Item):
    """Who reported and how to reach them safely: sealed with a key that the database does not have."""

    sealed = models.BinaryField()
    key_id = models.CharField(max_length=20)
    keep_from_family = models.BooleanField(default=True)

    def __str__(self) -> str:
        return "reporter's contact"


class Attachment(Item):
    """A photograph or document, re-encoded. The sender's file and its name are not kept."""

    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=60)
    size = models.IntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name
