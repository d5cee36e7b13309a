"""Let somebody tell how a file is laid out: its beginning is seen by its maker alone, the rest of it by no page."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import OWNER, WEB, Grant, Policy, SecureTable

STATES = [
    ("waiting", "Waiting to be looked at"),
    ("looked", "Looked at: check what each column is"),
    ("testing", "Being tested on the whole file"),
    ("tested", "Tested on the whole file: save it, or correct it"),
    ("refused", "Refused"),
    ("saved", "Saved: the file is gone"),
    ("left", "Thrown away: the file is gone"),
]
MINE = (
    "agency_id = (select agencies_mine()) and by = 'agencies.Account:' || (select agencies_me()) "
    "and (select sharing_may('deposit')) and begun_at > statement_timestamp() - interval '1 day'"
)
WAITING = "draft_id in (select d.id from records_mapdraft d where d.state = 'waiting')"
MAINTENANCE = Policy("kept by maintenance", "all", OWNER, using="true", check="true")


def _protected(to: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [("records", "0011_withdrawing")]

    operations = [
        migrations.CreateModel(
            name="MapDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("by", models.CharField(max_length=80)),
                ("file_name", models.CharField(max_length=120)),
                ("file_sha256", models.CharField(max_length=64)),
                ("file_bytes", models.BigIntegerField()),
                ("begun_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=10)),
                ("why", models.CharField(blank=True, max_length=400)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("percent", models.PositiveSmallIntegerField(default=0)),
                ("sheets", models.JSONField(default=list)),
                ("told", models.JSONField(default=dict)),
                ("description", models.TextField(blank=True)),
                ("tried_of", models.CharField(blank=True, max_length=64)),
                ("tried_rows", models.PositiveIntegerField(default=0)),
                ("tried_people", models.PositiveIntegerField(default=0)),
                ("tried_findings", models.PositiveIntegerField(default=0)),
                ("tried_quarantined", models.PositiveIntegerField(default=0)),
                ("odd", models.JSONField(default=list)),
                ("agency", _protected("agencies.agency")),
            ],
        ),
        migrations.CreateModel(
            name="MapPart",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("draft", _protected("records.mapdraft")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("draft", "number"), name="records_mappart_once")]},
        ),
        SecureTable(
            "records_mapdraft",
            [
                Policy("your own of the last day, where your job is to send files", "select", WEB, using=MINE),
                Policy(
                    "begun by you, not looked at yet",
                    "insert",
                    WEB,
                    check=f"{MINE} and state = 'waiting' and tries = 0 and sheets = '[]' and tried_of = ''",
                ),
                Policy(
                    "your own: corrected, sent to be tested, saved or thrown away",
                    "update",
                    WEB,
                    using=MINE,
                    check=f"{MINE} and state in ('looked', 'testing', 'saved', 'left')",
                ),
                MAINTENANCE,
            ],
            # What came of looking and of testing is written by maintenance alone.
            [Grant(WEB, "select, insert"), Grant(WEB, "update (state, moved_at, told, description)")],
        ),
        SecureTable(
            "records_mappart",
            [Policy("of a file of yours that waits", "insert", WEB, check=WAITING), MAINTENANCE],
            [Grant(WEB, "insert")],
        ),
    ]
