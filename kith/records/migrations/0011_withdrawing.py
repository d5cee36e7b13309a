"""Let an agency take back what it sent: marked by a page, hidden from then on, and removed by maintenance.

And hold the pieces of a file to whoever hands it in.
"""

from pathlib import Path

from django.db import migrations, models

from kith.outside.walls import WEB, Grant, Policy, SecureTable, SqlFile

STATES = [
    ("reading", "Being read"),
    ("done", "Done"),
    ("refused", "Refused"),
    ("going", "Withdrawn by its owner: its rows are hidden, and are being removed"),
    ("withdrawn", "Withdrawn by its owner: its rows are gone"),
    ("expired", "Older than its feed keeps: its rows are gone"),
]
# Everything that is read from a file.
READ = (
    "sourcerecord",
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
OURS = "agency_id = (select agencies_mine()) and (select sharing_may('withdraw'))"
ME = "'agencies.Account:' || (select agencies_me())"
SEEN = "your agency's own, where your job is to withdraw files"
CLOSED = f"withdrawn_at is null and closed_at is not null and closed_by = {ME} and closed_why <> ''"
WITHDRAWN = f"withdrawn_at is not null and withdrawn_by = {ME} and withdrawn_why <> ''"
EMPTIED = f"removed_at is not null and removed_by = {ME} and removed_why <> '' and file_name = '' and columns = '{{}}'"
# A piece is a MB, and there are no more of them than the file is large.
PIECE = 1024 * 1024
MAKER = " or ".join(
    f"d.by = {who}" for who in (ME, "'agencies.MachineToken:' || (select m.id from agencies_machine() m)")
)
MINE = f"select d.id from records_deposit d where ({MAKER}) and number::bigint * {PIECE} < d.file_bytes"  # noqa: S608
PIECES = f"octet_length(content) <= {PIECE} and deposit_id in ({MINE})"


def _why() -> models.CharField:
    return models.CharField(blank=True, max_length=300)


def hidden(table: str) -> SecureTable:
    """Give pages no row of a file that was taken back."""
    using = "batch_id not in (select records_going())"
    return SecureTable(table, [Policy("of a file that nobody took back", "select", WEB, using=using, always=True)])


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_canonical"),
        ("sharing", "0006_data_officers"),
        ("agencies", "0004_data_officers"),
    ]

    operations = [
        migrations.AddField("feed", "closed_why", _why()),
        migrations.AddField("feed", "withdrawn_why", _why()),
        migrations.AddField("batch", "removed_why", _why()),
        migrations.AlterField("batch", "status", models.CharField(choices=STATES, max_length=10)),
        SqlFile(str(Path(__file__).with_name("withdrawing.sql"))),
        *(hidden(f"records_{name}") for name in READ),
        SecureTable(
            "records_feed",
            [
                Policy(
                    "closed or withdrawn by its owner, and said why",
                    "update",
                    WEB,
                    using=f"{OURS} and withdrawn_at is null",
                    check=f"{OURS} and (({CLOSED}) or ({WITHDRAWN}))",
                )
            ],
            [Grant(WEB, "update (closed_at, closed_by, closed_why, withdrawn_at, withdrawn_by, withdrawn_why)")],
        ),
        SecureTable(
            "records_batch",
            [
                Policy(SEEN, "select", WEB, using=OURS),
                Policy(
                    "withdrawn by its owner, and said why",
                    "update",
                    WEB,
                    using=f"{OURS} and status in ('reading', 'done')",
                    check=f"{OURS} and status = 'going' and {EMPTIED}",
                ),
            ],
            [Grant(WEB, "update (status, file_name, columns, removed_at, removed_by, removed_why)")],
        ),
        SecureTable("records_deposit", [Policy(SEEN, "select", WEB, using=OURS)]),
        SecureTable(
            "records_depositpart",
            [Policy("by whoever hands the file in, and no more than it has", "insert", WEB, check=PIECES, always=True)],
        ),
    ]
