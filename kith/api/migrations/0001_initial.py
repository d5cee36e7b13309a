"""What a machine may see and hand in, scope by scope: its agency's feeds, files and findings, and nothing else."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import WEB, Grant, Policy, SecureTable

ME = "(select m.id from agencies_machine() m)"
WRITES = "agency_id = (select agencies_machine_of('deposits:write'))"
TAKES = (
    "feed_id in (select f.id from records_feed f "
    "where f.channel = 'api' and f.closed_at is null and f.withdrawn_at is null)"
)


def _protected(to: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


def _seen(*scopes: str) -> Policy:
    named = ", ".join(f"'{one}'" for one in scopes)
    using = f"agency_id = (select agencies_machine_of({named}))"
    return Policy("a machine of the agency, with a scope for it", "select", WEB, using=using)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("agencies", "0003_machines"), ("records", "0007_deposits")]

    operations = [
        migrations.CreateModel(
            name="HandedIn",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_sha256", models.CharField(max_length=64)),
                ("deposit", models.UUIDField()),
                ("file_sha256", models.CharField(max_length=64)),
                ("file_bytes", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("feed", _protected("records.feed")),
                ("token", _protected("agencies.machinetoken")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("token", "key_sha256"), name="api_handedin_key_once")
                ]
            },
        ),
        # Each of these is about a feed: which it is, the other scopes need too.
        SecureTable("records_feed", [_seen("feeds:read", "deposits:write", "deposits:read", "findings:read")]),
        SecureTable(
            "records_deposit",
            [
                # Whoever hands in is told when the very file is here already, and findings are found by their file.
                _seen("deposits:read", "deposits:write", "findings:read"),
                Policy(
                    "handed in by a machine, for an open feed whose files come so",
                    "insert",
                    WEB,
                    check=f"{WRITES} and {TAKES} and state = 'waiting' and tries = 0 and why = '' "
                    f"and by = 'agencies.MachineToken:' || {ME}",
                ),
            ],
        ),
        SecureTable("records_batch", [_seen("deposits:read", "deposits:write", "findings:read")]),
        SecureTable("records_finding", [_seen("findings:read")]),
        SecureTable(
            "api_handedin",
            [
                Policy("a machine's own", "select", WEB, using=f"token_id = {ME}"),
                Policy("a machine's own, once", "insert", WEB, check=f"token_id = {ME}"),
            ],
            [Grant(WEB, "select, insert")],
        ),
    ]
