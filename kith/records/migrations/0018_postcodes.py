"""Keep the directory of postcodes: where each is, which areas it lies in, and whether it is used still."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import OWNER, RESOLVER, Grant, Policy, SecureTable, SqlFile


def _points_at(to: str, **more: bool) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **more
    )


def _code(length: int) -> models.CharField:
    return models.CharField(max_length=length, blank=True)


class Migration(migrations.Migration):
    dependencies = [("records", "0017_restriction")]

    operations = [
        migrations.CreateModel(
            "Postcode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agency", _points_at("agencies.agency", db_index=False)),
                ("batch", _points_at("records.batch")),
                ("record", _points_at("records.sourcerecord")),
                ("postcode", models.CharField(max_length=8)),
                *((name, _code(7)) for name in ("easting", "northing")),
                *((name, _code(9)) for name in ("country", "council", "ward", "lsoa", "msoa")),
                *((name, models.DateField(null=True, blank=True)) for name in ("starts", "ends")),
            ],
            options={"indexes": [models.Index(fields=["postcode"], name="records_postcode_code")]},
        ),
        SecureTable(
            "records_postcode",
            [
                Policy("kept by maintenance", "all", OWNER, using="true", check="true"),
                Policy("looked up by the rules", "select", RESOLVER, using="true"),
                Policy(
                    "the clock forgets what has run out",
                    "delete",
                    RESOLVER,
                    using="batch_id in (select records_expired())",
                ),
            ],
            [Grant(RESOLVER, "select, delete")],
        ),
        SqlFile(str(Path(__file__).with_name("postcodes.sql"))),
    ]
