"""Altered, removed, reordered, cut: each is found, and where."""

from __future__ import annotations

import pytest
from django.db import connections, transaction
from django.db.utils import ProgrammingError

from kith.audit import actions, queries
from kith.audit.models import Event
from kith.audit.rules import canonical

pytestmark = pytest.mark.usefixtures("database")


def verify(heads: str | None = None) -> list[str]:
    return [one.words for one in queries.verify(heads=heads, using="admin")]


def exported() -> str:
    return queries.heads(using="admin")


def write(times: int) -> None:
    for n in range(times):
        with transaction.atomic():
            actions.record(
                what="tests.wrote", target=f"tests.Thing:{n}", detail={"n": n, "words": 'ünïcode "|" \\ 5:x'}
            )


def tamper(sql: str) -> None:
    with connections["admin"].cursor() as cursor:
        cursor.execute(sql)


def busiest() -> tuple[int, int]:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select shard, n from audit_head order by n desc limit 1")
        shard, n = cursor.fetchone()
    return shard, n


def test_a_whole_chain_verifies_alone_and_against_exported_heads() -> None:
    write(60)
    assert verify() == []
    heads = exported()
    write(30)
    assert verify(heads) == []


@pytest.mark.parametrize(
    "how",
    (
        "update audit_event set what = 'tests.other' where {row}",
        "update audit_event set at = at + interval '1 microsecond' where {row}",
        "update audit_event set detail = detail || '{{\"n\": 99}}' where {row}",
        "update audit_event set actor = '' where {row}",
        "delete from audit_event where {row}",
        "update audit_event set digest = sha256('x') where {row}",
        "update audit_event set n = n + 1000 where {row}",
    ),
)
def test_a_row_altered_removed_or_moved_is_found(how: str) -> None:
    write(80)
    shard, n = busiest()
    tamper(how.format(row=f"shard = {shard} and n = {n // 2}"))
    assert verify() != []


def test_two_rows_that_changed_places_are_found() -> None:
    write(80)
    shard, _ = busiest()
    tamper(f"update audit_event set n = -1 where shard = {shard} and n = 1")
    tamper(f"update audit_event set n = 1 where shard = {shard} and n = 2")
    tamper(f"update audit_event set n = 2 where shard = {shard} and n = -1")
    assert verify() != []


def test_a_tail_cut_with_its_head_is_found_only_against_an_exported_head() -> None:
    write(80)
    heads = exported()
    shard, n = busiest()
    tamper(f"delete from audit_event where shard = {shard} and n = {n}")
    tamper(
        f"update audit_head set n = n - 1, digest = (select digest from audit_event where shard = {shard} "
        f"and n = {n - 1}) where shard = {shard}"
    )
    assert verify() == []
    assert verify(heads) == ["the exported head is beyond the end of this chain"]


def test_a_chain_recomputed_whole_is_found_against_an_exported_head() -> None:
    write(80)
    heads = exported()
    shard, n = busiest()
    tamper(f"update audit_event set what = 'tests.other' where shard = {shard} and n = 1")
    tamper(
        f"""do $$ declare d bytea := sha256('kith audit'); e record; begin
        for e in select * from audit_event where shard = {shard} order by n loop
          d := sha256(d || convert_to(audit_canonical(e.shard::text, e.n::text,
            to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor, e.agency, e.owner, e.what,
            e.target, e.purpose, e.ground, e.detail::text), 'UTF8'));
          update audit_event set digest = d where shard = e.shard and n = e.n;
        end loop;
        update audit_head set digest = d where shard = {shard}; end $$"""
    )
    assert verify() == []
    assert verify(heads) == ["differs from the head that was exported"]


def test_the_server_and_this_program_hash_the_same_words() -> None:
    fields = ("4", "1", "ünïcode", "", "a|b", "5:x")
    with connections["admin"].cursor() as cursor:
        cursor.execute("select convert_to(audit_canonical(%s, %s, %s, %s, %s, %s), 'UTF8')", fields)
        assert bytes(cursor.fetchone()[0]) == canonical(fields)


@pytest.mark.parametrize(
    "words", ("update audit_event set what = ''", "delete from audit_event", "truncate audit_event")
)
@pytest.mark.parametrize("role", ("kith_web", "kith_gate", "kith_owner"))
def test_nobody_may_change_the_audit_not_even_its_owner(role: str, words: str) -> None:
    write(1)
    with transaction.atomic(using="admin"), connections["admin"].cursor() as cursor:
        cursor.execute(f"set local role {role}")
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(words)
        transaction.set_rollback(True, using="admin")


def test_the_page_reads_no_audit_without_somebody_and_a_reason() -> None:
    write(1)
    assert Event.objects.count() == 0


def test_what_a_transaction_did_is_undone_when_its_record_fails() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        with connections["default"].cursor() as cursor:
            cursor.execute("insert into django_session values ('k', 'd', now())")
        with connections["default"].cursor() as cursor:
            cursor.execute("select audit_write('only', 'two')")
    with connections["admin"].cursor() as cursor:
        cursor.execute("select count(*) from django_session")
        assert cursor.fetchone()[0] == 0


def test_a_file_that_is_not_heads_is_refused_with_words() -> None:
    with pytest.raises(queries.NotHeads, match="kith audit heads"):
        queries.verify(heads="{}", using="admin")
