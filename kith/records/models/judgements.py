"""Whether a person in a concern is a person some agency knows: an edge with an author, never a rewrite."""

from __future__ import annotations

from django.db import models

from kith.people.models import Person
from kith.sharing.models import Item


class Answer(models.TextChoices):
    """What somebody judged."""

    SAME = "same", "Same person"
    DIFFERENT = "different", "Different person"
    UNSURE = "unsure", "Not sure"
    NO_MATCH = "no_match", "None of these"


class Judgement(Item):
    """Somebody judged that a person in a concern is, or is not, a person in an agency's records."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    source_person = models.UUIDField(null=True, blank=True)
    source_agency = models.UUIDField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reason = models.CharField(max_length=500, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="records_judgement_names_a_record_unless_none",
                condition=models.Q(answer=Answer.NO_MATCH, source_person__isnull=True)
                | (~models.Q(answer=Answer.NO_MATCH) & models.Q(source_person__isnull=False)),
            ),
            models.CheckConstraint(
                name="records_judgement_undone_by_somebody",
                condition=models.Q(undone_at__isnull=True, undone_by="")
                | (models.Q(undone_at__isnull=False) & ~models.Q(undone_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.answer
