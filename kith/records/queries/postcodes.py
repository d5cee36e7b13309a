"""Where a postcode is, by the directory that was read last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connections


@dataclass(frozen=True, slots=True)
class Area:
    """A point on the grid in metres, and the areas it lies in by their codes; until when the postcode was used."""

    easting: int | None
    northing: int | None
    country: str
    council: str
    ward: str
    lsoa: str
    msoa: str
    since: date | None
    until: date | None


def where_is(postcode: str, *, using: str = "default") -> Area | None:
    """Look a postcode up, as whoever is signed in; None where the directory does not have it, or there is none."""
    with connections[using].cursor() as cursor:
        cursor.execute("select * from records_where_is(%s)", [postcode])
        row = cursor.fetchone()
    return Area(*row) if row else None
