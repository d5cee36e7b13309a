"""Keep what rows tell beside people: places, who lives together, things, who else took part, and who works there."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import OWNER, RESOLVER, WEB, Grant, Policy, SecureTable, SqlFile

OWN_ROWS = (
    "agency_id = (select agencies_mine()) and (select sharing_may('answer')) and exists (select sharing_open_records())"
)
TABLES = ("place", "householdmember", "object", "involvement", "professional")
KEY = models.CharField(max_length=24, blank=True, default="")
DAYS = [("starts", models.DateField(null=True, blank=True)), ("ends", models.DateField(null=True, blank=True))]
SECRET = ("confidential", models.BooleanField(default=False))


def _protected(to: str, **more: bool) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **more)


def _text(length: int) -> models.CharField:
    return models.CharField(max_length=length, blank=True)


def _told(column: str) -> models.Q:
    return models.Q((column, ""), _negated=True)


def read_from_rows(name: str, columns: list[tuple[str, models.Field]], **options: object) -> migrations.CreateModel:
    """Make a table of what is read from rows: whose, from which file, and from which row."""
    own = [
        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
        ("agency", _protected("agencies.agency")),
        ("batch", _protected("records.batch")),
        ("record", _protected("records.sourcerecord")),
    ]
    return migrations.CreateModel(name, fields=[*own, *columns], options=options)


def pooled(table: str) -> SecureTable:
    """Wall in one table of the pool, as the others are, and let the clock forget from it what has run out."""
    return SecureTable(
        table,
        [
            Policy("your agency's own, while you work on a record", "select", WEB, using=OWN_ROWS),
            Policy("kept by maintenance", "all", OWNER, using="true", check="true"),
            Policy("read by the rules", "select", RESOLVER, using="true"),
            Policy(
                "the clock forgets what has run out",
                "delete",
                RESOLVER,
                using="batch_id in (select records_expired())",
            ),
        ],
        [Grant(WEB, "select"), Grant(RESOLVER, "select, delete")],
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0008_saved_profiles")]

    operations = [
        read_from_rows(
            "Place",
            [
                ("key", models.CharField(max_length=24)),
                ("written_key", KEY),
                ("kind", models.CharField(max_length=20)),
                ("address", _text(400)),
                ("postcode", _text(8)),
                ("uprn", _text(12)),
                SECRET,
            ],
            indexes=[
                models.Index(fields=["key"], name="records_place_key"),
                models.Index(condition=_told("written_key"), fields=["written_key"], name="records_place_written"),
            ],
        ),
        read_from_rows(
            "HouseholdMember",
            [
                ("household", models.CharField(max_length=80)),
                ("other_local_id", _text(80)),
                ("role", models.CharField(max_length=20)),
                ("basis", models.CharField(max_length=30)),
                *DAYS,
                ("place_key", _text(24)),
                SECRET,
                ("person", _protected("records.sourceperson")),
            ],
            indexes=[models.Index(fields=["agency", "household"], name="records_household")],
        ),
        read_from_rows(
            "Object",
            [
                ("kind", models.CharField(max_length=20)),
                ("role", models.CharField(max_length=20)),
                ("description", _text(200)),
                ("identifier", _text(80)),
                ("reference", _text(80)),
                *DAYS,
                SECRET,
                ("person", _protected("records.sourceperson", null=True, blank=True)),
            ],
            indexes=[
                models.Index(condition=_told("identifier"), fields=["identifier"], name="records_object_identifier"),
                models.Index(fields=["agency", "reference"], name="records_object_reference"),
            ],
        ),
        read_from_rows(
            "Involvement",
            [
                ("reference", _text(80)),
                ("role", models.CharField(max_length=20)),
                ("other_local_id", _text(80)),
                ("worker", _text(120)),
                ("worker_number", _text(80)),
                ("team", _text(120)),
                ("organisation", _text(200)),
                ("description", _text(200)),
                *DAYS,
                SECRET,
                ("person", _protected("records.sourceperson", null=True, blank=True)),
            ],
            indexes=[models.Index(fields=["agency", "reference"], name="records_involvement_reference")],
            constraints=[
                models.CheckConstraint(
                    condition=models.Q(("other_local_id", ""))
                    | models.Q(("organisation", ""), ("team", ""), ("worker", ""), ("worker_number", "")),
                    name="records_involvement_person_or_worker",
                )
            ],
        ),
        read_from_rows(
            "Professional",
            [
                ("number", models.CharField(max_length=80)),
                ("name", _text(120)),
                ("role", _text(120)),
                ("team", _text(120)),
                ("organisation", _text(200)),
                ("registration", _text(40)),
                ("contact", _text(120)),
            ],
            indexes=[models.Index(fields=["agency", "number"], name="records_professional_number")],
        ),
        migrations.AddField("addressuse", "place_key", KEY),
        migrations.AddField("event", "place_key", KEY),
        migrations.AddField("event", "part_of_kind", models.CharField(blank=True, default="", max_length=60)),
        migrations.AddField("organisation", "place_key", KEY),
        migrations.AlterField("organisation", "urn", _text(40)),
        migrations.AddIndex(
            "addressuse",
            models.Index(condition=_told("place_key"), fields=["place_key"], name="records_use_place"),
        ),
        migrations.AddIndex(
            "event",
            models.Index(condition=_told("place_key"), fields=["place_key"], name="records_event_place"),
        ),
        *(pooled(f"records_{name}") for name in TABLES),
        SqlFile(str(Path(__file__).with_name("canonical.sql"))),
    ]
