"""Rows read together are read as each would be alone; and the ids of what is made follow from where it stood."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from kith.outside.files import Kind, Note, Row, read
from kith.records.actions.storing import Ids, row_key
from kith.records.rules.columns import parts, pick, where
from kith.records.rules.made import Reading
from kith.records.rules.plans import expected_headings, survey
from kith.records.rules.profile_files import profile
from kith.records.rules.readings import Reader
from tests.records.emitted import TODAY, files
from tests.records.reading import from_xml

FILES = [
    ("ssd", "childrens/ssd/ssd_person.csv"),
    ("ssd", "childrens/ssd/ssd_assessment_factors.csv"),
    ("annex-a", "childrens/annex-a.xlsx"),
    ("cin-census", "childrens/cin-census-2026.xml"),
    ("fhir-uk-core", "health/patients.ndjson"),
    ("niche-occurrences", "police/niche-occurrences.csv"),
    ("tenancies", "housing/tenancies.csv"),
    ("gias", "education/edubasealldata.csv"),
]


def rows_of(name: str, path: Path) -> tuple[Reader, list[Row]]:
    form = profile(name)
    kinds = frozenset(Kind(kind) for kind in form.kinds)
    found = list(read(path, kinds, expected=expected_headings(form), records=form.records, header=form.header))
    surveyed = survey(form, found, today=TODAY, file_name=path.name)
    return Reader(form, surveyed.plans, today=TODAY), [item for item in found if isinstance(item, Row)]


def as_told(reading: Reading) -> tuple[object, ...]:
    """Give a reading without the order in which its findings were found."""
    findings = sorted(map(repr, reading.findings))
    return reading.status, reading.key, findings, [getattr(reading, name) for name in reading.__slots__[2:-1]]


@pytest.mark.parametrize(("name", "file"), FILES)
def test_rows_read_together_are_read_as_each_alone(name: str, file: str) -> None:
    (path,) = files(file)
    reader, rows = rows_of(name, path)
    together = reader.read_all(rows).readings()
    assert len(together) == len(rows) > 1
    assert [as_told(one) for one in together] == [as_told(reader.read(row)) for row in rows]
    assert any(one.person or one.events or one.organisation for one in together)


def test_rows_of_no_section_and_rows_with_a_flaw_are_kept_in_their_places() -> None:
    (path,) = files("childrens/ssd/ssd_person.csv")
    reader, rows = rows_of("ssd", path)
    note = Note("formula", "a formula", "kept", place="line 2", grade="note")
    odd = [Row("nowhere", "line 1", {"a": "b"}), Row("", "line 2", rows[0].cells, flaw="too-many-cells"), rows[0]]
    odd.append(Row("", "line 4", rows[0].cells, notes=(note,)))
    first, second, third, fourth = reader.read_all(odd).readings()
    assert [one.code for one in first.findings] == ["section-unknown"]
    assert [one.code for one in second.findings] == ["too-many-cells"]
    assert (first.status, second.status) == ("quarantined", "quarantined")
    assert first.person is second.person is None
    assert third.person == fourth.person is not None
    assert [one.code for one in fourth.findings if one.code == "formula"] == ["formula"]
    assert fourth.status == "with_findings"


def test_what_is_odd_in_a_part_is_told_of_the_record_it_is_of(tmp_path: Path) -> None:
    plan = "<ChildProtectionPlans><CPPstartDate>{}</CPPstartDate></ChildProtectionPlans>"
    child = "<Child><ChildIdentifiers><LAchildID>{}</LAchildID></ChildIdentifiers><CINdetails>{}</CINdetails></Child>"
    good, bad = plan.format("2025-05-01"), plan.format("31 something")
    _, found = from_xml(child.format("A", bad + bad) + child.format("B", good) + child.format("C", bad), tmp_path)
    assert [[one.code for one in reading.findings].count("date-unreadable") for reading in found] == [2, 0, 1]


def test_ids_are_uuids_that_rise_and_never_meet() -> None:
    ids = Ids(uuid.uuid5(uuid.NAMESPACE_URL, "a file"))
    made = [ids.of(kind, row, which) for kind in range(4) for row in (0, 1, 70_000) for which in (0, 1, 9)]
    assert made == sorted(set(made))
    assert {uuid.UUID(one).version for one in made} == {8}
    assert {uuid.UUID(one).variant for one in made} == {uuid.RFC_4122}
    assert ids.every(3, [0, 1]) == [ids.of(3, 0), ids.of(3, 1)]
    other = Ids(uuid.uuid5(uuid.NAMESPACE_URL, "another file"))
    assert other.of(0, 0) != ids.of(0, 0)


def test_the_key_of_a_row_is_of_its_agency_and_format() -> None:
    assert row_key(b"one", ("a", "b")) == row_key(b"one", ("a", "b"))
    assert len({row_key(b"one", ("a", "b")), row_key(b"two", ("a", "b")), row_key(b"one", ("ab", ""))}) == 3
    assert uuid.UUID(row_key(b"one", ("a",))).hex == row_key(b"one", ("a",))


def test_parts_of_records_go_by_the_record_they_are_of() -> None:
    cells = [{"Id": "1", "Plan/Date": "a", "Plan[2]/Date": "b", "Plan[2]/End": "c"}, {"Id": "2"}, {"Plan": "d"}]
    assert list(parts("Plan", cells)) == [(0, {"Date": "a"}), (0, {"Date": "b", "End": "c"}), (2, {"#": "d"})]


def test_picking_all_rows_is_the_column_itself() -> None:
    column = [4, 5, 6]
    assert pick(column, range(3)) is column
    assert pick(column, where([0, "", "yes"])) == [6]
