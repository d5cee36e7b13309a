"""Being the only process that is at something: a file that is read or removed, or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connections


@contextmanager
def held(key: UUID, using: str) -> Iterator[bool]:
    """Hold a lock of this number, if nobody else does, and say so; it goes with the connection, even of one that is killed."""
    number = key.int & ((1 << 63) - 1)
    with connections[using].cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [number])
        row = cursor.fetchone()
        mine = bool(row and row[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("select pg_advisory_unlock(%s)", [number])
