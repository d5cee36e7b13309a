"""Say what each job may do, for which purpose. The table a manager can check: ``docs/generated/access.md`` shows it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FRONT_DOOR = "list open triage search ask record message feedback strategy break_glass"
TABLE = {
    ("triage", "front_door"): FRONT_DOOR,
    ("decision_maker", "front_door"): f"{FRONT_DOOR} decide hand_over seal bar see_who",
    ("senior", "front_door"): "list open record strategy seal bar break_glass review_emergency see_who",
    ("researcher", "safeguarding"): "list open answer record strategy break_glass refer",
    ("worker", "safeguarding"): "list open take_on record message strategy break_glass refer",
    ("referrer", "referring"): "list refer",
    ("referrer", "encompass"): "read_notice",
    ("privacy_officer", "oversight"): "read_audit review_emergency review_restrictions bar seal",
}


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the cells."""
    role_may = apps.get_model("sharing", "RoleMay")
    role_may.objects.bulk_create(
        role_may(role=role, purpose=purpose, act=act) for (role, purpose), acts in TABLE.items() for act in acts.split()
    )


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_wall")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
