"""A guess becomes a description the engine reads by, like those written by hand. What the engine refuses comes first."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.outside.files import Row
from kith.records.rules.guessing import About, described, description, guess, guesses, profile_of, text_of, trial
from kith.records.rules.made import Reading
from kith.records.rules.plans import survey
from kith.records.rules.profile_files import profile
from kith.records.rules.profiles import Profile, ProfileWrong
from kith.records.rules.readings import Reader
from tests.records.conftest import csv_of
from tests.records.mapping.measuring import ABOUT, TODAY, found_in

GOOD = """
name = "fire-visits"
title = "Fire visits"
[[section]]
name = "rows"
[section.fields]
surname = { column = "Surname", type = "name", required = true }
[section.person]
surname = "surname"
"""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("fire-visits", "annex-a"), "a format of ours"),
        (("fire-visits", "../../x"), "small letters"),
        (("fire-visits", "f"), "small letters"),
        (('title = "Fire visits"', 'title = "Fire\\nvisits"'), "a line"),
        (('title = "Fire visits"', 'title = "x"\nbase = "/../../etc/x"'), "leave out base"),
        (('type = "name"', 'type = "elephant"'), "elephant"),
        (('surname = "surname"', 'surname = "elephant"'), "elephant"),
        (('surname = "surname"', 'elephant = "surname"'), "elephant"),
        (("[section.person]", "[section.person"), "not good TOML"),
        (("[[section]]", "[[other]]"), "no word 'other'"),
        (('title = "Fire visits"', 'title = "x"\nkinds = ["exe"]'), "kinds"),
        (('title = "Fire visits"', 'title = "x"\nkinds = 3'), "shape"),
        (('title = "Fire visits"', 'title = "x"\nversion = "x"'), "shape"),
        (('title = "Fire visits"', "title = 3"), "title"),
    ],
)
def test_a_description_that_cannot_be_read_by_is_refused_in_a_sentence(change: tuple[str, str], words: str) -> None:
    with pytest.raises(ProfileWrong, match=words):
        described(GOOD.replace(*change, 1))


def test_a_description_written_by_hand_is_read() -> None:
    assert described(GOOD).title == "Fire visits"


def test_a_description_of_a_book_is_refused() -> None:
    with pytest.raises(ProfileWrong, match="letters"):
        described(GOOD + "#" * 200_000)


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["name", "fields", "person", "event", "when", "column", "codes"]), inner)
        ),
        max_leaves=12,
    )
)
def test_no_shape_of_description_breaks_anything(section: object) -> None:
    for table in ({"section": section}, {"section": [section]}, {"codes": section}, {"section": [{"fields": section}]}):
        with pytest.raises(ProfileWrong):
            profile_of({"name": "fire-visits", "title": "x", **table, "kinds": []})


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30) | st.sampled_from(["Surname", "DOB", "Notes", "sex"]), max_size=6, unique=True))
def test_what_is_written_is_what_is_read(headings: list[str]) -> None:
    made = description(ABOUT, [guess("", headings, [], today=TODAY)])
    sound = tomllib.loads(text_of(made))
    assert {**made, "section": None} == {**sound, "section": None}
    kept = [one.encode("utf-8", "replace").decode() for one in made["section"][0].get("kept", [])]  # type: ignore[index]
    assert sound["section"][0].get("kept", []) == kept


def read_all(form: Profile, path: Path) -> list[Reading]:
    found = found_in(path, form)
    surveyed = survey(form, found, today=TODAY, file_name=path.name)
    reader = Reader(form, surveyed.plans, today=TODAY)
    return reader.read_all([item for item in found if isinstance(item, Row)]).readings()


PERSON = ("local_id", "surname", "forename", "dob", "sex", "nhs_number", "upn", "postcode", "address")


@pytest.mark.parametrize(
    ("form", "file", "fields"),
    [
        ("niche-occurrences", "police/niche-occurrences.csv", (*PERSON, "middle_names")),
        ("tenancies", "housing/tenancies.csv", (*PERSON, "worker")),
        ("stops", "police/stops.csv", PERSON),
        ("youth-justice", "youth_justice/youth_justice_young_people.csv", (*PERSON, "ethnicity")),
        ("attendance-lists", "education/persistent_absence.csv", PERSON),
        ("family-context-primary-care", "health/family-context-primary-care.csv", (*PERSON, "shielded")),
    ],
)
def test_a_guess_reads_what_the_format_written_by_hand_reads(
    agencies: Path, form: str, file: str, fields: Sequence[str]
) -> None:
    path = agencies / file
    mine = described(text_of(description(ABOUT, guesses(found_in(path), today=TODAY))))
    ours, theirs = read_all(mine, path), read_all(profile(form), path)
    assert len(ours) == len(theirs) > 1
    assert [row.status == "quarantined" for row in ours] == [row.status == "quarantined" for row in theirs]
    for one, other in zip(ours, theirs, strict=True):
        if one.person and other.person:
            assert {key: getattr(one.person, key) for key in fields} == {
                key: getattr(other.person, key) for key in fields
            }
            # No home that the format keeps secret is told.
            assert one.person.address_confidential >= other.person.address_confidential or form == "tenancies"


def test_the_events_of_a_guess_are_those_of_the_format(agencies: Path) -> None:
    path = agencies / "police/niche-occurrences.csv"
    mine = profile_of(description(ABOUT, guesses(found_in(path), today=TODAY)))
    for one, other in zip(read_all(mine, path), read_all(profile("niche-occurrences"), path), strict=True):
        for event, theirs in zip(one.events, other.events, strict=False):
            assert (event.reference, event.subkind) == (theirs.reference, theirs.subkind)
            assert event.confidential == theirs.confidential
            # Who was harmed is never taken for who is suspected.
            assert {event.role, theirs.role} != {"harmed", "suspected"}


def test_a_looked_after_childs_address_is_told_to_nobody(tmp_path: Path) -> None:
    path = tmp_path / "yj.csv"
    rows = [["Young Person ID", "Surname", "Forename", "Address", "Looked After"]]
    path.write_bytes(csv_of([*rows, ["1", "Drama", "Ada", "1 Drama Street, Trowbridge", "Y"]]))
    mine = profile_of(description(ABOUT, guesses(found_in(path), today=TODAY)))
    (reading,) = read_all(mine, path)
    assert reading.person is not None
    assert reading.person.address_confidential
    assert all(use.confidential for use in reading.addresses)


def test_a_vehicle_is_a_thing_a_household_is_shared_and_an_event_has_a_place(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    headings = [
        "Person ID",
        "Surname",
        "VRM",
        "Household ID",
        "Incident number",
        "Incident location",
        "Location postcode",
    ]
    path.write_bytes(
        csv_of([headings, ["1", "Drama", "AB12 CDE", "H7", "I9", "1 Drama Street, Trowbridge", "BA14 8AA"]])
    )
    mine = described(text_of(description(ABOUT, guesses(found_in(path), today=TODAY))))
    (reading,) = read_all(mine, path)
    assert [one.scheme for one in reading.identifiers] == ["agency_id"]
    ((thing,), (household,), (event,)) = (reading.objects, reading.households, reading.events)
    assert (thing.kind, thing.reference, event.reference) == ("vehicle", "I9", "I9")
    assert household.household == "H7"
    assert [place.postcode for place in reading.places] == ["BA14 8AA"]
    done = trial(mine, lambda: found_in(path, mine), today=TODAY)
    assert {line.what for line in done.shown[0].lines} == {"Person", "Household", "Event", "Thing"}


def test_who_lives_with_whom_is_as_secret_as_the_home(tmp_path: Path) -> None:
    path = tmp_path / "homes.csv"
    rows = [["Person ID", "Surname", "Household ID", "Address", "Restricted"]]
    path.write_bytes(csv_of([*rows, ["1", "Drama", "H7", "1 Drama Street, Trowbridge", "Y"]]))
    mine = profile_of(description(ABOUT, guesses(found_in(path), today=TODAY)))
    (reading,) = read_all(mine, path)
    assert [one.confidential for one in reading.households] == [True]
    assert all(one.confidential for one in (*reading.addresses, *reading.places))


@pytest.mark.parametrize(
    ("headings", "key"),
    [
        (["Surname", "DOB"], []),
        (["Client ID", "Surname"], ["number"]),
        (["Surname", "Client ID", "NHS number"], ["number|nhs"]),
        (["Client ID", "Incident number", "Incident date"], ["event_number", "number?"]),
        (["Client ID", "Visit date", "Visit type"], ["number", "event_start?", "event_kind?"]),
        (["Person ID", "Related person ID", "Relationship"], ["number", "other"]),
    ],
)
def test_a_row_is_known_again_by_what_tells_it_from_others(headings: list[str], key: list[str]) -> None:
    made = description(ABOUT, [guess("", headings, [], today=TODAY)])
    section = made["section"][0]  # type: ignore[index]
    assert section.get("key", []) == key
    assert profile_of(made).sections[0].key == tuple(key)


@pytest.mark.parametrize("sends", ["whole", "changes"])
def test_whoever_has_the_file_says_whether_it_is_everything(sends: str) -> None:
    about = About("fire-visits", "Fire", sends=sends)
    made = description(about, [guess("", ["Client ID", "Surname"], [], today=TODAY)])
    assert described(text_of(made)).whole == (sends == "whole")


def test_a_trial_shows_twenty_rows_and_counts_them_all(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    rows = [["Client ID", "Surname", "DOB"], *([f"C{n}", "Drama", "31/02/2010"] for n in range(10))]
    sound = [[f"D{n}", "Drama", "02/03/2010"] for n in range(40)]
    path.write_bytes(csv_of([*rows, *sound, ["", "", "02/03/2010"]]))
    form = described(text_of(description(About("fire-visits", "Fire"), guesses(found_in(path), today=TODAY))))
    done = trial(form, lambda: found_in(path, form), today=TODAY)
    assert (done.rows, done.people, done.quarantined, len(done.shown)) == (51, 50, 1, 20)
    assert done.shown[0].words[0] == "Person: Drama, number C0"
    assert not done.is_poor
    assert ("DOB", 10) in [(one.field, one.count) for one in done.odd]
    assert "31/02" not in str(done.odd)
