"""Letting an agency see an item that its handling code would keep from it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from kith.agencies.models import Agency
from kith.sharing.models import Item


def release_to(agency: Agency | UUID, *, item: Item, at: datetime) -> None:
    """Release one item to one agency. The wall lets only those do it who may write to the record."""
    agency_id = agency.pk if isinstance(agency, Agency) else agency
    # Without asking for the new row's number: who writes to a new record may not yet read it.
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into sharing_release (item, record_id, agency_id, at) values (%s, %s, %s, %s)",
            [item.pk, item.record_id, agency_id, at],
        )
