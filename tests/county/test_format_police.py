"""What the police hold and write: occurrences, missing episodes, stops, notices and the graph."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO

import pytest

from kith.county.agencies.known import Known
from kith.county.formats import (
    police_missing,
    police_niche,
    police_notices,
    police_pole,
    police_shape,
    police_stops,
    police_words,
)
from kith.county.formats.form import Format
from kith.county.model import Block, Event, Home, Person
from kith.county.plan import Plan
from kith.county.writing import Pages
from tests.county.handmade import handmade_block, named

FORMATS = (
    police_niche.FORMAT,
    police_missing.FORMAT,
    police_stops.FORMAT,
    police_notices.FORMAT,
    police_pole.FORMAT,
)
HEADINGS = {
    police_niche.NAME: police_niche.HEADINGS,
    police_missing.NAME: police_missing.HEADINGS,
    police_stops.NAME: police_stops.HEADINGS,
    police_notices.NOTICES: police_notices.NOTICE_HEADINGS,
    police_notices.PEOPLE: police_notices.PEOPLE_HEADINGS,
    police_pole.NODES: police_pole.NODE_HEADINGS,
    police_pole.LINKS: police_pole.LINK_HEADINGS,
}
Sheets = dict[str, list[dict[str, str]]]


def happens(block: Block, kind: str, *people: tuple[Person, str], home: Home | None = None, **detail: str) -> Event:
    made = Event(block.key("e"), kind, date(2026, 3, 4), None, list(people), home)
    made.detail.update(detail)
    return block.happen(made)


def troubled() -> Block:
    """Give the first block with a child found with drugs, who is then seen as exploited."""
    block = handmade_block()[0]
    jack, tyler, edna, ruby = (named(block, one) for one in ("Jack", "Tyler", "Edna", "Ruby"))
    home = block.homes[0]
    happens(block, "occurrence", (tyler, "suspected"), home=home, type="drugs", outcome="charged", vehicle="ZZ61 ABC")
    happens(block, "occurrence", (jack, "suspected"), home=home, type="exploitation", outcome="open")
    happens(block, "occurrence", (jack, "suspected"), (edna, "harmed"), home=home, type="drugs", outcome="nfa")
    happens(block, "occurrence", (ruby, "harmed"), home=home, type="weapon", outcome="nfa")
    happens(block, "stop", (jack, "suspected"), home=home, words="Smelt of cannabis.", vehicle="", outcome="arrest")
    return block


def sheets(known: Known) -> Sheets:
    pages = Pages()
    for one in FORMATS:
        one.write(known, pages)
    return {
        path.rpartition("/")[2]: list(read("".join(parts), HEADINGS[path.rpartition("/")[2]]))
        for path, parts in pages.text.items()
    }


def read(text: str, headings: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for row in csv.reader(StringIO(text, newline="")):
        yield dict(zip(headings, row, strict=True))


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(troubled(), "police", None)


@pytest.fixture(scope="module")
def written(known: Known) -> Sheets:
    return sheets(known)


def rows_of(known: Known, sheet: list[dict[str, str]], forename: str, key: str = "Person ID") -> list[dict[str, str]]:
    return [one for one in sheet if one[key] in entries(known, forename)]


def entries(known: Known, forename: str) -> set[str]:
    """Give the numbers of somebody's entries: an agency may have them twice."""
    person = named(known.block, forename)
    return {one.local_id for one in known.personas() if one.person is person}


def moment(text: str) -> datetime:
    return datetime.strptime(f"{text} +0000", "%d/%m/%Y %H:%M %z")


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_headings_are_the_first_line_and_can_be_printed(form: Format) -> None:
    for file in form.files(Plan(people=1, seed=1)):
        (row,) = csv.reader(StringIO(file.head(Plan(people=1, seed=1)), newline=""))
        assert tuple(row) == HEADINGS[file.name]
        assert file.encoding == "windows-1252"


def test_every_row_fits_its_headings_and_the_encoding(written: Sheets) -> None:
    assert set(written) == set(HEADINGS)
    for sheet in written.values():
        for row in sheet:
            assert "".join(row.values()).encode("windows-1252")


def test_an_occurrence_has_one_row_for_each_person_in_it(known: Known, written: Sheets) -> None:
    expected = {police_shape.number(known, event): len(event.people) for event in known.of(*police_niche.HELD)}
    numbers = [row["Occurrence number"] for row in written["niche-occurrences.csv"]]
    assert {one: numbers.count(one) for one in numbers} == expected


def test_hours_are_written_as_a_force_writes_them(written: Sheets) -> None:
    columns = {
        "niche-occurrences.csv": ("Reported date", "Start date"),
        "missing-episodes.csv": ("Last Seen", "Reported", "Found"),
        "stops.csv": ("Date",),
        "ppn-incidents.csv": ("Date and time", "Submitted"),
    }
    for name, headings in columns.items():
        for row in written[name]:
            for heading in filter(row.get, headings):
                assert moment(row[heading]).year >= 2018


