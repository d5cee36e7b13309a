"""Agencies make their mistakes as often as their table says, and no mistake harms anybody real."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from kith.county.agencies import AGENCIES, habits, slips
from kith.county.agencies.clerk import Clerk
from kith.county.agencies.drafts import Draft
from kith.county.agencies.mistakes import MISTAKES
from kith.county.agencies.touches import around
from kith.county.chance import Chance
from kith.county.model import Block
from kith.county.plan import LEVELS
from kith.lib.identifiers import Check, nhs_number, upn
from tests.county.crowd import FIRST, LAST, crowd, nhs

SURE_FIELDS = ("nhs", "upn", "middle", "known_as", "sex", "ethnicity", "phone", "born", "address", "postcode", "uprn")


@cache
def block() -> Block:
    return crowd()


def drafts(agency: str, times: int, only: dict[str, float] | None = None, errors: str = "normal") -> list[Draft]:
    """Write everybody down so many times; with ``only``, with those mistakes alone and every field kept."""
    its = habits.habits_of(agency, errors)
    if only is not None:
        all_of_it = dict.fromkeys([*its.present], 1.0)
        its = replace(its, mistakes=only, present=all_of_it, present_grown=all_of_it)
        its = replace(its, typing=dict.fromkeys(its.typing, 0.0))
    clerk = Clerk(its, Chance("drafts", agency, errors, sorted(only or [])), frozenset())
    return [clerk.draft(person, FIRST, LAST) for _ in range(times) for person in block().people]


@cache
def possible(name: str) -> float:
    """Say in what share of entries a mistake can happen, where nothing is left out."""
    some = drafts("police", 1, {name: 1.0})
    return sum(name in one.mistakes for one in some) / len(some)


def near(count: int, expected: float) -> bool:
    """Say whether a count may be the one expected: within four deviations, and a tenth for what chance does not tell."""
    return bool(abs(count - expected) <= 4 * expected**0.5 + 0.1 * expected + 2)


def test_every_mistake_has_its_line_and_every_line_its_mistake() -> None:
    assert list(habits.column("mistakes", "police")) == list(MISTAKES)


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_can_happen_to_somebody(name: str) -> None:
    assert possible(name) > 0.02


@pytest.mark.parametrize("agency", [one for one in AGENCIES if one != "childrens_east"])
def test_mistakes_happen_as_often_as_the_table_says(agency: str) -> None:
    its = habits.habits_of(agency, "normal").mistakes
    written = drafts(agency, 6, its)
    count = Counter(name for one in written for name in one.mistakes)
    off = {
        name: (count[name], share * possible(name) * len(written))
        for name, share in its.items()
        if not near(count[name], share * possible(name) * len(written))
    }
    assert not off


@pytest.mark.parametrize("agency", [one for one in AGENCIES if one != "childrens_east"])
def test_fields_are_left_out_as_often_as_the_table_says(agency: str) -> None:
    its = habits.habits_of(agency, "normal")
    written = drafts(agency, 4)
    for grown, table in ((True, its.present_grown), (False, its.present)):
        some = [one for one in written if one.grown == grown]
        for line in ("nhs", "upn", "sex", "born"):
            could = [one for one in some if getattr(one.person, line)]
            assert near(sum(bool(getattr(one, line)) for one in could), table[line] * len(could)), (line, grown)
        assert near(sum(bool(one.place.address) for one in some), table["address"] * len(some))


def test_the_police_hold_the_fewest_nhs_numbers_of_children_and_children_services_nearly_all() -> None:
    share = {}
    for agency in ("childrens", "adults", "police", "health", "youth_justice"):
        children = [one for one in drafts(agency, 2) if not one.grown]
        share[agency] = sum(bool(one.nhs) for one in children) / len(children)
    assert min(share, key=lambda one: share[one]) == "police"
    assert 0.015 < share["police"] < 0.05
    assert share["childrens"] > 0.9
    assert share["health"] == 1.0


def test_schools_always_have_the_pupil_number_and_never_the_nhs_number() -> None:
    pupils = [one for one in drafts("education", 2) if not one.grown]
    assert all(one.upn for one in pupils)
    assert not any(one.nhs for one in pupils)


def test_a_pasted_number_is_that_of_another_in_the_family_and_comes_once_in_a_thousand() -> None:
    name = "anothers-identifier"
    share = habits.habits_of("childrens", "normal").mistakes[name]
    written = drafts("childrens", 30, {name: share})
    pasted = [one for one in written if name in one.mistakes]
    for one in pasted:
        theirs = {number for other in around(one.person, LAST) for number in (other.nhs, other.upn)}
        assert (one.nhs in theirs and one.nhs != one.person.nhs) or (one.upn in theirs and one.upn != one.person.upn)
    assert share == 0.001
    assert near(len(pasted), possible(name) * len(written) / 1_000)


def test_nobody_adopted_gets_anothers_number() -> None:
    its = replace(habits.habits_of("childrens", "normal"), mistakes={"anothers-identifier": 1.0})
    apart = frozenset(one.number for one in block().people[::5])
    clerk = Clerk(its, Chance("apart"), apart)
    theirs = {one.nhs for one in block().people if one.number in apart}
    for person in block().people:
        made = clerk.draft(person, FIRST, LAST)
        assert not made.nhs or made.nhs == person.nhs or (person.number not in apart and made.nhs not in theirs)


def test_careless_agencies_make_more_mistakes_and_leave_more_out() -> None:
    normal, hard = (drafts("police", 2, errors=level) for level in LEVELS)
    assert sum(len(one.mistakes) for one in hard) > 1.8 * sum(len(one.mistakes) for one in normal)
    assert sum(one.born is None for one in hard) > 1.2 * sum(one.born is None for one in normal)


def test_a_slip_in_a_number_never_makes_another_valid_number() -> None:
    chance = Chance("digits")
    for count in range(2_000):
        assert nhs_number(slips.digits_slipped(nhs(count), chance)).check is not Check.VALID
        assert upn(slips.digits_slipped("P207000016049", chance)).check is not Check.VALID


def test_a_slip_in_a_phone_number_keeps_it_among_those_nobody_has() -> None:
    chance = Chance("phones")
    some = {slips.phone_slipped("07700 900123", chance) for _ in range(200)}
    assert len(some) > 20
    assert all(one.startswith("07700 900") and one != "07700 900123" for one in some)


@pytest.mark.parametrize(
    ("heard", "written"),
    [("Smith", "Smyth"), ("Catherine", "Katherine"), ("Stephen", "Stefen"), ("Phillips", "Fillips"), ("Katie", "Katy"),
     ("Jackson", "Jacksen"), ("Macdonald", "Mcdonald")],
)  # fmt: skip
def test_names_are_misheard_as_people_do(heard: str, written: str) -> None:
    chance = Chance("sounds")
    assert written in {slips.misheard(heard, chance) for _ in range(400)}


def test_a_slip_of_the_hand_is_one_slip() -> None:
    chance = Chance("hands")
    some = [slips.mistyped("Barlow", chance) for _ in range(500)]
    assert all(one == "" or (one[0] == "B" and abs(len(one) - 6) <= 1 and one != "Barlow") for one in some)
    assert {len(one) for one in some if one} == {5, 6, 7}


def test_dates_slip_as_dates_do() -> None:
    chance = Chance("dates")
    assert slips.swapped(date(2014, 2, 4), chance) == date(2014, 4, 2)
    assert slips.swapped(date(2014, 2, 14), chance) is None
    assert slips.first_of_january(date(2014, 2, 4), chance) == date(2014, 1, 1)
    assert {slips.day_off(date(2014, 3, 1), chance) for _ in range(50)} == {date(2014, 2, 28), date(2014, 3, 2)}
    assert {slips.month_off(date(2014, 3, 31), chance) for _ in range(50)} == {date(2014, 2, 28), date(2014, 4, 30)}
    assert {slips.date_digits(date(1985, 5, 12), chance) for _ in range(50)} == {date(1985, 5, 21), date(1958, 5, 12)}
    assert slips.year_off(date(2016, 2, 29), chance) in {date(2015, 2, 28), date(2017, 2, 28), date(2006, 2, 28)}
