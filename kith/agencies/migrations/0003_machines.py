"""Machines: a system of an agency calls with a token of its own, and the database knows it by that alone."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import OWNER, RESOLVER, Grant, Policy, SecureTable, SqlFile


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_wall")]

    operations = [
        migrations.CreateModel(
            name="MachineToken",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("system", models.CharField(max_length=80)),
                ("scopes", models.CharField(max_length=200)),
                ("fingerprint", models.BinaryField(unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=80)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_by", models.CharField(blank=True, max_length=80)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(ends_at__gt=models.F("starts_at")), name="agencies_machinetoken_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(revoked_at__isnull=True, revoked_by="")
                        | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_by="")),
                        name="agencies_machinetoken_revoked_by_somebody",
                    ),
                ]
            },
        ),
        SqlFile(str(Path(__file__).with_name("machines.sql"))),
        SecureTable(
            "agencies_machinetoken",
            [
                Policy("kept by maintenance", "all", OWNER, using="true", check="true"),
                Policy("read by the rules", "select", RESOLVER, using="true"),
            ],
            [Grant(RESOLVER, "select")],
        ),
    ]
