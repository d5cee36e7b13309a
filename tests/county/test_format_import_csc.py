"""Kith's own importer reads what the county writes for children's social care, whole and with nothing put aside."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from kith.agencies.models import AgencyKind
from kith.county.formats import annex_a, cin_census
from kith.county.formats.form import Format
from kith.records.actions import import_file
from tests.county.handmade import handmade_block
from tests.county.validators.emitting import emit
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import AT, owner
from tests.records.reading import readings

__all__ = ["owner"]
COUNCILS = ("childrens", "childrens_east")
INTENDED = {
    "nbsp", "error-value", "date-and-time", "date-in-words", "birth-first-of-january", "birth-unborn", "filler",
    "upn-invalid", "upn-temporary", "postcode-invalid", "postcode-stand-in", "identifier-stand-in", "spaces",
    "required-blank", "date-in-future", "formula",
}  # fmt: skip
"""What the county puts into its files for an importer to find."""
FILES: dict[str, tuple[Format, str]] = {
    "cin-census": (cin_census.FORMAT, "cin-census-2026.xml"),
    "annex-a": (annex_a.FORMAT, "annex-a.xlsx"),
}


def written(name: str, council: str, tmp_path: Path) -> Path:
    form, file = FILES[name]
    return emit(form, handmade_block(), tmp_path, agency=council) / file


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_is_found_that_was_not_put_there(name: str, council: str, tmp_path: Path) -> None:
    surveyed, found = readings(name, written(name, council, tmp_path))
    people = [reading for reading in found if reading.person is not None]
    codes = Counter(finding.code for reading in found for finding in reading.findings)
    assert people
    assert {finding.code for finding in surveyed.findings} == set()
    assert set(codes) <= INTENDED
    assert [reading.status for reading in found if reading.status == "quarantined"] == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_is_imported_whole(name: str, owner: str, tmp_path: Path) -> None:
    path = written(name, "childrens_east", tmp_path)
    council = make.agency("council", "Eastern Council", AgencyKind.COUNCIL)
    pool.feed(council, name)
    done = import_file(name, path, agency=council, by="", at=AT, using=owner)
    assert done.added
    assert (done.batch.status, done.batch.quarantined) == ("done", 0)
    assert done.batch.people > 0


def test_every_child_of_the_census_becomes_a_person_under_the_councils_number(tmp_path: Path) -> None:
    path = written("cin-census", "childrens_east", tmp_path)
    numbers = sorted(one.text or "" for one in etree.parse(path).iter("LAchildID"))
    _, found = readings("cin-census", path)
    assert sorted(reading.person.local_id for reading in found if reading.person is not None) == numbers
