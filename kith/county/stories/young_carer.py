"""An adult at risk whose carer is a child."""

from __future__ import annotations

from kith.county.model import Tie
from kith.county.stories.stage import Stage, Story


def plant(stage: Stage) -> Story:
    """Add the people and their homes."""
    story = stage.begin(
        "young-carer",
        "A woman of 85 whose carer is 12",
        "A grandmother who falls, a mother who works nights, and a girl who gives the tablets and lifts her from the floor.",
    )
    surname = stage.surname("Sillence")
    peggy = stage.somebody("grandmother", "F", stage.years(85.0), "Margaret", surname)
    peggy.known_as = "Peggy" if stage.first else ""
    peggy.traits = frozenset({"frail"})
    janine = stage.somebody("mother", "F", stage.years(47.3), "Janine", surname)
    poppy = stage.somebody("girl", "F", stage.years(12.7), "Poppy", surname)
    poppy.traits = frozenset({"young_carer"})
    stage.parents(janine, peggy, None)
    stage.parents(poppy, janine, None)
    stage.live(
        "multi_generation", stage.door("home", "house", "social_rent", "Calne"), [peggy, janine, poppy], stage.ago(2000)
    )
    stage.block.tie(Tie("cares_for", poppy, peggy, stage.ago(500)))
    return story


def tell(stage: Stage) -> None:
    """Add what happened."""
    people, home = stage.story.people, stage.story.homes["home"]
    peggy, poppy = people["grandmother"], people["girl"]
    request = stage.happen("asc_request", 275, [(peggy, "adult")], route="community", outcome="assessment")
    stage.happen("asc_assessment", 270, [(peggy, "adult")], lasts=8, part_of=request, kind="needs", outcome="eligible")
    stage.happen(
        "asc_service",
        260,
        [(peggy, "adult")],
        lasts=215,
        service="community",
        component="home_support",
        reason="physical",
    )
    stage.happen("asc_review", 45, [(peggy, "adult")], lasts=1, planned=0, outcome="ended")
    for days in (38, 20, 6):
        stage.happen("ed_attendance", days, [(peggy, "patient")], at=stage.county.hospital_for(home), complaint="fall",
                     arrival="ambulance", safeguarding=0, outcome="discharged")  # fmt: skip
    stage.absent(poppy, 300, 22)
    stage.story.answers = {
        "Who cares for the grandmother at night?": "Her granddaughter, who is 12",
        "What ended in the spring or summer, and why does it matter?": "Home care; adult services closed the case and did not know of the girl",
        "Who sees a part of it?": "The hospital (three falls), the school (absence), adult services (a closed case), a young carers' group",
    }
