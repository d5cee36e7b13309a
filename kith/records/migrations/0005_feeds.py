"""Feeds: what an agency has agreed to send. A batch names its feed, when it was told, and when its rows were removed."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import OWNER, RESOLVER, WEB, Grant, Policy, SecureTable

CHANNELS = [
    ("upload", "On an upload page, or by whoever runs Kith"),
    ("folder", "In a folder"),
    ("api", "From a machine, with a token"),
]
SCHEDULES = [
    ("daily", "Every day"),
    ("weekly", "Every week"),
    ("monthly", "Every month"),
    ("quarterly", "Every quarter"),
    ("yearly", "Every year"),
    ("by_hand", "When somebody sends one"),
]
STATES = [
    ("reading", "Being read"),
    ("done", "Done"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn by its owner: its rows are gone"),
    ("expired", "Older than its feed keeps: its rows are gone"),
]


def _by_somebody(act: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"records_feed_{act}_by_somebody",
        condition=models.Q(**{f"{act}_at__isnull": True, f"{act}_by": ""})
        | (models.Q(**{f"{act}_at__isnull": False}) & ~models.Q(**{f"{act}_by": ""})),
    )


def _protected(to: str, **more: bool) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **more)


class Migration(migrations.Migration):
    dependencies = [("records", "0004_told_more_fully"), ("sharing", "0004_pool"), ("agencies", "0002_wall")]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("system", models.CharField(max_length=80)),
                ("profile", models.CharField(max_length=60)),
                ("channel", models.CharField(choices=CHANNELS, default="upload", max_length=10)),
                ("schedule", models.CharField(choices=SCHEDULES, default="by_hand", max_length=10)),
                ("keeps_days", models.PositiveIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.CharField(max_length=80)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, max_length=80)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=80)),
                ("agency", _protected("agencies.agency")),
                ("agreement", _protected("sharing.agreement")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(closed_at__isnull=True, withdrawn_at__isnull=True),
                        fields=("agency", "profile"),
                        name="records_feed_one_open",
                    ),
                    models.CheckConstraint(condition=models.Q(keeps_days__gte=1), name="records_feed_keeps_a_day"),
                    _by_somebody("closed"),
                    _by_somebody("withdrawn"),
                ]
            },
        ),
        migrations.AddField("batch", "feed", _protected("records.feed", null=True, blank=True)),
        migrations.AddField("batch", "whole", models.BooleanField(default=False)),
        migrations.AddField("batch", "told_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("batch", "removed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("batch", "removed_by", models.CharField(blank=True, max_length=80)),
        migrations.AlterField("batch", "status", models.CharField(choices=STATES, max_length=10)),
        migrations.AddField("sourcerecord", "row_key", models.UUIDField(blank=True, null=True)),
        migrations.AddField("sourcerecord", "superseded_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("sourceperson", "superseded_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddIndex(
            "sourcerecord",
            models.Index(
                condition=models.Q(row_key__isnull=False), fields=["row_key"], name="records_sourcerecord_key"
            ),
        ),
        SecureTable(
            "records_feed",
            [
                Policy("your agency's own", "select", WEB, using="agency_id = (select agencies_mine())"),
                Policy("kept by maintenance", "all", OWNER, using="true", check="true"),
                Policy("read by the rules", "select", RESOLVER, using="true"),
            ],
            [Grant(WEB, "select"), Grant(RESOLVER, "select")],
        ),
    ]
