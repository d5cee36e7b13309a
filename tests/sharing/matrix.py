"""Build every combination the ladder can meet, as rows, and ask PostgreSQL about all of them."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import psycopg

from tests.sharing.oracle import BARS, GLASSES, HANDLINGS, HOMES, LINKS, PURPOSES, ROLES, SEALS, SESSIONS, What, Who

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)
PAST, SOON, LATER, LONG = NOW - 2 * HOUR, NOW + 2 * HOUR, NOW + 5 * HOUR, NOW - 24 * HOUR


@dataclass
class Rows:
    """Rows waiting to be copied in, by table."""

    tables: dict[str, tuple[Sequence[str], list[tuple[object, ...]]]] = field(default_factory=dict)

    def add(self, table: str, **values: object) -> None:
        """Put one row by."""
        columns, rows = self.tables.setdefault(table, (tuple(values), []))
        assert tuple(values) == columns, table
        rows.append(tuple(values.values()))

    def copy(self, to: psycopg.Connection) -> None:
        """Copy all rows in, parents first."""
        with to.cursor() as cursor:
            for table, (columns, rows) in self.tables.items():
                with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as pipe:  # type: ignore[call-overload]
                    for row in rows:
                        pipe.write_row(row)
        self.tables.clear()


@dataclass
class Matrix:
    """Who and what there is, and the tokens and ids they go by."""

    accounts: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)
    tokens: dict[Who, str] = field(default_factory=dict)
    sign_ins: dict[Who, uuid.UUID] = field(default_factory=dict)
    records: dict[uuid.UUID, What] = field(default_factory=dict)
    homes: dict[str, uuid.UUID] = field(default_factory=dict)
    items: dict[uuid.UUID, tuple[uuid.UUID, str, str, str]] = field(default_factory=dict)


def build(
    to: psycopg.Connection,
    *,
    roles: Sequence[str] = ROLES,
    sessions: Sequence[str] = SESSIONS,
    whats: Iterable[tuple[str, str, str, str]] | None = None,
    with_items: bool = False,
) -> Matrix:
    """Write the whole matrix."""
    matrix, rows = Matrix(), Rows()
    _agencies(matrix, rows)
    for role, home in itertools.product(roles, HOMES):
        _account(matrix, rows, role, home, sessions)
    for parts in whats or itertools.product(LINKS, BARS, SEALS, GLASSES):
        _record(matrix, rows, What(*parts))
    if with_items:
        _items(matrix, rows)
    with to.transaction():
        to.execute("set local session_replication_role = replica")
        rows.copy(to)
    to.execute("analyze")
    return matrix


def _agencies(matrix: Matrix, rows: Rows) -> None:
    for home in HOMES:
        matrix.homes[home] = uuid.uuid4()
        kind = {"owner": "council", "wrong kind": "housing"}.get(home, "police")
        rows.add(
            "agencies_agency", id=matrix.homes[home], slug=home.replace(" ", "-"), name=home, kind=kind, duty_phone=""
        )
    dates: dict[str, tuple[datetime, datetime, datetime | None]] = {
        "in force": (PAST, LATER, None),
        "withdrawn": (PAST, LATER, PAST),
        "expired": (LONG, PAST, None),
        "not yet": (SOON, LATER, None),
        "wrong kind": (PAST, LATER, None),
        "pointer only": (PAST, LATER, None),
    }
    for home, (starts, ends, withdrawn) in dates.items():
        agreement = uuid.uuid4()
        rows.add(
            "sharing_agreement",
            id=agreement,
            title=home,
            version="1",
            starts_at=starts,
            ends_at=ends,
            withdrawn_at=withdrawn,
        )
        for party in ("owner", home):
            rows.add("sharing_party", agreement_id=agreement, agency_id=matrix.homes[party])
        for purpose in ("front_door", "safeguarding"):
            rows.add(
                "sharing_clause", agreement_id=agreement, number="1", words="", owner_kind="",
                partner_kind="police" if home == "wrong kind" else "", purpose=purpose,
                data_class="pointer" if home == "pointer only" else "concern", withholds_sensitive=False,
            )  # fmt: skip


def _account(matrix: Matrix, rows: Rows, role: str, home: str, sessions: Sequence[str]) -> None:
    """One live account and one that is switched off, with a team, a left team, and every session and purpose."""
    live, off, team, left = (uuid.uuid4() for _ in range(4))
    matrix.accounts[role, home] = live
    for one, active in ((live, True), (off, False)):
        rows.add("agencies_account", id=one, password="", email=f"{one}@example.org", name=role, job_title="", phone="",
                 agency_id=matrix.homes[home], is_active=active)  # fmt: skip
        rows.add("agencies_rolegrant", account_id=one, role=role, starts_at=PAST, ends_at=None)
    for group, ends in ((team, None), (left, PAST)):
        rows.add("agencies_team", id=group, agency_id=matrix.homes[home], name="t", kind="research", phone="")
        rows.add("agencies_membership", team_id=group, account_id=live, starts_at=LONG, ends_at=ends)
    matrix.accounts[f"{role} team", home] = team
    matrix.accounts[f"{role} left", home] = left
    for session, purpose in itertools.product(sessions, PURPOSES):
        who, token, key = Who(role, home, session, purpose), uuid.uuid4().hex, uuid.uuid4()
        matrix.tokens[who], matrix.sign_ins[who] = token, key
        if session == "unknown":
            continue
        rows.add(
            "agencies_signin", id=key, fingerprint=sha256(token.encode()).digest(),
            account_id=off if session == "account off" else live, how="password", purpose=purpose, started_at=PAST,
            second_factor_at=None if session == "one factor" else PAST,
            idle_until=PAST if session == "idle" else SOON, ends_at=PAST if session == "over" else LATER,
            revoked_at=PAST if session == "revoked" else None,
        )  # fmt: skip


def _record(matrix: Matrix, rows: Rows, what: What) -> None:
    key, person, stranger = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    matrix.records[key] = what
    rows.add("sharing_record", id=key, kind="concern", owner_agency_id=matrix.homes["owner"], sealed=what.seal != "none",
             sealed_reason="s" if what.seal != "none" else "", made_at=PAST,
             seal_review_at=LATER if what.seal != "none" else None)  # fmt: skip
    former = uuid.uuid4()
    rows.add("sharing_subject", record_id=key, person=person, ended_at=None)
    rows.add("sharing_subject", record_id=key, person=former, ended_at=PAST)
    for (role, home), account in list(matrix.accounts.items()):
        if " team" in role or " left" in role:
            continue
        _link(matrix, rows, key, what.link, role, home)
        _bar(rows, key, former if what.bar == "none" else person, account, what.bar)
        if what.seal == "named":
            rows.add("sharing_sealmember", record_id=key, account_id=account, added_by="", at=PAST)
        if what.glass != "none":
            reviewed = what.glass == "reviewed"
            rows.add(
                "sharing_breakglass", id=uuid.uuid4(), record_id=key, agency_id=matrix.homes[home], reason="r",
                account_id=stranger if what.glass == "another's" else account, starts_at=PAST,
                ends_at=PAST if what.glass == "over" else SOON, review_due_at=SOON,
                reviewed_at=PAST if reviewed else None, reviewed_by="x" if reviewed else "", review_words="",
                justified=True if reviewed else None,
            )  # fmt: skip


def _link(matrix: Matrix, rows: Rows, key: uuid.UUID, label: str, role: str, home: str) -> None:
    if label == "none":
        return
    team = {"team": f"{role} team", "left the team": f"{role} left"}.get(label)
    rows.add(
        "sharing_link", id=uuid.uuid4(), record_id=key, account_id=None if team else matrix.accounts[role, home],
        team_id=matrix.accounts[team, home] if team else None, kind="referrer" if label == "follows" else "asked",
        opens=label != "follows", starts_at=SOON if label == "not yet" else LONG,
        ends_at=PAST if label == "over" else LATER,
    )  # fmt: skip


def _bar(rows: Rows, key: uuid.UUID, person: uuid.UUID, account: uuid.UUID, label: str) -> None:
    """Where there is none, there is one on somebody the record is no longer about, which must not count."""
    by_person = label in ("person", "none")
    rows.add(
        "sharing_bar", id=uuid.uuid4(), account_id=account, record_id=None if by_person else key,
        person=person if by_person else None, kind="own", set_by="", review_at=LATER,
        starts_at=SOON if label == "not yet" else LONG, lifted_at=PAST if label == "lifted" else None,
    )  # fmt: skip


def _items(matrix: Matrix, rows: Rows) -> None:
    """In each record every handling code, from nobody, the owner and a partner, released to nobody, one, or the other."""
    named = matrix.accounts["researcher", "in force"]
    for key in matrix.records:
        for handling, origin, release in itertools.product(
            HANDLINGS, ("", "owner", "in force"), ("", "agency", "account")
        ):
            item = uuid.uuid4()
            matrix.items[item] = (key, handling, origin, release)
            rows.add(
                "concerns_objection", id=item, record_id=key, originator_id=matrix.homes[origin] if origin else None,
                handling=handling, by="", at=PAST, person_words="", words="", response="",
            )  # fmt: skip
            if release:
                rows.add(
                    "sharing_release", item=item, record_id=key, at=PAST,
                    agency_id=matrix.homes["in force"] if release == "agency" else None,
                    account_id=named if release == "account" else None,
                )  # fmt: skip


def grounds(on: psycopg.Connection, token: str) -> dict[uuid.UUID, str]:
    """Ask the ladder about every record, as the bearer of one token."""
    with on.transaction():
        on.execute("select set_config('kith.sid', %s, true)", [token])
        return dict(on.execute("select id, sharing_ground(id) from sharing_record").fetchall())


def listed(on: psycopg.Connection, token: str) -> set[uuid.UUID]:
    """List envelopes as the page's own role, behind the wall."""
    with on.transaction():
        on.execute("select set_config('kith.sid', %s, true)", [token])
        on.execute("set local role kith_web")
        return {key for (key,) in on.execute("select id from sharing_record").fetchall()}


def seen(on: psycopg.Connection, matrix: Matrix, who: Who, ticket: str) -> set[uuid.UUID]:
    """Read items as the page's own role, holding tickets of one kind for every record."""
    found: set[uuid.UUID] = set()
    with on.transaction() as whole:
        xid = "pg_current_xact_id()::text::bigint" if ticket == "this transaction" else "1"
        starts, ends = (SOON, LATER) if ticket == "not yet" else (PAST, PAST + HOUR if ticket == "over" else LATER)
        sign_in = uuid.uuid4() if ticket == "other session" else matrix.sign_ins[who]
        purpose = "another" if ticket == "other purpose" else who.purpose
        if ticket != "none":
            on.execute(
                "insert into sharing_ticket (id, sign_in, record_key, purpose, xid, starts_at, ends_at) "
                f"select gen_random_uuid(), %s, id, %s, {xid}, %s, %s from sharing_record",  # type: ignore[arg-type]
                [sign_in, purpose, starts, ends],
            )
        on.execute("select set_config('kith.sid', %s, true)", [matrix.tokens[who]])
        on.execute("set local role kith_web")
        found = {key for (key,) in on.execute("select id from concerns_objection").fetchall()}
        raise psycopg.Rollback(whole)
    return found
