"""The two tables of the audit: the events, and the newest link of each chain."""

from django.db import models

SHARDS = 16


class Event(models.Model):
    """Hold one act in words. Written only by the database function ``audit_write``."""

    pk = models.CompositePrimaryKey("shard", "n")
    shard = models.SmallIntegerField()
    n = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.TextField()
    agency = models.TextField()
    owner = models.TextField()
    what = models.TextField()
    target = models.TextField()
    purpose = models.TextField()
    ground = models.TextField()
    detail = models.JSONField()
    previous = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["target", "at"], name="audit_event_target"),
            models.Index(fields=["actor", "at"], name="audit_event_actor"),
            models.Index(fields=["owner", "at"], name="audit_event_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.shard}:{self.n} {self.what}"


class Head(models.Model):
    """Hold how far one chain has come."""

    shard = models.SmallIntegerField(primary_key=True)
    n = models.BigIntegerField()
    digest = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.shard}:{self.n}"
