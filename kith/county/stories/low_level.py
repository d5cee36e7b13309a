"""Repeated low-level concerns across one household: nothing that any agency alone would act on."""

from __future__ import annotations

from kith.county.model import Sex
from kith.county.stories.stage import Stage, Story


def plant(stage: Stage) -> Story:
    """Add the people and their homes."""
    story = stage.begin(
        "low-level",
        "Many small worries",
        "Four children and their parents: in fourteen months six agencies each wrote down a thing or two that was too small to "
        "act on.",
    )
    surname = stage.surname("Mundy")
    mother = stage.somebody("mother", "F", stage.years(31.6), "Stacey", surname)
    father = stage.somebody("father", "M", stage.years(34.1), "Lee", surname)
    father.traits = frozenset({"alcohol"})
    drafted: tuple[tuple[str, Sex, float, str], ...] = (
        ("eldest", "F", 10.4, "Demi"),
        ("second", "M", 8.1, "Riley"),
        ("third", "M", 5.2, "Kai"),
        ("youngest", "F", 1.9, "Ava-Mae"),
    )
    children = [
        stage.somebody(part, sex, stage.years(age), name, surname)
        for part, sex, age, name in drafted
    ]  # fmt: skip
    for child in children:
        stage.parents(child, mother, father)
    stage.live("family", stage.door("home", "house", "social_rent", "Salisbury"), [mother, father, *children])
    return story


def tell(stage: Stage) -> None:
    """Add what happened."""
    people, home = stage.story.people, stage.story.homes["home"]
    father, eldest, second, third, youngest = (
        people[part] for part in ("father", "eldest", "second", "third", "youngest")
    )
    for child, days, service in (
        (youngest, 400, "health_visitor"),
        (third, 340, "dentist"),
        (second, 210, "speech_therapy"),
        (youngest, 120, "immunisation"),
    ):
        stage.happen("health_contact", days, [(child, "patient")], at=child.surgery, service=service, attended=0)
    stage.happen("ed_attendance", 185, [(third, "patient")], at=stage.county.hospital_for(home), complaint="fall",
                 arrival="walked in", safeguarding=0, outcome="discharged")  # fmt: skip
    stage.happen("contact", 330, [(eldest, "child")], source="2A", outcome="none")
    stage.happen("contact", 95, [(second, "child")], source="1B", outcome="none")
    for days, words in ((290, "Loud music until three."), (60, "Father drunk in the street, children at the window.")):
        stage.happen(
            "occurrence",
            days,
            [(father, "suspected")],
            at=home,
            type="asb",
            outcome="advice",
            vehicle="",
            words=words,
        )
    stage.happen("arrears", 250, [(father, "tenant")], at=home, amount=388, stage="letter")
    stage.happen("asb", 285, [(father, "tenant")], lasts=30, at=home, words="Noise.", stage="letter")
    for child in (eldest, second):
        stage.absent(child, 420, 14)
    entries = sum(event.kind != "attendance" for event in stage.story.events)
    stage.story.answers = {
        "How many small entries are there, beside poor attendance?": str(entries),
        "Which agencies hold one?": "Health, the schools, children's services, the police and the landlord",
        "Has anybody put them together?": "No",
    }
