"""Every way of writing a code of Annex A that councils are known to have used, 29,602 of them, is placed or accounted for."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kith.outside.files import normal_heading
from kith.records.rules.codes import plain
from kith.records.rules.profile_files import profile
from kith.records.rules.profiles import FieldSpec
from kith.records.rules.text import clean
from kith.records.rules.values import TYPES, Setting
from tests.records.conftest import SAMPLES

RECORDED = SAMPLES.parent / "formats" / "annex_a_value_variants.csv"
ANNEX_A = profile("annex-a")
CODES = ANNEX_A.codes_in(None)
NO_CODE = "zzCodeError"
"""What those who recorded them call what they could not place themselves."""

OTHERWISE = {
    ("sex", "indeterminate"): "other",
    ("source", "1b individual acquaintance including neighbours and child minders"): "individual",
    ("source", "community mental health team"): "health services",
    ("placement", "h5 semi independent living accommodation not subject to children s homes regulations"): (
        "residential accommodation"
    ),
    ("closure", "rc6 transferred to adult social services"): "transfer to adult social services",
}
"""Recorded under a meaning that their own words or code speak against: each read as what it says."""


class Variant(NamedTuple):
    """A value as written, the list of codes that reads it, and what both it and its recorded meaning are read as."""

    codes: str
    canonical: str
    written: str
    meant: str | None
    read: str | None
    odd: tuple[str, ...]


def _field(section: str, column: str) -> FieldSpec:
    found = next(one for one in ANNEX_A.sections if one.name == section)
    heading = normal_heading(column)
    return next(spec for spec in found.main.fields if heading in map(normal_heading, spec.columns))


def _read(spec: FieldSpec, received: str) -> tuple[str | None, tuple[str, ...]]:
    text, odd = clean(received)
    if not text:
        return None, odd
    value, more = TYPES[spec.type](text, Setting(date(2026, 11, 24), CODES[spec.codes]))
    assert value is None or isinstance(value, str)
    return value, (*odd, *more)


@pytest.fixture(scope="module")
def recorded() -> list[Variant]:
    if not RECORDED.is_file():
        pytest.skip(f"the recorded variants are not at {RECORDED}")
    with Path(RECORDED).open(encoding="utf-8", newline="") as file:
        return [_variant(row) for row in csv.DictReader(file)]


def _variant(row: dict[str, str]) -> Variant:
    spec = _field(row["list"], row["column"])
    written = row["recorded_variant_accepted"]
    read, odd = _read(spec, written)
    return Variant(spec.codes, row["canonical"], written, _read(spec, row["canonical"])[0], read, odd)


def test_every_recorded_variant_is_read_as_what_it_was_recorded_for(recorded: list[Variant]) -> None:
    """But for the few of which the record itself says two things, says nothing, or speaks against itself."""
    meant: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for one in recorded:
        meant[one.codes, plain(one.written)].add(one.meant)
    others = [one for one in recorded if one.read != one.meant or one.read is None]
    unexplained = [one for one in others if not _explained(one, meant[one.codes, plain(one.written)])]

    assert len(recorded) == 29_602
    assert not unexplained
    assert len(others) < 160


def _explained(one: Variant, meant: set[str | None]) -> bool:
    if one.canonical == NO_CODE or plain(one.written) == "nan":
        return one.read is not None or bool(one.odd)
    recorded_twice = len(meant) > 1 and one.read in meant
    return recorded_twice or OTHERWISE.get((one.codes, plain(one.written))) == one.read


def test_nothing_is_passed_over_in_silence(recorded: list[Variant]) -> None:
    silent = [one for one in recorded if one.read is None and not one.odd]

    assert not silent


@pytest.mark.parametrize(
    ("section", "column", "written", "meaning"),
    [
        ("list_8", "LA of Placement", "E06000054", "Wiltshire"),
        ("list_8", "LA of Placement", "Kingston upon Hull, City of", "Kingston upon Hull"),
        ("list_8", "Child's Legal Status", "V4", "short breaks"),
        ("list_8", "Reason Ceased to be Looked After", "X1", "next episode"),
        ("list_1", "Contact Source", "CAFCASS referral", "other legal agency"),
        ("list_1", "Ethnicity", "1A - White British (WBRI)", "white"),
    ],
)
def test_codes_names_and_words_come_to_one_meaning(section: str, column: str, written: str, meaning: str) -> None:
    assert _read(_field(section, column), written) == (meaning, ())


def test_a_council_is_known_by_its_whole_name_alone() -> None:
    field = _field("list_8", "LA of Placement")

    assert _read(field, "Newcastle-under-Elsewhere") == (None, ("code-unknown",))
    assert _read(field, "North Elsewhere") == (None, ("code-unknown",))
