"""Add the chain's functions, and put the audit behind the wall."""

from pathlib import Path

from django.db import migrations

from kith.outside.walls import OWNER, RESOLVER, Policy, SecureTable, SqlFile


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        SqlFile(str(Path(__file__).with_name("audit.sql"))),
        SecureTable(
            "audit_event",
            [
                Policy("written by audit_write alone", "insert", RESOLVER, check="true"),
                Policy("read by the rules", "select", RESOLVER, using="true"),
                Policy("verified by maintenance", "select", OWNER, using="true"),
            ],
        ),
        SecureTable(
            "audit_head",
            [
                Policy("moved by audit_write alone", "all", RESOLVER, using="true", check="true"),
                Policy("verified by maintenance", "select", OWNER, using="true"),
            ],
        ),
    ]
