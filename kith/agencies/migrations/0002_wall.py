"""Add the sign-in functions, and put sign-ins and notices behind the wall."""

from pathlib import Path

from django.db import migrations

from kith.outside.walls import GATE, RESOLVER, WEB, Grant, GrantTables, Policy, SecureTable, SqlFile


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial"), ("audit", "0002_wall")]

    operations = [
        SqlFile(str(Path(__file__).with_name("sign_in.sql"))),
        SecureTable(
            "agencies_signin",
            [
                Policy("your own session", "select", WEB, using="fingerprint = (select agencies_sid())"),
                Policy("kept by the gate", "all", RESOLVER, using="true", check="true"),
            ],
            [Grant(WEB, "select"), Grant(RESOLVER, "select, insert, update")],
        ),
        SecureTable(
            "agencies_notice",
            [
                Policy(
                    "addressed to you",
                    "select",
                    WEB,
                    using="account_id = (select agencies_me()) or (account_id is null and agency_id = "
                    "(select agencies_mine()) and (role = '' or role = any(array(select agencies_roles()))))",
                ),
                Policy("anybody may be told", "insert", WEB, check="true"),
                Policy("the gate tells", "insert", GATE, check="true"),
                Policy("you have read it", "update", WEB, using="account_id = (select agencies_me())"),
            ],
            [Grant(WEB, "select, insert, update (read_at)"), Grant(GATE, "insert")],
        ),
        GrantTables(
            [
                "agencies_agency",
                "agencies_team",
                "agencies_account",
                "agencies_membership",
                "agencies_rolegrant",
            ],
            [Grant(WEB, "select"), Grant(GATE, "select"), Grant(RESOLVER, "select")],
        ),
        # A password may be changed by its holder; nothing else of an account may be, from the web.
        GrantTables(["agencies_account"], [Grant(WEB, "update (password, last_login)")]),
    ]
