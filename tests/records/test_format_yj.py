"""Youth justice cases are read from three tables, and a looked-after child's address is told to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.emitted import (
    codes,
    day,
    event_of,
    files,
    imported,
    lines,
    persona,
    read_beside,
    read_file,
    read_lines,
)

FORM = "youth-justice"
PARTS = ("young_people", "offences", "outcomes")
CHILD = {
    "Originating Young Person ID": "YJ1", "Surname": "Drama", "First Name": "Ada", "Date of Birth": "18/09/2010",
    "Address": "1 Drama Street, Calne", "Postcode": "SN11 8QG", "First Known": "01/02/2026",
}  # fmt: skip


def table(part: str) -> Path:
    return files(f"youth_justice/youth_justice_{part}.csv")[0]


@pytest.mark.parametrize("part", PARTS)
def test_a_table_is_read_whole(part: str) -> None:
    surveyed, found = read_file(FORM, table(part))
    assert [plan.section.name for plan in surveyed.plans.values()] == [part]
    assert surveyed.findings == ()
    assert found
    assert "quarantined" not in {reading.status for reading in found}
    assert not codes(found)["code-unknown"]


def test_young_people_are_who_the_truth_says_they_are() -> None:
    checked = 0
    for part in PARTS:
        for _, reading in read_beside(FORM, table(part)):
            assert reading.person is not None
            who = persona("youth_justice")[reading.person.local_id]
            if part == "young_people" and not who["mistakes"]:
                checked += 1
                assert reading.person.dob in (day(who["born"]), None)
    assert checked


def test_an_outcome_came_when_it_did_and_belongs_to_its_offence() -> None:
    offences = {reading.events[0].reference for _, reading in read_beside(FORM, table("offences"))}
    for _, reading in read_beside(FORM, table("outcomes")):
        disposal, programme = reading.events
        true = event_of("youth_justice")[disposal.reference]
        assert (disposal.kind, programme.kind, true["kind"]) == ("disposal", "intervention", "yj_outcome")
        assert disposal.starts == day(true["start"])
        assert disposal.part_of in offences
        assert programme.part_of == disposal.reference


def test_in_an_offence_the_young_person_is_suspected() -> None:
    for row, reading in read_beside(FORM, table("offences")):
        [event] = reading.events
        assert (event.kind, event.role, event.subkind) == ("crime", "suspected", row["Offence"])
        assert event.starts is not None
        assert event.starts <= (day(event_of("youth_justice")[event.reference]["start"]) or event.starts)


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        ({"Looked After": "Y"}, True),
        ({"Looked After": "N", "Address": "c/o Youth Justice Service"}, True),
        ({"Looked After": "N"}, False),
        ({"Looked After": ""}, False),
    ],
)
def test_where_a_looked_after_child_lives_is_told_to_nobody(said: dict[str, str], secret: bool, tmp_path: Path) -> None:
    [reading] = read_lines(FORM, [CHILD | said], tmp_path, file="youth_justice_young_people.csv")
    assert reading.person is not None
    assert reading.person.address_confidential == secret
    assert [use.confidential for use in reading.addresses] == [secret]
    assert [flag.kind for flag in reading.flags] == ["looked_after"] * (said["Looked After"] == "Y")


def test_the_young_people_are_imported_whole(owner: str) -> None:
    batch = imported(FORM, table("young_people"), owner).batch
    assert (batch.status, batch.quarantined) == ("done", 0)
    assert batch.records == batch.people == len(lines(table("young_people")))
