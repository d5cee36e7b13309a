"""Keep how an agency says that its files are laid out: read and added to by its own, changed and taken away by nobody."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import OWNER, WEB, Grant, Policy, SecureTable

OURS = "agency_id = (select agencies_mine()) and (select sharing_may('deposit'))"


class Migration(migrations.Migration):
    dependencies = [("records", "0007_deposits")]

    operations = [
        migrations.CreateModel(
            name="SavedProfile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=120)),
                ("version", models.PositiveIntegerField()),
                ("description", models.TextField()),
                ("saved_at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                ("tried_sha256", models.CharField(max_length=64)),
                ("tried_rows", models.PositiveIntegerField()),
                ("tried_findings", models.PositiveIntegerField()),
                ("tried_quarantined", models.PositiveIntegerField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "name", "version"), name="records_savedprofile_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="records_savedprofile_from_one"
                    ),
                ]
            },
        ),
        SecureTable(
            "records_savedprofile",
            [
                Policy("your agency's own, where your job is to send files", "select", WEB, using=OURS),
                Policy(
                    "saved for your agency, where your job is to send files",
                    "insert",
                    WEB,
                    check=f"{OURS} and by = 'agencies.Account:' || (select agencies_me())",
                ),
                Policy("read by maintenance", "select", OWNER, using="true"),
                Policy("saved by maintenance", "insert", OWNER, check="true"),
            ],
            [Grant(WEB, "select, insert")],
        ),
    ]
