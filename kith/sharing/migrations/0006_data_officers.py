"""Let a data officer of any agency send its files, and let them and its privacy officer take back what it sent."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROLES = [
    ("referrer", "Professional referrer"),
    ("triage", "Front door worker"),
    ("decision_maker", "Front door manager"),
    ("researcher", "Agency researcher"),
    ("worker", "Allocated worker"),
    ("senior", "On-call senior"),
    ("data_officer", "Data officer"),
    ("privacy_officer", "Privacy officer"),
    ("admin", "System administrator"),
]
PURPOSES = [
    ("front_door", "Working at the front door"),
    ("safeguarding", "Safeguarding a child or adult in this concern"),
    ("referring", "Following a referral I made"),
    ("encompass", "Supporting a pupil after a police incident (Operation Encompass)"),
    ("oversight", "Checking that information is used properly"),
    ("sending", "Sending my agency's files, and answering for them"),
]
TABLE = {("data_officer", "sending"): "deposit withdraw", ("privacy_officer", "oversight"): "withdraw"}


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the cells."""
    role_may = apps.get_model("sharing", "RoleMay")
    role_may.objects.bulk_create(
        role_may(role=role, purpose=purpose, act=act) for (role, purpose), acts in TABLE.items() for act in acts.split()
    )


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_deposits"), ("agencies", "0004_data_officers")]

    operations = [
        migrations.AlterField("clause", "purpose", models.CharField(choices=PURPOSES, max_length=30)),
        migrations.AlterField("rolemay", "purpose", models.CharField(choices=PURPOSES, max_length=30)),
        migrations.AlterField("rolemay", "role", models.CharField(choices=ROLES, max_length=20)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
