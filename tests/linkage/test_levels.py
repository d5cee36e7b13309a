"""What two values are said to show: the same either way round, and what a person would say."""

from __future__ import annotations

from datetime import date

import numba
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.linkage.encoding import Encoded, encode
from kith.linkage.frozen import count, freeze
from kith.linkage.kernels import levels
from kith.linkage.kernels.grouping import show_pairs
from kith.linkage.kernels.names import letters_off, name_of
from kith.linkage.lexicon import Lexicon
from kith.linkage.pool import POOL
from kith.linkage.weights import level_of, plan_of
from tests.linkage.made import county, table

FIELDS = {one.name: one for one in POOL.fields}


def packed(day: date | None) -> int:
    return 0 if day is None else day.year << 9 | day.month << 5 | day.day


def read(*rows: dict[str, str]) -> Encoded:
    encoded = encode(table(*rows), POOL)
    freeze(encoded, POOL, count(encoded, POOL))
    return encoded


def said(field: str, one: dict[str, str], other: dict[str, str]) -> str:
    patterns = show_pairs(read(one, other).coded, plan_of(POOL), np.array([[0, 1]], np.int32))
    level = int(level_of(FIELDS[field], POOL, patterns)[0])
    return FIELDS[field].levels[level]


DAYS = [
    ("2010-03-05", "2010-03-05", "the same"),
    ("2010-01-01", "2010-01-01", "the same, but 1 January"),
    ("2010-03-05", "2010-05-03", "day and month the other way round"),
    ("2010-03-05", "2010-03-06", "a day or a digit off"),
    ("2010-03-31", "2010-04-01", "a day or a digit off"),
    ("2009-12-31", "2010-01-01", "a day or a digit off"),
    ("2010-03-12", "2010-03-21", "a day or a digit off"),
    ("2010-03-05", "2011-03-05", "the year is off"),
    ("2012-03-05", "2021-03-05", "the year is off"),
    ("2010-03-05", "2010-01-01", "the same year, and one is 1 January"),
    ("2010-03-05", "2010-11-05", "the same year, and day or month"),
    ("2010-03-05", "2011-07-09", "near"),
    ("2010-03-05", "2016-07-09", "different"),
    ("1980-03-05", "2010-07-09", "a generation apart"),
    ("2010-03-05", "", "not known"),
]


@pytest.mark.parametrize(("one", "other", "words"), DAYS)
def test_days_are_compared_as_people_mistake_them(one: str, other: str, words: str) -> None:
    assert said("born", {"born": one}, {"born": other}) == words
    assert said("born", {"born": other}, {"born": one}) == words


NAMES = [
    ("Natasha", "TASH", "a short form or another name of the same person"),
    ("Mohammed", "Muhammad", "a short form or another name of the same person"),
    ("Mary-Ann", "Mary", "part of the name is the same"),
    ("Mary-Ann", "Maryann", "the same, and rare"),
    ("Zoë", "ZOE", "the same, and rare"),
    ("Katerin", "Katerina", "one letter off, or it sounds alike"),
    ("Shelby", "Shelbx", "one letter off, or it sounds alike"),
    ("Roxborough", "Roxbrouhg", "nearly alike"),
    ("Florence", "Harriet", "different"),
    ("Unborn Baby", "Harriet", "not known"),
]


@pytest.mark.parametrize(("one", "other", "words"), NAMES)
def test_names_are_compared_as_people_write_them(one: str, other: str, words: str) -> None:
    found = said("forename", {"forename": one, "surname": "Quill"}, {"forename": other, "surname": "Brook"})
    assert found.replace(", and very common", ", and rare") == words


def test_names_the_other_way_round_are_counted_once() -> None:
    one, other = {"forename": "Chen", "surname": "Wei"}, {"forename": "Wei", "surname": "Chen"}
    assert said("forename", one, other) == "first name and surname the other way round"
    assert said("surname", one, other) == "not known"


def test_another_name_that_is_known_counts_as_one_persons() -> None:
    one, other = {"forename": "Xiu", "known_as": "Grace"}, {"forename": "Grace"}
    assert said("forename", one, other) == "a short form or another name of the same person"


def test_two_valid_numbers_a_digit_apart_are_two_peoples() -> None:
    assert said("nhs", {"nhs": "9434765919"}, {"nhs": "9434765870"}) == "different and both valid"
    assert said("nhs", {"nhs": "943 476 5919"}, {"nhs": "9434765919"}) == "the same"
    assert said("nhs", {"nhs": "9434765919"}, {"nhs": "9434765991"}) == "a digit off"
    assert said("nhs", {"nhs": "0000000000"}, {"nhs": "0000000000"}) == "not known"


