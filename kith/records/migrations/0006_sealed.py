"""Seal the pool in the database: nobody is found but under a feed and an agreement in force, and what is old goes."""

from pathlib import Path

from django.db import migrations

from kith.outside.walls import RESOLVER, Grant, Policy, SecureTable, SqlFile

OVER = "in (select records_expired())"


def forgotten(table: str) -> SecureTable:
    """Let the clock remove what is older than its feed keeps from one table of what was read, and nothing else."""
    return SecureTable(
        table,
        [Policy("the clock forgets what has run out", "delete", RESOLVER, using=f"batch_id {OVER}")],
        [Grant(RESOLVER, "delete")],
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0005_feeds")]

    operations = [
        SqlFile(str(Path(__file__).with_name("sealed.sql"))),
        *(
            forgotten(f"records_{name}")
            for name in (
                "sourcerecord",
                "finding",
                "sourceperson",
                "identifier",
                "addressuse",
                "event",
                "flag",
                "relationship",
                "organisation",
            )
        ),
        SecureTable(
            "records_batch",
            [
                Policy(
                    "the clock notes what it forgot", "update", RESOLVER, using=f"id {OVER}", check="status = 'expired'"
                )
            ],
            [Grant(RESOLVER, "update (status, file_name, columns, removed_at, removed_by)")],
        ),
    ]
