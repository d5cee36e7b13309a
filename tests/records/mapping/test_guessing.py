"""What columns seem to be: what is never guessed first, then what is, then how often it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.records.rules.guessing import PLACES, GuessWrong, SheetGuess, Sure, corrected, guess
from kith.records.rules.guessing.headings import words_of
from kith.records.rules.profile_files import profile
from tests.records.conftest import nhs
from tests.records.mapping.measuring import TODAY, Right, compare, guessed

HEADINGS = ("Client Ref", "Surname", "Forename", "DOB", "Gender", "Notes")
ROWS = [
    {"Client Ref": f"C{n}", "Surname": "Drama", "Forename": "Ada", "DOB": f"{1 + n:02d}/02/2010", "Gender": "F"}
    for n in range(20)
]


def told(**columns: Sequence[str]) -> dict[str, str]:
    """Guess columns told as heading and cells; give the place of each."""
    names = [name.replace("_", " ") for name in columns]
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    return {one.heading: one.place for one in guess("", names, rows, today=TODAY).columns}


def one(heading: str, cells: Sequence[str] = ()) -> tuple[str, str]:
    found = guess("", [heading], [{heading: cell} for cell in cells], today=TODAY).columns[0]
    return found.place, found.reason


# -- What is never guessed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [{"Elephant": "surname"}, {"Surname": "elephant"}, {"Notes": "surname"}])
def test_a_correction_that_cannot_be_is_refused(wrong: Mapping[str, str]) -> None:
    with pytest.raises(GuessWrong):
        corrected(guess("", HEADINGS, ROWS, today=TODAY), wrong)


@pytest.mark.parametrize("heading", ["Date of adoption", "Adopted surname", "ADOPTIVE_PARENT_NAME", "Birth name"])
def test_nothing_that_speaks_of_adoption_is_guessed_or_told(heading: str) -> None:
    found = guess("", [heading, "Surname"], [{heading: "02/03/2010", "Surname": "Drama"}] * 9, today=TODAY)
    assert found.columns[0].place == "kept"
    assert "adoption" in found.columns[0].reason
    with pytest.raises(GuessWrong, match="adoption"):
        corrected(found, {heading: "known_as"})


@pytest.mark.parametrize("heading", ["", "  ", "—", "姓", "()", "\x1b[31m"[:1]])
def test_a_heading_without_a_letter_or_digit_is_kept(heading: str) -> None:
    assert one(heading, ["9990000018"] * 9)[0] == "kept"


def test_two_headings_that_are_one_to_the_engine_are_not_both_read() -> None:
    assert told(Surname=["Drama"] * 5, SURNAME_=["Other"] * 5) == {"Surname": "surname", "SURNAME ": "kept"}


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Mother NHS Number", [nhs(n) for n in range(20)]),
        ("Officer surname", ["Worker"] * 9),
        ("School postcode", ["BA14 8AA"] * 9),
        ("GP telephone", ["01632 960100"] * 9),
        ("Emergency contact mobile", ["07700 900100"] * 9),
        ("Father's date of birth", ["02/03/1980"] * 9),
        ("Previous address", ["1 Drama Street, Trowbridge"] * 9),
    ],
)
def test_what_is_of_somebody_else_is_not_the_persons(heading: str, cells: Sequence[str]) -> None:
    own = {key for key, place in PLACES.items() if place.own}
    assert one(heading, cells)[0] not in own


def test_a_column_that_writes_the_month_first_is_not_read_as_dates() -> None:
    place, reason = one("DOB", ["04/25/2010", "03/04/2010", "05/05/2011"])
    assert place == "kept"
    assert "month before the day" in reason


def test_one_day_after_the_twelfth_settles_the_whole_column() -> None:
    assert one("DOB", ["03/04/2010", "25/04/2010"])[0] == "dob"
    assert "look at the rows" in one("DOB", ["25/04/2010", "04/25/2010"])[1]


def test_the_number_of_a_case_with_several_people_is_not_a_persons() -> None:
    cases = [f"C{n // 3}" for n in range(30)]
    names = ["Ada", "Ben", "Cy"] * 10
    found = told(Case_ID=cases, Surname=["Drama"] * 30, Forename=names, DOB=["02/03/2010"] * 30)
    assert found["Case ID"] == "number" or found["Case ID"] == "event_number"
    born = [f"{1 + n % 28:02d}/03/20{n % 10 + 10}" for n in range(30)]
    assert told(Case_ID=cases, Forename=names, DOB=born)["Case ID"] == "event_number"


def test_a_workers_telephone_is_not_the_persons() -> None:
    found = told(Key_worker=["Kit Worker"] * 9, Email=["kit@example.org"] * 9, Telephone=["01632 960100"] * 9)
    assert found == {"Key worker": "worker", "Email": "contact", "Telephone": "contact"}


def test_the_postcode_beside_a_place_of_an_event_is_no_home() -> None:
    places = told(
        Incident_location=["1 Drama Street, Trowbridge"] * 9, Postcode=["BA14 8AA"] * 9, Surname=["Drama"] * 9
    )
    assert places["Postcode"] == "event_postcode"


def test_a_relationship_to_nobody_is_no_relationship() -> None:
    assert told(Person_ID=["1", "2"], Relationship=["Mother", "Father"])["Relationship"] == "detail"
    tied = told(Person_ID=["1", "2"], Other_person_ID=["3", "4"], Relationship=["Mother", "Father"])
    assert (tied["Other person ID"], tied["Relationship"]) == ("other", "tie")


def test_a_reason_never_repeats_a_value() -> None:
    found = guess("", HEADINGS, ROWS, today=TODAY)
    said = " ".join(column.reason for column in found.columns)
    assert "Drama" not in said
    assert "Ada" not in said


# -- What is -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("strForename1", ("forename", "1")),
        ("D.O.B.", ("date", "birth")),
        ("Post Code", ("postcode",)),
        ("formersurname", ("former", "surname")),
        ("Home Tel. No", ("home", "telephone", "number")),
        ("NHS_No", ("nhs", "number")),
        ("PersonID", ("person", "id")),
    ],
)
def test_a_heading_is_read_whatever_the_hand_that_wrote_it(heading: str, words: tuple[str, ...]) -> None:
    assert words_of(heading) == words


@pytest.mark.parametrize(
    ("heading", "cells", "place"),
    [
        ("X1", [nhs(n) for n in range(20)], "nhs"),
        ("X2", ["BA14 8AA", "SN1 1AA", "SN2 2BB"], "postcode"),
        ("X3", ["05/1234A", "2005/77B", "99/1C"], "pnc"),
        ("X4", ["AB123456C", "CE 12 34 56 A", "JK123456B"], "nino"),
    ],
)
def test_some_values_need_no_heading(heading: str, cells: Sequence[str], place: str) -> None:
    assert one(heading, cells)[0] == place


def test_what_a_person_says_goes_before_the_guess() -> None:
    found = corrected(guess("", HEADINGS, ROWS, today=TODAY), {"Notes": "warning", "Gender": "kept"})
    places = {column.heading: (column.place, column.sure) for column in found.columns}
    assert places["Notes"] == ("warning", Sure.TOLD)
    assert places["Gender"] == ("kept", Sure.TOLD)
    assert places["Client Ref"][0] == "number"


# -- Whatever comes ------------------------------------------------------------------------------------------------

CELLS = st.text(max_size=40) | st.sampled_from(["02/03/2010", "9990000018", "BA14 8AA", "F", "Yes", "=1+1", "#N/A"])


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_file_breaks_it_and_no_place_is_given_twice(data: st.DataObject) -> None:
    headings = data.draw(st.lists(st.text(max_size=40) | st.sampled_from(HEADINGS), max_size=8, unique=True))
    rows = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(headings, CELLS)), max_size=12))
    found = guess("", headings, rows, today=TODAY)
    assert [column.heading for column in found.columns] == headings
    places = [column.place for column in found.columns if not PLACES[column.place].many]
    assert len(places) == len(set(places))


# -- How often it is right -----------------------------------------------------------------------------------------

FILES = {
    "police/niche-occurrences.csv": "niche-occurrences",
    "police/missing-episodes.csv": "missing-episodes",
    "police/stops.csv": "stops",
    "police/ppn-people.csv": "public-protection-notices",
    "police/ppn-incidents.csv": "public-protection-notices",
    "housing/tenancies.csv": "tenancies",
    "housing/arrears.csv": "arrears-and-asb",
    "housing/asb_cases.csv": "arrears-and-asb",
    "youth_justice/youth_justice_young_people.csv": "youth-justice",
    "youth_justice/youth_justice_offences.csv": "youth-justice",
    "youth_justice/youth_justice_outcomes.csv": "youth-justice",
    "police/family-context-youth-justice.csv": "family-context-youth-justice",
    "housing/family-context-housing.csv": "family-context-housing",
    "education/family-context-education.csv": "family-context-education",
    "adults/family-context-adult-social-care.csv": "family-context-adult-social-care",
    "health/family-context-acute.csv": "family-context-acute",
    "health/family-context-primary-care.csv": "family-context-primary-care",
    "education/persistent_absence.csv": "attendance-lists",
    "education/elective_home_education.csv": "attendance-lists",
    "education/school_census/2026_spring_pupilonroll.csv": "school-census",
    "education/school_census/2025_autumn_addressesonroll.csv": "school-census",
    "childrens/relationships.csv": "relationships",
}
# Nothing in the tables was written with these in mind: what they measure is how it does with what it has not met.
UNMET = {"ssd": "childrens_east/ssd/*.csv", "hclic": "housing/hclic/*.csv", "cld": "adults/cld-2026Q3.csv"}


def share(every: Sequence[Right]) -> float:
    return sum(one.is_right for one in every) / len(every)


def sure(every: Sequence[Right]) -> list[Right]:
    return [one for one in every if one.sure == Sure.SURE and one.place != "kept"]


def test_most_columns_of_files_of_its_kind_are_right(agencies: Path, record_property: pytest.RecordProperty) -> None:
    every = [one for path, form in FILES.items() for one in compare(agencies / path, profile(form))]
    record_property("columns", len(every))
    record_property("right", share(every))
    assert len(every) > 300
    assert share(every) > 0.85, f"{share(every):.1%}"
    assert share(sure(every)) > 0.95, f"{share(sure(every)):.1%}"


def test_what_it_has_not_met_is_more_often_kept_than_read_wrong(agencies: Path) -> None:
    paths = [(form, path) for form, where in UNMET.items() for path in sorted(agencies.glob(where))]
    every = [one for form, path in paths for one in _compared(path, form)]
    wrong = [one for one in every if not one.is_right]
    assert len(every) > 200
    assert share(every) > 0.5, f"{share(every):.1%}"
    assert sum(not one.got for one in wrong) > len(wrong) / 2


def _compared(path: Path, form: str) -> list[Right]:
    from kith.records.rules.profiles import ProfileWrong

    try:
        return list(compare(path, profile(form)))
    except ProfileWrong:
        return []  # Nothing at all was guessed, so there is no description to hold against it.


def test_published_samples_are_guessed(samples: Path) -> None:
    found = guessed(samples / "csc_family_context" / "education.csv")
    places = {one.place for one in found[0].columns}
    assert {"surname", "forename", "dob"} <= places


def where(found: SheetGuess) -> dict[str, str]:
    return {one.heading: one.place for one in found.columns}


def test_each_sheet_of_a_workbook_is_guessed_by_itself(tmp_path: Path) -> None:
    from tests.records.conftest import workbook

    people = [["Client ID", "Surname"], *([f"C{n}", "Drama"] for n in range(9))]
    visits = [["Client ID", "Visit date"], *([f"C{n}", "02/03/2024"] for n in range(9))]
    found = guessed(workbook(tmp_path / "fire.xlsx", {"People": people, "Home visits": visits}))
    assert [one.sheet for one in found] == ["People", "Home visits"]
    assert where(found[1]) == {"Client ID": "number", "Visit date": "event_start"}
