"""Pairs of people whom nobody may take for one: the traps of linkage, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kith.county.agencies.known import Known
from kith.county.model import Block, Person

Pair = tuple[str, str, str]
REASONS = {
    "adopted": "A child and who it was before the adoption: known to be one, and never to be linked.",
    "twins": "Born together.",
    "same_name": "A parent and a child of one name, who have lived together.",
    "number": "An agency has written down the number of the one for the other.",
}


def barred(block: Block, knowns: Sequence[Known]) -> Iterator[Pair]:
    """Give each pair once: their keys and the reason, one of REASONS."""
    seen: set[Pair] = set()
    for one, other, reason in _pairs(block, knowns):
        first, second = sorted((one.key, other.key))
        pair = (first, second, reason)
        if pair not in seen:
            seen.add(pair)
            yield pair


def _pairs(block: Block, knowns: Sequence[Known]) -> Iterator[tuple[Person, Person, str]]:
    for person in block.people:
        if person.earlier is not None:
            yield person, person.earlier, "adopted"
        for parent in (person.father, person.mother):
            if parent is not None and _alike(person, parent):
                yield parent, person, "same_name"
    yield from ((one, other, "twins") for one, other in _born_together(block))
    yield from ((one, other, "number") for one, other in _misnumbered(block, knowns))


def _alike(child: Person, parent: Person) -> bool:
    """Say whether a parent and a child have one name and have lived in one household."""
    ours = {(one.forename, one.surname) for one in child.names}
    if not any((one.forename, one.surname) in ours for one in parent.names):
        return False
    homes = [stay.household for stay in child.stays]
    return any(stay.household is one for stay in parent.stays for one in homes)


def _born_together(block: Block) -> Iterator[tuple[Person, Person]]:
    sets: dict[str, list[Person]] = {}
    for person in block.people:
        if person.birth_set:
            for other in sets.setdefault(person.birth_set, []):
                yield other, person
            sets[person.birth_set].append(person)


def _misnumbered(block: Block, knowns: Sequence[Known]) -> Iterator[tuple[Person, Person]]:
    whose: dict[str, Person] = {}
    for person in block.people:
        whose.update(dict.fromkeys(filter(None, (person.nhs, person.upn)), person))
    for known in knowns:
        for one in known.personas():
            for number in (one.nhs, one.upn):
                owner = whose.get(number)
                if owner is not None and owner is not one.person:
                    yield owner, one.person
