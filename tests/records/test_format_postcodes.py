"""The directory of postcodes is read as what it is: places, about nobody, that everybody signed in may look up."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from kith.records import actions
from kith.records.models import Postcode, SourcePerson
from kith.records.queries.postcodes import Area, where_is
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import csv_of, read_from
from tests.records.reading import codes, from_rows, readings

NOW = timezone.now().replace(microsecond=0)
ONSPD = (
    "pcd",
    "pcd2",
    "pcds",
    "dointr",
    "doterm",
    "oslaua",
    "osward",
    "oseast1m",
    "osnrth1m",
    "ctry",
    "lsoa21",
    "msoa21",
)
LIVE = ("SN1 1AA", "SN1  1AA", "SN1 1AA", "198001", "", "E06000030", "E05008965", "415000", "184000", "E92000001",
        "E01015501", "E02003217")  # fmt: skip
ENDED = ("SN1 1AB", "SN1  1AB", "SN1 1AB", "198001", "199606", "E06000030", "E05008965", "415010.0", "184010.0",
         "E92000001", "E01015501", "E02003217")  # fmt: skip


def test_a_postcode_says_where_it_is_and_whether_it_is_used_still(tmp_path: Path) -> None:
    live, ended = from_rows("postcodes", [ONSPD, LIVE, ENDED], tmp_path)
    [one], [other] = live.postcodes, ended.postcodes
    assert (one.postcode, one.easting, one.northing, one.council) == ("SN1 1AA", "415000", "184000", "E06000030")
    assert (one.ward, one.lsoa, one.msoa, one.ends) == ("E05008965", "E01015501", "E02003217", None)
    assert (other.easting, other.starts, other.ends) == ("415010", date(1980, 1, 1), date(1996, 6, 1))
    assert (live.person, live.status, live.findings) == (None, "accepted", [])


@pytest.mark.parametrize(
    "headings",
    [
        ("pcds", "east1m", "north1m", "lad25cd", "wd25cd"),
        ("Postcode", "Eastings", "Northings", "Admin_district_code", "Admin_ward_code"),
        ("PC", "EA", "NO", "DC", "WC"),
        ("postcode", "oseast1m", "osnrth1m", "laua", "ward"),
    ],
)
def test_each_way_the_directories_name_their_columns_is_known(headings: tuple[str, ...], tmp_path: Path) -> None:
    [found] = from_rows("postcodes", [headings, ("SN11AA", "415000", "184000", "E06000030", "E05008965")], tmp_path)
    [one] = found.postcodes
    assert (one.postcode, one.easting, one.northing) == ("SN1 1AA", "415000", "184000")
    assert (one.council, one.ward) == ("E06000030", "E05008965")


def test_what_is_no_postcode_is_said_and_makes_none(tmp_path: Path) -> None:
    [found] = from_rows("postcodes", [ONSPD, ("?", "?", "SN1 1CA", *LIVE[3:])], tmp_path)
    assert (found.postcodes, codes(found)) == ([], ["postcode-invalid"])


def test_the_published_directory_of_the_county_is_read_whole(samples: Path, tmp_path: Path) -> None:
    import gzip

    packed = samples / "places" / "onspd_wiltshire_swindon_postcodes.csv.gz"
    path = tmp_path / "onspd.csv"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    surveyed, found = readings("postcodes", path)
    assert (surveyed.rows, surveyed.findings) == (32_143, ())
    assert Counter(len(one.postcodes) for one in found) == {1: 32_143}
    assert not [finding for one in found for finding in one.findings]


@pytest.fixture
def world(owner: str) -> make.World:
    made = make.make_world()
    pool.feed(made.police, "postcodes")
    return made


def send(world: make.World, path: Path, *rows: tuple[str, ...], days_ago: int = 0) -> actions.Imported:
    path.write_bytes(csv_of([ONSPD, *rows]))
    return read_from(world.police, "postcodes", path, told=NOW - timedelta(days=days_ago))


def looked_up(world: make.World, who: str, postcode: str) -> Area | None:
    with transaction.atomic():
        make.asker(world[who])
        return where_is(postcode)


def test_whoever_is_signed_in_may_look_one_up_and_nobody_else(world: make.World, tmp_path: Path) -> None:
    send(world, tmp_path / "q1.csv", LIVE)
    area = looked_up(world, "hana", "SN1 1AA")
    assert area is not None
    assert (area.easting, area.northing, area.lsoa, area.until) == (415000, 184000, "E01015501", None)
    assert looked_up(world, "hana", "SN9 9ZZ") is None
    assert where_is("SN1 1AA") is None
    assert not SourcePerson.objects.using("admin").exists()


def test_a_later_quarter_takes_the_place_of_the_earlier_and_leaves_what_it_does_not_name(
    world: make.World, tmp_path: Path
) -> None:
    send(world, tmp_path / "q1.csv", LIVE, ENDED, days_ago=90)
    moved = (*LIVE[:4], "202609", *LIVE[5:])
    send(world, tmp_path / "q2.csv", moved)
    before = Postcode.objects.using("admin").count()
    send(world, tmp_path / "q2.csv", moved)
    assert Postcode.objects.using("admin").count() == before == 3
    area = looked_up(world, "petra", "SN1 1AA")
    assert area is not None
    assert area.until == date(2026, 9, 1)
    assert looked_up(world, "petra", "SN1 1AB") is not None


def test_what_is_withdrawn_is_gone(world: make.World, tmp_path: Path) -> None:
    sent = send(world, tmp_path / "q1.csv", LIVE)
    actions.withdraw_batch(batch=sent.batch.pk, by="", at=NOW, using="owner")
    assert looked_up(world, "petra", "SN1 1AA") is None
    assert not Postcode.objects.using("admin").exists()
