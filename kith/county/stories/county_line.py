"""A county line: three exploited children of two schools, a flat taken over, a hired car, and a railway.

What is told follows the published signs of child criminal exploitation and of cuckooing (Home Office, Criminal
exploitation of children and vulnerable adults: county lines). No agency sees more than a part of it. The children are
possible victims, and so is the man whose flat it is.
"""

from __future__ import annotations

from kith.county import numbers
from kith.county.model import Person, Tie
from kith.county.stories.stage import Stage, Story

LATE = "Came back by train, late, with money that he did not explain."


def plant(stage: Stage) -> Story:
    """Add the people and their homes."""
    story = stage.begin(
        "county-line",
        "A county line",
        "A man from outside the county sends three children of two schools by train and in a hired car to a flat that he "
        "has taken over from its tenant.",
    )
    hartley, reeve, nowak = stage.surname("Hartley"), stage.surname("Reeve"), stage.surname("Nowak", "polish")
    mill = stage.door("home of the twins", "house", "private_rent", "Trowbridge")
    twins = [
        stage.somebody(part, "M", stage.years(15.54), name, hartley)
        for part, name in (("first child", "Jayden"), ("twin", "Kayden"))
    ]
    for one in twins:
        one.birth_set, one.alike = "county-line twins", False
    twins[0].known_as = "Jay" if stage.first else ""
    mother = stage.somebody("mother of the twins", "F", stage.years(39.2), "Lisa", hartley)
    second = stage.somebody("second child", "M", stage.years(14.3), "Tyler", reeve)
    his = stage.somebody("mother of the second", "F", stage.years(36.1), "Gemma", reeve)
    third = stage.somebody("third child", "M", stage.years(16.2), "Kacper", nowak, community="polish")
    hers = stage.somebody("mother of the third", "F", stage.years(41.7), "Beata", nowak, community="polish")
    for child, parent in ((twins[0], mother), (twins[1], mother), (second, his), (third, hers)):
        stage.parents(child, parent, None)
    stage.live("lone_parent", mill, [mother, *twins])
    stage.live("lone_parent", stage.door("home of the second", "house", "social_rent", "Trowbridge"), [his, second])
    stage.live("lone_parent", stage.door("home of the third", "flat", "private_rent", "Westbury"), [hers, third])
    _flat(stage)
    return story


def _flat(stage: Stage) -> None:
    derek = stage.somebody("tenant", "M", stage.years(58.6), "Derek", stage.surname("Collier"))
    derek.traits = frozenset({"learning_disability"})
    flat = stage.door("flat", "flat", "social_rent", "Devizes")
    stage.live("single", flat, [derek], stage.ago(700))
    ox = stage.somebody("exploiter", "M", stage.years(27.4), "Marlon", stage.surname("Oxley"))
    ox.known_as = "Ox" if stage.first else ""
    ox.left = stage.block.plan.since
    stage.story.homes["exploiter's"] = stage.homes.away(stage.chance)


def tell(stage: Stage) -> None:
    """Add what happened, each part where the agency that saw it would write it down."""
    story, people = stage.story, stage.story.people
    first, second, third, derek = (people[part] for part in ("first child", "second child", "third child", "tenant"))
    mark = numbers.vehicle(first.number)
    firm = stage.county.some("company")[0]
    schools = stage.schools(story.homes["home of the twins"], 15, 2)
    for one, school in ((first, 0), (people["twin"], 0), (second, 0), (third, -1)):
        stage.at_school(one, schools[school])
    _missing(stage, first, second, third)
    _police(stage, mark, firm.name)
    _school_and_health(stage, first, third)
    _services(stage, first, derek)
    story.answers = {
        "Who may be exploited?": "Three children and the tenant of the flat. All are possible victims.",
        "Which schools see a part of it?": " and ".join(dict.fromkeys(one.name for one in schools)),
        "Which car joins the police's entries?": f"{mark}, hired from {firm.name}",
        "Which home joins the missing episodes, the neighbour's calls, the arrears and the adult concern?": story.homes[
            "flat"
        ].line,
        "Which way do the children go?": "By train from Trowbridge and Westbury, and in the hired car, to Devizes.",
        "Who must not be taken for the first child?": "His twin brother, of one address, school and birthday.",
    }


