"""Build the ladder in the database, and put its tables behind the wall."""

from pathlib import Path

from django.db import migrations

from kith.outside.walls import GATE, RESOLVER, WEB, Grant, GrantTables, Policy, SecureTable, SqlFile

# A hashed set, not an array: joined to 10,000 concerns, an array is sorted anew for every row, which took a minute.
LISTED = "in (select sharing_listable())"
OPEN = "= any(array(select sharing_open_records()))"
NEW = "in (select sharing_new_records())"
REVIEWABLE = "= any(array(select sharing_reviewable()))"
LINKABLE = "= any(array(select sharing_linkable()))"
ME = "(select agencies_me())"
RULES = Policy("read by the rules", "select", RESOLVER, using="true")


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("agencies", "0002_wall")]

    operations = [
        # The transaction a record was born in: known to the database alone, not a field that anybody can send.
        migrations.RunSQL(
            "alter table sharing_record add column born_xid bigint not null "
            "default (pg_current_xact_id()::text::bigint);"
            "create index sharing_record_born on sharing_record (born_xid)"
        ),
        SqlFile(str(Path(__file__).with_name("ladder.sql"))),
        SecureTable(
            "sharing_record",
            [
                Policy("you may list it", "select", WEB, using=f"id {LISTED}"),
                Policy("a new one may be made", "insert", WEB, check="not sealed"),
                Policy("the gate seals", "all", GATE, using="true", check="true"),
                RULES,
            ],
            [
                Grant(WEB, "select (id, kind, owner_agency_id, sealed, sealed_reason, seal_review_at, made_at)"),
                Grant(WEB, "insert (id, kind, owner_agency_id, sealed, sealed_reason, seal_review_at, made_at)"),
                Grant(GATE, "select, update (sealed, sealed_reason, seal_review_at)"),
                Grant(RESOLVER, "select"),
            ],
        ),
        SecureTable(
            "sharing_subject",
            [
                Policy("of a record open to you", "select", WEB, using=f"record_id {OPEN}"),
                Policy("written where you may write", "insert", WEB, check=f"record_id {OPEN} or record_id {NEW}"),
                Policy("ended where you may write", "update", WEB, using=f"record_id {OPEN}"),
                RULES,
            ],
            [Grant(WEB, "select, insert, update (ended_at)"), Grant(RESOLVER, "select")],
        ),
        SecureTable(
            "sharing_link",
            [
                Policy(
                    "yours, or of a record open to you",
                    "select",
                    WEB,
                    using=f"account_id = {ME} or team_id = any(array(select agencies_teams())) or record_id {OPEN}",
                ),
                Policy(
                    "made with the record, or by who is linked",
                    "insert",
                    WEB,
                    check=f"record_id {NEW} or record_id {LINKABLE}",
                ),
                Policy("ended by who is linked", "update", WEB, using=f"record_id {LINKABLE}"),
                RULES,
            ],
            [Grant(WEB, "select, insert, update (ends_at)"), Grant(RESOLVER, "select")],
        ),
        SecureTable(
            "sharing_bar",
            [
                Policy("against you", "select", WEB, using=f"account_id = {ME}"),
                Policy("kept by the gate", "all", GATE, using="true", check="true"),
                RULES,
            ],
            [
                Grant(WEB, "select"),
                Grant(GATE, "select, insert, update (lifted_at, review_at)"),
                Grant(RESOLVER, "select"),
            ],
        ),
        SecureTable(
            "sharing_sealmember",
            [
                Policy("you are named", "select", WEB, using=f"account_id = {ME} or record_id {OPEN}"),
                Policy("kept by the gate", "all", GATE, using="true", check="true"),
                RULES,
            ],
            [Grant(WEB, "select"), Grant(GATE, "select, insert"), Grant(RESOLVER, "select")],
        ),
        SecureTable(
            "sharing_unseal",
            [Policy("kept by the gate", "all", GATE, using="true", check="true")],
            [Grant(GATE, "select, insert, update (agreed_by_id, agreed_at)")],
        ),
        SecureTable(
            "sharing_breakglass",
            [
                Policy(
                    "yours, or for you to review",
                    "select",
                    WEB,
                    using=f"account_id = {ME} or id {REVIEWABLE}",
                ),
                Policy(
                    "reviewed by somebody else",
                    "update",
                    WEB,
                    using=f"account_id <> {ME} and id {REVIEWABLE}",
                ),
                Policy("kept by the rules", "all", RESOLVER, using="true", check="true"),
            ],
            [
                Grant(WEB, "select, update (reviewed_at, reviewed_by, review_words, justified)"),
                Grant(RESOLVER, "select, insert"),
            ],
        ),
        SecureTable(
            "sharing_ticket",
            [Policy("kept by the rules", "all", RESOLVER, using="true", check="true")],
            [Grant(RESOLVER, "select, insert")],
        ),
        SecureTable(
            "sharing_release",
            [
                Policy("of a record open to you", "select", WEB, using=f"record_id {OPEN}"),
                Policy("written where you may write", "insert", WEB, check=f"record_id {OPEN} or record_id {NEW}"),
                RULES,
            ],
            [Grant(WEB, "select, insert"), Grant(RESOLVER, "select")],
        ),
        SecureTable(
            "sharing_receipt",
            [
                Policy("made with the report", "insert", WEB, check=f"record_id {NEW}"),
                RULES,
            ],
            [Grant(WEB, "insert"), Grant(RESOLVER, "select")],
        ),
        GrantTables(
            ["sharing_agreement", "sharing_party", "sharing_clause", "sharing_rolemay"],
            [Grant(WEB, "select"), Grant(GATE, "select"), Grant(RESOLVER, "select")],
        ),
    ]
