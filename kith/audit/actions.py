"""The one verb of the audit: write down what was done."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import connections

Detail = Mapping[str, str | int | bool | list[str] | None]


def record(  # noqa: PLR0913 - an event has these parts, all named
    *,
    what: str,
    target: str,
    purpose: str = "",
    ground: str = "",
    owner: str = "",
    detail: Detail | None = None,
    using: str = "default",
) -> None:
    """Write one event in the transaction that is open on ``using``.

    Who did it is not a parameter: the database knows from the sign-in. ``detail`` holds ids, codes and counts, never
    names or words that a person typed.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select audit_write(%s, %s, %s, %s, %s, %s)",
            [what, target, purpose, ground, owner, json.dumps(dict(detail or {}))],
        )
