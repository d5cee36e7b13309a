"""How people are related, as it follows from births, partnerships and care: the 33 words of a published local format.

The words and their inverses are those of the London Borough of Hackney's social care service (MIT), the only published
list that carries a whole family.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kith.county.model import Person, Tie
from kith.county.plan import Plan

INVERSE = {
    "parent": "child", "stepParent": "stepChild", "parentOfUnbornChild": "unbornChild", "sibling": "sibling",
    "halfSibling": "halfSibling", "stepSibling": "stepSibling", "unbornSibling": "siblingOfUnbornChild",
    "spouse": "spouse", "exSpouse": "exSpouse", "partner": "partner", "exPartner": "exPartner",
    "grandparent": "grandchild", "greatGrandparent": "greatGrandchild", "auntUncle": "nieceNephew", "cousin": "cousin",
    "fosterCarer": "fosterChild", "privateFosterCarer": "privateFosterChild",
    "fosterCarerSupportCarer": "supportCarerFosterCarer", "friend": "friend", "neighbour": "neighbour",
    "acquaintance": "acquaintance", "inContactWith": "inContactWith", "other": "other",
}  # fmt: skip
INVERSE |= {back: there for there, back in INVERSE.items()}
TIES = {"friend": "friend", "neighbour": "neighbour", "exploits": "inContactWith", "key_worker": "other"}
CARES = frozenset({"guardian", "kinship_carer", "foster_carer", "adoptive_parent"})
CHILD_YEARS = 18
MINOR_UNTIL = timedelta(days=CHILD_YEARS * 365)


@dataclass(frozen=True, slots=True)
class Relation:
    """What another person is to somebody."""

    other: Person
    kind: str
    """What ``other`` is: with ``parent``, the other is a parent of the one who was asked about."""
    start: date
    end: date | None = None
    main_carer: bool = False
    responsibility: bool = False
    """Parental responsibility: mothers; fathers who were married or are on the register; adopters and guardians."""
    disputed: bool = False
    informal_carer: bool = False


def relations(person: Person, plan: Plan) -> Iterator[Relation]:
    """Give every relation of a person, close kin first. Nothing joins an adopted child to the family of birth."""
    yield from _parents(person, plan)
    yield from _children(person, plan)
    yield from _siblings(person)
    yield from _partners(person, plan)
    yield from _grand(person)
    yield from _wider(person)
    yield from _cared_for(person, plan)


def parents(person: Person) -> list[Person]:
    """Give the parents in law: those who adopted, or those of birth."""
    adopters = [tie.a for tie in person.ties if tie.kind == "adoptive_parent" and tie.b is person]
    return adopters or [one for one in (person.mother, person.father) if one is not None]


def children(person: Person) -> list[Person]:
    """Give those whose parent somebody is in law."""
    adopted = [tie.b for tie in person.ties if tie.kind == "adoptive_parent" and tie.a is person]
    return [*person.children, *adopted]


def siblings(person: Person) -> list[tuple[Person, bool]]:
    """Give brothers and sisters, and whether they share both parents."""
    mine = parents(person)
    found: dict[str, tuple[Person, bool]] = {}
    for parent in mine:
        for one in children(parent):
            if one is not person and one.key not in found:
                theirs = parents(one)
                full = len(mine) == len(theirs) and all(any(a is b for b in theirs) for a in mine)
                found[one.key] = (one, full)
    return list(found.values())


def _lives_with(one: Person, other: Person, day: date) -> bool:
    homes = {stay.household.key for stay in one.stays if stay.main and stay.covers(day)}
    return any(stay.household.key in homes for stay in other.stays if stay.covers(day))


def _minor(person: Person, plan: Plan) -> bool:
    return person.born + MINOR_UNTIL > plan.until


def _parents(person: Person, plan: Plan) -> Iterator[Relation]:
    for tie in person.ties:
        if tie.b is person and tie.kind == "adoptive_parent":
            yield Relation(tie.a, "parent", tie.start, main_carer=True, responsibility=True)
    for parent in (person.mother, person.father):
        if parent is None or person.adopted is not None:
            continue
        if person.unborn:
            yield Relation(parent, "parentOfUnbornChild", plan.until, responsibility=False)
            continue
        carer = _minor(person, plan) and _lives_with(parent, person, plan.until)
        responsible = parent is person.mother or _married(parent, person.mother) or person.number % 5 > 0
        yield Relation(parent, "parent", person.born, parent.died, carer, responsible and person.earlier is None)
        yield from _step_parents(person, parent)


def _married(one: Person, other: Person | None) -> bool:
    return any(tie.kind == "married" and other in (tie.a, tie.b) for tie in one.ties)


def _unions(person: Person) -> Iterator[tuple[Person, Tie]]:
    for tie in person.ties:
        if tie.kind in {"married", "partner"}:
            yield (tie.b if tie.a is person else tie.a), tie


def _step_parents(person: Person, parent: Person) -> Iterator[Relation]:
    for other, tie in _unions(parent):
        grown = person.born + MINOR_UNTIL
        if other not in (person.mother, person.father) and tie.start < grown and (tie.end or grown) > person.born:
            yield Relation(other, "stepParent", max(tie.start, person.born), tie.end)


def _children(person: Person, plan: Plan) -> Iterator[Relation]:
    for child in person.children:
        if child.unborn:
            yield Relation(child, "unbornChild", plan.until)
        else:
            yield Relation(child, "child", child.born, child.died)
    for tie in person.ties:
        if tie.a is person and tie.kind == "adoptive_parent":
            yield Relation(tie.b, "child", tie.start)
    for other, tie in _unions(person):
        for child in other.children:
            theirs = person in (child.mother, child.father)
            if (
                not theirs
                and not child.unborn
                and tie.start < child.born + MINOR_UNTIL
                and (tie.end is None or tie.end > child.born)
            ):
                yield Relation(child, "stepChild", max(tie.start, child.born), tie.end)


def _siblings(person: Person) -> Iterator[Relation]:
    found = siblings(person)
    for one, full in found:
        start = max(one.born, person.born)
        if person.unborn != one.unborn:
            yield Relation(one, "unbornSibling" if one.unborn else "siblingOfUnbornChild", min(one.born, person.born))
        else:
            yield Relation(one, "sibling" if full else "halfSibling", start)
    own = {id(one) for one, _ in found}
    for parent in (person.mother, person.father):
        for other, tie in _unions(parent) if parent is not None else ():
            for one in other.children:
                if (
                    one is not person
                    and id(one) not in own
                    and not one.unborn
                    and not person.unborn
                    and tie.end is None
                ):
                    yield Relation(one, "stepSibling", max(tie.start, one.born, person.born))


def _partners(person: Person, plan: Plan) -> Iterator[Relation]:
    for other, tie in _unions(person):
        parted = tie.end is not None and tie.end <= plan.until and other.died is None and person.died is None
        words = (
            ("exSpouse" if parted else "spouse") if tie.kind == "married" else ("exPartner" if parted else "partner")
        )
        yield Relation(other, words, tie.start, tie.end)


def _grand(person: Person) -> Iterator[Relation]:
    for parent in parents(person):
        for elder in parents(parent):
            yield Relation(
                elder, "grandparent", person.born, elder.died, _guards(elder, person), _guards(elder, person)
            )
            for eldest in parents(elder):
                yield Relation(eldest, "greatGrandparent", person.born, eldest.died)
    for child in children(person):
        for younger in children(child):
            yield Relation(younger, "grandchild", younger.born)
            for youngest in children(younger):
                yield Relation(youngest, "greatGrandchild", youngest.born)


def _guards(elder: Person, person: Person) -> bool:
    return any(tie.a is elder and tie.kind in CARES for tie in person.ties)


def _wider(person: Person) -> Iterator[Relation]:
    for parent in parents(person):
        for one, _ in siblings(parent):
            yield Relation(one, "auntUncle", max(one.born, person.born))
            for cousin in children(one):
                yield Relation(cousin, "cousin", max(cousin.born, person.born))
    for one, _ in siblings(person):
        for younger in children(one):
            yield Relation(younger, "nieceNephew", max(younger.born, person.born))


def _cared_for(person: Person, plan: Plan) -> Iterator[Relation]:
    for tie in person.ties:
        other = tie.b if tie.a is person else tie.a
        if tie.kind == "foster_carer":
            carer = tie.a is not person
            now = tie.end is None or tie.end > plan.until
            yield Relation(other, "fosterCarer" if carer else "fosterChild", tie.start, tie.end, carer and now)
        elif tie.kind in TIES:
            yield Relation(other, TIES[tie.kind], tie.start, tie.end, disputed=tie.disputed)
        elif tie.kind == "cares_for" and tie.b is person and other not in parents(person):
            yield Relation(other, "other", tie.start, tie.end, informal_carer=True)
