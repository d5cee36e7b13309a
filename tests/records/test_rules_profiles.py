"""What a description of a format may say, and what is refused of it, before any row is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kith.outside.files import Kind, Row, read
from kith.records.rules.codes import code_list
from kith.records.rules.columns import MOST_REMEMBERED
from kith.records.rules.made import Reading
from kith.records.rules.plans import Survey, expected_headings, survey
from kith.records.rules.profile_checks import ROLES
from kith.records.rules.profile_files import Table, names, profile, profile_from
from kith.records.rules.profiles import ProfileWrong
from kith.records.rules.readings import Reader
from kith.records.rules.values import TYPES as READERS
from kith.records.rules.values import Setting, by_scheme, member
from tests.records.conftest import csv_of
from tests.records.emitted import TODAY

FIELDS = {
    "id": {"column": "Number", "type": "id", "required": True},
    "part": {"column": "Part", "type": "code", "codes": "part"},
    "day": {"column": "Day", "type": "date"},
    "note": "Note",
    "other": {"column": "Other", "type": "id"},
    "tie": {"column": "Tie", "type": "code", "codes": "relationship"},
    "phone": {"column": "Phone", "type": "phone"},
    "car": {"column": "Car", "type": "plate"},
}
EVENT = {"literal": {"kind": "crime"}, "role": "part", "starts": "day", "reference": "note"}


def described(**section: object) -> Table:
    whole = {"name": "people", "fields": FIELDS, "person": {"local_id": "id"}, **section}
    return {"name": "try", "title": "Try", "kinds": ["csv"], "section": [whole]}


def read_by(table: Table, folder: Path, *rows: dict[str, str], file: str = "feed.csv") -> tuple[Survey, list[Reading]]:
    path = folder / file
    heads = list(dict.fromkeys(key for row in rows for key in row))
    path.write_bytes(csv_of([heads, *([row.get(key, "") for key in heads] for row in rows)]))
    form = profile_from(table)
    found = list(read(path, frozenset({Kind.SEPARATED}), expected=expected_headings(form)))
    surveyed = survey(form, found, today=TODAY, file_name=path.name)
    reader = Reader(form, surveyed.plans, today=TODAY)
    return surveyed, reader.read_all([item for item in found if isinstance(item, Row)]).readings()


def crime(folder: Path, said: str) -> str:
    row = {"Number": "1", "Part": said, "Day": "2026-01-02", "Note": "X1"}
    return read_by(described(event=[EVENT]), folder, row)[1][0].events[0].role


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Victim", "harmed"), ("SUSPECT", "suspected"), ("Victim 2", "harmed"), ("a) Witness", "witness"),
        ("Officer in case", "worker"), ("Parent", "carer"),
    ],
)  # fmt: skip
def test_the_part_somebody_had_is_read(said: str, role: str, tmp_path: Path) -> None:
    assert crime(tmp_path, said) == role


@pytest.mark.parametrize(
    "said",
    ["", "Victim liaison officer", "Suspect's mother", "Not a victim", "Victim / Suspect", "Mother of victim", "??"],
)
def test_a_part_nobody_recorded_is_unknown_and_never_guessed_from_a_word_in_it(said: str, tmp_path: Path) -> None:
    assert crime(tmp_path, said) == "unknown"


def test_no_format_reads_one_part_as_another_by_a_word_in_it() -> None:
    for form in map(profile, names()):
        for section in form.sections:
            for group in (section.main, *section.groups):
                known = {spec.name: spec for spec in group.fields}
                for name in {name for make in group.events for name in make.fill.get("role", ())}:
                    codes = form.codes[known[name].codes]
                    assert set(codes.meanings.values()) <= ROLES
                    assert codes.meaning("victim liaison officer") not in {"harmed", "suspected"}


@pytest.mark.parametrize(
    "section",
    [
        {"event": [{"literal": {"kind": "crime", "role": "victim"}}]},
        {"event": [{"literal": {"kind": "crime"}, "role": "note"}]},
        {"event": [{"literal": {"kind": "crime"}, "role": "tie"}]},
        {"event": [{"literal": {"kind": "crime"}, "begun": "day"}]},
        {"event": [{"literal": {"kind": "crime"}, "starts": "nothing"}]},
        {"event": [{"literal": {"kind": "crime"}, "when": {"nothing": []}}]},
        {"event": [{"literal": {"kind": "crime"}, "unless": {"nothing": []}}]},
        {"address": [{"literal": {"use": "home"}, "confidential": {"nothing": ["x"]}}]},
        {"person": {"local_number": "id"}},
        {"fields": FIELDS | {"more": {"column": "More", "type": "guess"}}},
        {"fields": FIELDS | {"more": {"column": "More", "type": "code", "codes": "none_such"}}},
        {"fields": FIELDS | {"more": {"column": "More", "tpye": "date"}}},
        {"involvement": {"kind": "x", "words": "x", "cazes": {}}},
        {"group": [{"each": "Part", "fields": {}, "flagg": []}]},
        {"keyd_as": "x"},
        {"pesron": False},
    ],
)  # fmt: skip
def test_a_description_of_what_is_not_there_is_refused(section: dict[str, object]) -> None:
    with pytest.raises(ProfileWrong):
        profile_from(described(**section))


def test_several_relationships_come_from_one_row_and_may_be_said_the_other_way_round(tmp_path: Path) -> None:
    ties = [
        {"other_local_id": "other", "kind": "tie"},
        {"other_local_id": "other", "kind": "tie", "backwards": True, "disputed": {"note": ["disputed*"]}},
    ]
    row = {"Number": "1", "Other": "2", "Tie": "Mother", "Note": "Disputed by father"}
    forth, back = read_by(described(relationship=ties), tmp_path, row)[1][0].relationships
    assert (forth.kind, forth.inverse, forth.disputed) == ("parent", "child", False)
    assert (back.kind, back.inverse, back.disputed) == ("child", "parent", True)


def test_telephones_and_vehicles_are_found_however_they_are_written(tmp_path: Path) -> None:
    things = [{"literal": {"scheme": "phone"}, "value": "phone"}, {"literal": {"scheme": "vrm"}, "value": "car"}]
    rows = [
        {"Number": "1", "Phone": "+44 (0)7700 900 123", "Car": "wx00 abc"},
        {"Number": "2", "Phone": "07700900123", "Car": "WX00ABC"},
    ]
    one, other = read_by(described(identifier=things), tmp_path, *rows)[1]
    assert [thing.value for thing in one.identifiers] == [thing.value for thing in other.identifiers]
    assert [thing.value for thing in one.identifiers] == ["07700900123", "WX00ABC"]
    assert one.identifiers[0].value_raw == "+44 (0)7700 900 123"


def test_workers_among_the_people_of_a_report_make_an_event_and_no_person(tmp_path: Path) -> None:
    table = described(
        event=[EVENT],
        person={"local_id": "id", "unless": {"part": ["worker"]}},
        relationship=[{"other_local_id": "other"}],
    )
    rows = [
        {"Number": str(n), "Part": part, "Day": "2026-01-02", "Note": "X1"} for n, part in enumerate(("OIC", "Victim"))
    ]
    worker, victim = read_by(table, tmp_path, *rows)[1]
    assert worker.person is None
    assert worker.status == "accepted"
    assert [event.role for event in worker.events] == ["worker"]
    assert victim.person is not None
    assert worker.events[0].reference == victim.events[0].reference == "X1"


def test_a_literal_stands_where_the_field_is_blank(tmp_path: Path) -> None:
    table = described(person={"local_id": "id", "literal": {"role": "child"}, "role": "note"})
    rows = [{"Number": "1", "Note": ""}, {"Number": "2", "Note": "adult"}]
    assert [one.person.role for one in read_by(table, tmp_path, *rows)[1] if one.person] == ["child", "adult"]


def test_a_column_that_is_kept_is_no_finding_and_another_is(tmp_path: Path) -> None:
    surveyed, _ = read_by(
        described(kept=["Left Alone"]), tmp_path, {"Number": "1", "Day": "", "LEFT_ALONE": "x", "New": "y"}
    )
    assert [(one.code, one.field) for one in surveyed.findings] == [("column-unknown", "New")]


@pytest.mark.parametrize(
    ("file", "section"),
    [
        ("2025_spring_OffRoll.csv", "off"), ("2025_spring_onroll (1).csv", "on"), ("On Roll.csv", "on"),
        ("export.csv", "on"), ("onroll_offroll_termly.csv", "termly"),
    ],
)  # fmt: skip
def test_which_of_the_files_of_a_format_it_is_is_told_by_its_name(file: str, section: str, tmp_path: Path) -> None:
    def one(name: str, *sheets: str) -> dict[str, object]:
        return {"name": name, "sheets": list(sheets), "fields": FIELDS, "person": {"local_id": "id"}}

    table = {**described(), "section": [one("on", "onroll"), one("off", "offroll"), one("termly", "offrolltermly")]}
    surveyed, _ = read_by(table, tmp_path, {"Number": "1", "Note": "x"}, file=file)
    assert [plan.section.name for plan in surveyed.plans.values()] == [section]


def test_a_name_alone_does_not_make_a_file_what_it_is_not(tmp_path: Path) -> None:
    wrong = {
        "name": "on",
        "sheets": ["onroll"],
        "fields": {"a": {"column": "A", "required": True}},
        "person": {"surname": "a"},
    }
    right = {"name": "people", "fields": FIELDS, "person": {"local_id": "id"}}
    table = {**described(), "section": [wrong, right]}
    surveyed, _ = read_by(table, tmp_path, {"Number": "1", "Note": "x"}, file="onroll.csv")
    assert [plan.section.name for plan in surveyed.plans.values()] == ["people"]


def test_a_code_is_read_as_it_was_meant_in_its_year(tmp_path: Path) -> None:
    fields = FIELDS | {"why": {"column": "Why", "type": "code", "codes": "why"}}
    meanings = {"moved": ["A"], "left": ["B"], "2025": {"left": ["A"]}}
    table = described(fields=fields, event=[{"literal": {"kind": "move"}, "when": {"id": []}, "outcome": "why"}])
    table = {**table, "year_in_name": True, "codes": {"why": meanings}}
    row = {"Number": "1", "Why": "A"}
    said = [
        read_by(table, tmp_path, row, file=f"{name}.csv") for name in ("list_2024", "list_2025", "list_2031", "list")
    ]
    assert [readings[0].events[0].outcome for _, readings in said] == ["moved", "left", "left", "left"]
    assert [surveyed.year for surveyed, _ in said] == [2024, 2025, 2031, None]


def test_several_codes_are_read_however_they_are_put_together() -> None:
    setting = Setting(TODAY, code_list("x", {"neglect": ["16A"], "missing": ["10A"], "a, b": []}))
    for text in ("16A\n10A", "16A; 10A", "16A|10A", "16A,10A", '["16A", "10A"]', '{"16A": "Y", "10A": true, "z": "N"}'):
        assert READERS["codes"](text, setting) == (("neglect", "missing"), ())
    assert READERS["codes"]("a, b", setting) == (("a, b",), ())
    assert READERS["codes"]("16A; never", setting) == (("neglect",), ("code-unknown",))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", "[" * 50_000, "x" * 200_000])
def test_a_member_of_what_is_no_object_is_blank(text: str) -> None:
    assert member(text, "STREET") == ""


def test_a_number_is_checked_by_its_kind() -> None:
    found, codes = by_scheme("nhs", "9990000019")
    assert found is not None
    assert codes == ("nhs-invalid",)
    assert by_scheme("case", "12") == (None, ())


def test_what_is_remembered_of_a_field_has_an_end(tmp_path: Path) -> None:
    form = profile_from(described())
    path = tmp_path / "feed.csv"
    path.write_bytes(csv_of([["Number", "Note"], *([n, f"note {n}"] for n in range(MOST_REMEMBERED + 500))]))
    found = list(read(path, frozenset({Kind.SEPARATED}), expected=expected_headings(form)))
    reader = Reader(form, survey(form, found, today=TODAY).plans, today=TODAY)
    rows = [item for item in found if isinstance(item, Row)]
    for at in range(0, len(rows), 1_000):
        reader.read_all(rows[at : at + 1_000])
    assert 1 < max(one.remembered for some in reader.fields.values() for one in some) <= MOST_REMEMBERED
