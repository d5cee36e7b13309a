"""Ask of all rows of a statement at once, not of each by itself, whether what they point at is there."""

from pathlib import Path
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import SqlFile

READ = (
    "finding",
    "sourceperson",
    "identifier",
    "addressuse",
    "event",
    "flag",
    "relationship",
    "organisation",
    "place",
    "householdmember",
    "object",
    "involvement",
    "professional",
)
MAYBE_NOBODY = frozenset({"event", "object", "involvement"})
OF_PERSON = ("identifier", "addressuse", "event", "flag", "relationship", "householdmember", "object", "involvement")


def _pointing(model: str, name: str, to: str, **more: Any) -> migrations.AlterField:
    key = models.ForeignKey(
        db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **more
    )
    return migrations.AlterField(model, name, key)


class Migration(migrations.Migration):
    dependencies = [("records", "0013_map_drafts")]

    operations = [
        *(_pointing(model, "agency", "agencies.agency", db_index=False) for model in ("sourcerecord", *READ)),
        _pointing("sourcerecord", "batch", "records.batch", db_index=False),
        *(_pointing(model, "batch", "records.batch") for model in READ),
        _pointing("finding", "record", "records.sourcerecord", null=True, blank=True),
        *(_pointing(model, "record", "records.sourcerecord") for model in READ if model != "finding"),
        *(_pointing(model, "person", "records.sourceperson") for model in OF_PERSON if model not in MAYBE_NOBODY),
        *(
            _pointing(model, "person", "records.sourceperson", null=True, blank=True)
            for model in OF_PERSON
            if model in MAYBE_NOBODY
        ),
        _pointing("relationship", "other_person", "records.sourceperson", null=True, blank=True),
        SqlFile(str(Path(__file__).with_name("pointing.sql"))),
    ]
