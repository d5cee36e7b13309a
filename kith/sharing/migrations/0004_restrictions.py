"""Let what a judgement said of a record end with it, and let somebody answer for the review of seals and bars."""

from pathlib import Path

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kith.outside.walls import WEB, Grant, Policy, SecureTable, SqlFile

TABLE = {("privacy_officer", "oversight"): "review_restrictions"}
OPEN = "= any(array(select sharing_open_records()))"


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the cell."""
    role_may = apps.get_model("sharing", "RoleMay")
    for (role, purpose), act in TABLE.items():
        role_may.objects.create(role=role, purpose=purpose, act=act)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_jobs")]
    operations = [
        migrations.AddField("subject", "because", models.UUIDField(blank=True, null=True)),
        migrations.AddField("subject", "ended_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveConstraint("subject", "sharing_subject_once"),
        migrations.AddConstraint(
            "subject",
            models.UniqueConstraint(
                condition=models.Q(("because__isnull", True)), fields=("record", "person"), name="sharing_subject_once"
            ),
        ),
        SecureTable(
            "sharing_subject",
            [Policy("ended where you may write", "update", WEB, using=f"record_id {OPEN}")],
            [Grant(WEB, "update (ended_at)")],
        ),
        SqlFile(str(Path(__file__).with_name("subjects_end.sql"))),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
