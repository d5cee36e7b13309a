"""Births, deaths, moves and partnerships, told from what the people, their stays and their ties already say."""

from __future__ import annotations

from datetime import date, timedelta

from kith.county.chance import Chance
from kith.county.lives.days import birthday
from kith.county.lives.scene import Here, Scene
from kith.county.model import Person, Stay

NEAR = timedelta(days=60)
"""How close to a wedding or a separation a move must be to belong to it."""
GROWN = 16
SETTLED = 30
PAIRED = {"married": 1, "partner": 0}


def add(scene: Scene, _chance: Chance) -> None:
    """Add what everybody's life already holds."""
    for here in scene.here:
        person = here.person
        _birth(scene, person)
        _moves(scene, here)
        died = person.died
        if died is not None and here.first < died <= scene.until and not _elsewhere(person, died):
            scene.tell("death", died, [(person, "person")], home=person.home_on(died - timedelta(days=1)))
    _partnerships(scene)


def _elsewhere(person: Person, day: date) -> bool:
    return person.left is not None and person.left <= day


def _birth(scene: Scene, person: Person) -> None:
    came_later = person.came is not None and person.came > person.born
    if person.born < scene.since or came_later or person.stays[0].start > person.born + NEAR:
        return
    parents = [(one, part) for one, part in ((person.mother, "mother"), (person.father, "father")) if one is not None]
    there = [(one, part) for one, part in parents if one.alive_on(person.born)]
    scene.tell("birth", person.born, [(person, "child"), *there], home=person.home_on(person.born))


def _moves(scene: Scene, here: Here) -> None:
    person, before = here.person, None
    for stay in person.stays:
        if not stay.main:
            continue
        adopted = person.earlier is not None and before is None
        if here.first <= stay.start <= here.last and stay.start > person.born and not adopted:
            why = "came" if before is None else _why(person, before, stay)
            if before is None or before.home is not stay.home:
                scene.tell("move", stay.start, [(person, "person")], home=stay.home, why=why)
        before = stay
    left = person.left if person not in scene.became else None
    if left is not None and scene.since <= left <= scene.until and person.alive_on(left):
        scene.tell("move", left, [(person, "person")], why="left")


def _why(person: Person, before: Stay, stay: Stay) -> str:
    if stay.kind == "placement":
        return "in_care"
    if person.came == stay.start:
        return "came"
    for tie in person.ties:
        if tie.kind in PAIRED and abs(tie.start - stay.start) <= NEAR:
            return "together"
        if tie.kind in PAIRED and tie.end is not None and abs(tie.end - stay.start) <= NEAR:
            return "separation"
    return "left_home" if _flown(person, before, stay) else "new_home"


def _flown(person: Person, before: Stay, stay: Stay) -> bool:
    """Say whether this is the move out of the parents' home."""
    if not birthday(person.born, GROWN) <= stay.start < birthday(person.born, SETTLED):
        return False
    parents = [one for one in (person.mother, person.father) if one is not None]
    then = {id(one.person) for one in before.household.stays if one.covers(stay.start - timedelta(days=1))}
    now = {id(one.person) for one in stay.household.stays if one.covers(stay.start)}
    return any(id(one) in then and id(one) not in now for one in parents)


def _partnerships(scene: Scene) -> None:
    """Tell those that began or ended in the years that are told; the others are only on the people."""
    for tie in scene.block.ties:
        if tie.kind not in PAIRED or tie.start > scene.until or (tie.end is not None and tie.end <= tie.start):
            continue
        ended = tie.end is not None and scene.since <= tie.end <= scene.until
        if tie.start >= scene.since or ended:
            both = [(tie.a, "person"), (tie.b, "person")]
            if all(one.alive_on(tie.start) and (one.left or date.max) > tie.start for one, _ in both) and _lived_here(
                scene, tie.a, tie.b
            ):
                scene.tell("partnership", (tie.start, tie.end), both, married=PAIRED[tie.kind])


def _lived_here(scene: Scene, *both: Person) -> bool:
    return all(one in scene.present for one in both)