def test_nothing_is_reported_before_it_happened(written: Sheets) -> None:
    for row in written["niche-occurrences.csv"]:
        start, reported = (moment(row[one]) for one in ("Start date", "Reported date"))
        assert start <= reported


def test_nobody_is_found_before_they_went_missing() -> None:
    block = handmade_block()[0]
    for forename in ("Tyler", "Ruby", "Jack", "Jacob"):
        for _ in range(4):
            lost = happens(block, "missing", (named(block, forename), "child"), risk="low", found="returned_by_self")
            lost.end = lost.start
    rows = sheets(Known(block, "police", None))["missing-episodes.csv"]
    assert len(rows) > 10
    for row in rows:
        assert moment(row["Last Seen"]) <= moment(row["Reported"]) <= moment(row["Found"])


def test_the_same_occurrence_has_the_same_number_and_hour_everywhere(written: Sheets) -> None:
    starts = {row["Occurrence number"]: row["Start date"] for row in written["niche-occurrences.csv"]}
    for row in written["ppn-incidents.csv"]:
        if row["PPN type"] != "Adult":
            assert row["Date and time"] == starts[row["Occurrence number"]]
    nodes = {row["Id"]: row["Date"] for row in written["pole-nodes.csv"] if row["Type"] == "occurrence"}
    assert nodes == {key: start for key, start in starts.items() if key in nodes}


def test_a_child_in_exploitation_is_marked_as_a_possible_victim(known: Known, written: Sheets) -> None:
    for row in rows_of(known, written["niche-occurrences.csv"], "Jack"):
        assert police_words.FLAGS["victim"] in row["Flags or warning markers"]
    assert rows_of(known, written["niche-occurrences.csv"], "Jack")
    for row in rows_of(known, written["stops.csv"], "Jack"):
        assert police_words.FLAGS["victim"] in row["Markers"]


def test_a_child_with_drugs_and_no_exploitation_carries_no_such_mark(known: Known, written: Sheets) -> None:
    rows = rows_of(known, written["niche-occurrences.csv"], "Tyler")
    assert rows
    assert all(police_words.FLAGS["victim"] not in row["Flags or warning markers"] for row in rows)


def test_a_child_made_to_carry_something_is_a_possible_victim_whatever_the_involvement_says(
    known: Known, written: Sheets
) -> None:
    about = rows_of(known, written["niche-occurrences.csv"], "Ruby")
    (carried,) = (row for row in about if row["Occurrence type"] in police_words.OCCURRENCES["weapon"])
    assert carried["Involvement"] in police_words.CARRIED.values
    assert police_words.FLAGS["victim"] in carried["Flags or warning markers"]


def test_a_notice_calls_an_exploited_child_a_child(known: Known, written: Sheets) -> None:
    jack = rows_of(known, written["ppn-people.csv"], "Jack")
    marked = {row["Role"] for row in jack if police_words.FLAGS["victim"] in row["Markers"]}
    assert marked == {"Child"}


def test_the_graph_calls_an_exploited_child_a_possible_victim(known: Known, written: Sheets) -> None:
    (jack,) = rows_of(known, written["pole-nodes.csv"], "Jack", "Id")
    links = rows_of(known, written["pole-links.csv"], "Jack", "From")
    assert jack["Type"] == "Possible victim"
    assert "POSSIBLE VICTIM IN" in {row["Link"] for row in links}


def test_our_own_words_call_nobody_an_offender() -> None:
    parts = [word for table in police_words.INVOLVEMENT.values() for word in table.values]
    everything = [*parts, *police_words.ANY_PART.values, *police_words.FLAGS.values(), *HEADINGS]
    assert not [word for word in everything if "offender" in word.lower()]


def test_only_who_was_charged_has_a_number_in_the_national_computer(known: Known, written: Sheets) -> None:
    numbered = police_niche.numbered_people(known)
    assert set(numbered) == {named(known.block, "Tyler").key}
    for row in written["niche-occurrences.csv"]:
        assert row["PNC ID"] in {"", *numbered.values()}
    assert any(row["PNC ID"] for row in rows_of(known, written["niche-occurrences.csv"], "Tyler"))


def test_a_child_too_young_to_be_charged_has_no_such_number() -> None:
    block = handmade_block()[0]
    happens(block, "occurrence", (named(block, "Jack"), "suspected"), type="damage", outcome="charged")
    assert named(block, "Jack").key not in police_niche.numbered_people(Known(block, "police", None))


