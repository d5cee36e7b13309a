"""The tables of SSDA903 as asked for 2025-26: which columns, in which order, and how a day is written.

Social workers' episodes are asked for since 2023-24, so that earlier years have ten tables.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO

from kith.county.formats.cin_census.years import Year

TABLES: Mapping[str, tuple[str, ...]] = {
    "header": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "episodes": (
        "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
        "HOME_POST", "PL_POST", "URN",
    ),
    "reviews": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    "uasc": ("CHILD", "DOB", "SEX", "DUC"),
    "oc2": (
        "CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK",
        "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
    ),
    "oc3": ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"),
    "ad1": (
        "CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR",
    ),
    "placed_adoption": ("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    "prev_perm": ("CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"),
    "missing": ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
    "social_worker": ("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
}  # fmt: skip
_WORKERS_FROM = 2024
Row = Sequence[object]


def tables(year: Year) -> tuple[str, ...]:
    """Give the tables asked for in a year."""
    return tuple(name for name in TABLES if name != "social_worker" or year.number >= _WORKERS_FROM)


def file_name(year: Year, table: str) -> str:
    """Give the name of a table's file below the agency's folder."""
    return f"ssda903-{year.number}/{table}.csv"


def headings(table: str) -> str:
    """Give the line of headings."""
    line = StringIO()
    csv.writer(line).writerow(TABLES[table])
    return line.getvalue()


def written(day: date | None) -> str:
    """Write a day as the return wants it: 31/03/2026."""
    return f"{day:%d/%m/%Y}" if day is not None else ""
