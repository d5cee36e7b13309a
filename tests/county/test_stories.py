"""The planted stories: who is in them, what each agency sees of them, and that no agency sees all."""

from __future__ import annotations

import pytest

from kith.county.agencies import Known
from kith.county.making import known_of, people_of
from kith.county.model import Block
from kith.county.plan import BLOCK, Plan
from kith.county.stories import Story
from kith.county.stories.planting import AGAIN, TELLINGS

SLUGS = {"county-line", "hidden-sibling", "next-door", "cross-border", "low-level", "young-carer"}


@pytest.fixture(scope="module")
def told() -> tuple[Block, dict[str, Story], dict[str, Known]]:
    block, county, stories = people_of(Plan(people=700, seed=1), 0)
    return block, {one.slug: one for one in stories}, {known.agency: known for known in known_of(block, county)}


def seen(known: Known, story: Story) -> list[str]:
    """What an agency holds of a story, as kinds of event."""
    mine = {one.key for one in story.events}
    kinds = {event.kind for event in story.events}
    return sorted(event.kind for event in known.of(*sorted(kinds)) if event.key in mine)


def test_every_story_is_told_in_the_first_block_with_its_answers(told: tuple[Block, dict[str, Story], object]) -> None:
    block, stories, _ = told
    assert set(stories) == SLUGS
    for story in stories.values():
        assert story.summary
        assert len(story.answers) >= 3
        assert all(person in block.people and person.story == story.slug for person in story.people.values())
        assert story.events


def test_no_agency_alone_holds_all_of_a_story(told: tuple[Block, dict[str, Story], dict[str, Known]]) -> None:
    _, stories, knowns = told
    for slug in SLUGS - {"hidden-sibling"}:
        most = max(len(seen(known, stories[slug])) for known in knowns.values())
        holders = [agency for agency, known in knowns.items() if seen(known, stories[slug])]
        assert most < len(stories[slug].events), slug
        assert len(holders) >= 3, slug


def test_the_county_line_has_three_children_of_two_schools_a_flat_a_car_and_a_railway(
    told: tuple[Block, dict[str, Story], object],
) -> None:
    block, stories, _ = told
    line = stories["county-line"]
    children = [line.people[part] for part in ("first child", "second child", "third child")]
    day = block.plan.until
    schools = [
        [
            event.place
            for event in block.of("enrolment")
            if event.person is child and (event.end is None or event.end > day)
        ]
        for child in children
    ]
    attended = {place.key for places in schools for place in places if place is not None}
    assert len(attended) == 2
    assert all(child.age_on(day) < 18 for child in children)
    flat = line.homes["flat"]
    assert {event.kind for event in line.events if event.home is flat} >= {"missing", "occurrence", "asb", "arrears"}
    marks = {event.text("vehicle") for event in line.events if event.text("vehicle")}
    assert len(marks) == 1
    assert marks.pop() in line.answers["Which car joins the police's entries?"]
    assert "train" in line.answers["Which way do the children go?"].lower()


def test_no_child_of_the_county_line_is_written_down_as_a_suspect(told: tuple[Block, dict[str, Story], object]) -> None:
    _, stories, _ = told
    line = stories["county-line"]
    children = {line.people[part].key for part in ("first child", "second child", "third child", "twin")}
    suspects = {
        person.key for event in line.events for person, part in event.people if part in {"suspected", "offender"}
    }
    assert not suspects & children


def test_the_hidden_sibling_is_known_on_one_side_of_the_border_only(
    told: tuple[Block, dict[str, Story], dict[str, Known]],
) -> None:
    _, stories, knowns = told
    brother = stories["hidden-sibling"].people["brother"]
    holders = {agency for agency, known in knowns.items() if any(one.person is brother for one in known.personas())}
    assert "childrens" in holders
    assert "education" in holders
    assert "childrens_east" not in holders


def test_the_father_lives_next_door_to_a_secret_home(told: tuple[Block, dict[str, Story], object]) -> None:
    block, stories, _ = told
    story = stories["next-door"]
    new, beside = story.homes["new home"], story.homes["next door"]
    assert new.secret
    assert not beside.secret
    assert (new.street, new.town, new.postcode) == (beside.street, beside.town, beside.postcode)
    assert story.people["father"].home_on(block.plan.until) is beside
    assert story.people["mother"].home_on(block.plan.until) is new


def test_the_plan_stayed_behind_when_the_family_crossed_the_border(
    told: tuple[Block, dict[str, Story], dict[str, Known]],
) -> None:
    block, stories, knowns = told
    child = stories["cross-border"].people["child"]
    home = child.home_on(block.plan.until)
    assert home is not None
    assert home.authority == "wiltshire"
    assert [event for event in knowns["childrens_east"].of("cp_plan") if event.person is child]
    assert not [event for event in knowns["childrens"].of("referral", "cp_plan", "contact") if event.person is child]


def test_the_small_worries_come_from_five_agencies_and_nobody_acts(
    told: tuple[Block, dict[str, Story], dict[str, Known]],
) -> None:
    _, stories, knowns = told
    story = stories["low-level"]
    holders = {agency for agency, known in knowns.items() if seen(known, story)}
    assert holders >= {"health", "childrens", "police", "housing"}
    assert not [event for event in story.events if event.kind in {"referral", "assessment", "s47"}]


def test_the_carer_of_the_adult_at_risk_is_a_child(told: tuple[Block, dict[str, Story], object]) -> None:
    block, stories, _ = told
    people = stories["young-carer"].people
    assert any(tie.kind == "cares_for" and tie.b is people["grandmother"] for tie in people["girl"].ties)
    assert people["girl"].age_on(block.plan.until) == 12
    assert people["grandmother"].age_on(block.plan.until) >= 84


def test_in_a_large_county_the_stories_come_again_with_other_names() -> None:
    plan = Plan(people=BLOCK * (AGAIN + 1), seed=1)
    first = people_of(plan, 0)[2][0]
    again = people_of(plan, AGAIN)[2]
    assert [one.slug for one in again] == ["county-line"]
    assert again[0].people["tenant"].names[0].surname != first.people["tenant"].names[0].surname
    told_in = [sum((number + place * 4) % AGAIN == 0 for number in range(1, 250)) for place in range(len(TELLINGS))]
    assert min(told_in) >= 9


def test_a_county_too_small_for_them_has_no_stories() -> None:
    assert not people_of(Plan(people=100, seed=1), 0)[2]
