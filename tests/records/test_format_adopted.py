"""Nothing in any format leads from who an adopted child was to who they are: no number, no address, no relative."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kith.records.rules.made import Reading
from tests.records.conftest import workbook
from tests.records.emitted import read_lines
from tests.records.reading import readings

LIST_6 = {
    "Child Unique ID": "1", "Gender": "F", "Date of Birth": date(2020, 2, 3), "CIN Start Date": date(2024, 5, 1),
    "CIN Closure Date": date(2025, 5, 1), "Case Status": "Closed episode", "Reason for Closure": "a) Adopted",
}  # fmt: skip
LIST_8 = {
    "Child Unique ID": "1", "Gender": "F", "Date Started to be Looked After": date(2024, 5, 1),
    "Date Ceased to be Looked After": date(2025, 5, 1), "Reason Ceased to be Looked After": "E11",
    "Placement postcode": "SN8 1LJ", "Start Date of Most Recent Placement": date(2024, 6, 1),
}  # fmt: skip
SSD = {
    "cine_person_id": "1", "cine_referral_id": "R1", "cine_referral_date": "2024-05-01", "cine_close_date": "2025-05-01",
    "cine_close_reason": "RC1",
}  # fmt: skip


def annex(tmp_path: Path, sheet: str, row: dict[str, Any]) -> Reading:
    path = workbook(tmp_path / "a.xlsx", {sheet: [list(row), list(row.values())]})
    [found] = readings("annex-a", path)[1]
    return found


def leads_nowhere(found: Reading) -> bool:
    assert found.person is not None
    numbers = (found.person.upn, found.person.nhs_number, found.person.address, found.person.postcode)
    return not (any(numbers) or found.identifiers or found.addresses or found.relationships or found.households)


def says_so_in_secret(found: Reading) -> bool:
    assert found.person is not None
    told = [one.confidential for one in found.flags if one.kind == "adopted"]
    return found.person.shielded and found.person.involvement_kind == "csc.adoption" and told == [True]


def test_a_child_in_care_who_was_adopted(tmp_path: Path) -> None:
    found = annex(tmp_path, "List 8", LIST_8)
    assert leads_nowhere(found)
    assert says_so_in_secret(found)
    assert all(event.confidential for event in found.events if event.kind == "care_period")


def test_a_child_in_care_who_went_home_keeps_what_they_have(tmp_path: Path) -> None:
    found = annex(tmp_path, "List 8", LIST_8 | {"Reason Ceased to be Looked After": "E4A"})
    assert found.person is not None
    assert not found.person.shielded
    assert [one.scheme for one in found.identifiers] == ["la_child_id"]
    assert [(one.use, one.confidential) for one in found.addresses] == [("placement", True)]


def test_a_case_of_annex_a_closed_for_adoption(tmp_path: Path) -> None:
    found = annex(tmp_path, "List 6", LIST_6)
    assert leads_nowhere(found)
    assert found.person is not None
    assert found.person.shielded
    assert [(one.kind, one.confidential) for one in found.flags] == [("adopted", True)]


@pytest.mark.parametrize(("code", "adopted"), [("RC1", True), ("RC7", False)])
def test_a_referral_of_the_dataset_closed_for_adoption(code: str, adopted: bool, tmp_path: Path) -> None:
    [found] = read_lines("ssd", [SSD | {"cine_close_reason": code}], tmp_path, file="ssd_cin_episodes.csv")
    assert says_so_in_secret(found) == adopted
    assert leads_nowhere(found)


EPISODE = {"CHILD": "1", "DECOM": "01/05/2024", "RNE": "S", "LS": "E1", "CIN": "N1", "PLACE": "U4", "DEC": "01/05/2025",
           "REC": "E11", "HOME_POST": "SN8 1LJ", "PL_POST": "SN6 6EZ"}  # fmt: skip
ADOPTIONS = [
    ("ssda903", "episodes.csv", EPISODE),
    ("ssda903", "episodes.csv", EPISODE | {"REC": "E12"}),
    ("ssda903", "ad1.csv", {"CHILD": "1", "DOB": "01/02/2020", "DATE_INT": "01/02/2024", "DATE_MATCH": "01/03/2024"}),
    ("ssd", "ssd_cla_episodes.csv", {
        "clae_person_id": "1", "clae_cla_episode_id": "E1", "clae_cla_episode_start_date": "2024-05-01",
        "clae_cla_episode_ceased_date": "2025-05-01", "clae_cla_episode_ceased_reason": "E11", "clae_cla_id": "C1",
    }),
    ("ssd", "ssd_permanence.csv", {
        "perm_person_id": "1", "perm_table_id": "P1", "perm_permanence_order_type": "Adoption",
        "perm_permanence_order_date": "2025-05-01", "perm_placement_provider_urn": "SC1",
    }),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "row"), ADOPTIONS)
def test_a_row_that_tells_of_an_adoption_leads_nowhere(
    name: str, file: str, row: dict[str, str], tmp_path: Path
) -> None:
    [found] = read_lines(name, [row], tmp_path, file=file)
    assert leads_nowhere(found)
    assert says_so_in_secret(found)
