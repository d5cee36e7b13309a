"""Every number that is emitted is well formed, nobody's, and another for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.county import numbers
from kith.county.never_issued import KEPT, RANGES, UNUSED
from kith.lib import identifiers
from kith.lib.identifiers import Check
from tests.county.issued import scan

SCHOOLS = Path(__file__).parents[2].parent / "shared" / "samples" / "education" / "example_schools_data.csv"

# By kind of number: ways to make it from a whole number, and the largest that it is made for.
MADE: dict[str, list[tuple[Callable[[int], str], int]]] = {
    "nhs": [(lambda n: numbers.nhs(n, 7), 5_400_000), (lambda n: numbers.nhs(5, n), 5_400_000)],
    "upn": [(lambda n: numbers.upn(n, 1980 + n % 45), 5_400_000)],
    "phone": [(numbers.mobile, 10**7), (numbers.landline, 10**7), (numbers.freephone, 10**7)],
    "vehicle": [(numbers.vehicle, 10**7)],
    "uprn": [(numbers.uprn, 999_999_999)],
    "urn": [(numbers.urn, 99_999)],
    "laestab": [
        (lambda n: numbers.laestab(n, "primary"), 10_000),
        (lambda n: numbers.laestab(n, "secondary"), 10_000),
        (lambda n: numbers.laestab(n, "special"), 5_000),
        (lambda n: numbers.laestab(n, "nursery"), 5_000),
    ],
    "ukprn": [(numbers.ukprn, 999_999)],
    "uln": [(numbers.uln, 8_999_999)],
    "ods": [
        (lambda n: numbers.ods(n, "surgery"), 9_999),
        (lambda n: numbers.ods(n, "dentist"), 999),
        (lambda n: numbers.ods(n, "care_home"), 999),
        (lambda n: numbers.ods(n, "hospital"), 99),
        (lambda n: numbers.ods(0 * n, "trust"), 1),
    ],
    "cqc": [(numbers.cqc, 999_999_999)],
    "provider_urn": [(numbers.provider_urn, 99_999)],
    "occurrence": [(lambda n: numbers.occurrence(n, 2018 + n % 9), 9_999_999)],
    "pnc": [(lambda n: numbers.pnc(n, 1980 + n % 46), 5_999_999)],
    "email": [(lambda n: numbers.email("Zoë", "O'Neil Śmith", n), 10**7)],
}
CASES = [(kind, make, most) for kind, some in MADE.items() for make, most in some]


@pytest.mark.parametrize(("kind", "make", "most"), CASES)
@given(share=st.floats(0, 1))
def test_no_number_is_in_a_range_that_is_issued(kind: str, make: Callable[[int], str], most: int, share: float) -> None:
    number = make(int(share * most))
    assert re.fullmatch(RANGES[kind].ours, number)
    assert not re.fullmatch(RANGES[kind].issued, number)


@pytest.mark.parametrize(("kind", "make", "most"), CASES)
def test_the_first_and_the_last_number_are_nobodys_either(kind: str, make: Callable[[int], str], most: int) -> None:
    for n in (0, 1, most - 1, most):
        assert re.fullmatch(RANGES[kind].ours, make(n))


@given(n=st.integers(0, 5_400_000), seed=st.integers(-(10**6), 10**9))
def test_an_nhs_number_has_the_right_check_digit_and_begins_999_in_all_but_huge_counties(n: int, seed: int) -> None:
    number = numbers.nhs(n, seed)
    assert identifiers.nhs_number(number) == (number, Check.VALID)
    assert n >= 900_000 or number.startswith("999")


@given(first=st.integers(0, 5_000_000), seed=st.integers(0, 10**6), year=st.integers(1930, 2030))
def test_different_people_have_different_numbers(first: int, seed: int, year: int) -> None:
    people = range(first, first + 300)
    assert len({numbers.nhs(n, seed) for n in people}) == 300
    assert len({numbers.upn(n, year) for n in people}) == 300
    assert len({numbers.uln(n) for n in people}) == 300


@pytest.mark.parametrize("seed", [0, 3])
def test_no_two_people_share_an_nhs_number_all_over_the_999_range(seed: int) -> None:
    every_fifth = range(seed, 900_000, 5)
    assert len({numbers.nhs(n, seed) for n in every_fifth}) == len(every_fifth)


@given(n=st.integers(0, 5_000_000), seed=st.integers(0, 10**6))
def test_people_numbered_one_after_the_other_are_not_neighbours(n: int, seed: int) -> None:
    one, other = numbers.nhs(n, seed), numbers.nhs(n + 1, seed)
    assert one[:6] != other[:6]
    assert numbers.upn(n, 2010)[1:8] != numbers.upn(n + 1, 2010)[1:8]


@given(n=st.integers(0, 5_400_000), year=st.integers(1930, 2030))
def test_a_pupil_number_has_the_right_letter_and_no_year_before_there_were_any(n: int, year: int) -> None:
    number = numbers.upn(n, year)
    assert identifiers.upn(number) == (number, Check.VALID)
    assert int(number[8:10]) in {97, 98, 99} | set(range(35))


@given(n=st.integers(0, 8_999_999))
def test_a_learner_number_passes_its_check_and_can_be_no_nhs_number(n: int) -> None:
    number = numbers.uln(n)
    # HESA: the sum of the digits times 10 to 1 leaves 10 modulo 11.
    assert sum(int(digit) * weight for digit, weight in zip(number, range(10, 0, -1), strict=True)) % 11 == 10
    assert identifiers.nhs_number(number).check is not Check.VALID


@pytest.mark.parametrize("known", ["2000/0000223R", "1979/0163001B", "2003/0000003Y"])
def test_the_letter_of_a_police_id_is_reckoned_as_in_published_ones(known: str) -> None:
    year, serial = int(known[:4]), int(known[5:12])
    assert numbers.pnc(serial - 4_000_000, year) == known


@given(n=st.integers(0, 10**6))
def test_an_address_for_post_has_only_plain_letters_and_reaches_nobody(n: int) -> None:
    assert re.fullmatch(r"[a-z0-9.]+@mail\.example", numbers.email("Олександр", "Żółć-Łęcka", n))


def test_every_range_says_on_what_it_rests() -> None:
    for kind, known in RANGES.items():
        assert known.known in {KEPT, UNUSED}, kind
        assert len(known.source) > 15, kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NHS 401 023 2137 seen", "nhs"),
        ("<NHSNumber>4010232137</NHSNumber>", "nhs"),
        ("B801200005001,", "upn"),
        ("ring 07911 123456", "phone"),
        ("tel:01226762114", "phone"),
        ("+44 7911 123456", "phone"),
        ("+48 601 123 456", "phone abroad"),
        ("a blue Corsa, WX19 ABC", "vehicle"),
        ("100052096239", "uprn"),
        ('"uprn": "10094523"', "uprn"),
        ("54220012345", "occurrence"),
        ("2000/0000223R", "pnc"),
        ("AB123456C", "nino"),
        ("J83001", "ods"),
        ("1-101636234", "cqc"),
        ("SC456789", "provider_urn"),
        ("someone@gmail.com", "email"),
        ("<ULN>1000102504</ULN>", "uln"),
        ("<URN>126416</URN>", "urn"),
        ("UKPRN=10076257", "ukprn"),
        ("<LAESTAB>8653396</LAESTAB>", "laestab"),
    ],
)
def test_the_search_finds_what_may_be_somebodys(text: str, kind: str) -> None:
    assert kind in {found.split(":")[0] for found in scan(text)}


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-31T12:00:00",
        "31/01/2024 12:00",
        "202401311200",
        "SN10 1AA, SP4 7XA",
        "412345.0, 165432",
        "p00a000ff h1f300012 e0010002",
        "E06000054 E01032696",
        "E1U,U1,B1,WBRI,N1A",
        "£1,234.56 07/2024 0000000000",
        "1-2-3 999 999 9999",
    ],
)
def test_the_search_lets_dates_places_and_codes_pass(text: str) -> None:
    assert scan(text) == []


@given(n=st.integers(0, 5_400_000), between=st.sampled_from([",", "\t", " ", "><", '","', "|", "; "]))
def test_the_search_finds_nothing_in_what_is_emitted(n: int, between: str) -> None:
    row = [make(n % (most + 1)) for _, make, most in CASES]
    row += [
        f"{row[0][:3]} {row[0][3:6]} {row[0][6:]}",
        numbers.mobile(n).replace(" ", ""),
        f"+44{numbers.mobile(n)[1:]}",
    ]
    assert scan(between.join(row)) == []
    for kind, make, most in CASES:
        assert scan(f"<{kind.upper()}>{make(n % (most + 1))}</{kind.upper()}>") == []


@pytest.mark.skipif(not SCHOOLS.exists(), reason="other people's samples are not here")
def test_the_search_finds_real_schools_telephones_and_properties() -> None:
    text = SCHOOLS.read_text(encoding="cp1252", errors="replace")
    kinds = {found.split(":")[0] for found in scan(text)}
    assert {"phone", "uprn"} <= kinds
