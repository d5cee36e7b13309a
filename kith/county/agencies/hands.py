"""What a mistake needs to happen: chance, a typist, and who must never be mixed up with whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kith.county.agencies.addresses import Typist
from kith.county.agencies.drafts import Draft
from kith.county.agencies.touches import around
from kith.county.chance import Chance
from kith.county.model import Person


class Hand(NamedTuple):
    """The hand that slips."""

    chance: Chance
    typist: Typist
    apart: frozenset[int]
    """The numbers of identities from before an adoption: no number or name of theirs may reach anybody else's entry."""

    def adopted(self, person: Person) -> bool:
        """Say whether somebody was adopted, or is who an adopted child was before."""
        return person.earlier is not None or person.number in self.apart

    def family(self, made: Draft) -> list[Person]:
        """Give those who live with somebody at the last touch; nobody where an adoption must be kept apart."""
        if self.adopted(made.person):
            return []
        return [one for one in around(made.person, made.last) if not self.adopted(one)]


Mistake = Callable[[Draft, Hand], bool]
"""Spoils a draft and says so; leaves it as it is, and says no, where that mistake cannot happen."""
