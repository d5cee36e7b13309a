"""Who might this be: reasons in words, ordered bands, and the traps that families set."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kith.linkage.details import Comparison, compare_all
from kith.linkage.lookup import Band, Candidate, who_might_this_be
from kith.linkage.people import Described, Known, age_in, split_name
from kith.linkage.words import alike, plain, short_for, sound

AGENCY = uuid.UUID(int=1)
NHS, OTHER_NHS = "9990000018", "9990000026"
JAYDEN = Described(forename="Jayden", surname="Price", born_on=date(2011, 3, 14), sex="male")


def known(**said: object) -> Known:
    base = Known(
        id=uuid.UUID(int=2), agency=AGENCY, forename="Jayden", surname="Price", born_on=date(2011, 3, 14), sex="male"
    )
    return replace(base, **said)  # type: ignore[arg-type]


def one(described: Described, *rows: Known) -> Candidate | None:
    found = who_might_this_be(described, lambda _: rows)
    return found[0] if found else None


def band(described: Described, row: Known) -> Band | None:
    found = one(described, row)
    return found.band if found else None


def said(described: Described, row: Known, detail: str) -> Comparison:
    return compare_all(described, row)[detail].comparison


def test_nothing_to_look_with_finds_nothing_and_asks_nobody() -> None:
    def never(_: Described) -> list[Known]:
        raise AssertionError

    assert who_might_this_be(Described(born_on=date(2011, 3, 14), address="1 High Street"), never) == []


def test_the_same_name_and_birthday_are_likely() -> None:
    assert band(JAYDEN, known()) is Band.LIKELY


def test_a_birthday_with_day_and_month_swapped_is_similar() -> None:
    described = replace(JAYDEN, born_on=date(2011, 3, 4))
    row = known(born_on=date(2011, 4, 3))
    assert said(described, row, "born") is Comparison.SIMILAR
    assert band(described, row) is Band.POSSIBLE


def test_short_names_nicknames_and_sounds_are_similar() -> None:
    for mine, theirs in (("Jay", "Jayden"), ("Bill", "William"), ("Steven", "Stephen"), ("Aimee", "Amy")):
        assert said(replace(JAYDEN, forename=mine), known(forename=theirs), "forename") is Comparison.SIMILAR


def test_one_half_of_a_double_name_is_similar() -> None:
    assert said(JAYDEN, known(surname="Price-Okafor"), "surname") is Comparison.SIMILAR


def test_names_the_other_way_round_are_similar() -> None:
    assert said(JAYDEN, known(forename="Price", surname="Jayden"), "surname") is Comparison.SIMILAR


def test_a_twin_is_offered_with_a_warning_and_never_as_likely() -> None:
    twin = one(JAYDEN, known(forename="Kayden"))
    assert twin is not None
    assert twin.band is not Band.LIKELY
    assert "twin" in " ".join(twin.beware)


def test_a_short_name_is_not_taken_for_a_twin() -> None:
    peggy = one(replace(JAYDEN, forename="Peggy"), known(forename="Margaret"))
    assert peggy is not None
    assert peggy.beware == ()


def test_father_and_son_with_one_name_are_warned_of() -> None:
    father = one(JAYDEN, known(born_on=date(1980, 7, 2)))
    assert father is not None
    assert father.band is Band.FAINT
    assert "parent and child" in " ".join(father.beware)
    aged = one(
        Described(forename="Jayden", surname="Price", age=15, on=date(2026, 11, 24)), known(born_on=date(1980, 7, 2))
    )
    assert aged is not None
    assert aged.beware


def test_a_number_on_a_brothers_record_does_not_make_them_one() -> None:
    described = replace(JAYDEN, nhs_number=NHS)
    brother = one(described, known(forename="Kyle", born_on=date(2013, 1, 9), nhs_number=NHS))
    assert brother is not None
    assert brother.band is Band.POSSIBLE
    assert "brother's or sister's" in " ".join(brother.beware)


def test_two_valid_numbers_that_differ_are_two_people_until_somebody_says_otherwise() -> None:
    found = one(replace(JAYDEN, nhs_number=NHS), known(nhs_number=OTHER_NHS))
    assert found is not None
    assert found.band is Band.FAINT


def test_a_number_that_fails_its_check_says_nothing() -> None:
    described = replace(JAYDEN, nhs_number="9990000019")
    assert said(described, known(nhs_number="9990000019"), "nhs") is Comparison.NOT_KNOWN


def test_only_the_end_of_a_number_is_shown() -> None:
    found = compare_all(replace(JAYDEN, nhs_number=NHS), known(nhs_number=NHS))["nhs"]
    assert (found.described, found.known) == ("ends 018", "ends 018")


def test_a_confidential_address_is_not_compared() -> None:
    row = known(postcode="BA14 8JN", school="Larkhill Vale School", address_hidden=True)
    found = compare_all(replace(JAYDEN, postcode="BA14 8JN", school="Larkhill Vale School"), row)
    for detail in ("address", "school"):
        assert (found[detail].comparison, found[detail].known) == (Comparison.NOT_KNOWN, "Withheld")


def test_an_age_that_fits_is_similar_and_one_that_does_not_is_different() -> None:
    described = Described(forename="Jayden", surname="Price", age=15, on=date(2026, 11, 24))
    assert said(described, known(), "born") is Comparison.SIMILAR
    assert said(described, known(born_on=date(2005, 1, 1)), "born") is Comparison.DIFFERENT


def test_somebody_with_nothing_in_common_is_left_out() -> None:
    assert band(JAYDEN, known(forename="Maria", surname="Kowalska", born_on=date(1990, 1, 1), sex="female")) is None


def test_the_best_come_first_and_the_order_is_always_the_same() -> None:
    rows = [
        known(id=uuid.UUID(int=5), born_on=None),
        known(id=uuid.UUID(int=4), forename="Kayden"),
        known(id=uuid.UUID(int=3)),
    ]
    order = [c.known.id.int for c in who_might_this_be(JAYDEN, lambda _: rows)]
    assert order == [c.known.id.int for c in who_might_this_be(JAYDEN, lambda _: rows[::-1])]
    assert order[0] == 3


def test_there_is_no_percentage_anywhere() -> None:
    found = one(JAYDEN, known())
    assert found is not None
    assert "%" not in repr(found)


def test_words() -> None:
    assert plain("Séamus O’Brien-Łis") == "seamus obrien lis" or plain("Séamus O'Brien") == "seamus obrien"
    assert sound("Robert") == "R163".lower() == sound("Rupert")
    assert short_for("Peggy", "margaret")
    assert not short_for("Tom", "Robert")
    assert split_name("Mary Jane Smith") == ("Mary", "Smith")
    assert split_name("Jay") == ("Jay", "")
    assert age_in("about 14, maybe 15") == 14
    assert age_in("old") is None


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_the_same_both_ways_and_within_bounds(one_: str, other: str) -> None:
    assert alike(one_, other) == alike(other, one_)
    assert 0 <= alike(one_, other) <= 1
    sound(one_)
