"""A hidden sibling: a girl in one authority, and a half-brother in the other whom only a school's record joins to her."""

from __future__ import annotations

from kith.county.stories.stage import Stage, Story


def plant(stage: Stage) -> Story:
    """Add the people and their homes."""
    story = stage.begin(
        "hidden-sibling",
        "A hidden sibling",
        "Children's services in Swindon know a girl and her mother. Her half-brother lives with his father in Wiltshire under "
        "another surname, and nobody in Swindon has written him down.",
    )
    brennan, doyle = stage.surname("Brennan"), stage.surname("Doyle")
    mother = stage.somebody("mother", "F", stage.years(32.2), "Kayleigh", brennan)
    girl = stage.somebody("girl", "F", stage.years(7.34), "Mia", brennan)
    father = stage.somebody("father of the brother", "M", stage.years(37.8), "Sean", doyle)
    brother = stage.somebody("brother", "M", stage.years(9.14), "Alfie", doyle)
    brother.known_as = f"Alfie {brennan}" if stage.first else ""
    stage.parents(girl, mother, None)
    stage.parents(brother, mother, father)
    together = stage.door("where they lived together", "house", "private_rent", "Chippenham")
    apart = stage.ago(3050)
    stage.live("couple", together, [mother, father, brother], end=apart)
    stage.live("lone_parent", stage.door("girl's home", "flat", "social_rent", "Swindon"), [mother, girl], apart)
    stage.live(
        "lone_parent", stage.door("brother's home", "house", "social_rent", "Chippenham"), [father, brother], apart
    )
    return story


def tell(stage: Stage) -> None:
    """Add what happened."""
    people, homes = stage.story.people, stage.story.homes
    mother, father, girl, brother = (people[part] for part in ("mother", "father of the brother", "girl", "brother"))
    for days in (520, 330):
        stage.happen("occurrence", days, [(mother, "harmed"), (father, "suspected")], at=homes["girl's home"], type="domestic",
                     outcome="nfa", vehicle="", words="He came to her door. She says they parted years ago.")  # fmt: skip
    referral = stage.happen("referral", 510, [(girl, "child")], lasts=40, source="6", need="N5", nfa=0, closure="RC8")
    stage.happen("assessment", 508, [(girl, "child")], lasts=38, part_of=referral, factors=("3B",), seen=1, supported=0)
    case = stage.happen("referral", 480, [(brother, "child")], lasts=280, source="2A", need="N1", nfa=0, closure="RC7")
    stage.happen(
        "assessment", 478, [(brother, "child")], lasts=44, part_of=case, factors=("17A", "4B"), seen=1, supported=1
    )
    stage.happen("cin_plan", 430, [(brother, "child")], lasts=225, part_of=case)
    stage.happen("health_contact", 900, [(girl, "patient")], at=girl.surgery, service="health_visitor", attended=1)
    stage.story.answers = {
        "Who is the brother that the girl speaks of?": f"{brother.names[0].forename} {brother.names[0].surname}, her half-brother by her mother",
        "Who knows him?": "Wiltshire's children's services, his school and the landlord; not Swindon's children's services",
        "What joins them?": "One mother, named in the police's entries on both addresses; and the school knows him by her surname",
    }
