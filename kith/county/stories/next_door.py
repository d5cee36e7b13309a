"""An estranged father at the new home next door: a mother who moved away in secret, and the man who found the house beside it."""

from __future__ import annotations

from datetime import timedelta

from kith.county.model import Sex, Tie
from kith.county.stories.stage import Stage, Story

RANG = "She rang from the bathroom."


def plant(stage: Stage) -> Story:
    """Add the people and their homes."""
    story = stage.begin(
        "next-door",
        "An estranged father next door",
        "A mother left with two children after years of abuse, to an address that is kept secret. Five months later the father "
        "rented the house next door.",
    )
    his, hers = stage.surname("Garland"), stage.surname("Pitcher")
    mother = stage.somebody("mother", "F", stage.years(33.4), "Rosalind", hers)
    father = stage.somebody("father", "M", stage.years(36.9), "Craig", his)
    drafted: tuple[tuple[str, Sex, float, str], ...] = (
        ("elder child", "F", 8.2, "Lottie"),
        ("younger child", "M", 5.6, "Stanley"),
    )
    children = [stage.somebody(part, sex, stage.years(age), name, his) for part, sex, age, name in drafted]
    mother.traits = frozenset({"shielded"})
    for child in children:
        stage.parents(child, mother, father)
    old = stage.door("old home", "house", "owned", "Warminster")
    new = stage.door("new home", "house", "private_rent", "Melksham")
    new.secret = True
    beside = stage.homes.next_door(new)
    story.homes["next door"] = beside
    fled, came = stage.ago(410), stage.ago(255)
    stage.live("family", old, [mother, *children], end=fled)
    stage.live("family", old, [father], end=came)
    stage.live("lone_parent", new, [mother, *children], fled)
    stage.live("single", beside, [father], came)
    stage.block.tie(Tie("married", mother, father, stage.years(33.4) + timedelta(days=8800), fled))
    return story


def tell(stage: Stage) -> None:
    """Add what happened."""
    people, homes = stage.story.people, stage.story.homes
    mother, father = people["mother"], people["father"]
    children = [people["elder child"], people["younger child"]]
    present = [(one, "present") for one in children]
    for days, words in (
        (720, "Shouting, things thrown."),
        (560, "He held her by the neck."),
        (414, RANG),
    ):
        stage.happen("occurrence", days, [(mother, "harmed"), (father, "suspected"), *present], at=homes["old home"],
                     type="domestic", outcome="charged" if words == RANG else "nfa", vehicle="", words=words)  # fmt: skip
    for child in children:
        case = stage.happen("referral", 413, [(child, "child")], lasts=150, source="6", need="N1", nfa=0, closure="RC7")
        stage.happen(
            "assessment", 411, [(child, "child")], lasts=50, part_of=case, factors=("3B",), seen=1, supported=1
        )
    stage.happen("registration", 240, [(father, "patient")], at=stage.county.surgery_for(homes["next door"]))
    stage.happen("occurrence", 90, [(mother, "harmed")], at=homes["new home"], type="harassment", outcome="no_suspect",
                 vehicle="", words="Plants pulled up, a note through the door. She does not know who.")  # fmt: skip
    stage.story.answers = {
        "Who lives next door to the mother's new home?": "The children's father, from whom it is kept secret",
        "Who could have seen it?": "His surgery, by his new address; the police hold hers and not his",
        "What must no page show?": "The mother's new address, to anybody who need not know it",
    }
