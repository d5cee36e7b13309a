"""Let somebody of an agency hand in a file: pages put it there and see what becomes of it; the owner alone reads it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import OWNER, WEB, Grant, Policy, SecureTable

STATES = [("waiting", "Waiting to be read"), ("reading", "Being read"), ("done", "Read"), ("refused", "Refused")]
OURS = "agency_id = (select agencies_mine()) and (select sharing_may('deposit'))"
OPEN = "feed_id in (select f.id from records_feed f where f.closed_at is null and f.withdrawn_at is null)"
WAITING = "deposit_id in (select d.id from records_deposit d where d.state = 'waiting')"
MAINTENANCE = Policy("kept by maintenance", "all", OWNER, using="true", check="true")
WHAT_CAME = "your agency's own, where your job is to send files"


def _protected(to: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [("records", "0006_sealed"), ("sharing", "0005_deposits")]

    operations = [
        migrations.CreateModel(
            name="Deposit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("file_sha256", models.CharField(max_length=64)),
                ("file_bytes", models.BigIntegerField()),
                ("handed_in_at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=10)),
                ("why", models.CharField(blank=True, max_length=400)),
                ("moved_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("agency", _protected("agencies.agency")),
                ("feed", _protected("records.feed")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "reading", "done"))),
                        fields=("feed", "file_sha256"),
                        name="records_deposit_same_file_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="DepositPart",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("deposit", _protected("records.deposit")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("deposit", "number"), name="records_depositpart_once")]
            },
        ),
        migrations.AddField("batch", "expected", models.IntegerField(default=0)),
        SecureTable(
            "records_deposit",
            [
                Policy(WHAT_CAME, "select", WEB, using=OURS),
                Policy(
                    "for an open feed of your agency, where your job is to send",
                    "insert",
                    WEB,
                    check=f"{OURS} and {OPEN} and state = 'waiting' and tries = 0 and why = '' "
                    "and by = 'agencies.Account:' || (select agencies_me())",
                ),
                MAINTENANCE,
            ],
            [Grant(WEB, "select, insert")],
        ),
        SecureTable(
            "records_depositpart",
            [Policy("of a file of yours that waits", "insert", WEB, check=WAITING), MAINTENANCE],
            [Grant(WEB, "insert")],
        ),
        # What came of the files: how many rows, and what was wrong with them. Never a row, and never a value.
        SecureTable("records_batch", [Policy(WHAT_CAME, "select", WEB, using=OURS)]),
        SecureTable("records_finding", [Policy(WHAT_CAME, "select", WEB, using=OURS)]),
    ]
