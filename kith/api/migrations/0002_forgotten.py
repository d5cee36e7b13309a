"""Let maintenance forget under which keys files were handed in, once nobody will make those calls again."""

from django.db import migrations

from kith.outside.walls import OWNER, Policy, SecureTable


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]

    operations = [
        SecureTable(
            "api_handedin",
            [
                Policy("read by maintenance", "select", OWNER, using="true"),
                Policy("forgotten by maintenance", "delete", OWNER, using="true"),
            ],
        ),
    ]
