"""Put concerns behind the wall."""

from django.db import migrations

from kith.outside.walls import (
    NEW_RECORDS,
    OPEN_RECORDS,
    RESOLVER,
    WEB,
    Grant,
    GrantTables,
    Policy,
    SecureTable,
    protected_item,
)

RECEIPT = "(select sharing_receipt_record())"
ENVELOPE = (
    "kind, danger_now, stage, brag, decide_by, research_by, decided_at, closed_at, owner, owner_name, needs_reply, "
    "version"
)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_initial"), ("people", "0002_wall"), ("sharing", "0002_wall")]

    operations = [
        SecureTable(
            "concerns_concern",
            [
                Policy("you may list it", "select", WEB, using="record_id = any(array(select sharing_listable()))"),
                Policy("made with its record", "insert", WEB, check=f"record_id {NEW_RECORDS}"),
                Policy("changed while open", "update", WEB, using=f"record_id {OPEN_RECORDS}"),
                Policy("the clock looks", "select", RESOLVER, using="true"),
                Policy("a reply waits", "update", RESOLVER, using="true"),
            ],
            [
                Grant(WEB, f"select, insert, update ({ENVELOPE})"),
                Grant(RESOLVER, "select, update (needs_reply)"),
            ],
        ),
        *(
            protected_item(f"concerns_{name}")
            for name in (
                "statement",
                "reportercontact",
                "attachment",
                "informationrequest",
                "informationresponse",
                "fastfilter",
                "breachreason",
                "thresholddecision",
                "strategydiscussion",
                "familyinformed",
                "agreementtosupport",
                "sharingdecision",
                "objection",
            )
        ),
        protected_item("concerns_handover", updates="answered_at, accepted, answer_words"),
        protected_item(
            "concerns_message",
            more=[
                Policy("your own thread", "select", WEB, using=f"record_id = {RECEIPT}"),
                Policy(
                    "your own words", "insert", WEB, check=f"record_id = {RECEIPT} and from_reporter and by = 'receipt'"
                ),
            ],
        ),
        protected_item(
            "concerns_feedback",
            more=[
                Policy("told to you", "select", WEB, using="to_account_id = (select agencies_me())"),
                Policy("told to the reporter", "select", WEB, using=f"record_id = {RECEIPT} and audience = 'public'"),
            ],
        ),
        SecureTable(
            "concerns_requestedagency",
            [
                Policy("of a record open to you", "select", WEB, using=f"record_id {OPEN_RECORDS}"),
                Policy("your agency was asked", "select", WEB, using="agency_id = (select agencies_mine())"),
                Policy("asked where you may write", "insert", WEB, check=f"record_id {OPEN_RECORDS}"),
            ],
            [Grant(WEB, "select, insert")],
        ),
        SecureTable(
            "concerns_informationrequest_people",
            [
                Policy(
                    "of a request you may read",
                    "select",
                    WEB,
                    using="informationrequest_id in (select id from concerns_informationrequest)",
                ),
                Policy(
                    "of a request you may read, added",
                    "insert",
                    WEB,
                    check="informationrequest_id in (select id from concerns_informationrequest)",
                ),
            ],
            [Grant(WEB, "select, insert")],
        ),
        SecureTable(
            "concerns_referraldraft",
            [
                Policy(
                    "your own",
                    "all",
                    WEB,
                    using="account_id = (select agencies_me())",
                    check="account_id = (select agencies_me())",
                )
            ],
            [Grant(WEB, "select, insert, update")],
        ),
        # A stranger's draft is ciphertext under a name that only their browser knows, so it needs no wall.
        GrantTables(["concerns_publicdraft"], [Grant(WEB, "select, insert, update, delete")]),
        migrations.RunSQL("grant usage on all sequences in schema public to kith_web, kith_gate"),
    ]
