"""A small invented county, made once, whose files are read as the importer reads them and held beside its truth."""

from __future__ import annotations

import atexit
import csv
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from kith.agencies.models import AgencyKind
from kith.county.making import make_county
from kith.county.plan import Plan
from kith.outside.files import Kind, Row, read
from kith.records.actions import Imported, import_file
from kith.records.rules.made import Reading
from kith.records.rules.plans import Survey, expected_headings, survey
from kith.records.rules.profile_files import profile
from kith.records.rules.readings import Reader
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import AT, ROOT

TODAY = AT.date()
SHARED = ROOT.parent / "shared"

Line = dict[str, str]


@cache
def county() -> Path:
    """Make the county into a folder that goes when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="kith-county-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_county(Plan(people=1_500, seed=3), folder / "county")
    return folder / "county"


def files(pattern: str) -> list[Path]:
    """List files that agencies hold."""
    return sorted((county() / "agencies").glob(pattern))


@cache
def read_file(name: str, path: Path) -> tuple[Survey, list[Reading]]:
    """Read a file by its format, without a database."""
    form = profile(name)
    kinds = frozenset(Kind(kind) for kind in form.kinds)
    found = list(
        read(path, kinds, expected=expected_headings(form), records=form.records, header=form.header)
    )  # fmt: skip
    surveyed = survey(form, found, today=TODAY, file_name=path.name)
    reader = Reader(form, surveyed.plans, today=TODAY)
    return surveyed, reader.read_all([item for item in found if isinstance(item, Row)]).readings()


def lines(path: Path) -> list[Line]:
    """Give the rows of a file as they stand in it."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_beside(name: str, path: Path) -> Iterator[tuple[Line, Reading]]:
    """Give each row as it stands, with what was read from it."""
    return zip(lines(path), read_file(name, path)[1], strict=True)


def read_lines(name: str, rows: list[Line], folder: Path, *, file: str = "feed.csv") -> list[Reading]:
    """Read rows written for one test."""
    path = folder / file
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)
    return read_file.__wrapped__(name, path)[1]


def codes(found: list[Reading]) -> Counter[str]:
    """Count what was found odd."""
    return Counter(finding.code for reading in found for finding in reading.findings)


@cache
def truth(table: str) -> list[Line]:
    """Give one table of the truth."""
    return lines(county() / "truth" / f"{table}.csv")


@cache
def persona(agency: str) -> dict[str, Line]:
    """Give whose entry each of an agency's numbers is, as they truly are, with the mistakes made in it."""
    people = {one["key"]: one for one in truth("people")}
    return {
        one["local_id"]: people[one["person"]] | {"mistakes": one["mistakes"]}
        for one in truth("personas")
        if one["agency"] == agency
    }


@cache
def event_of(agency: str) -> dict[str, Line]:
    """Give the event that each of an agency's references stands for."""
    every = {one["key"]: one for one in truth("events")}
    return {one["reference"]: every[one["event"]] for one in truth("event_references") if one["agency"] == agency}


@cache
def taking_part(event: str) -> list[Line]:
    """Give who had which part in an event."""
    return [one for one in truth("event_people") if one["event"] == event]


def detail(event: Line) -> dict[str, str]:
    """Give what else is true of an event."""
    return {key: str(value) for key, value in json.loads(event["detail"] or "{}").items()}


def day(text: str) -> date | None:
    """Read a day of the truth."""
    return date.fromisoformat(text) if text else None


def imported(name: str, path: Path, using: str) -> Imported:
    """Import a file into the pool for an agency of its own."""
    agency = make.agency("sender", "Sending Council", AgencyKind.COUNCIL)
    pool.feed(agency, name)
    return import_file(name, path, agency=agency, by="", at=AT, using=using)
