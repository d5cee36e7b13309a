"""Youth justice: what followed when the police suspected a child of ten or older.

Nothing follows from occurrences in which a child may have been made to do what they did.
"""

from __future__ import annotations

from typing import Final

from kith.county.chance import Chance
from kith.county.lives.days import after, birthday, working
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Scene
from kith.county.model import Event, Person

RATES: Final = Rates("youth_justice")
DISPOSALS: Final = RATES.table("outcome", "disposal")
DAYS: Final = RATES.numbers("outcome", "days")
GRAVITY: Final = RATES.numbers("offence", "gravity")
OFFENCES: Final[dict[str, str]] = RATES.read["offence"]["words"]
RESPONSIBLE_AT = 10
OVER: Final = frozenset({"nfa", "evidential", "no_suspect", "words"})
"""Outcomes of the police after which nothing comes to youth justice."""


def add(scene: Scene, chance: Chance) -> None:
    """Add an outcome for some of the children whom the police suspected."""
    for occurrence in scene.block.of("occurrence"):
        kind = occurrence.text("type")
        if kind not in OFFENCES or occurrence.text("outcome") in OVER or occurrence.story:
            continue
        for person, part in occurrence.people:
            young = RESPONSIBLE_AT <= person.age_on(occurrence.start) < ADULT
            if part == "suspected" and young and chance.yes(RATES.number("outcome", "share_of_suspected")):
                _outcome(scene, chance, person, occurrence)


def _outcome(scene: Scene, chance: Chance, person: Person, occurrence: Event) -> None:
    kind = occurrence.text("type")
    day = working(after(occurrence.start, 14 + chance.waiting(RATES.number("outcome", "days_to_outcome"))))
    if day > scene.until or day >= birthday(person.born, ADULT) or not person.here_on(day):
        return
    disposal = chance.weighted(DISPOSALS)
    end = after(day, int(DAYS[disposal]) + chance.whole(0, 30))
    scene.tell(
        "yj_outcome",
        (day, end),
        [(person, "offender")],
        home=person.home_on(day),
        part_of=occurrence,
        offence=OFFENCES[kind],
        disposal=disposal,
        gravity=int(GRAVITY[kind]),
    )
