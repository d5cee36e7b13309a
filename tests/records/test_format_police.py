"""What a police force exports is read with everybody's own part: who was harmed is never who is suspected."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from django.db import connections

from kith.records.rules.made import Reading
from kith.records.rules.profile_files import profile
from tests.records.emitted import Line, codes, files, imported, read_file, read_lines

FILES = {
    "missing-episodes.csv": "missing-episodes",
    "niche-occurrences.csv": "niche-occurrences",
    "stops.csv": "stops",
    "ppn-incidents.csv": "public-protection-notices",
    "ppn-people.csv": "public-protection-notices",
}
WITH_TIMES = {"date-and-time", "birth-first-of-january", "postcode-invalid", "postcode-stand-in", "nhs-invalid"}


def as_written(name: str) -> list[Line]:
    with files(f"police/{name}")[0].open(newline="", encoding="windows-1252") as file:
        return list(csv.DictReader(file))


def beside(name: str) -> list[tuple[Line, Reading]]:
    return list(zip(as_written(name), read_file(FILES[name], files(f"police/{name}")[0])[1], strict=True))


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_the_county_is_read_with_nothing_quarantined_or_unknown(name: str) -> None:
    surveyed, found = read_file(FILES[name], files(f"police/{name}")[0])
    assert surveyed.findings == ()
    assert found
    assert not [reading for reading in found if reading.status == "quarantined"]
    assert codes(found).keys() <= WITH_TIMES | ({"required-blank"} if name.startswith("niche") else set())


@pytest.mark.parametrize("name", FILES)
def test_the_title_says_whose_layout_it_is(name: str) -> None:
    assert profile(FILES[name]).title.endswith("(our county's layout of the published fields)")


PARTS = {
    "harmed": {"victim", "vict", "aggrieved", "injured party", "ip", "adult at risk", "vulnerable person"},
    "suspected": {"suspect", "susp", "named suspect"},
    "witness": {"witness", "wit"},
    "reporter": {"informant", "reporting person", "caller"},
    "present": {"child present", "child at address", "linked child", "child"},
    "mentioned": {"other", "other party", "associated", "mentioned", "person of interest"},
    "missing": {"missing person"},
    "subject": {"subject"},
    "unknown": {""},
}
PART_OF = {word: part for part, words in PARTS.items() for word in words}


@pytest.mark.parametrize(("name", "column"), [("niche-occurrences.csv", "Involvement"), ("ppn-people.csv", "Role")])
def test_everybody_has_the_part_that_was_written(name: str, column: str) -> None:
    parts: Counter[str] = Counter()
    for line, reading in beside(name):
        (event,) = reading.events
        assert event.role == PART_OF[line[column].casefold()]
        parts[event.role] += 1
    assert {"harmed", "suspected", "present"} <= parts.keys()


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("Suspect - eliminated", "mentioned"), ("Not suspect", "mentioned"), ("Relative of suspect", "mentioned"),
        ("Neighbour of suspect", "unknown"), ("Suspect's mother", "unknown"), ("Victim liaison officer", "unknown"),
        ("Witness / Suspect", "unknown"), ("WITNESS", "witness"), ("Victim 2", "harmed"), ("Wibble", "unknown"),
    ],
)  # fmt: skip
def test_a_part_is_never_guessed_from_half_a_word(word: str, part: str, tmp_path: Path) -> None:
    row = as_written("niche-occurrences.csv")[0] | {"Involvement": word}
    (reading,) = read_lines("niche-occurrences", [row], tmp_path)
    assert [event.role for event in reading.events] == [part]


def test_an_occurrence_carries_its_number_its_place_and_both_its_times() -> None:
    for line, reading in beside("niche-occurrences.csv"):
        (event,) = reading.events
        assert (event.reference, event.subkind) == (line["Occurrence number"], line["Occurrence type"])
        assert event.detail["started_at"] == line["Start date"]
        assert event.detail.get("easting", "") == line["Easting"]
        assert reading.person is not None
        assert reading.person.local_id == line["Person ID"]
        unnamed = line["Occurrence type"].casefold().startswith(("sexual", "hon", "hb"))
        assert event.confidential == (unnamed or line["Location address"] in {"WITHHELD", "NOT DISCLOSED"})


def test_to_be_searched_is_not_to_be_suspected_and_a_car_is_nobodys_number() -> None:
    for line, reading in beside("stops.csv"):
        (event,) = reading.events
        assert event.role == {"Searched": "subject", "With": "present"}[line["Part"]]
        assert {one.scheme for one in reading.identifiers} == {"police_person"}
        assert ("vehicle" in event.detail) == bool(line["Vehicle"])


def test_an_officers_view_of_somebody_is_not_who_they_say_they_are(tmp_path: Path) -> None:
    row = as_written("ppn-people.csv")[0]
    found = read_lines(
        "public-protection-notices", [row | {"Ethnicity": one} for one in ("IC4 / W1", "IC3", "A1", "NS")], tmp_path
    )
    assert [one.person and one.person.ethnicity for one in found] == [
        "white british",
        "not stated",
        "Indian",
        "not stated",
    ]
    assert codes(found).keys() <= WITH_TIMES


def test_a_notice_and_the_people_in_it_have_one_number() -> None:
    notices = {reading.events[0].reference: reading for _, reading in beside("ppn-incidents.csv")}
    assert all(one.person is None and one.events[0].starts for one in notices.values())
    assert {reading.events[0].reference for _, reading in beside("ppn-people.csv")} == notices.keys()


@pytest.mark.parametrize("name", ["ppn-incidents.csv", "missing-episodes.csv", "stops.csv"])
def test_what_an_officer_wrote_freely_is_not_read(name: str) -> None:
    free = ("Narrative", "Voice of the child", "Circumstances", "Associates / Places", "Notes")
    for line, reading in beside(name):
        read = repr((reading.person, reading.events, reading.flags, reading.addresses))
        assert not [one for key in free if len(one := line.get(key, "")) > 12 and one in read]


def test_a_missing_child_is_missing_with_hours_and_a_talk_after() -> None:
    for line, reading in beside("missing-episodes.csv"):
        episode, *talks = reading.events
        assert (episode.kind, episode.role, episode.reference) == ("missing_episode", "missing", line["Incident Ref"])
        assert episode.detail["seen_at"] == line["Last Seen"]
        assert [talk.part_of for talk in talks] == ([line["Incident Ref"]] if line["RHI Accepted"] == "Yes" else [])


MISSING = {"Incident Ref": "1", "Nominal Ref": "N1", "Forename(s)": "Ada", "Surname": "DRAMA", "Home Address": "1 Drama Street, BA14 9YS",
           "Missing From Address": "1 Drama Street, BA14 9YS", "Missing From Type": "Home", "Care Status": "", "Reported": "01/02/2025",
           "Found": "02/02/2025", "Found At": "9 Other Street, BA14 9YT"}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "secret"),
    [
        ({}, False),
        ({"Missing From Type": "School"}, False),
        ({"Missing From Type": "Foster"}, True),
        ({"Missing From Type": "Children's home"}, True),
        ({"Missing From Type": "Other"}, True),
        ({"Missing From Type": ""}, True),
        ({"Missing From Type": "somewhere new"}, True),
        ({"Care Status": "Looked after child"}, True),
        ({"Home Address": "NOT DISCLOSED", "Missing From Address": "Refuge, Trowbridge"}, True),
    ],
)
def test_where_a_child_was_found_is_secret_where_their_home_is(
    cells: dict[str, str], secret: bool, tmp_path: Path
) -> None:
    (reading,) = read_lines("missing-episodes", [MISSING | cells], tmp_path)
    assert {one.use: one.confidential for one in reading.addresses} == dict.fromkeys(
        ("home", "missing_from", "found_at"), secret
    )
    assert reading.person is not None
    assert reading.person.address_confidential == secret


@pytest.mark.parametrize("name", FILES)
def test_an_address_withheld_is_secret(name: str) -> None:
    for _, reading in beside(name):
        for use in reading.addresses:
            if use.address.casefold().startswith(("withheld", "not disclosed")):
                assert use.confidential


def test_a_possible_victim_is_marked_as_one() -> None:
    for line, reading in beside("niche-occurrences.csv"):
        marked = "POSSIBLE VICTIM" in line["Flags or warning markers"]
        assert ("exploitation" in {flag.kind for flag in reading.flags}) == marked


def test_a_real_import_of_occurrences_stores_every_part(owner: str) -> None:
    path = files("police/niche-occurrences.csv")[0]
    done = imported("niche-occurrences", path, owner)
    assert (done.batch.records, done.batch.quarantined) == (len(as_written(path.name)), 0)
    with connections["admin"].cursor() as cursor:
        cursor.execute("select role, count(*) from records_event group by role")
        stored = dict(cursor.fetchall())
    assert stored == Counter(PART_OF[line["Involvement"].casefold()] for line in as_written(path.name))


@pytest.mark.parametrize("name", ["missing-episodes.csv", "stops.csv", "ppn-incidents.csv", "ppn-people.csv"])
def test_a_real_import_of_the_rest_keeps_every_row(name: str, owner: str) -> None:
    done = imported(FILES[name], files(f"police/{name}")[0], owner)
    assert (done.batch.records, done.batch.quarantined) == (len(as_written(name)), 0)
    assert done.batch.people == (0 if name == "ppn-incidents.csv" else done.batch.records)


def test_relatives_in_one_cell_are_each_a_tie_to_the_other(tmp_path: Path) -> None:
    cells = {
        "Mother of N2; sister of N3": [("child", "parent", "N2"), ("sibling", "sibling", "N3")],
        "Partner of N4\nfather of N5": [("partner", "partner", "N4"), ("child", "parent", "N5")],
        "Landlord of N6": [("other", "other", "N6")],
        "Mother of the child": [],
        "": [],
    }
    rows = [
        {"PPN reference": "P1", "Role": "Victim", "Person ID": f"N9{n}", "Surname": "Drama", "Relationship": cell}
        for n, cell in enumerate(cells)
    ]
    found = read_lines("public-protection-notices", rows, tmp_path)
    ties = [[(tie.kind, tie.inverse, tie.other_local_id) for tie in reading.relationships] for reading in found]
    assert ties == list(cells.values())
    assert codes(found) == {"code-unknown": 1, "relative-unreadable": 1}


def test_the_countys_relatives_are_there_from_both_sides() -> None:
    told = {
        (reading.person.local_id, tie.other_local_id): (tie.kind, tie.inverse)
        for _, reading in beside("ppn-people.csv")
        if reading.person
        for tie in reading.relationships
    }
    both = [pair for pair in told if pair[::-1] in told]
    assert len(both) > 100
    assert all(told[one, other] == told[other, one][::-1] for one, other in both)
