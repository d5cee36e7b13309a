"""Ways of reading the audit: checking its chains, and saying how far they have come."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import connections, transaction

from kith.audit.models import Head as HeadRow
from kith.audit.rules import Fault, Head, check_chain

# The words that were hashed, in the order of ``audit_write``. Built by the server, checked here.
_FIELDS = (
    "shard::text",
    "n::text",
    "to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
    *("actor", "agency", "owner", "what", "target", "purpose", "ground"),
    "detail::text",
)
_WORDS = " || '|' || ".join(f"octet_length({field}) || ':' || {field}" for field in _FIELDS)
ROWS = f"select shard, n, convert_to({_WORDS}, 'UTF8'), digest from audit_event order by shard, n"  # noqa: S608
AT_A_TIME = 20_000


class NotHeads(ValueError):
    """The file given is not one of exported heads."""


def verify(*, heads: str | None = None, using: str = "default") -> list[Fault]:
    """Check every chain, against exported heads if they are given. Needs the maintenance role.

    Raises ``NotHeads`` for a file that is not what ``heads`` gives.
    """
    anchors = read_heads(heads) if heads else {}
    with transaction.atomic(using=using):
        return list(check_chain(_rows(using), _heads(using), anchors))


def heads(*, using: str = "default") -> str:
    """Give the heads of the chains as JSON: numbers and digests, which tell nobody anything else."""
    rows = [{"shard": one.shard, "n": one.n, "digest": one.digest.hex()} for one in _heads(using).values()]
    return json.dumps({"kith audit heads": 1, "heads": rows}, indent=1) + "\n"


def read_heads(text: str) -> dict[int, Head]:
    """Read what ``heads`` gave."""
    try:
        rows = json.loads(text)["heads"]
        return {int(one["shard"]): Head(int(one["shard"]), int(one["n"]), bytes.fromhex(one["digest"])) for one in rows}
    except (ValueError, KeyError, TypeError) as error:
        raise NotHeads("This is not a file of exported heads: kith audit heads makes one.") from error


def _heads(using: str) -> dict[int, Head]:
    return {
        one.shard: Head(one.shard, one.n, bytes(one.digest)) for one in HeadRow.objects.using(using).order_by("shard")
    }


def _rows(using: str) -> Iterator[tuple[int, int, bytes, bytes]]:
    connection = connections[using]
    connection.ensure_connection()
    with connection.connection.cursor(name="audit_rows", binary=True) as cursor:
        cursor.execute(ROWS)
        while page := cursor.fetchmany(AT_A_TIME):
            yield from page
