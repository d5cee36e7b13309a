"""Dates, texts and codes as agencies write them."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.lib.identifiers import nhs_number, postcode_in
from kith.records.rules.codes import code_list, plain
from kith.records.rules.dates import read_date
from kith.records.rules.profile_files import profile
from kith.records.rules.text import clean, is_filler, one_line
from kith.records.rules.troubles import TROUBLES
from tests.records.conftest import ROOT

TODAY = date(2026, 11, 24)
APRIL = date(2020, 4, 25)


@pytest.mark.parametrize(
    ("text", "day", "odd"),
    [
        ("2020-04-25", APRIL, ()),
        ("25/04/2020", APRIL, ()),
        ("25-04-2020", APRIL, ()),
        ("25.4.2020", APRIL, ()),
        ("2020/04/25", APRIL, ()),
        ("20200425", APRIL, ()),
        ("2020-Apr-25 00:00:00", APRIL, ("date-and-time", "date-in-words")),
        ("2020-04-25T13:00:00Z", APRIL, ("date-and-time",)),
        ("25/04/2020 09:30", APRIL, ("date-and-time",)),
        ("25 April 2020", APRIL, ("date-in-words",)),
        ("25th Apr, 2020", APRIL, ("date-in-words",)),
        ("25-Apr-20", APRIL, ("date-two-digit-year", "date-in-words")),
        ("25/04/20", APRIL, ("date-two-digit-year",)),
        ("25/04/89", date(1989, 4, 25), ("date-two-digit-year",)),
        ("43946", APRIL, ("date-serial",)),
        ("43946.5", APRIL, ("date-serial",)),
        ("04/25/2020", APRIL, ("date-swapped",)),
        ("2020-25-04", APRIL, ("date-swapped",)),
        ("31/02/2020", None, ("date-impossible",)),
        ("2020-02-30", None, ("date-impossible",)),
        ("13/13/2020", None, ("date-impossible",)),
        ("01/01/1900", None, ("date-placeholder",)),
        ("9999-12-31", None, ("date-placeholder",)),
        ("soon", None, ("date-unreadable",)),
        ("25 Octember 2020", None, ("date-unreadable",)),
        ("123", None, ("date-unreadable",)),
        ("2031-01-01", date(2031, 1, 1), ("date-in-future",)),
        ("1850-01-01", date(1850, 1, 1), ("date-too-old",)),
    ],
)
def test_dates_in_every_dress(text: str, day: date | None, odd: tuple[str, ...]) -> None:
    assert read_date(text, today=TODAY) == (day, odd)


DRESSES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y%m%d", "%d %B %Y", "%Y-%b-%d 00:00:00", "%d.%m.%Y")


@given(day=st.dates(date(1910, 1, 2), date(2026, 11, 24)), dress=st.sampled_from(DRESSES))
def test_a_date_written_in_any_of_our_ways_is_read_back(day: date, dress: str) -> None:
    assert read_date(day.strftime(dress), today=TODAY)[0] == day


@given(text=st.text(max_size=30))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    assert set(read_date(text, today=TODAY)[1]) <= set(TROUBLES)


@pytest.mark.parametrize(
    ("raw", "text", "odd"),
    [
        ("O'Brien", "O'Brien", ()),
        ("Anne Marie", "Anne Marie", ()),
        ("Dustin\u00a0Hazlett", "Dustin Hazlett", ("nbsp",)),
        ("  a  b ", "a b", ("spaces",)),
        ("Jose\u0301", "José", ("unicode-form",)),
        ("a\u200bb\x00", "ab", ("control-characters",)),
        ("#N/A", "", ("error-value",)),
        ("#REF!", "", ("error-value",)),
        ("=SUM(A1)", "=SUM(A1)", ("formula-text",)),
        ("@cmd", "@cmd", ("formula-text",)),
        ("+44 1632 960001", "+44 1632 960001", ()),
        ("-5", "-5", ()),
        ("", "", ()),
        ("Siân", "Siân", ()),
    ],
)
def test_text_is_put_right_and_said(raw: str, text: str, odd: tuple[str, ...]) -> None:
    assert clean(raw) == (text, odd)


@given(raw=st.text(max_size=40))
def test_putting_right_twice_changes_nothing_more(raw: str) -> None:
    once, _ = clean(raw)
    assert clean(once)[0] == once


def test_none_and_null_are_names_of_people() -> None:
    assert is_filler("not known")
    assert not is_filler("None")


def test_an_address_is_written_on_one_line() -> None:
    assert one_line("1 High Street,\r\n Calne\n\nSN11 0AA") == "1 High Street, Calne, SN11 0AA"


def test_codes_are_found_whole_first_and_then_by_their_parts() -> None:
    codes = code_list("x", {"white": ["WBRI", "white british"], "mixed": ["1A white"]})
    assert codes.meaning("a) WBRI") == "white"
    assert codes.meaning("1A - White British (WBRI)") == "white"
    assert codes.meaning("1A White") == "mixed"
    assert codes.meaning("elephant") is None


SLUGS = {"a) Male": "male", "b) Female": "female", "c) Not stated/recorded": "unknown", "d) Neither": "other"}
ETHNICITIES = {
    "a) White": "white", "b) Mixed": "mixed", "c) Asian or Asian British": "asian",
    "d) Black or black British": "black", "e) Other ethnic group": "other", "f) Not stated": "not stated",
}  # fmt: skip
AMBIGUOUS = {"indeterminate", "white not yet obtained"}


def test_the_variants_councils_recorded_for_sex_and_ethnicity_are_all_read() -> None:
    path = ROOT.parent / "shared" / "formats" / "annex_a_value_variants.csv"
    if not path.is_file():
        pytest.skip(f"the recorded variants are not at {path}")
    lists = profile("annex-a").codes
    tried = 0
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        wanted = {"Gender": SLUGS, "Ethnicity": ETHNICITIES}.get(row["column"], {}).get(row["canonical"])
        variant = row["recorded_variant_accepted"]
        if wanted and plain(variant) not in AMBIGUOUS:
            tried += 1
            assert lists["sex" if row["column"] == "Gender" else "ethnicity"].meaning(variant) == wanted, row
    assert tried > 15_000


def test_every_trouble_has_words_and_none_of_them_a_value() -> None:
    for words in TROUBLES.values():
        assert words.reason
        assert words.done
        assert "{" not in words.reason + words.done


def test_reading_is_pure() -> None:
    for path in (ROOT / "kith" / "records" / "rules").glob("*.py"):
        assert "django" not in path.read_text(), Path(path).name


@pytest.mark.parametrize("unit", [" \n", "T\n", "A1 ", ", \n", "\t", "=", "\u00a0 "])
def test_no_cell_is_slow_however_it_is_made(unit: str) -> None:
    hostile = unit * (131_072 // len(unit))
    began = time.process_time()
    text, _ = clean(hostile)
    for value in (hostile, text):
        read_date(value, today=TODAY)
        profile("annex-a").codes["ethnicity"].meaning(value)
        postcode_in(one_line(value))
        nhs_number(value)
    assert time.process_time() - began < 1
