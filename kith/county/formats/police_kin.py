"""What people at the door tell an officer about how they belong together: words for the relationship of each to each."""

from __future__ import annotations

from kith.county.agencies.known import Known
from kith.county.agencies.touches import identity, parents
from kith.county.model import Event, Person, Tie

_PARENT = {"F": "Mother", "M": "Father"}
_CHILD = {"F": "Daughter", "M": "Son"}
_SIBLING = {"F": "Sister", "M": "Brother"}
_TIES = {
    "married": ("Spouse", "Spouse", "Ex-spouse"),
    "partner": ("Partner", "Partner", "Ex-partner"),
    "step_parent": ("Step-parent", "Step-child", "Former step-family"),
    "adoptive_parent": ("Parent", "Child", "Parent"),
    "foster_carer": ("Foster carer", "Foster child", "Former carer"),
    "kinship_carer": ("Carer", "Cared for by", "Former carer"),
    "guardian": ("Guardian", "Ward", "Former guardian"),
    "cares_for": ("Carer", "Cared for", "Former carer"),
    "friend": ("Friend", "Friend", "Friend"),
    "neighbour": ("Neighbour", "Neighbour", "Neighbour"),
}
"""What the first is to the second, the second to the first, and either once it is over. Nobody says who exploits."""


def relations(known: Known, person: Person, event: Event) -> str:
    """Write what somebody is to each of the others in an event: ``Mother of 54N00000001``; nothing for strangers."""
    one = identity(person, event.start)
    found = []
    for other, _ in event.people:
        words = "" if other is person else relation(one, identity(other, event.start), event)
        if words:
            found.append(f"{words} of {known.persona(other, event.start).local_id}")
    return "; ".join(found)


def relation(one: Person, other: Person, event: Event) -> str:
    """Say what the one is to the other when an event began; nothing where they are nothing to each other."""
    if one in parents(other):
        return _PARENT[one.sex]
    if other in parents(one):
        return _CHILD[one.sex]
    for tie in one.ties:
        if other in (tie.a, tie.b) and tie.start <= event.start and tie.kind in _TIES:
            return _tied(tie, one, event)
    return _SIBLING[one.sex] if any(some in parents(other) for some in parents(one)) else ""


def _tied(tie: Tie, one: Person, event: Event) -> str:
    first, second, after = _TIES[tie.kind]
    if tie.end is not None and tie.end <= event.start:
        return after
    return first if tie.a is one else second
