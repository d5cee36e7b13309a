"""Read a small file by its format, as the importer does, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kith.outside.files import Kind, Row, read
from kith.records.rules.made import Reading
from kith.records.rules.plans import Survey, expected_headings, survey
from kith.records.rules.profile_files import profile
from kith.records.rules.readings import Reader
from tests.records.conftest import ASC_HEADINGS, cin, csv_of

TODAY = date(2026, 11, 24)


def readings(name: str, path: Path) -> tuple[Survey, list[Reading]]:
    form = profile(name)
    kinds = frozenset(Kind(kind) for kind in form.kinds)
    asked = {"expected": expected_headings(form), "records": form.records, "header": form.header}
    found = list(read(path, kinds, **asked))  # type: ignore[arg-type]
    surveyed = survey(form, found, today=TODAY)
    reader = Reader(form, surveyed.plans, today=TODAY)
    return surveyed, reader.read_all([item for item in found if isinstance(item, Row)]).readings()


def from_rows(name: str, rows: Sequence[Sequence[object]], tmp_path: Path) -> list[Reading]:
    path = tmp_path / "feed.csv"
    path.write_bytes(csv_of(rows))
    return readings(name, path)[1]


def from_xml(children: str, tmp_path: Path, *, year: int = 2026) -> tuple[Survey, list[Reading]]:
    path = tmp_path / "cin.xml"
    path.write_bytes(cin(children, year=year))
    surveyed, found = readings("cin-census", path)
    return surveyed, found[1:]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def asc(tmp_path: Path, **cells: str) -> Reading:
    row = dict.fromkeys(ASC_HEADINGS, "") | {
        "Last Name": "Drama", "First Name": "Ada", "Date of Birth": "02/03/1950", "CMS No": "A1",
    } | {key.replace("_", " "): value for key, value in cells.items()}  # fmt: skip
    return from_rows("family-context-adult-social-care", [list(row), list(row.values())], tmp_path)[0]