def _missing(stage: Stage, first: Person, second: Person, third: Person) -> None:
    flat = stage.story.homes["flat"]
    for person, days, lasts, risk in (
        (first, 201, 1, "medium"), (first, 143, 1, "medium"), (third, 121, 2, "medium"), (first, 96, 2, "high"),
        (second, 83, 1, "medium"), (third, 70, 3, "high"), (first, 64, 2, "high"), (second, 47, 1, "high"),
        (third, 33, 2, "high"), (first, 23, 1, "high"),
    ):  # fmt: skip
        found = risk == "high"
        episode = stage.happen("missing", days, [(person, "child")], lasts=lasts, at=flat if found else None, risk=risk,
                               found="police" if found else "self", reporter="parent", offered=1,
                               accepted=int(person is not first), harm="none")  # fmt: skip
        episode.detail["from"] = "home"


def _police(stage: Stage, mark: str, firm: str) -> None:
    people, flat = stage.story.people, stage.story.homes["flat"]
    ox, derek = people["exploiter"], people["tenant"]
    for days, words in (
        (60, "Young people come and go at night."),
        (41, "Banging on doors after midnight. A grey car waits."),
    ):
        stage.happen(
            "occurrence", days, [(derek, "suspected")], at=flat, type="asb", outcome="advice", vehicle="", words=words
        )
    stage.happen("stop", 75, [(ox, "suspected"), (people["second child"], "present")], vehicle=mark, outcome="none",
                 words=f"Grey hatchback, hired from {firm}. A boy of about 14 in the back would not say where he was going.")  # fmt: skip
    stage.happen("stop", 26, [(ox, "suspected"), (people["third child"], "present")], vehicle=mark, outcome="none",
                 words="Same car, on the Devizes road. A boy of about 16, two phones.")  # fmt: skip
    stage.happen(
        "occurrence",
        47,
        [(people["second child"], "harmed")],
        type="exploitation",
        outcome="open",
        vehicle="",
        words=LATE,
    )
    stage.happen("occurrence", 30, [(derek, "harmed"), (ox, "suspected"), (people["first child"], "harmed")], at=flat,
                 type="cuckooing", outcome="open", vehicle=mark, words="The tenant sleeps at a friend's. He says they are his mates.")  # fmt: skip
    for part in ("first child", "second child", "third child"):
        stage.block.tie(_exploits(stage, ox, people[part]))


def _exploits(stage: Stage, one: Person, other: Person) -> Tie:
    return Tie("exploits", one, other, stage.ago(210))


def _school_and_health(stage: Stage, first: Person, third: Person) -> None:
    for child in (first, third):
        stage.absent(child, 300, 25)
    place = next((event.place for event in stage.block.of("enrolment") if event.person is first), None)
    stage.happen("exclusion", 110, [(first, "pupil")], lasts=3, at=place, category="SUSP", reason="DA", sessions=4)
    hospital = stage.county.hospital_for(stage.story.homes["home of the third"])
    stage.happen("ed_attendance", 50, [(third, "patient")], at=hospital, complaint="hand wound", arrival="walked in",
                 safeguarding=1, outcome="discharged")  # fmt: skip


def _services(stage: Stage, first: Person, derek: Person) -> None:
    flat = stage.story.homes["flat"]
    stage.happen("contact", 118, [(first, "child")], source="2A", outcome="early_help")
    stage.happen("early_help", 105, [(first, "child")], lasts=90, organisation="Family support")
    stage.happen("arrears", 40, [(derek, "tenant")], at=flat, amount=612, stage="notice")
    stage.happen(
        "asb",
        35,
        [(derek, "tenant")],
        lasts=200,
        at=flat,
        words="Noise and visitors at night. The lock was changed.",
        stage="letter",
    )
    stage.happen(
        "asc_service",
        690,
        [(derek, "adult")],
        service="community",
        component="supported_living",
        reason="learning_disability",
    )
    stage.happen("adult_concern", 28, [(derek, "adult")], abuse="financial", location="own_home",
                 words="He has no money for food a day after his benefit is paid.")  # fmt: skip
