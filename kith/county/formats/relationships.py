"""Who is what to whom, as a children's service has it written down: the only export that carries the whole family.

The columns and the 33 words are those of the London Borough of Hackney's social care service (MIT), the only published
local format there is; no statutory return has parents, carers or siblings. The truth is ``kinship``; a service has part
of it: fathers are missing, a stepfather is the father, a half-brother is a brother, and many links go one way only.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance
from kith.county.formats.form import File, Format
from kith.county.kinship import INVERSE, Relation, relations
from kith.county.model import Person
from kith.county.plan import Plan
from kith.county.writing import Pages

NAME = "relationships.csv"
COLUMNS = (
    "person_id", "other_person_id", "relationship_type", "start_date", "end_date", "is_main_carer", "is_informal_carer",
    "parental_responsibility", "details",
)  # fmt: skip
AGENCIES = ("childrens", "childrens_east")

HELD = {
    "parent": 0.93, "stepParent": 0.7, "parentOfUnbornChild": 0.9, "sibling": 0.85, "halfSibling": 0.7,
    "stepSibling": 0.35, "unbornSibling": 0.6, "spouse": 0.7, "exSpouse": 0.45, "partner": 0.7, "exPartner": 0.45,
    "grandparent": 0.5, "greatGrandparent": 0.1, "auntUncle": 0.25, "cousin": 0.12, "fosterCarer": 0.97,
    "privateFosterCarer": 0.8, "fosterCarerSupportCarer": 0.6, "friend": 0.25, "neighbour": 0.1, "acquaintance": 0.2,
    "inContactWith": 0.3, "other": 0.4,
}  # fmt: skip
"""Shares of links between people the service knows that it wrote down. Not sourced: our guess."""
HELD |= {INVERSE[kind]: share for kind, share in list(HELD.items())}
FATHER_ELSEWHERE = 0.55
"""Of the fathers who do not live with the child. Not sourced: our guess."""
ONE_WAY = 0.3
"""Share of links that are on one of the two records only. Not sourced: our guess."""
INSTEAD = {
    ("stepParent", "M"): ("parent", 0.25), ("halfSibling", "F"): ("sibling", 0.35), ("halfSibling", "M"): ("sibling", 0.35),
    ("stepSibling", "F"): ("sibling", 0.2), ("stepSibling", "M"): ("sibling", 0.2),
    ("exPartner", "M"): ("partner", 0.2), ("exPartner", "F"): ("partner", 0.2),
}  # fmt: skip
"""What is written instead of a relation to somebody of that sex, and in which share. Not sourced: our guess."""
DATED, RESPONSIBLE, SAID = 0.5, 0.8, 0.15
"""Shares in which a start date, parental responsibility and a remark are filled in. Not sourced: our guess."""
REMARKS = {
    "parent": ("Not on birth certificate", "Contact supervised", "Does not live with child", "Lives out of area"),
    "sibling": ("Lives with other parent", "Placed separately"),
    "grandparent": ("Provides respite", "Possible kinship carer"),
    "partner": ("Relationship on and off",), "exPartner": ("Non-molestation order",), "stepParent": ("Moved in recently",),
}  # fmt: skip
DISPUTED = "Disputed by other party"
_UNIONS = frozenset({"married", "partner"})
_INFORMAL = frozenset({"grandparent", "auntUncle", "sibling", "friend", "neighbour"})


class Book:
    """What one service has written down in one block. What is settled about a pair holds in both directions."""

    def __init__(self, known: Known) -> None:
        self.plan = known.plan
        self.chance = Chance(known.plan.seed, "block", known.block.number, known.agency, "relationships")
        self.entries: dict[int, list[Persona]] = {}
        for one in known.personas():
            self.entries.setdefault(one.person.number, []).append(one)
        self._settled: dict[tuple[int, int, str], tuple[bool, bool, bool]] = {}

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows of everybody's record, in order of number."""
        for some in self.entries.values():
            for n, persona in enumerate(some):
                for relation in relations(persona.person, self.plan):
                    others = self.entries.get(relation.other.number)
                    if (
                        others is not None
                        and not _across(persona.person, relation.other)
                        and self._writes(persona, relation, n)
                    ):
                        yield self._row(persona, others[n % len(others)], relation)

    def _settle(self, persona: Persona, relation: Relation) -> tuple[bool, bool, bool]:
        """Settle of a pair whether it is held, whether by mistake, and whether on this first record only."""
        share = HELD[relation.kind]
        adult = relation.other if relation.kind == "parent" else persona.person
        if relation.kind in {"parent", "child"} and adult.sex == "M" and not self._together(persona, relation):
            share = FATHER_ELSEWHERE
        instead = INSTEAD.get((relation.kind, relation.other.sex), ("", 0.0))[1]
        return self.chance.yes(share), self.chance.yes(instead), self.chance.yes(ONE_WAY)

    def _together(self, persona: Persona, relation: Relation) -> bool:
        here, there = (one.home_on(self.plan.until) for one in (persona.person, relation.other))
        return here is not None and here is there

    def _writes(self, persona: Persona, relation: Relation, copy: int) -> bool:
        """Say whether a relation stands on this record; a second record of the same person has few of them."""
        one, other = persona.person.number, relation.other.number
        back = (other, one, INVERSE[relation.kind])
        if back in self._settled:
            held, _, one_way = self._settled[back]
            return held and not one_way
        key = (one, other, relation.kind)
        if key not in self._settled:
            self._settled[key] = self._settle(persona, relation)
        return self._settled[key][0] and (copy == 0 or self.chance.yes(ONE_WAY))

    def _kind(self, persona: Persona, relation: Relation) -> str:
        one, other = persona.person.number, relation.other.number
        settled = self._settled.get((one, other, relation.kind))
        if settled is not None:
            return INSTEAD[relation.kind, relation.other.sex][0] if settled[1] else relation.kind
        back = INVERSE[relation.kind]
        wrong = self._settled[other, one, back][1]
        return INVERSE[INSTEAD[back, persona.person.sex][0]] if wrong else relation.kind

    def _row(self, persona: Persona, other: Persona, relation: Relation) -> tuple[object, ...]:
        kind = self._kind(persona, relation)
        chance = self.chance
        start = relation.start if chance.yes(DATED) else None
        end = _past(relation.end, self.plan.until) if kind == relation.kind else None
        informal = relation.informal_carer or (relation.main_carer and kind in _INFORMAL)
        asked = kind == "parent" or relation.responsibility
        responsible = ("Y" if relation.responsibility else "N") if asked and chance.yes(RESPONSIBLE) else ""
        return (
            persona.local_id, other.local_id, kind, start, end,
            "Y" if relation.main_carer else "N", "Y" if informal else "N", responsible,
            self._remark(relation, kind),
        )  # fmt: skip

    def _remark(self, relation: Relation, kind: str) -> str:
        if relation.disputed:
            return DISPUTED
        said = REMARKS.get(kind)
        return self.chance.pick(said) if said and self.chance.yes(SAID) else ""


def _across(one: Person, other: Person) -> bool:
    """Say whether a link would join an adopted child to the family of birth: that is never written."""
    return _by_birth(one, other) or _by_birth(other, one)


def _by_birth(child: Person, other: Person) -> bool:
    """Say whether somebody is of the family into which an adopted child was born: parents, their children and partners."""
    before = child.earlier
    if before is None or any(tie.kind == "adoptive_parent" and tie.a is other for tie in child.ties):
        return False
    parents = [one for one in (child.mother, child.father, before.mother, before.father) if one is not None]
    partners = [tie.b if tie.a is one else tie.a for one in parents for tie in one.ties if tie.kind in _UNIONS]
    circle = (before, *parents, *partners)
    return other in circle or any(other in one.children for one in circle)


def _past(day: date | None, until: date) -> date | None:
    return day if day is not None and day <= until else None


def _head(_plan: Plan) -> str:
    line = StringIO()
    csv.writer(line).writerow(COLUMNS)
    return line.getvalue()


def write(known: Known, pages: Pages) -> None:
    """Write what a children's service holds of a block."""
    pages.rows(known.path(NAME), Book(known).rows())


FORMAT = Format("Relationships", AGENCIES, lambda _plan: (File(NAME, _head),), write)
