"""Families as they are: every kind there should be, and nobody born before their mother or living in two main homes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import cache
from itertools import pairwise

import pytest

from kith.county.chance import Chance
from kith.county.families import build
from kith.county.kinship import INVERSE, relations
from kith.county.model import Block, Person
from kith.county.places import County, Homes
from kith.county.plan import Plan

PLAN = Plan(people=30_000, seed=21)
YEAR = timedelta(days=365)


@cache
def blocks() -> tuple[Block, ...]:
    made = []
    for number in range(PLAN.blocks):
        block, county = Block(number, PLAN), County(PLAN)
        build(block, county, Homes(PLAN, number, block), Chance(PLAN.seed, "families", number))
        made.append(block)
    return tuple(made)


def everybody() -> list[Person]:
    return [person for block in blocks() for person in block.people]


def test_as_many_live_there_at_the_end_as_were_asked_for() -> None:
    assert sum(person.here_on(PLAN.until) for person in everybody()) == PLAN.people
    nowhere = [one for one in everybody() if one.here_on(PLAN.until) and one.home_on(PLAN.until) is None]
    assert not nowhere


@pytest.mark.parametrize(
    "kind",
    [
        "single", "couple", "family", "lone_parent", "step_family", "multi_generation", "army", "hmo", "sharers",
        "care_home", "foster", "kinship", "childrens_home", "supported", "hostel", "none",
    ],
)  # fmt: skip
def test_every_kind_of_household_is_lived_in(kind: str) -> None:
    lived = [one for block in blocks() for one in block.households if one.kind == kind and one.on(PLAN.until)]
    assert lived


def test_nobody_is_younger_than_their_child_and_births_of_one_mother_are_apart() -> None:
    for person in everybody():
        for parent in (person.mother, person.father):
            assert parent is None or person.born - parent.born > 15 * YEAR, (person, parent)
        births = sorted({child.born for child in person.children}) if person.sex == "F" else []
        assert all((two - one).days > 250 for one, two in pairwise(births)), (person, births)


def test_nobody_lives_anywhere_before_birth_after_death_or_in_two_main_homes_at_once() -> None:
    for person in everybody():
        assert all(stay.start >= person.born for stay in person.stays)
        assert all(stay.end is None or stay.end > stay.start for stay in person.stays)
        if person.died:
            assert all(stay.end is not None and stay.end <= person.died for stay in person.stays)
        main = [stay for stay in person.stays if stay.main]
        assert all(one.end is not None and one.end <= two.start for one, two in pairwise(main)), (person, main)


def test_twins_share_birthday_parents_and_set_and_triplets_come_too() -> None:
    sets: dict[str, list[Person]] = {}
    for person in everybody():
        if person.birth_set:
            sets.setdefault(person.birth_set, []).append(person)
    sizes = Counter(len(each) for each in sets.values())
    assert sizes[2] > 50
    for each in sets.values():
        assert len({(one.born, one.mother, one.father) for one in each}) == 1
        assert not each[0].alike or len({one.sex for one in each}) == 1


def test_some_children_have_two_homes_and_their_parents_live_apart() -> None:
    shared = [(one, stay) for one in everybody() for stay in one.stays if stay.kind == "shared" and stay.end is None]
    assert len(shared) > 20
    for child, stay in shared:
        homes = [parent.home_on(PLAN.until) for parent in (child.mother, child.father) if parent is not None]
        assert any(home is stay.home for home in homes)


def test_an_adopted_child_has_another_number_name_and_kin_than_before() -> None:
    adopted = [one for one in everybody() if one.adopted]
    assert len(adopted) > 5
    for child in adopted:
        before = child.earlier
        assert before is not None
        assert (child.nhs, child.names[0].surname) != (before.nhs, before.names[0].surname)
        assert child.nhs != before.nhs
        mine = {one.other.key for one in relations(child, PLAN)}
        theirs = {one.other.key for one in relations(before, PLAN)}
        assert not mine & theirs
        assert before.left == child.adopted
        assert any(one.kind == "parent" and one.responsibility for one in relations(child, PLAN))


def test_fathers_and_sons_and_mothers_and_daughters_of_one_name_are_there() -> None:
    def named_after(sex: str, parent: str) -> list[Person]:
        found = []
        for person in everybody():
            elder = getattr(person, parent)
            if person.sex == sex and elder is not None and person.names[0].forename:
                same = (person.names[0].forename, person.names[0].surname)
                found += [person] if same == (elder.names[0].forename, elder.names[-1].surname) else []
        return found

    assert len(named_after("M", "father")) > 50
    assert named_after("F", "mother")


def test_surnames_change_by_marriage_parting_adoption_and_choice_and_some_are_joined() -> None:
    why = Counter(use.why for person in everybody() for use in person.names)
    assert all(why[one] > 0 for one in ("marriage", "separation", "adoption", "choice")), why
    assert sum("-" in person.names[-1].surname for person in everybody()) > 100


def test_there_are_unborn_and_unnamed_children_and_people_with_no_fixed_address() -> None:
    unborn = [one for one in everybody() if one.born > PLAN.until]
    assert unborn
    assert all(one.mother is not None and not one.names[0].forename and not one.nhs for one in unborn)
    unnamed = [one for one in everybody() if one.born <= PLAN.until and not one.names[0].forename and not one.died]
    assert all(PLAN.until - one.born < timedelta(days=43) for one in unnamed)
    assert unnamed
    nowhere = [one for one in everybody() if "no_fixed_address" in one.traits]
    assert nowhere
    assert all(one.stays[-1].home.postcode == "ZZ99 3VZ" for one in nowhere)


def test_army_families_live_where_the_army_is_and_some_are_nepali() -> None:
    army = [one for block in blocks() for one in block.households if one.kind == "army"]
    assert {one.home.town for one in army} >= {"Tidworth", "Bulford"}
    assert any(stay.person.community == "nepali" for one in army for stay in one.stays)


def test_children_in_care_and_children_who_care_are_there() -> None:
    placed = [one for one in everybody() if any(s.kind == "placement" and s.covers(PLAN.until) for s in one.stays)]
    children = sum(one.here_on(PLAN.until) and one.age_on(PLAN.until) < 18 for one in everybody())
    assert 35 < 10_000 * len(placed) / children < 110
    carers = [one for one in everybody() if "young_carer" in one.traits]
    assert carers
    assert all(any(tie.kind == "cares_for" and tie.a is one for tie in one.ties) for one in carers)
    guarded = [tie for one in everybody() for tie in one.ties if tie.kind == "guardian" and tie.b is one]
    assert all(any(r.kind == "grandparent" and r.other is tie.a for r in relations(tie.b, PLAN)) for tie in guarded)
    assert guarded


def test_every_relation_has_its_inverse() -> None:
    for person in blocks()[0].people:
        for one in relations(person, PLAN):
            if one.informal_carer:
                continue  # who looks after whom goes one way
            back = {(other.other.key, other.kind) for other in relations(one.other, PLAN)}
            assert (person.key, INVERSE[one.kind]) in back, (person, one.kind, one.other)


def test_people_of_many_communities_live_there_in_about_their_shares() -> None:
    communities = Counter(person.community for person in everybody() if person.here_on(PLAN.until))
    for one in ("polish", "nepali", "bengali", "romanian", "ukrainian", "traveller"):
        assert communities[one] > 10, one
    assert communities["english"] / PLAN.people > 0.8
    ukrainians = [one for one in everybody() if one.community == "ukrainian" and one.came]
    assert ukrainians
