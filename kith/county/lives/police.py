"""What the police record of people: harm done and suspected, quarrels at home and the children there, stops in the street.

A child found with what somebody else may have given them to carry is written down as harmed, never as suspected.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kith.county import numbers
from kith.county.chance import Chance
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Here, Lottery, Scene, often, stay_on
from kith.county.model import Event, Person

RATES: Final = Rates("police")
CRIMES: Final = RATES.numbers("crime", "each_1000_people")
WITH_PEOPLE: Final = RATES.numbers("crime", "share_with_people")
WITH_SUSPECT: Final = RATES.numbers("crime", "share_suspect")
OUTCOMES: Final = {kind: RATES.table("outcome", kind) for kind in ("none", "suspect", "no_crime", "child")}
WORDS: Final = RATES.words("words", "some")
SUSPECTED_BY_AGE: Final = RATES.ages("age", "suspected")
HARMED_BY_AGE: Final = RATES.ages("age", "harmed")
STOP_OUTCOMES: Final = RATES.table("stop", "outcome")
STOP_WORDS: Final = RATES.table("stop", "words")
NO_CRIME: Final = frozenset({"asb", "concern", "mental_health", "domestic"})
NOBODY_HARMED: Final = frozenset({"shoplifting", "drugs", "weapon", "asb", "public_order", "damage"})
"""Of which a shop, a park or nobody in particular may be the one harmed."""
MADE_TO: Final = frozenset({"drugs", "weapon"})
"""In which a child is a possible victim of exploitation, and never suspected."""
RESPONSIBLE_AT = 10
"""Nobody younger can be suspected of a crime (Children and Young Persons Act 1933, section 50)."""
STOPPED_AT = 14
DRIVES_AT = 17
PER = 1000
SHARE_HARMED_TOO = 0.4


@dataclass(slots=True)
class Beat:
    """The people of one block as the police meet them."""

    scene: Scene
    chance: Chance
    harmed: Lottery[Here]
    suspected: Lottery[Here]
    years: float


def add(scene: Scene, chance: Chance) -> None:
    """Add all of it."""
    if not scene.here:
        return
    beat = Beat(
        scene,
        chance,
        scene.lottery(lambda one: one.years * _weigh(HARMED_BY_AGE, one, scene) * (0.5 + scene.strain[one.person])),
        scene.lottery(lambda one: one.years * _suspect_weight(one, scene)),
        sum(one.years for one in scene.here),
    )
    for kind, rate in CRIMES.items():
        for _ in range(often(chance, rate / PER * beat.years * WITH_PEOPLE[kind])):
            _occurrence(beat, kind)
    _domestic(beat)
    for _ in range(often(chance, RATES.number("stop", "each_1000_people") / PER * beat.years)):
        _stop(beat)


def _weigh(table: tuple[float, ...], here: Here, _scene: Scene) -> float:
    middle = here.first + (here.last - here.first) / 2
    return table[max(here.person.age_on(middle), 0)]


def _suspect_weight(here: Here, scene: Scene) -> float:
    man = RATES.number("age", "man_suspected") if here.person.sex == "M" else 1.0
    worse = 2.0 if here.person.traits & {"drugs", "alcohol"} else 1.0
    return _weigh(SUSPECTED_BY_AGE, here, scene) * man * worse * scene.strain[here.person] ** 2


def _one(beat: Beat, among: Lottery[Here], youngest: int) -> tuple[Person, date] | None:
    """Draw somebody and a day on which they were here and old enough; a few draws fail."""
    if not among.things:
        return None
    here = among.draw(beat.chance)
    day = beat.scene.day_in(beat.chance, here)
    return (here.person, day) if here.person.age_on(day) >= youngest else None


def _occurrence(beat: Beat, kind: str) -> None:
    chance = beat.chance
    with_suspect = chance.yes(WITH_SUSPECT[kind])
    if (
        with_suspect
        and kind in NOBODY_HARMED
        and not chance.yes(SHARE_HARMED_TOO if kind in {"damage", "asb"} else 0.0)
    ):
        _suspect_only(beat, kind)
        return
    found = _one(beat, beat.harmed, 0)
    if found is None:
        return
    harmed, day = found
    people = [(harmed, "harmed")]
    if with_suspect:
        other = beat.suspected.draw(chance).person if beat.suspected.things else harmed
        if other is not harmed and other.here_on(day) and other.age_on(day) >= RESPONSIBLE_AT:
            people.append((other, "suspected"))
    if kind == "concern":
        people += [(one, "present") for one in beat.scene.with_them(harmed, day) if one.age_on(day) < ADULT]
    _tell(beat, kind, day, people, chance.pick(WORDS[kind]))


def _suspect_only(beat: Beat, kind: str) -> None:
    found = _one(beat, beat.suspected, RESPONSIBLE_AT)
    if found is None:
        return
    person, day = found
    if kind in MADE_TO and person.age_on(day) < ADULT:
        _tell(beat, kind, day, [(person, "harmed")], beat.chance.pick(WORDS["possible_victim"]))
    else:
        _tell(beat, kind, day, [(person, "suspected")], beat.chance.pick(WORDS[kind]))


def _tell(beat: Beat, kind: str, day: date, people: list[tuple[Person, str]], words: str) -> Event:
    about = people[0][0]
    suspects = [one for one, part in people if part == "suspected"]
    if kind in NO_CRIME:
        outcome = "no_crime"
    elif not suspects:
        outcome = "none"
    else:
        outcome = "child" if min(one.age_on(day) for one in suspects) < ADULT else "suspect"
    return beat.scene.tell(
        "occurrence",
        day,
        people,
        home=about.home_on(day),
        type=kind,
        outcome=beat.chance.weighted(OUTCOMES[outcome]),
        vehicle=numbers.vehicle(about.number) if kind == "vehicle" else "",
        words=words,
    )


def _domestic(beat: Beat) -> None:
    """Add quarrels and violence between partners, some of them former, most where they happened before."""
    scene, chance = beat.scene, beat.chance
    couples = Lottery(
        ((tie.a, tie.b, tie.start, tie.end), scene.strain[tie.a] ** 2)
        for tie in scene.block.ties
        if tie.kind in {"married", "partner"} and tie.a in scene.present and tie.b in scene.present
    )
    if not couples.things:
        return
    for _ in range(often(chance, RATES.number("domestic", "each_1000_people") / PER * beat.years)):
        one, other, start, end = couples.draw(chance)
        first = max(scene.present[one].first, scene.present[other].first, start)
        last = min(scene.present[one].last, scene.present[other].last)
        if end is not None and (end <= first or not chance.yes(RATES.number("domestic", "share_former"))):
            last = min(last, end)
        if first <= last:
            _at_home(beat, (one, other), chance.day(first, last))


def _at_home(beat: Beat, pair: tuple[Person, Person], day: date) -> None:
    chance = beat.chance
    women = [one for one in pair if one.sex == "F"]
    if len(women) == 1 and chance.yes(RATES.number("domestic", "share_woman_harmed")):
        harmed = women[0]
    else:
        harmed = chance.pick(pair)
    other = pair[0] if harmed is pair[1] else pair[1]
    if min(harmed.age_on(day), other.age_on(day)) < RESPONSIBLE_AT or not (harmed.here_on(day) and other.here_on(day)):
        return
    people = [(harmed, "harmed"), (other, "suspected")]
    if stay_on(harmed, day) is not None:
        there = beat.scene.with_them(harmed, day)
        people += [(one, "present") for one in there if one.age_on(day) < ADULT and one is not other]
    _tell(beat, "domestic", day, people, chance.pick(WORDS["domestic"]))


def _stop(beat: Beat) -> None:
    found = _one(beat, beat.suspected, STOPPED_AT)
    if found is None:
        return
    person, day = found
    driving = person.age_on(day) >= DRIVES_AT and beat.chance.yes(RATES.number("stop", "share_vehicle"))
    beat.scene.tell(
        "stop",
        day,
        [(person, "suspected")],
        home=person.home_on(day),
        words=beat.chance.weighted(STOP_WORDS),
        vehicle=numbers.vehicle(person.number) if driving else "",
        outcome=beat.chance.weighted(STOP_OUTCOMES),
    )
