"""Which clocks somebody has already been told of, so that nobody is told twice."""

from __future__ import annotations

from django.db import models

from kith.sharing.models import Record


class ClockCall(models.Model):
    """Somebody was told once that this clock of this concern is near its end, or past it."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    clock = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    passed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "clock", "due_at", "passed"], name="concerns_clockcall_once")
        ]

    def __str__(self) -> str:
        return self.clock
