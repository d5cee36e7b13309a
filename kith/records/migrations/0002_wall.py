"""Put the pool behind the wall: its owner reads its own rows while a record is open; maintenance adds to it."""

from django.db import migrations

from kith.outside.walls import OWNER, RESOLVER, WEB, Grant, Policy, SecureTable, protected_item

OWN_ROWS = (
    "agency_id = (select agencies_mine()) and (select sharing_may('answer')) and exists (select sharing_open_records())"
)


def pooled(table: str) -> SecureTable:
    """Wall in one table of the pool."""
    return SecureTable(
        table,
        [
            Policy("your agency's own, while you work on a record", "select", WEB, using=OWN_ROWS),
            Policy("kept by maintenance", "all", OWNER, using="true", check="true"),
            Policy("read by the rules", "select", RESOLVER, using="true"),
        ],
        [Grant(WEB, "select"), Grant(RESOLVER, "select")],
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial"), ("sharing", "0002_wall")]
    operations = [
        *(
            pooled(f"records_{name}")
            for name in (
                "batch",
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
        protected_item(
            "records_judgement",
            updates="undone_at, undone_by",
            more=[Policy("read by the rules", "select", RESOLVER, using="true")],
        ),
        migrations.RunSQL("grant select on records_judgement to kith_resolver"),
    ]
