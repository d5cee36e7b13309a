"""Let those who answer for an agency hand in the files that it has agreed to send."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = {("researcher", "safeguarding"): "deposit"}


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the cells."""
    role_may = apps.get_model("sharing", "RoleMay")
    role_may.objects.bulk_create(
        role_may(role=role, purpose=purpose, act=act) for (role, purpose), acts in TABLE.items() for act in acts.split()
    )


class Migration(migrations.Migration):
    dependencies = [("sharing", "0004_pool")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
