"""Family Context feeds: whose row it is, which involvement it shows, and what it leaves out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kith.county.formats.family_context import FORMATS, rows_of
from kith.county.formats.family_context.layouts import AGENCIES, LAYOUTS, profile
from kith.county.model import Block
from kith.records.rules.profile_files import profile as read_profile
from tests.county.emitting_named import Rows, careful, table
from tests.county.handmade import UNTIL, Maker, handmade_block, named

FORMS = {form.name: form for form in FORMATS}


def feed(name: str, agency: str, *blocks: Block) -> Rows:
    form = FORMS[profile(name)]
    return table(form, agency, f"{form.name}.csv", *blocks)


def contacts(service: str, *days: date) -> Block:
    made = Maker(0, "wiltshire")
    someone = made.person("F", date(1990, 5, 5), "Kayla", "Barlow")
    for day in days:
        made.event("health_contact", day, [(someone, "patient")], place=made.surgery, service=service, attended=1)
    return made.block


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_feed_is_one_that_kith_reads_with_headings_it_asks_for(name: str) -> None:
    form = read_profile(profile(name))
    known_headings = {column for section in form.sections for spec in section.main.fields for column in spec.columns}
    assert set(LAYOUTS[name]) <= known_headings


@pytest.mark.parametrize(("name", "agency"), [(name, agency) for name in AGENCIES for agency in AGENCIES[name]])
def test_nobody_is_twice_in_a_feed(name: str, agency: str) -> None:
    numbers = [row["CMS No"] for row in feed(name, agency)]
    assert len(set(numbers)) == len(numbers)


def test_the_graver_of_two_open_involvements_is_shown() -> None:
    rows = {row["First Name"]: row for row in feed("childrens-social-care", "childrens")}
    assert rows["Ruby"]["Service/Event Desc"] == "Child protection plan"
    assert rows["Ruby"]["Service/Event End"] == ""
    assert rows["Kacper"]["Service/Event End"] == "20/05/2024"


def test_a_shielded_person_is_marked_and_has_no_address() -> None:
    wiltshire, _ = handmade_block()
    named(wiltshire, "Ruby").traits = frozenset({"shielded"})
    for name, agency in (("education", "education"), ("childrens-social-care", "childrens")):
        [row] = [one for one in feed(name, agency, wiltshire) if one["First Name"] == "Ruby"]
        assert (row["Restricted"], row["Address"], row["Postcode"], row["UPRN"]) == ("Yes", "", "", "")
        others = [one for one in feed(name, agency, wiltshire) if one["First Name"] != "Ruby"]
        assert {one["Restricted"] for one in others} <= {"", "No"}


def test_a_secret_address_that_is_not_let_slip_is_marked_secret() -> None:
    _, swindon = handmade_block()
    rows = {row["First Name"]: row for row in feed("childrens-social-care", "childrens_east", swindon)}
    assert (rows["Asha"]["Address confidential"], rows["Asha"]["Postcode"]) == ("Yes", "")
    assert rows["Callum"]["Address confidential"] == ""


def test_a_school_can_send_its_own_pupils_alone() -> None:
    wiltshire, swindon = handmade_block()
    school = wiltshire.of("enrolment")[0].place
    assert school is not None
    held = careful(wiltshire, "education")
    names = [row[LAYOUTS["education"].index("First Name")] for row in rows_of(held, school.key)]
    assert sorted(names) == ["Jack", "Jacob", "Oliver", "Ruby"]
    assert list(rows_of(careful(swindon, "education"), school.key)) == []


def test_a_pupil_who_left_is_historic() -> None:
    made = Maker(0, "wiltshire")
    for number in range(200):
        child = made.person("M", date(2012, 1, 5), f"Boy{number}", "Barlow")
        end = date(2025, 7, 20) if number % 2 else None
        made.event("enrolment", date(2019, 9, 4), [(child, "pupil")], end, place=made.school, year_group="2")
    rows = feed("education", "education", made.block)
    states = [{row["Service Involvement"] for row in rows if (int(row["First Name"][3:]) % 2) == odd} for odd in (0, 1)]
    assert states[0] <= {"Current", "Active", "Not Specified"}
    assert states[1] <= {"Historic", "Closed", "Not Specified"}
    assert "Historic" in states[1]


def test_a_mental_health_contact_is_in_that_feed_and_in_no_other() -> None:
    block = contacts("mental_health", date(2026, 3, 1))
    assert [row["First Name"] for row in feed("mental-health", "health", block)] == ["Kayla"]
    assert feed("community-health", "health", block) == []


def test_what_ended_long_ago_is_not_sent() -> None:
    assert feed("community-health", "health", contacts("midwifery", UNTIL - timedelta(days=7 * 365))) == []
    [row] = feed("community-health", "health", contacts("midwifery", date(2019, 1, 1), date(2026, 3, 1)))
    assert row["Service/Event Start"] == "01/03/2026"


def test_a_victim_is_sent_for_a_year_and_a_victim_of_abuse_at_home_by_another_name() -> None:
    made = Maker(0, "wiltshire")
    told = (("Long", "theft", date(2025, 3, 1)), ("New", "theft", date(2026, 3, 1)), ("Home", "domestic", UNTIL))
    for forename, kind, day in told:
        someone = made.person("F", date(1990, 5, 5), forename, "Barlow")
        made.event("occurrence", day, [(someone, "harmed")], type=kind, outcome="open", words="", vehicle="")
    shown = {row["First Name"]: row["Service/Event Desc"] for row in feed("youth-justice", "police", made.block)}
    assert shown == {"New": "Victim support", "Home": "Domestic abuse officer"}


def test_admissions_of_the_year_are_counted_and_so_are_visits_to_the_emergency_department() -> None:
    made = Maker(0, "wiltshire")
    someone = made.person("F", date(1990, 5, 5), "Kayla", "Barlow")
    for day in (date(2024, 1, 1), date(2025, 11, 1), date(2026, 3, 1)):
        made.event(
            "admission", day, [(someone, "patient")], day + timedelta(days=2), place=made.hospital, reason="fall"
        )
    for number in range(5):
        made.event("ed_attendance", date(2026, 1, 1) + timedelta(days=9 * number), [(someone, "patient")],
                   place=made.hospital, complaint="injury")  # fmt: skip
    [row] = feed("acute", "health", made.block)
    assert (row["Count of admissions over 12 month period"], row["High intensity A+E user"]) == ("2", "Yes")
    assert (row["Date of most recent hospital admission"], row["Date of discharge"]) == ("01/03/2026", "03/03/2026")


def test_a_practice_no_longer_has_who_died_left_or_was_somebody_else_before_an_adoption() -> None:
    wiltshire, _ = handmade_block()
    forenames = {row["First Name"] for row in feed("primary-care", "health", wiltshire)}
    assert {"Oliver", "Edna"} <= forenames
    assert forenames.isdisjoint({"Kacper", "Ronald"})
