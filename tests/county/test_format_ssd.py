"""The safeguarding dataset has the published tables and fields, its keys hold together, and it says what was held."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from kith.county.agencies.known import Known
from kith.county.formats.ssd import FORMAT, TABLES
from kith.county.formats.ssd.people import address
from kith.county.model import Block
from kith.county.plan import Plan
from tests.county.handmade import UNTIL, Maker, care, handmade_block, named, protection
from tests.county.validators.emitting import SHARED, emit, invented

Rows = dict[str, list[dict[str, str]]]
FIELDS = SHARED / "formats" / "ssd_fields.csv"
RELATIONS = SHARED / "formats" / "ssd_relationships.csv"
RENAMED = {
    ("ssd_cla_placements", "clap_placement_id"): ("ssd_cla_placement", "clap_cla_placement_id"),
    ("ssd_ehcp_assessment", "ehca_ehcp_asmt_id"): ("ssd_ehcp_assessment", "ehca_ehcp_assessment_id"),
    ("ssd_person", "pers_person_id (field is both PK/FK)"): ("ssd_person", "pers_person_id"),
}
"""Parents whose names in the published list are not those of its own fields."""
MEANT = {"perm_person_id": ("ssd_cla_episodes", "clae_person_id")}
"""A child key that the published list joins to a number of another kind."""
AHEAD = {"cppr_cp_review_due", "clar_cla_review_due_date", "icpc_icpc_target_date", "pers_expected_dob"}
"""Days that may lie after the last one."""


def read(folder: Path) -> Rows:
    texts = {table.name: (folder / f"ssd/{table.name}.csv").read_bytes().decode() for table in TABLES}
    return {name: list(csv.DictReader(StringIO(text, newline=""))) for name, text in texts.items()}


def published(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        pytest.skip(f"the published lists are not at {path}")
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=FORMAT.agencies)
def agency(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def rows(agency: str, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return read(emit(FORMAT, handmade_block(), tmp_path_factory.mktemp(agency), agency=agency))


@pytest.fixture(scope="module")
def whole(agency: str, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    block = invented(0, Plan(people=2_000, seed=5))
    return read(emit(FORMAT, [block], tmp_path_factory.mktemp(agency), agency=agency))


def test_the_tables_and_their_fields_are_the_published_ones_in_their_order() -> None:
    wanted: dict[str, list[str]] = {}
    for field in published(FIELDS):
        wanted.setdefault(field["table"], []).append(field["field"])
    assert {table.name: list(table.columns) for table in TABLES} == wanted


def test_every_file_begins_with_its_headings() -> None:
    heads = {file.name: file.head(Plan(people=1, seed=1)) for file in FORMAT.files(Plan(people=1, seed=1))}
    assert heads == {f"ssd/{table.name}.csv": ",".join(table.columns) + "\r\n" for table in TABLES}


def _key_fields() -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for field in published(FIELDS):
        if field["primary_key"] or field["constraints"] == "pk":
            keys.setdefault(field["table"], []).append(field["field"])
    return keys


def _assert_keys_are_unique(rows: Rows) -> None:
    for table, fields in _key_fields().items():
        found = [tuple(row[field] for field in fields) for row in rows[table]]
        assert all(all(key) for key in found), f"{table} has a row without a key"
        assert len(set(found)) == len(found), f"{table} has a key twice"


def _parents() -> Iterator[tuple[str, str, str, str]]:
    for one in published(RELATIONS):
        name = one["parent_table"], one["parent_key"]
        parent, key = MEANT.get(one["child_key"]) or RENAMED.get(name, name)
        yield parent, key, one["child_table"], one["child_key"]


def _assert_every_foreign_key_finds_its_row(rows: Rows) -> None:
    for parent, key, child, child_key in _parents():
        there = {row[key] for row in rows[parent]}
        lost = {row[child_key] for row in rows[child]} - there - {""}
        assert not lost, f"{child}.{child_key} names rows that {parent}.{key} does not have"


def test_keys_are_given_and_unique(rows: Rows) -> None:
    _assert_keys_are_unique(rows)


def test_every_foreign_key_finds_its_row(rows: Rows) -> None:
    _assert_every_foreign_key_finds_its_row(rows)


def test_keys_hold_together_in_a_whole_block(whole: Rows) -> None:
    _assert_keys_are_unique(whole)
    _assert_every_foreign_key_finds_its_row(whole)


def test_numbers_that_no_relationship_is_published_for_find_their_rows_too(whole: Rows) -> None:
    pairs = {
        ("ssd_initial_cp_conference", "icpc_cp_plan_id"): ("ssd_cp_plans", "cppl_cp_plan_id"),
        ("ssd_cp_plans", "cppl_referral_id"): ("ssd_cin_episodes", "cine_referral_id"),
        ("ssd_cp_visits", "cppv_cp_plan_id"): ("ssd_cp_plans", "cppl_cp_plan_id"),
        ("ssd_cla_episodes", "clae_referral_id"): ("ssd_cin_episodes", "cine_referral_id"),
        ("ssd_cla_visits", "clav_cla_id"): ("ssd_cla_episodes", "clae_cla_id"),
        ("ssd_involvements", "invo_person_id"): ("ssd_person", "pers_person_id"),
        ("ssd_involvements", "invo_referral_id"): ("ssd_cin_episodes", "cine_referral_id"),
    }
    for (child, child_key), (parent, key) in pairs.items():
        lost = {row[child_key] for row in whole[child]} - {row[key] for row in whole[parent]} - {""}
        assert not lost, f"{child}.{child_key}"


def test_values_are_of_the_published_types(rows: Rows, whole: Rows) -> None:
    check = {
        "datetime": lambda text: date.fromisoformat(text),
        "int": int,
        "float": float,
        "bit": lambda text: int(text) in (0, 1),
        "nchar": lambda text: len(text) <= 4 or pytest.fail(f"{text} is too long for a code"),
    }
    for field in published(FIELDS):
        look = check.get(field["type"].lower(), str)
        for row in (*rows[field["table"]], *whole[field["table"]]):
            if row[field["field"]]:
                look(row[field["field"]])


def test_nothing_lies_after_the_last_day(whole: Rows) -> None:
    # Some write the day a child is expected where its birth date will stand.
    unborn = {row["pers_person_id"] for row in whole["ssd_person"] if row["pers_sex"] == "U"}
    for table in TABLES:
        for row in whole[table.name]:
            for field, text in row.items():
                expected = field.endswith("_dob") and bool(unborn & set(row.values()))
                if field not in AHEAD and field.endswith(("_date", "_dob")) and text and not expected:
                    assert date.fromisoformat(text) <= UNTIL, (field, row)


def test_codes_are_those_of_the_returns(whole: Rows) -> None:
    codes = {row["column"]: set(row["codes"].split("; ")) for row in published(SHARED / "formats" / "ssda903_2026.csv")}
    looked = {
        ("ssd_cla_episodes", "clae_cla_episode_start_reason"): codes["RNE"],
        ("ssd_cla_episodes", "clae_cla_primary_need_code"): codes["CIN"],
        ("ssd_cla_episodes", "clae_cla_episode_ceased_reason"): codes["REC"],
        ("ssd_cla_placement", "clap_cla_placement_type"): codes["PLACE"],
        ("ssd_cla_placement", "clap_cla_placement_provider"): codes["PLACE_PROVIDER"],
        ("ssd_cla_placement", "clap_cla_placement_change_reason"): codes["REASON_PLACE_CHANGE"],
        ("ssd_legal_status", "lega_legal_status"): codes["LS"],
        ("ssd_cla_previous_permanence", "lapp_previous_permanence_option"): codes["PREV_PERM"],
        ("ssd_person", "pers_ethnicity"): codes["ETHNIC"],
        ("ssd_permanence", "perm_adopter_sex"): codes["SEX_ADOPTR"],
        ("ssd_care_leavers", "clea_care_leaver_in_touch"): codes["IN_TOUCH"],
        ("ssd_care_leavers", "clea_care_leaver_activity"): codes["ACTIV"],
    }
    for (table, field), allowed in looked.items():
        assert {row[field] for row in whole[table]} <= allowed | {""}, field


def test_outcomes_and_addresses_are_objects_with_all_their_keys(rows: Rows) -> None:
    keys: dict[str, set[tuple[str, ...]]] = {}
    for table in TABLES:
        for row in rows[table.name]:
            for field, text in row.items():
                if field.endswith("_json") and text and "factors" not in field:
                    keys.setdefault(field, set()).add(tuple(json.loads(text)))
    assert keys
    assert all(len(some) == 1 for some in keys.values())


def ssd_of(block: Block, tmp_path: Path, agency: str = "childrens") -> Rows:
    return read(emit(FORMAT, [block], tmp_path, agency=agency))


def known_number(block: Block, forename: str, agency: str = "childrens") -> str:
    return Known(block, agency, None).persona(named(block, forename), UNTIL).local_id


def lone_child(made: Maker, born: date = date(2016, 5, 5)) -> str:
    home = made.home("1", "Test Lane")
    child = made.person("F", born, "Zelda", "Quillfeather")
    made.live("family", home, date(2016, 1, 1), child)
    return "Zelda"


def test_a_plan_is_joined_to_its_conference_enquiry_and_referral(tmp_path: Path) -> None:
    made = Maker(0, "wiltshire")
    lone_child(made)
    protection(made, named(made.block, "Zelda"), date(2026, 3, 2))
    rows = ssd_of(made.block, tmp_path)
    (plan,) = rows["ssd_cp_plans"]
    (conference,) = rows["ssd_initial_cp_conference"]
    (enquiry,) = rows["ssd_s47_enquiry"]
    (referral,) = rows["ssd_cin_episodes"]
    assert plan["cppl_icpc_id"] == conference["icpc_icpc_id"]
    assert conference["icpc_cp_plan_id"] == plan["cppl_cp_plan_id"]
    assert conference["icpc_s47_enquiry_id"] == enquiry["s47e_s47_enquiry_id"]
    assert {plan["cppl_referral_id"], conference["icpc_referral_id"]} == {referral["cine_referral_id"]}
    assert json.loads(enquiry["s47e_s47_outcome_json"])["CP_CONFERENCE_FLAG"] == "Y"


def test_reviews_and_visits_of_a_plan_are_those_that_took_place(tmp_path: Path) -> None:
    made = Maker(0, "wiltshire")
    lone_child(made)
    child = named(made.block, "Zelda")
    protection(made, child, date(2026, 3, 2))
    (plan,) = made.block.of("cp_plan")
    rows = ssd_of(made.block, tmp_path)
    assert [row["cppr_cp_review_date"] for row in rows["ssd_cp_reviews"]] == [
        str(one) for one in plan.detail["reviews"]
    ]
    assert [row["cppv_cp_visit_date"] for row in rows["ssd_cp_visits"]] == [str(one) for one in plan.detail["visits"]]


def test_a_secret_placement_is_blanked_and_marked(tmp_path: Path) -> None:
    made = Maker(0, "wiltshire")
    lone_child(made)
    carer = made.person("F", date(1980, 1, 1), "Wilma", "Carrow")
    away = made.home("99", "Hidden Way", secret=True)
    care(made, named(made.block, "Zelda"), date(2025, 2, 3), None, away, carer)
    rows = ssd_of(made.block, tmp_path)
    (placed,) = (row for row in rows["ssd_address"] if row["addr_address_type"] == "Placement")
    assert placed["addr_address_postcode"] == "CON"
    assert not any(json.loads(placed["addr_address_json"]).values())
    assert [row["clap_cla_placement_postcode"] for row in rows["ssd_cla_placement"]] == [""]


def test_episodes_in_one_home_are_one_placement_and_two_legal_statuses(tmp_path: Path) -> None:
    made = Maker(0, "wiltshire")
    lone_child(made)
    carer = made.person("F", date(1980, 1, 1), "Wilma", "Carrow")
    care(made, named(made.block, "Zelda"), date(2025, 2, 3), None, made.home("3", "Foster Rise"), carer)
    rows = ssd_of(made.block, tmp_path)
    (placement,) = rows["ssd_cla_placement"]
    assert {row["clae_cla_placement_id"] for row in rows["ssd_cla_episodes"]} == {placement["clap_cla_placement_id"]}
    assert [row["lega_legal_status"] for row in rows["ssd_legal_status"]] == ["C1", "C2"]


def test_visits_in_care_are_never_more_than_eight_weeks_apart(tmp_path: Path) -> None:
    made = Maker(0, "wiltshire")
    lone_child(made)
    carer = made.person("F", date(1980, 1, 1), "Wilma", "Carrow")
    care(made, named(made.block, "Zelda"), date(2025, 2, 3), None, made.home("3", "Foster Rise"), carer)
    days = [date.fromisoformat(row["clav_cla_visit_date"]) for row in ssd_of(made.block, tmp_path)["ssd_cla_visits"]]
    assert len(days) > 5
    assert max(b - a for a, b in pairwise(days)) <= timedelta(days=56)


def test_who_a_child_was_before_an_adoption_is_joined_to_nobody_new(tmp_path: Path) -> None:
    block = handmade_block()[0]
    new = next(one for one in block.people if one.earlier is not None)
    known = Known(block, "childrens", None)
    number, before = known.persona(new, UNTIL).local_id, known.persona(new.earlier or new, new.born).local_id
    assert number != before
    rows = ssd_of(block, tmp_path)
    assert {row["perm_person_id"] for row in rows["ssd_permanence"]} == {before}
    assert number not in {row["moth_childs_person_id"] for row in rows["ssd_mother"]}
    families = {row["fami_person_id"]: row["fami_family_id"] for row in rows["ssd_family"]}
    assert families.get(number, "new") != families.get(before, "old")


def test_pupils_with_a_plan_have_the_whole_way_to_it(tmp_path: Path) -> None:
    made = Maker(0, "wiltshire")
    lone_child(made)
    child = named(made.block, "Zelda")
    child.disabilities = ("AUT", "COMM")
    made.event("enrolment", date(2023, 9, 4), [(child, "pupil")], place=made.school, year_group="3", sen="E")
    protection(made, child, date(2026, 3, 2))
    rows = ssd_of(made.block, tmp_path)
    (request,), (named_plan,) = rows["ssd_ehcp_requests"], rows["ssd_ehcp_named_plan"]
    assert request["ehcr_ehcp_req_date"] < named_plan["ehcn_named_plan_start_date"] <= "2023-09-04"
    assert [row["senn_active_ehcp_need_type"] for row in rows["ssd_sen_need"]] == ["ASD", "SLCN"]
    assert [row["pers_send_flag"] for row in rows["ssd_person"] if row["pers_forename"] == "Zelda"] == ["Y"]


def test_only_the_first_block_writes_what_is_the_same_everywhere(tmp_path: Path) -> None:
    first, second = handmade_block()
    once = ("ssd_professionals", "ssd_department", "ssd_version_log")
    assert all(ssd_of(first, tmp_path / "0", "childrens_east")[name] for name in once)
    assert not any(ssd_of(second, tmp_path / "1", "childrens_east")[name] for name in once)


def test_the_same_block_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (emit(FORMAT, handmade_block(), tmp_path / name) for name in "ab")
    for table in TABLES:
        name = f"ssd/{table.name}.csv"
        assert (one / name).read_bytes() == (two / name).read_bytes()


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("17 Mill Lane, Trowbridge", {"HOUSE": "17", "STREET": "Mill Lane", "TOWN": "Trowbridge"}),
        ("17 Mill Lane, Holt, Wiltshire", {"HOUSE": "17", "STREET": "Mill Lane", "TOWN": "Holt"}),
        ("Flat 4, Weavers Court, Castle Street, Devizes", {"FLAT": "Flat 4", "BUILDING": "Weavers Court",
                                                          "STREET": "Castle Street", "TOWN": "Devizes"}),
        ("no fixed abode", {"STREET": "no fixed abode"}),
    ],
)  # fmt: skip
def test_an_address_on_one_line_is_taken_apart_into_the_keys_of_the_dataset(line: str, parts: dict[str, str]) -> None:
    assert {name: text for name, text in json.loads(address(line, "", None)).items() if text} == parts
