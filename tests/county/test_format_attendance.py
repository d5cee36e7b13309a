"""A council's lists of children out of school."""

from __future__ import annotations

from datetime import date

from kith.county.formats.attendance import FORMAT
from kith.county.model import Block
from tests.county.emitting_named import Rows, table
from tests.county.handmade import Maker, handmade_block


def listed(name: str, *blocks: Block) -> Rows:
    return table(FORMAT, "education", f"{name}.csv", *blocks)


def test_a_child_missing_education_is_listed_with_the_last_school_and_when_found() -> None:
    [row] = listed("children_missing_education")
    assert (row["Forename"], row["Missing since"], row["Date closed"], row["Status"]) == (
        "Jacob", "08/01/2024", "01/02/2024", "Closed",
    )  # fmt: skip
    assert row["Last school"] == "Larkfield Primary School"
    assert row["CME Ref"].startswith("CME")


def test_a_child_educated_at_home_is_listed_and_what_has_not_ended_has_no_end() -> None:
    wiltshire, _ = handmade_block()
    [before] = listed("elective_home_education", wiltshire)
    wiltshire.of("home_educated")[0].end = date(2027, 7, 1)
    [after] = listed("elective_home_education", wiltshire)
    assert (before["EHE end date"], after["EHE end date"]) == ("01/07/2024", "")


def test_persistent_absence_begins_at_a_tenth_and_severe_at_a_half() -> None:
    made = Maker(0, "wiltshire")
    for number, missed in enumerate((12, 13, 64, 65)):
        child = made.person("F", date(2014, 1, 5), f"Girl{number}", "Barlow")
        made.event("attendance", date(2025, 9, 3), [(child, "pupil")], place=made.school, term=1, possible=130,
                   authorised=missed, unauthorised=0)  # fmt: skip
    rows = listed("persistent_absence", made.block)
    assert {row["Forename"]: row["Severe"] for row in rows} == {"Girl1": "N", "Girl2": "N", "Girl3": "Y"}
    assert rows[0]["% missed"] == "10.0%"
