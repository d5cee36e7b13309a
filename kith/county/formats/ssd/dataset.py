"""The Standard Safeguarding Dataset as a format: its 48 tables, and writing a block's share of each."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from kith.county.agencies.known import Known
from kith.county.formats.form import File, Format, Words
from kith.county.formats.ssd import (
    care_health,
    front_door,
    leaving,
    looked_after,
    people,
    protection,
    schooling,
    workforce,
)
from kith.county.formats.ssd.held import Held
from kith.county.formats.ssd.table import Table
from kith.county.plan import Plan
from kith.county.writing import Pages

TABLES: tuple[Table[Any], ...] = (
    *people.TABLES, *front_door.TABLES, *protection.TABLES, *looked_after.TABLES, *care_health.TABLES, *leaving.TABLES,
    *schooling.TABLES, *workforce.TABLES,
)  # fmt: skip
"""All tables, in the order in which they are filled."""


def name_of(table: Table[Any]) -> str:
    """Give the name of a table's file, below the agency's folder."""
    return f"ssd/{table.name}.csv"


def _head(table: Table[Any]) -> Words:
    line = StringIO()
    csv.writer(line).writerow(table.columns)
    return lambda _plan: line.getvalue()


def _files(_plan: Plan) -> tuple[File, ...]:
    return tuple(File(name_of(table), _head(table)) for table in TABLES)


def write(known: Known, pages: Pages) -> None:
    """Write what a children's service holds of a block to the 48 files."""
    held = Held(known)
    for table in TABLES:
        pages.rows(known.path(name_of(table)), table.values(held))


FORMAT = Format("Standard Safeguarding Dataset 1.4", ("childrens", "childrens_east"), _files, write)
