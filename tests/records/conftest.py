"""Files of the shapes agencies export, made here; and the connection maintenance imports with."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kith.agencies.models import Agency
    from kith.records.actions import Imported

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

Cells = Sequence[object]


@pytest.fixture
def samples() -> Path:
    """Give the published samples, where somebody has put them beside the repository."""
    if not SAMPLES.is_dir():
        pytest.skip(f"the published samples are not at {SAMPLES}")
    return SAMPLES


@pytest.fixture
def owner(database: None) -> Iterator[str]:
    """Give the alias that maintenance writes to the pool with."""
    from django.db import connections

    from kith.config.places import Role, places

    settings = connections.configure_settings({"default": places().database(Role.OWNER)})["default"]
    settings["NAME"] = connections["default"].settings_dict["NAME"]
    connections.settings["owner"] = settings
    yield "owner"
    connections["owner"].close()
    del connections["owner"]
    del connections.settings["owner"]


def read_from(agency: Agency, profile: str, path: Path, *, told: datetime | None = None) -> Imported:
    """Import a file now, as maintenance does."""
    from django.utils import timezone

    from kith.records.actions import import_file

    return import_file(profile, path, agency=agency, by="", at=timezone.now(), told=told, using="owner")


def csv_of(rows: Sequence[Cells]) -> bytes:
    """Write rows as CSV."""
    import csv

    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def workbook(path: Path, sheets: dict[str, Sequence[Cells]]) -> Path:
    """Write a workbook with these sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


ASC_HEADINGS = (
    "Last Name", "First Name", "Date of Birth", "Age", "NHS No", "Address", "CMS No", "Keyworker", "Email",
    "Is a Carer", "No of Carers", "Service Event Desc", "Service Event Start", "Service Event End",
)  # fmt: skip


def adult_care(count: int, *, broken_every: int = 0) -> bytes:
    """Write an adult social care feed of invented people."""
    rows: list[Cells] = [ASC_HEADINGS]
    for n in range(count):
        born = f"{1 + n % 28:02d}/{1 + n % 12:02d}/{1940 + n % 60}"
        if broken_every and n % broken_every == 0:
            born = "31/02/1970"
        rows.append(
            (
                f"Testname{n}", "Ada", born, 40, nhs(n), f"{n} Drama Street\nTrowbridge\nBA14 {n % 10}AA", f"A{n}",
                "Kit Worker", "kit@example.org", "Yes" if n % 7 == 0 else "No", 1, "Home care", "01/04/2024", "",
            )
        )  # fmt: skip
    return csv_of(rows)


def nhs(n: int) -> str:
    """Give a number in the range kept for tests (999) that passes the check."""
    from kith.lib.identifiers import Check, nhs_number

    stem = f"999{n:06d}"
    return next((f"{stem}{d}" for d in range(10) if nhs_number(f"{stem}{d}").check is Check.VALID), "")


def cin(children: str, *, year: int = 2026) -> bytes:
    """Wrap children in a census return."""
    return (
        "<Message><Header><CollectionDetails><Collection>CIN</Collection>"
        f"<Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails></Header>"
        f"<Children>{children}</Children></Message>"
    ).encode()


def child(number: str, *, inside: str = "", sex: str = "<Sex>F</Sex>", details: str = "") -> str:
    """Write one child of a census return."""
    return (
        f"<Child><ChildIdentifiers><LAchildID>{number}</LAchildID>{inside}{sex}</ChildIdentifiers>"
        "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
        f"<CINdetails><CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>6</ReferralSource>{details}"
        "<ReferralNFA>0</ReferralNFA></CINdetails></Child>"
    )