def test_the_same_house_number_in_another_town_is_another_house() -> None:
    here = {"address": "4 Mill Lane, Calne", "postcode": "SN11 0AA"}
    assert said("place", here, {"address": "4 MILL LN", "postcode": "sn110aa"}) == "the same door"
    assert said("place", here, {"address": "4 Mill Lane, Calne"}) == "the same door"
    assert said("place", here, {"address": "4 Mill Lane, Corsham", "postcode": "BA1 2BB"}) == "different"
    assert said("place", here, {"address": "7 Mill Lane", "postcode": "SN11 0AA"}) == "the same postcode"
    assert (
        said("place", here, {"previous_address": "4 Mill Lane", "previous_postcode": "SN11 0AA"})
        == "the same door at another time"
    )
    assert said("place", {"address": "Confidential"}, {"address": "Confidential"}) == "not known"


def test_ages_are_compared_only_where_a_birth_date_is_missing() -> None:
    contact = {"life": "grown", "last": "2024-06-01"}
    assert said("life", contact, {"born": "2015-02-03"}) == "one is a child and the other is not"
    assert said("life", contact, {"born": "1985-02-03"}) == "the age fits"
    assert said("life", {"born": "1985-02-03"}, {"born": "2015-02-03"}) == "not known, or the birth dates say it"


def test_sex_is_not_counted_where_the_first_name_has_said_it() -> None:
    assert (
        said("sex", {"sex": "F", "forename": "Ada"}, {"sex": "F", "forename": "Ada"})
        == "not known, or the first name says it"
    )
    assert said("sex", {"sex": "F", "forename": "Ada"}, {"sex": "M", "forename": "Joe"}) == "different"


def test_every_pair_shows_the_same_either_way_round() -> None:
    entries = county().entries
    encoded = encode(entries, POOL)
    freeze(encoded, POOL, count(encoded, POOL))
    chance = np.random.default_rng(3)
    near = np.argsort(encoded.coded.lines[:, POOL.place("line")])
    at = chance.integers(0, len(near) - 4, 20_000)
    pairs = np.stack([near[at], near[at + chance.integers(1, 4, len(at))]], axis=1).astype(np.int32)
    plan = plan_of(POOL)
    assert np.array_equal(
        show_pairs(encoded.coded, plan, pairs), show_pairs(encoded.coded, plan, np.ascontiguousarray(pairs[:, ::-1]))
    )


def slow_distance(one: str, other: str) -> int:
    """Reckon letters wrong, missing, too many or turned, in the plainest way."""
    far = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            far[i, j] = min(far[i - 1, j] + 1, far[i, j - 1] + 1, far[i - 1, j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                far[i, j] = min(far[i, j], far[i - 2, j - 2] + 1)
    return far[len(one), len(other)]


@numba.njit
def between(rows: np.ndarray, a: int, b: int) -> int:
    return letters_off(name_of(rows, a), name_of(rows, b))


letters = st.text("abcd", min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(letters, min_size=2, max_size=6, unique=True))
def test_letters_off_are_those_of_the_plainest_reckoning(names: list[str]) -> None:
    lexicon = Lexicon.empty(1)
    codes = lexicon.read(pl.Series(names))
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            assert between(lexicon.words.rows, codes[i], codes[j]) == min(slow_distance(one, other), 3)


day = st.dates(date(1900, 1, 1), date(2026, 12, 31))


@settings(max_examples=200, deadline=None)
@given(day, day)
def test_days_show_the_same_either_way_round(one: date, other: date) -> None:
    assert levels.day_level(packed(one), packed(other)) == levels.day_level(packed(other), packed(one))


number = st.integers(10**9, 10**10 - 1)


@settings(max_examples=200, deadline=None)
@given(number, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_and_two_turned_are_slips(value: int, place: int, more: int) -> None:
    digits = list(str(value))
    digits[place + 1] = str((int(digits[place + 1]) + more) % 10)
    assert levels.slipped(value, int("".join(digits)))
    turned = list(str(value))
    turned[place], turned[place + 1] = turned[place + 1], turned[place]
    if turned[0] != "0":
        assert levels.slipped(value, int("".join(turned)))
