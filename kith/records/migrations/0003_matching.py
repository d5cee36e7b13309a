"""Look for people in the pool, and point at who knows them: inside an open concern, at the gate, and audited."""

from pathlib import Path

from django.db import migrations

from kith.outside.walls import RESOLVER, Grant, Policy, SecureTable, SqlFile


class Migration(migrations.Migration):
    dependencies = [("records", "0002_wall"), ("people", "0002_wall"), ("agencies", "0002_wall")]
    operations = [
        SecureTable(
            "people_person",
            [Policy("read by the rules", "select", RESOLVER, using="true")],
            [Grant(RESOLVER, "select")],
        ),
        SecureTable(
            "agencies_notice",
            [
                Policy("the rules tell", "insert", RESOLVER, check="true"),
                Policy("the rules see whom they told", "select", RESOLVER, using="true"),
            ],
            [Grant(RESOLVER, "select, insert")],
        ),
        SqlFile(str(Path(__file__).with_name("matching.sql"))),
    ]