def test_a_notice_is_written_when_a_child_was_there(known: Known, written: Sheets) -> None:
    (domestic,) = (row for row in written["ppn-incidents.csv"] if row["PPN type"] == "Domestic")
    assert domestic["DASH total"].isdigit()
    people = [row for row in written["ppn-people.csv"] if row["PPN reference"] == domestic["PPN reference"]]
    assert {row["Role"] for row in people} == {"Victim", "Suspect", "Child"}
    (ruby,) = (row for row in people if row["Role"] == "Child")
    assert ruby["Person ID"] in entries(known, "Ruby")
    assert "Daughter of" in ruby["Relationship"]
    assert ruby["Ordinarily resident"] == "Yes"


def test_no_notice_is_written_about_a_quarrel_of_adults_alone() -> None:
    block = handmade_block()[0]
    edna, alan = named(block, "Edna"), named(block, "Alan")
    happens(block, "occurrence", (edna, "harmed"), (alan, "suspected"), type="domestic", outcome="nfa")
    known = Known(block, "police", None)
    assert all(edna not in [person for person, _ in event.people] for event in police_notices.noticed(known))


def test_nobody_is_tied_to_who_they_were_before_an_adoption() -> None:
    block = handmade_block()[0]
    child, mother = named(block, "Oliver"), named(block, "Ewa")
    home = block.homes[0]
    happens(block, "occurrence", (mother, "suspected"), (child, "present"), home=home, type="domestic", outcome="nfa")
    known = Known(block, "police", None)
    written = sheets(known)
    assert {row["Relationship"] for row in rows_of(known, written["ppn-people.csv"], "Oliver")} == {""}
    assert not [row for row in rows_of(known, written["pole-links.csv"], "Ewa", "From") if row["Link"] == "MOTHER OF"]


def test_a_secret_address_is_not_written_as_the_place() -> None:
    block = handmade_block()[1]
    refuge = next(home for home in block.homes if home.secret)
    happens(block, "occurrence", (named(block, "Sushmita"), "harmed"), home=refuge, type="domestic", outcome="open")
    known = Known(block, "police", None)
    text = "".join(value for sheet in sheets(known).values() for row in sheet for value in row.values())
    leaked = {place.postcode for place in (known.placed(refuge) for _ in range(5))} - {""}
    assert leaked or refuge.street not in text


def test_a_missing_episode_tells_of_the_return(known: Known, written: Sheets) -> None:
    (row,) = rows_of(known, written["missing-episodes.csv"], "Tyler", "Nominal Ref")
    assert (row["RHI Offered"], row["RHI Accepted"], row["Harm Suffered"]) == ("Yes", "No", "None")
    assert row["Found"].startswith("03/08/2025")
    assert row["Found By"] == "Police"


def test_a_child_missing_from_care_is_said_to_be_in_care_and_by_whom_placed() -> None:
    known = Known(handmade_block()[1], "police", None)
    (row,) = sheets(known)["missing-episodes.csv"]
    assert (row["Care Status"], row["Placing LA"]) == ("Looked after child", "Swindon")
    assert row["Missing From Type"] == "Foster placement"


def test_earlier_episodes_are_counted_and_an_open_one_has_no_return() -> None:
    block = handmade_block()[0]
    happens(block, "missing", (named(block, "Tyler"), "child"), risk="high", **{"from": "childrens_home"})
    known = Known(block, "police", None)
    first, second = sheets(known)["missing-episodes.csv"]
    assert (first["Previous Episodes"], second["Previous Episodes"]) == ("0", "1")
    assert (second["Status"], second["Found"], second["RHI Offered"]) == ("Open", "", "")
    assert second["Missing From Type"] == "Childrens home"


def test_a_vehicle_is_an_object_that_joins_those_seen_with_it(known: Known, written: Sheets) -> None:
    (vehicle,) = (row for row in written["pole-nodes.csv"] if row["Type"] == "Vehicle")
    assert vehicle["Name"] == "ZZ61 ABC"
    seen = {row["From"] for row in written["pole-links.csv"] if row["To"] == vehicle["Id"]}
    assert seen
    assert seen <= entries(known, "Tyler")


def test_every_link_joins_two_nodes_and_no_node_comes_twice(written: Sheets) -> None:
    nodes = [row["Id"] for row in written["pole-nodes.csv"]]
    assert len(nodes) == len(set(nodes))
    for row in written["pole-links.csv"]:
        assert {row["From"], row["To"]} <= set(nodes)


def test_ages_fall_into_the_ranges_that_are_published() -> None:
    assert [police_stops.band(age) for age in (9, 10, 17, 18, 34, 80)] == [
        "under 10", "10-17", "10-17", "18-24", "25-34", "over 34",
    ]  # fmt: skip


def test_names_that_the_encoding_lacks_lose_their_accents_only() -> None:
    assert police_shape.legible("Łukasz Ștefan Zoë O'Neill") == "Lukasz Stefan Zoë O'Neill"
    assert police_shape.legible("李") == "?"


def test_the_same_block_is_written_the_same_twice(written: Sheets) -> None:
    assert sheets(Known(troubled(), "police", None)) == written
