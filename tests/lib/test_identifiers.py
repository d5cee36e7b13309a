"""Identifiers and their checks, against published examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.lib.identifiers import Check, nhs_number, postcode, postcode_in, upn, uprn


@pytest.mark.parametrize(
    "number", ["9434765919", "943 476 5919", "943-476-5919", "9000000009", "9449305552", "9876543210"]
)
def test_nhs_numbers_that_are_right(number: str) -> None:
    assert nhs_number(number).check is Check.VALID
    assert len(nhs_number(number).value) == 10


@pytest.mark.parametrize("number", ["9434765910", "0449310999", "1234567890", "117-66-8129", "", "abc", "٩٤٣٤٧٦٥٩١٩"])
def test_nhs_numbers_that_are_wrong(number: str) -> None:
    assert nhs_number(number).check is Check.INVALID


def test_ten_like_digits_stand_for_nobody() -> None:
    assert nhs_number("1111111111").check is Check.STAND_IN


@given(stem=st.text("0123456789", min_size=9, max_size=9), wrong=st.integers(1, 9))
def test_one_digit_off_is_always_caught(stem: str, wrong: int) -> None:
    right = [d for d in "0123456789" if nhs_number(stem + d).check is Check.VALID]
    assert len(right) <= 1
    for digit in right:
        assert nhs_number(stem + str((int(digit) + wrong) % 10)).check is Check.INVALID


@pytest.mark.parametrize("number", ["B801200005001", "P207000016049", "p207 000 016 049"])
def test_pupil_numbers_that_are_right(number: str) -> None:
    assert upn(number).check is Check.VALID


def test_a_temporary_pupil_number_is_known_as_one() -> None:
    assert upn("A80120000501A").check is Check.TEMPORARY


@pytest.mark.parametrize(
    "number", ["A801200005001", "B207000016049", "Q207000016049", "B80120000501A", "A80120000501I", "X", ""]
)
def test_pupil_numbers_that_are_wrong(number: str) -> None:
    assert upn(number).check is Check.INVALID


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sn11aa", "SN1 1AA"),
        ("BA14  8JN", "BA14 8JN"),
        ("W1A 1HQ", "W1A 1HQ"),
        ("GIR0AA", "GIR 0AA"),
        ("m1.1ae", "M1 1AE"),
    ],
)
def test_postcodes_are_written_one_way(text: str, value: str) -> None:
    assert postcode(text) == (value, Check.VALID)


@pytest.mark.parametrize("text", ["nope", "SN1", "SN1 1AC1", "SN1 1CA", "12345", ""])
def test_what_is_no_postcode(text: str) -> None:
    assert postcode(text).check is Check.INVALID


@pytest.mark.parametrize("text", ["ZZ99 3CZ", "zz993vz", "ZZ99 9XZ"])
def test_postcodes_that_stand_for_nowhere_link_nobody(text: str) -> None:
    assert postcode(text).check is Check.STAND_IN
    assert postcode_in(f"No fixed abode, {text}") == ""


def test_a_postcode_is_found_at_the_end_of_an_address() -> None:
    assert postcode_in("Flat 7, High Street\nTrowbridge\nba14 8jn.") == "BA14 8JN"
    assert postcode_in("SN1 1AA Cottage, Calne") == ""


def test_property_numbers_and_their_fillers() -> None:
    assert uprn("00100121334361") == ("100121334361", Check.UNCHECKED)
    assert uprn("-1").check is Check.STAND_IN
    assert uprn("1234567890123").check is Check.INVALID
