"""What agencies hold: whom they are told of, when, and under which entry they keep it."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest

from kith.county.agencies import AGENCIES, Known, habits
from kith.county.agencies.clerk import UNBORN
from kith.county.agencies.coded import LISTS, coded
from kith.county.chance import Chance
from kith.county.happenings import KINDS
from kith.county.model import Block, Event
from kith.lib.identifiers import Check, postcode
from tests.county.crowd import crowd
from tests.county.handmade import handmade_block, named

TOLD_TO_NOBODY = {"partnership"}


@cache
def held(agency: str, which: int = 0) -> Known:
    return Known(handmade_block()[which], agency, None)


@cache
def busy(agency: str) -> Known:
    """Give what an agency holds of many families, of whom every adult is a tenant, searched and seen in A&E."""
    block = crowd()
    kinds = {"police": "stop", "housing": "arrears", "health": "ed_attendance", "adults": "asc_request"}
    kind = kinds.get(agency, "contact")
    for number in range(4):
        for person in block.people:
            day = block.plan.until - timedelta(days=400 - 90 * number)
            block.happen(Event(block.key("e"), kind, day, None, [(person, KINDS[kind].parts[0])]))
    return Known(block, agency, None)


def forenames(known: Known) -> set[str]:
    return {one.person.names[-1].forename for one in known.personas()}


@pytest.mark.parametrize("table", [habits.TOLD, habits.TOLD_OF_KNOWN])
def test_agencies_are_told_only_of_what_can_happen(table: dict[str, dict[str, tuple[float, float]]]) -> None:
    assert {kind for told in table.values() for kind in told} <= set(KINDS)


def test_everything_that_can_happen_is_told_to_somebody() -> None:
    told = {kind for table in (habits.TOLD, habits.TOLD_OF_KNOWN) for one in table.values() for kind in one}
    assert set(KINDS) - told == TOLD_TO_NOBODY


def test_every_agency_has_its_habits_at_every_level() -> None:
    for agency in AGENCIES:
        normal, hard = habits.habits_of(agency, "normal"), habits.habits_of(agency, "hard")
        assert all(0.0 <= share <= 1.0 for share in (*hard.mistakes.values(), *hard.present.values()))
        assert all(hard.mistakes[name] >= share for name, share in normal.mistakes.items())


def test_each_childrens_service_holds_the_children_who_live_in_its_area() -> None:
    assert "Ruby" in forenames(held("childrens", 0))
    assert "Asha" in forenames(held("childrens_east", 1))
    assert held("childrens", 1).personas() == []
    assert held("childrens_east", 0).personas() == []
    assert held("adults", 1).personas() == []


def test_a_child_in_care_remains_with_the_council_that_took_it() -> None:
    known = held("childrens_east", 1)
    assert {"looked_after", "episode", "care_review"} <= {one.kind for one in known.of(*KINDS)}


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("which", [0, 1])
def test_nothing_is_told_before_it_happened_or_after_the_last_day(agency: str, which: int) -> None:
    known = held(agency, which)
    for event in known.of(*KINDS):
        assert event.start <= known.told(event) <= known.plan.until
        assert known.held(event)


def test_what_others_do_is_told_late_and_not_always() -> None:
    block = crowd()
    for person in block.people:
        day = block.plan.until - timedelta(days=60)
        block.happen(Event(block.key("e"), "asb", day, None, [(person, "tenant")]))
    known = Known(block, "police", None)
    mean, never = habits.TOLD["police"]["asb"]
    told = known.of("asb")
    assert abs(len(told) / len(block.people) - (1 - never)) < 0.06
    assert abs(sum((known.told(one) - one.start).days for one in told) / len(told) - mean) < 1.0


def test_events_come_in_order_of_time() -> None:
    events = held("childrens").of("cp_plan", "referral", "contact")
    assert len(events) > 3
    assert [one.start for one in events] == sorted(one.start for one in events)


def test_what_is_part_of_something_is_held_only_with_it() -> None:
    for agency in AGENCIES:
        known = held(agency)
        for event in known.of(*KINDS):
            above = event.part_of
            assert above is None or above.kind not in habits.TOLD[agency] or known.held(above)


def test_what_has_not_ended_by_the_last_day_goes_on() -> None:
    known = held("youth_justice")
    (order,) = known.of("yj_outcome")
    assert order.end is not None
    assert order.end > known.plan.until
    assert known.ended(order) is None


def test_agencies_write_down_those_around_whom_they_deal_with() -> None:
    assert {"Darren", "Katherine", "Jack", "Jacob"} <= forenames(held("childrens"))
    assert {"Darren", "Katherine"} <= forenames(held("education"))
    assert {one.number for one in held("health").block.people if one.surgery} <= {
        one.person.number for one in held("health").personas()
    }
    ruby = named(held("education").block, "Ruby")
    assert len(held("education").contacts(ruby, held("education").plan.until)) == 2


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_same_block_gives_the_same_entries_twice(agency: str) -> None:
    def told(known: Known) -> list[tuple[object, ...]]:
        return [
            (one.local_id, one.person.key, one.name, one.born, one.nhs, one.address, one.postcode, one.mistakes)
            for one in known.personas()
        ]

    again = [Known(block, agency, None) for block in handmade_block()]
    assert [told(one) for one in again] == [told(held(agency, which)) for which in (0, 1)]


@pytest.mark.parametrize("agency", AGENCIES)
def test_entries_of_all_blocks_have_numbers_of_their_own_and_a_known_truth(agency: str) -> None:
    numbers = []
    for which in (0, 1):
        known = held(agency, which)
        numbers += [one.local_id for one in known.personas()]
        for one in known.personas():
            assert one.person in known.block.people
            assert known.persona(one.person, one.first) in known.personas()
        assert [one.local_id for one in known.personas()] == sorted(one.local_id for one in known.personas())
    assert len(set(numbers)) == len(numbers)


def _adopted(block: Block) -> tuple[str, ...]:
    after = named(block, "Oliver")
    assert after.earlier is not None
    return after.key, after.earlier.key


@pytest.mark.parametrize("agency", ["childrens", "education", "health"])
def test_an_adopted_child_has_an_entry_before_and_another_after_with_nothing_in_common(agency: str) -> None:
    known = held(agency)
    child = named(known.block, "Oliver")
    assert child.adopted is not None
    before = known.persona(child, child.adopted - timedelta(days=1))
    after = known.persona(child, child.adopted)
    assert (after.person.key, before.person.key) == _adopted(known.block)
    assert before.local_id != after.local_id
    for field in ("nhs", "upn", "phone", "forename"):
        mine, other = getattr(before, field), getattr(after, field)
        assert mine != other or not mine
    assert after.first >= child.adopted > before.last


def test_an_unborn_child_has_its_mothers_surname_and_no_numbers() -> None:
    known = held("childrens")
    (child,) = [one for one in known.block.people if one.born > known.plan.until]
    entry = known.persona(child, known.plan.until)
    assert entry.forename in UNBORN.values
    assert entry.surname.lower() == "barlow"
    assert (entry.sex, entry.nhs, entry.upn) == ("U", "", "")
    assert entry.born in {None, child.born}
    assert not held("education").holds(child)


def test_somebody_without_an_address_gets_the_stand_in_or_nothing() -> None:
    for agency in ("police", "housing", "youth_justice", "childrens"):
        known = held(agency)
        entry = known.persona(named(known.block, "Tyler"), known.plan.until)
        assert entry.postcode == "" or postcode(entry.postcode).check is Check.STAND_IN
        assert entry.uprn == ""


def test_a_secret_address_is_written_down_only_in_the_share_that_leaks() -> None:
    known = held("health", 1)
    (refuge,) = [one for one in known.block.homes if one.secret]
    places = [known.placed(refuge) for _ in range(4_000)]
    leaked = [one for one in places if one.uprn]
    share = habits.column("keeping", "health")["leaks"]
    assert abs(len(leaked) / len(places) - share) < 0.03
    assert all(refuge.postcode not in one.address and one.postcode == "" for one in places if not one.uprn)
    assert all(refuge.street not in one.address for one in places if not one.uprn)


@pytest.mark.parametrize("agency", ["police", "housing", "childrens"])
def test_some_people_are_entered_twice_and_their_events_are_split(agency: str) -> None:
    known = busy(agency)
    share = habits.column("keeping", agency)["twice"]
    by_person: dict[str, list[str]] = {}
    for one in known.personas():
        by_person.setdefault(one.person.key, []).append(one.local_id)
    twice = [key for key, some in by_person.items() if len(some) == 2]
    expected = share * len(by_person)
    assert abs(len(twice) - expected) < 4 * expected**0.5 + 2
    used = {known.persona(event.person, event.start).local_id for event in known.of(*KINDS)}
    assert {number for key in twice for number in by_person[key]} <= used
    seconds = [one for one in known.personas() if "entered-twice" in one.mistakes]
    assert {one.person.key for one in seconds} == set(twice)


def test_a_reference_is_the_agencys_own_and_the_truth_keeps_it() -> None:
    known = held("childrens")
    events = known.of(*KINDS)
    references = [known.reference(event, "R") for event in events]
    assert references == [known.reference(event, "R") for event in events]
    assert [known.references[one] for one in references] == [one.key for one in events]
    assert len(set(references)) == len(events)
    plans = [known.of("referral")[0], held("education").block.of("enrolment")[0]]
    assert held("education").reference(plans[0]) != known.reference(plans[0])


def test_the_same_worker_deals_with_the_same_person() -> None:
    known = held("childrens")
    (first, *rest) = [one for one in known.of("referral") if one.person.names[0].forename == "Ruby"]
    assert {known.worker(one) for one in rest} <= {known.worker(first)}
    entry = known.personas()[0]
    assert known.worker(entry) == known.worker(entry)
    crowded = busy("police")
    assert 20 < len({crowded.worker(one) for one in crowded.personas()}) <= 36


def test_codes_are_mostly_written_as_the_code_book_has_them() -> None:
    chance = Chance("codes")
    ways = LISTS["need"]["N1"]
    some = [coded(chance, "need", "N1") for _ in range(2_000)]
    assert 0.8 < some.count(ways[0]) / len(some) < 0.92
    assert set(some) == set(ways)
    assert coded(chance, "need", "unheard of") == "unheard of"
