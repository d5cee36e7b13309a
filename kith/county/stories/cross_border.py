"""A move across the border: a child on a protection plan in one authority, of whom the next has not heard."""

from __future__ import annotations

from kith.county.stories.stage import Stage, Story


def plant(stage: Stage) -> Story:
    """Add the people and their homes."""
    story = stage.begin(
        "cross-border",
        "A move across the border",
        "A family with a child on a protection plan in Swindon moved to Wiltshire in the week before a conference. A new baby is "
        "expected. Wiltshire's children's services know nothing.",
    )
    surname = stage.surname("Tranter")
    mother = stage.somebody("mother", "F", stage.years(24.3), "Bethany", surname)
    partner = stage.somebody("mother's partner", "M", stage.years(29.8), "Jordan", stage.surname("Sweetland"))
    child = stage.somebody("child", "M", stage.years(2.6), "Reggie", surname)
    baby = stage.somebody("unborn child", "F", stage.ago(-75), "", surname)
    baby.names[0].forename, baby.names[0].middle = "", ""
    stage.parents(child, mother, None)
    stage.parents(baby, mother, partner)
    moved = stage.ago(52)
    before = stage.door("home in Swindon", "flat", "private_rent", "Swindon")
    after = stage.door("home in Wiltshire", "flat", "private_rent", "Calne")
    for home, start, end in ((before, stage.ago(800), moved), (after, moved, None)):
        stage.live("step_family", home, [mother, partner, child], start, end)
    return story


def tell(stage: Stage) -> None:
    """Add what happened."""
    people = stage.story.people
    mother, child, partner = people["mother"], people["child"], people["mother's partner"]
    case = stage.happen("referral", 300, [(child, "child")], source="3A", need="N1", nfa=0, closure="")
    stage.happen(
        "assessment", 298, [(child, "child")], lasts=40, part_of=case, factors=("16A", "2B", "3B"), seen=1, supported=1
    )
    stage.happen(
        "s47", 262, [(child, "child")], part_of=case, conference=stage.ago(244), not_required=0, outcome="conference"
    )
    stage.happen("conference", 244, [(child, "child")], part_of=case, plan=1)
    stage.happen("cp_plan", 244, [(child, "child")], part_of=case, first="NEG", latest="NEG", before=0,
                 reviews=(stage.ago(160),), visits=(stage.ago(230), stage.ago(216), stage.ago(202), stage.ago(95)))  # fmt: skip
    expected = stage.happen(
        "referral", 66, [(people["unborn child"], "child")], part_of=None, source="3D", need="N1", nfa=0, closure=""
    )
    stage.happen(
        "assessment", 63, [(people["unborn child"], "child")], part_of=expected, factors=("3B",), seen=0, supported=1
    )
    stage.happen("occurrence", 270, [(mother, "harmed"), (partner, "suspected"), (child, "present")],
                 at=stage.story.homes["home in Swindon"], type="domestic", outcome="nfa", vehicle="", words="Third call this year.")  # fmt: skip
    for days, attended in ((140, 0), (101, 0), (30, 0)):
        stage.happen(
            "health_contact",
            days,
            [(child, "patient")],
            at=child.surgery,
            service="health_visitor",
            attended=attended,
        )
    stage.happen("health_contact", 18, [(mother, "patient")], at=mother.surgery, service="midwife", attended=1)
    stage.happen("ed_attendance", 9, [(child, "patient")], at=stage.county.hospital_for(stage.story.homes["home in Wiltshire"]),
                 complaint="burn", arrival="walked in", safeguarding=0, outcome="discharged")  # fmt: skip
    stage.story.answers = {
        "Is the child on a protection plan?": "Yes, in Swindon, category neglect; Wiltshire has not been told of the move",
        "Who knows the new address?": "The surgery, the midwife and the hospital",
        "Who else is at risk?": "The child who is expected",
    }
