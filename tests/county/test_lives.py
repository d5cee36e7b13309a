"""Every event of two blocks: nobody acts who is not here, codes are real, and one thing follows another as it should."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kith.county.chance import Chance
from kith.county.families import build
from kith.county.happenings import KINDS
from kith.county.lives import live
from kith.county.model import Block, Event, NameUse, Person
from kith.county.places import County, Homes
from kith.county.plan import Plan
from kith.lib.bank_holidays import is_bank_holiday

SHARED = Path(__file__).parents[2].parent / "shared" / "formats"
PLAN = Plan(people=500_000, seed=7)
BLOCKS = (3, 4, 5)
MAY_BE_BEFORE = {
    "enrolment", "registration", "tenancy", "looked_after", "episode", "partnership", "referral", "contact",
    "assessment", "s47", "conference", "cp_plan",
}  # fmt: skip
"""Kinds that may have begun before the years told, because they reach into them or belong to what does."""


def lived(number: int, plan: Plan = PLAN) -> Block:
    """Give a block with its people and all that happened to them."""
    block, county = Block(number, plan), County(plan)
    build(block, county, Homes(plan, number, block), Chance(plan.seed, "block", number, "families"))
    live(block, county, Chance(plan.seed, "block", number, "lives"))
    return block


@cache
def blocks() -> list[Block]:
    """Give the blocks that all tests here look at, made once."""
    return [lived(number) for number in BLOCKS]


@cache
def in_care_until_grown() -> Block:
    """Give a block of one boy, who was placed at fifteen, moved once, and was eighteen while still looked after."""
    plan = Plan(people=2, seed=4)
    block, chance = Block(0, plan), Chance("by hand")
    homes = Homes(plan, 0, block)
    own, first, then = (block.household(kind, homes.next(chance)) for kind in ("lone_parent", "foster", "supported"))
    mother, boy = block.person("F", date(1980, 4, 2)), block.person("M", date(2004, 2, 29))
    boy.mother = mother
    mother.children.append(boy)
    for one, name in ((mother, "Anna"), (boy, "Ben")):
        one.names.append(NameUse(one.born, None, name, "", "Weaver"))
    block.live(mother, own, date(2004, 1, 1))
    block.live(boy, own, boy.born, date(2019, 5, 3))
    block.live(boy, first, date(2019, 5, 3), date(2020, 8, 14), "placement")
    block.live(boy, then, date(2020, 8, 14), date(2022, 9, 1), "placement")
    live(block, County(plan), Chance("by hand", "lives"))
    return block


@cache
def everything() -> list[Event]:
    """Give every event of them."""
    return [event for block in blocks() for event in block.events]


def of(*kinds: str) -> Iterator[Event]:
    """Give the events of some kinds."""
    return (event for event in everything() if event.kind in kinds)


def by_person(kind: str) -> dict[Person, list[Event]]:
    """Give the events of a kind by the person they are about, in order of time."""
    found: dict[Person, list[Event]] = defaultdict(list)
    for event in of(kind):
        found[event.person].append(event)
    for some in found.values():
        some.sort(key=lambda one: one.start)
    return found


def one_after_another(some: list[Event]) -> None:
    """Hold that none begins before the one before it has ended."""
    for one, then in pairwise(some):
        assert one.end is not None, one
        assert one.end <= then.start, (one, then)


def codes(file: str, column: str) -> set[str]:
    """Give the codes of a column of a published return, where the lists are to hand."""
    if not SHARED.exists():
        pytest.skip("The published lists are not here.")
    with (SHARED / file).open(encoding="utf-8") as lines:
        row = next(
            row for row in csv.DictReader(lines) if (row.get("column") or row["path"].rsplit("/", 1)[-1]) == column
        )
    return set(row["codes"].split("; "))


def test_every_kind_of_event_happens_somewhere() -> None:
    assert set(KINDS) <= {event.kind for event in [*everything(), *in_care_until_grown().events]}


def test_details_and_parts_are_those_of_the_table() -> None:
    for event in everything():
        kind = KINDS[event.kind]
        assert set(event.detail) == set(kind.details), event
        allowed = {*kind.parts, "witness", "present", "foster_carer"}
        assert {part for _, part in event.people} <= allowed, event
        assert kind.ends or event.end is None, event


def test_details_hold_what_details_may_hold() -> None:
    def plain(value: Any) -> bool:
        return type(value) in {str, int, date} or (
            isinstance(value, tuple) and all(type(one) in {str, date} for one in value)
        )

    assert all(plain(value) for event in everything() for value in event.detail.values())


BEFORE_BIRTH = {"contact", "referral", "assessment"}


def test_nobody_acts_before_birth_or_after_death_or_while_away() -> None:
    for event in everything():
        day = event.start
        who = event.person
        assert len({id(one) for one, _ in event.people}) == len(event.people) > 0, event
        if event.kind in {"death", "adoption"} or event.text("why") == "left":
            continue
        if event.kind in BEFORE_BIRTH and event.person.born > PLAN.until:
            assert event.person.born - day <= timedelta(days=200), event
            continue
        assert all(one.alive_on(day) for one, _ in event.people), event
        came = who.came is None or who.came <= day
        assert (came and (who.left is None or who.left > day)) or event.kind == "partnership", event


def test_nothing_lasts_beyond_a_death_or_a_departure() -> None:
    for event in of(*(kind for kind, told in KINDS.items() if told.ends)):
        if event.kind in {"tenancy", "partnership"}:
            continue  # which go on for those who stay
        for day in (event.person.died, event.person.left):
            assert day is None or day > PLAN.until or (event.end is not None and event.end <= day), event


def test_nothing_ends_before_it_starts_or_after_the_last_day() -> None:
    for event in everything():
        assert event.start <= PLAN.until
        assert event.end is None or event.start <= event.end <= PLAN.until, event


def test_what_is_told_lies_in_the_years_that_are_told() -> None:
    for event in everything():
        assert event.start >= PLAN.since or event.kind in MAY_BE_BEFORE, event


def test_keys_are_unique() -> None:
    assert max(Counter(event.key for event in everything()).values()) == 1


def test_the_same_seed_tells_the_same_lives() -> None:
    plan = Plan(people=300, seed=5)

    def told() -> list[tuple[str, ...]]:
        return [
            (one.key, one.kind, str(one.start), str(one.end), *(who.key for who, _ in one.people), str(one.detail))
            for one in lived(0, plan).events
        ]

    assert told() == told()


# -- Children's social care -------------------------------------------------------------------------------------------


def test_codes_of_social_care_are_those_of_the_census() -> None:
    sources = codes("cin_census_2026.csv", "ReferralSource")
    factors = codes("cin_census_2026.csv", "AssessmentFactors")
    assert {one.text("source") for one in of("referral", "contact")} <= sources
    assert {one.text("need") for one in of("referral")} <= codes("cin_census_2026.csv", "PrimaryNeedCode")
    closures = {one.text("closure") for one in of("referral")}
    assert closures - {""} <= codes("cin_census_2026.csv", "ReasonForClosure")
    abuse = codes("cin_census_2026.csv", "InitialCategoryOfAbuse")
    assert {one.text(name) for one in of("cp_plan") for name in ("first", "latest")} <= abuse
    for one in of("assessment"):
        found = one.detail["factors"]
        assert isinstance(found, tuple)
        assert set(map(str, found)) <= factors
        assert "21" not in found or len(found) == 1


def test_a_referral_that_ends_says_why_and_one_that_goes_on_does_not() -> None:
    for one in of("referral"):
        assert bool(one.text("closure")) == (one.end is not None), one


def test_a_child_has_one_case_open_at_a_time() -> None:
    for some in by_person("referral").values():
        one_after_another(some)


def test_everything_of_a_case_lies_inside_it() -> None:
    for one in of("assessment", "s47", "conference", "cp_plan", "cin_plan"):
        case = one.part_of
        assert case is not None
        assert case.kind == "referral"
        assert case.person is one.person
        assert not case.detail["nfa"]
        assert case.start <= one.start, one
        if case.end is not None:
            assert max(one.start, one.end or one.start) <= case.end, (one, case)


def test_a_conference_follows_an_enquiry_and_a_plan_starts_on_its_day() -> None:
    held = {(one.part_of, one.start): one for one in of("conference")}
    asked = {(one.part_of, one.detail["conference"]) for one in of("s47")}
    for (case, day), one in held.items():
        assert (case, day) in asked
        assert day.weekday() < 5
        assert not is_bank_holiday(day)
        assert one.detail["plan"] in {0, 1}
    for plan in of("cp_plan"):
        assert held[plan.part_of, plan.start].detail["plan"] == 1
    for one in of("s47"):
        assert bool(one.detail["conference"]) != bool(one.detail["not_required"])


def test_plans_do_not_overlap_and_reviews_lie_inside() -> None:
    plans = by_person("cp_plan")
    for child, some in by_person("cin_plan").items():
        plans[child] = sorted([*plans[child], *some], key=lambda one: one.start)
    for some in plans.values():
        one_after_another(some)
    for plan in of("cp_plan"):
        for name in ("reviews", "visits"):
            days = plan.detail[name]
            assert isinstance(days, tuple)
            assert all(isinstance(day, date) and plan.start < day <= (plan.end or PLAN.until) for day in days)


def test_most_assessments_and_conferences_are_in_time() -> None:
    done = [(one.end - one.part_of.start).days for one in of("assessment") if one.end and one.part_of]
    held = [(one.start, one.detail["conference"]) for one in of("s47")]
    assert 0.75 < sum(days <= 65 for days in done) / len(done) < 0.97  # 45 working days are about 65
    waits = [(day - start).days for start, day in held if isinstance(day, date)]
    assert waits
    assert max(waits) <= 40
    assert sum(days <= 23 for days in waits) / len(waits) > 0.6


# -- Care -------------------------------------------------------------------------------------------------------------


def test_codes_of_care_are_those_of_the_return() -> None:
    for name, column in (
        ("new", "RNE"), ("legal", "LS"), ("placement", "PLACE"), ("provider", "PLACE_PROVIDER"), ("ceased", "REC"),
        ("why_changed", "REASON_PLACE_CHANGE"), ("need", "CIN"),
    ):  # fmt: skip
        assert {one.text(name) for one in of("episode")} - {""} <= codes("ssda903_2026.csv", column), name
    assert {one.text("participation") for one in of("care_review")} <= codes("ssda903_2026.csv", "REVIEW_CODE")
    for name, column in (("in_touch", "IN_TOUCH"), ("activity", "ACTIV"), ("accommodation", "ACCOM")):
        assert {one.text(name) for one in of("care_leaver")} <= codes("ssda903_2026.csv", column)


def test_episodes_follow_one_another_without_a_gap() -> None:
    told: dict[Event, list[Event]] = {}
    for one in sorted(of("episode"), key=lambda one: one.start):
        assert one.part_of is not None
        told.setdefault(one.part_of, []).append(one)
    assert set(told) == set(of("looked_after"))
    for period, rows in told.items():
        assert rows[0].start == period.start
        assert rows[0].text("new") == "S"
        assert rows[-1].end == period.end
        assert bool(rows[-1].text("ceased")) == (period.end is not None)
        assert rows[-1].text("ceased") != "X1"
        for one, then in pairwise(rows):
            assert one.end == then.start
            assert one.text("ceased") == "X1"
            assert then.text("new") in {"P", "L", "B", "T", "U"}
            assert bool(one.text("why_changed")) == (one.home is not then.home or then.text("new") == "P")


def test_time_in_care_matches_the_placements() -> None:
    for block in blocks():
        periods = by_person("looked_after")
        for person in block.people:
            for stay in person.stays:
                inside = stay.kind == "placement" and stay.start <= PLAN.until and (stay.end or PLAN.until) > PLAN.since
                if inside and person.age_on(stay.start) < 18:
                    covering = [one for one in periods[person] if one.start <= stay.start]
                    assert any(one.end is None or one.end > stay.start for one in covering), (person, stay)


def test_everybody_in_care_has_a_case() -> None:
    for one in of("looked_after"):
        assert one.part_of is not None
        assert one.part_of.start <= one.start
        assert one.person.age_on(one.start) < 18
        assert one.end is None or one.part_of.end == one.end


def test_the_steps_of_an_adoption_are_in_order() -> None:
    for one in of("adoption"):
        days = [day for name in ("decided", "matched", "placed") if isinstance(day := one.detail[name], date)]
        assert [*days, one.start] == sorted([*days, one.start])
        assert len(days) == 3
        assert 1 <= len(one.people) <= 3
        assert one.person.adopted == one.start


def test_care_ends_at_eighteen_and_leaves_a_care_leaver() -> None:
    told = in_care_until_grown()
    (period,) = told.of("looked_after")
    (leaver,) = told.of("care_leaver")
    assert (period.start, period.end) == (date(2019, 5, 3), date(2022, 3, 1))
    assert leaver.start == date(2022, 3, 1)
    assert leaver.end is None
    rows = told.of("episode")
    homes = [stay.home for stay in period.person.stays if stay.kind == "placement"]
    assert [one.home for one in rows if one.text("new") in {"S", "P"}] == homes
    assert rows[-1].text("ceased") in {"E5", "E6", "E7", "E8"}
    assert rows[-1].text("placement") == "K3"
    gaps = [(then.start - one.start).days for one, then in pairwise(told.of("care_review"))]
    assert max(gaps) <= 184
