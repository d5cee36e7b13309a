"""What the county writes in the layouts Kith reads today is read by Kith, and nothing in it is set aside."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kith.agencies.models import AgencyKind
from kith.county.formats import gias
from kith.county.formats.family_context import FORMATS
from kith.county.formats.form import Format
from kith.records.actions import import_file
from tests.county.emitting_named import Holder, careful, files, known
from tests.county.handmade import PLAN
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import owner
from tests.records.reading import readings

__all__ = ["owner"]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SENT = [(form, agency) for form in (*FORMATS, gias.FORMAT) for agency in form.agencies]
NAMES = [f"{agency} {form.name}" for form, agency in SENT]


def written(form: Format, agency: str, folder: Path, holder: Holder = careful) -> Path:
    [(name, text)] = files(form, agency, holder=holder).items()
    path = folder / f"{agency}-{name}"
    path.write_bytes(text.encode(form.files(PLAN)[0].encoding))
    return path


@pytest.mark.parametrize(("form", "agency"), SENT, ids=NAMES)
def test_every_row_of_a_feed_is_read_and_none_is_quarantined(form: Format, agency: str, tmp_path: Path) -> None:
    path = written(form, agency, tmp_path, known)
    surveyed, found = readings(form.name, path)
    assert [one for one in surveyed.findings if one.code in {"column-missing", "section-unknown"}] == []
    assert all(reading.status != "quarantined" for reading in found)


@pytest.mark.parametrize(("form", "agency"), SENT, ids=NAMES)
def test_no_column_of_a_feed_is_unknown_to_the_importer(form: Format, agency: str, tmp_path: Path) -> None:
    surveyed, _ = readings(form.name, written(form, agency, tmp_path))
    assert [one.field for one in surveyed.findings if one.code == "column-unknown"] == []


def test_the_importer_finds_the_pupil_the_school_and_the_address(tmp_path: Path) -> None:
    [form] = [one for one in FORMATS if one.name == "family-context-education"]
    _, found = readings(form.name, written(form, "education", tmp_path))
    people = {one.person.forename: one.person for one in found if one.person}
    assert people["Ruby"].school == "Larkfield Primary School"
    assert people["Ruby"].postcode
    assert people["Asha"].address_confidential


def test_the_importer_holds_back_a_service_whose_name_tells_a_secret(tmp_path: Path) -> None:
    [form] = [one for one in FORMATS if one.name == "family-context-youth-justice"]
    _, found = readings(form.name, written(form, "police", tmp_path))
    people = {one.person.forename: one.person for one in found if one.person}
    assert people["Katherine"].sensitive_service
    assert not people["Callum"].sensitive_service


def test_the_importer_reads_schools_with_their_numbers(tmp_path: Path) -> None:
    _, found = readings("gias", written(gias.FORMAT, "education", tmp_path))
    schools = {one.organisation.name: one.organisation for one in found if one.organisation}
    assert schools["Larkfield Primary School"].urn == "990001"
    assert schools["Larkfield Primary School"].laestab == "8659001"
    assert schools["Larkfield Primary School"].phase == "Primary"


def test_all_feeds_come_into_the_pool(owner: str, tmp_path: Path) -> None:
    for number, (form, agency) in enumerate(SENT):
        council = make.agency(f"sender-{number}", f"Sender {number}", AgencyKind.COUNCIL)
        path = written(form, agency, tmp_path, known)
        pool.feed(council, form.name)
        done = import_file(form.name, path, agency=council, by="", at=AT, using=owner)
        assert (done.batch.status, done.batch.quarantined) == ("done", 0)
        assert done.batch.records == len(readings(form.name, path)[1])
