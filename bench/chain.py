"""Verify an audit of a million rows, whole, and with one row altered."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import psycopg

from bench.measuring import backends
from kith.audit import queries
from kith.audit.models import SHARDS
from kith.audit.rules import GENESIS, canonical

ROWS = int(os.environ.get("BENCH_AUDIT_ROWS", "1000000"))
AGENCY = "5f0f7b1e-6a3b-4a52-9b54-0d6d9f3c2a11"
COLUMNS = "shard, n, at, actor, agency, owner, what, target, purpose, ground, detail, previous, digest"
Words = tuple[str, ...]


def fill(dsn: str) -> None:
    """Write the rows as `audit_write` would have, and move the heads."""
    with psycopg.connect(dsn) as admin:
        admin.execute("truncate audit_event")
        admin.execute("set session_replication_role = replica")
        with admin.cursor().copy(f"copy audit_event ({COLUMNS}) from stdin (format binary)".encode()) as copy:
            copy.set_types(
                [
                    "int2",
                    "int8",
                    "timestamptz",
                    "text",
                    "text",
                    "text",
                    "text",
                    "text",
                    "text",
                    "text",
                    "jsonb",
                    "bytea",
                    "bytea",
                ]
            )
            for shard in range(SHARDS):
                for row in _chain(shard):
                    copy.write_row(row)
        admin.execute(
            """update audit_head h set n = e.n, digest = e.digest from audit_event e
               where e.shard = h.shard and e.n = (select max(n) from audit_event where shard = h.shard)"""
        )
        admin.commit()
        admin.execute("analyze audit_event")


def _chain(shard: int) -> Iterator[tuple[object, ...]]:
    digest, at = GENESIS, datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(1, ROWS // SHARDS + 1):
        at += timedelta(seconds=7, microseconds=n % 1000)
        words = _words(n)
        stamp = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        previous, digest = digest, sha256(digest + canonical((str(shard), str(n), stamp, *words, "{}"))).digest()
        yield (shard, n, at, *words, psycopg.types.json.Jsonb({}), previous, digest)


def _words(n: int) -> Words:
    return (
        f"agencies.Account:{n % 400:08d}-0000-4000-8000-000000000000", AGENCY, AGENCY, "sharing.opened",
        f"sharing.Record:{n % 10_000:08d}-0000-4000-8000-000000000000", "front_door", "open: link",
    )  # fmt: skip


def measure_chain(dsn: str) -> dict[str, float]:
    """Verify as maintenance does; then alter one row past every guard, and see that it is found."""
    clock, cpu, own = time.perf_counter(), time.process_time() + backends(), time.process_time()
    faults = queries.verify()
    clock, cpu, own = time.perf_counter() - clock, time.process_time() + backends() - cpu, time.process_time() - own
    assert not faults, faults[:3]
    with psycopg.connect(dsn, autocommit=True) as admin:
        admin.execute("update audit_event set actor = 'nobody' where shard = 7 and n = 31000")
    altered = [(fault.shard, fault.n) for fault in queries.verify()]
    return {
        "rows": ROWS // SHARDS * SHARDS,
        "seconds": round(clock, 2),
        "cpu_seconds": round(cpu, 2),
        "cpu_seconds_python": round(own, 2),
        "rows_per_second": round(ROWS / clock),
        "altered_row_found": float(altered == [(7, 31000)] or ROWS < 16 * 31000),
    }
