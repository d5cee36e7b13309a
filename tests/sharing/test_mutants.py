"""Each rule weakened on purpose is caught: the tests have teeth."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import psycopg
import pytest

from tests.sharing import matrix as build
from tests.sharing import oracle
from tests.sharing.test_matrix import server as server
from tests.sharing.test_matrix import wrong_grounds, wrong_items, wrong_lists

pytestmark = pytest.mark.usefixtures("database")

GROUND, LISTS, OPEN = "sharing_ground(uuid)", "sharing_listable()", "sharing_open_records()"
COVERS, LINKED, GLASS = "sharing_covers(uuid,uuid,text,text)", "sharing_linked(uuid,uuid)", "sharing_glass(uuid,uuid)"
BARRED, MAY, LIVE, TEAMS = (
    "sharing_barred(uuid,uuid)",
    "sharing_may(text)",
    "agencies_live_sign_in()",
    "agencies_teams()",
)

# (what is weakened, where, the words taken out, the words put in)
MUTANTS = [
    ("no sign-in needed", GROUND, "when s.id is null or s.account_id is null then", "when false then"),
    ("no purpose needed", GROUND, "when s.purpose = '' then", "when false then"),
    ("no bars", GROUND, "when sharing_barred(s.account_id, record) then", "when false then"),
    ("any job opens", GROUND, "when not sharing_may('open') then", "when false then"),
    ("no agreement needed", GROUND, "when not sharing_covers(", "when false and not sharing_covers("),
    ("no seals", GROUND, "when r.sealed and not exists", "when false and not exists"),
    ("everybody is linked", GROUND, "when sharing_linked(s.account_id, record) then", "when true then"),
    ("glass is always broken", GROUND, "when sharing_glass(s.account_id, record) then", "when true then"),
    ("a bar bars no persons", BARRED, "or b.person in (", "or null in ("),
    ("a bar bars no records", BARRED, "(b.record_id = record", "(false"),
    ("whom it was about once still bars", BARRED, "(u.ended_at is null or u.ended_at > statement_timestamp())", "true"),
    ("lists remember whom it was about once", LISTS, "(u.ended_at is null or u.ended_at > statement_timestamp())", "true"),
    ("a lifted bar still bars", BARRED, "(b.lifted_at is null or b.lifted_at > statement_timestamp())", "true"),
    ("a bar bars before its time", BARRED, "b.starts_at <= statement_timestamp()", "true"),
    ("any purpose will do for a job", MAY, "m.purpose = (agencies_live_sign_in()).purpose", "true"),
    ("any role has any job", MAY, "m.role in (select agencies_roles())", "true"),
    ("an expired agreement holds", COVERS, "g.ends_at > statement_timestamp()", "true"),
    ("an agreement holds before it starts", COVERS, "g.starts_at <= statement_timestamp()", "true"),
    ("a withdrawn agreement holds", COVERS, "(g.withdrawn_at is null or g.withdrawn_at > statement_timestamp())", "true"),
    ("any purpose is agreed", COVERS, "c.purpose = purpose_ and", "true and"),
    ("any data is agreed", COVERS, "c.data_class = data_class_", "true"),
    ("any kind of partner is agreed", COVERS, "c.partner_kind in ('', pa.kind)", "true"),
    ("a partner need not sign", COVERS, "p.agency_id = partner", "true"),
    ("a referrer opens", LINKED, "and l.opens", ""),
    ("an ended link holds", LINKED, "l.ends_at > statement_timestamp()", "true"),
    ("a link holds before it starts", LINKED, "l.starts_at <= statement_timestamp()", "true"),
    ("whoever left the team stays", TEAMS, "(m.ends_at is null or m.ends_at > statement_timestamp())", "true"),
    ("an emergency never ends", GLASS, "b.ends_at > statement_timestamp()", "true"),
    ("a reviewed emergency goes on", GLASS, "b.reviewed_at is null", "true"),
    ("anybody's emergency is mine", GLASS, "b.account_id = me", "true"),
    ("a revoked session lives", LIVE, "s.revoked_at is null", "true"),
    ("a session never ends", LIVE, "s.ends_at > statement_timestamp()", "true"),
    ("a session never idles", LIVE, "s.idle_until > statement_timestamp()", "true"),
    ("one factor will do", LIVE, "s.second_factor_at is not null", "true"),
    ("a switched off account works", LIVE, "a.is_active", "true"),
    ("lists forget agreements", LISTS, "and (r.owner_agency_id = any(covered) or not mine_.opens)", ""),
    ("lists forget seals", LISTS, "and (not r.sealed or exists", "and (true or exists"),
    ("lists forget bars on records", LISTS, "and r.id not in (select b.record_id", "and null not in (select b.record_id"),
    ("lists forget bars on persons", LISTS, "and r.id not in (select u.record_id", "and (true) or r.id in (select u.record_id"),
    ("anybody's ticket will do", OPEN, "t.sign_in = (select (agencies_live_sign_in()).id)", "true"),
    ("a ticket never ends", OPEN, "t.ends_at > statement_timestamp()", "true"),
    ("a ticket works before its time", OPEN, "t.starts_at <= statement_timestamp()", "true"),
    ("a ticket of this transaction will do", OPEN, "t.xid is distinct from", "true or t.xid is distinct from"),
    ("a ticket serves any purpose", OPEN, "t.purpose = (select (agencies_live_sign_in()).purpose)", "true"),
    ("the ladder is not asked again", OPEN, "sharing_ground(t.record_key) like 'open:%'", "true"),
]  # fmt: skip
# The same for the policy of items: rung 9.
CODES = [
    ("all items are for partners", "(handling)::text = 'partners'::text", "true"),
    ("an originator's items are anybody's", "(originator_id = ( SELECT agencies_mine() AS agencies_mine))", "true"),
    ("items are released to all agencies", "(id = ANY (ARRAY( SELECT sharing_released() AS sharing_released)))", "true"),
    ("items name everybody", "(id = ANY (ARRAY( SELECT sharing_named() AS sharing_named)))", "true"),
    ("no ticket needed", "(record_id = ANY (ARRAY( SELECT sharing_open_records() AS sharing_open_records)))", "true"),
]  # fmt: skip
ONE_AT_A_TIME = tuple(
    dict.fromkeys(
        [(link, "none", "none", "none") for link in oracle.LINKS]
        + [("own", bar, "none", "none") for bar in oracle.BARS]
        + [("own", "none", seal, "none") for seal in oracle.SEALS]
        + [("none", "none", "none", glass) for glass in oracle.GLASSES]
    )
)


@pytest.fixture
def small(server: psycopg.Connection) -> build.Matrix:
    whole = build.build(server, roles=("triage", "researcher", "referrer"), whats=ONE_AT_A_TIME, with_items=True)
    whole.tokens = {
        who: token
        for who, token in whole.tokens.items()
        if who.session == "live" or (who.role, who.home, who.purpose) == ("triage", "owner", "front_door")
    }
    return whole


def caught(on: psycopg.Connection, matrix: build.Matrix, where: str) -> int:
    """Count the wrong decisions, in the part of the matrix that a weak rule would show in."""
    if where in {OPEN, "policy"}:
        live = {who: token for who, token in matrix.tokens.items() if who.session == "live" and who.home != "not yet"}
        few = {who: token for who, token in live.items() if who.role == "researcher" and who.purpose != "oversight"}
        slim = build.Matrix(matrix.accounts, few, matrix.sign_ins, matrix.records, matrix.homes, matrix.items)
        return len(wrong_items(on, slim)[1])
    return len(wrong_grounds(on, matrix)[1]) + len(wrong_lists(on, matrix)[1])


def _weakened(on: psycopg.Connection, function: str, out: str, in_: str) -> Iterator[None]:
    row = on.execute("select pg_get_functiondef(%s::regprocedure)", [function]).fetchone()
    assert row is not None
    assert out in row[0], f"{function} no longer says {out!r}"
    on.execute(row[0].replace(out, in_))
    yield
    on.execute(row[0])


def test_the_small_matrix_is_right_before_anything_is_weakened(server: psycopg.Connection, small: build.Matrix) -> None:
    assert caught(server, small, GROUND) == 0
    assert caught(server, small, OPEN) == 0


def test_each_weakened_rule_is_caught(server: psycopg.Connection, small: build.Matrix) -> None:
    missed = []
    for name, function, out, in_ in MUTANTS:
        for _ in _weakened(server, function, out, in_):
            if not caught(server, small, function):
                missed.append(name)
    assert missed == []
    assert caught(server, small, GROUND) == 0


def test_each_weakened_handling_code_is_caught(server: psycopg.Connection, small: build.Matrix) -> None:
    policy = "open to you, and handled so"
    row = server.execute(
        "select qual from pg_policies where tablename = 'concerns_objection' and policyname = %s", [policy]
    ).fetchone()
    assert row is not None
    missed = []
    for name, out, in_ in CODES:
        assert out in row[0], f"the policy no longer says {out!r}: {row[0]}"
        server.execute(f'alter policy "{policy}" on concerns_objection using ({row[0].replace(out, in_)})')
        if not caught(server, small, "policy"):
            missed.append(name)
    server.execute(f'alter policy "{policy}" on concerns_objection using ({row[0]})')
    assert missed == []


def test_there_are_no_two_mutants_of_one_name() -> None:
    names = [one[0] for one in itertools.chain(MUTANTS, CODES)]
    assert len(names) == len(set(names)) >= 16
