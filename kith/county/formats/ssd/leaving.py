"""Tables of the ways out of care: adoption and other permanence, and young people who have left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kith.county.formats.ssd.held import Case, Held
from kith.county.formats.ssd.table import Cell, Table, always, detail, key, nothing, person, team, worker
from kith.county.model import Person

_GROWN, _LEAVER = 18, 16
_LEAVER_ENDS, _PAIR = 25, 2
_SEXES = {"F": "F1", "M": "M1", "FF": "FF", "FM": "MF", "MM": "MM"}
_SUITABLE = {"1": "1", "2": "2"}
_PLACEMENT_ORDER = "E1"
_IN_TOUCH = frozenset({"YES"})


@dataclass(slots=True, eq=False)
class Adoption:
    """One adoption, kept under who the child was before."""

    case: Case
    spell: Case
    adopters: list[Person]

    def day(self, name: str) -> date | None:
        """Give a day from the details, if it has come."""
        value = self.case.event.detail.get(name)
        return value if isinstance(value, date) and value <= self.case.held.until else None


def _adoptions(held: Held) -> Iterator[Adoption]:
    """Give the adoptions of children whose time in care is held; the new identity is not in it."""
    for case in held.of("adoption"):
        child = case.event.person
        was = child.earlier or child
        spell = held.before("looked_after", was, case.day)
        if spell is not None and spell.reference in held.episodes:
            adopters = [one for one, part in case.event.people if part == "adopter"]
            yield Adoption(case, spell, adopters)


def _ordered(row: Adoption) -> Cell:
    """Write the day from which the child was under a placement order."""
    some = row.case.held.episodes[row.spell.reference]
    return next((one.day for one in some if one.event.text("legal") == _PLACEMENT_ORDER), None)


def _named(name: str) -> Callable[[Adoption], Cell]:
    return lambda row: row.day(name)


def _sex(row: Adoption) -> Cell:
    return _SEXES.get("".join(sorted(one.sex for one in row.adopters)), "")


def _legal(row: Adoption) -> Cell:
    """Write whether adopters are single, married or neither, by the codes of SSDA903: L0, L2 and L3."""
    if len(row.adopters) < _PAIR:
        return "L0"
    pair = {one.number for one in row.adopters}
    married = any(tie.kind == "married" and {tie.a.number, tie.b.number} == pair for tie in row.adopters[0].ties)
    return "L2" if married else "L3"


def _siblings(row: Adoption) -> int:
    """Count the children adopted by the same people on the same day, this one among them."""
    mine = {one.number for one in row.adopters}
    same = 0
    for case in row.case.held.of("adoption"):
        theirs = {one.number for one, part in case.event.people if part == "adopter"}
        same += theirs == mine and case.day == row.case.day
    return same


def _eligibility(case: Case) -> Cell:
    age = case.event.person.age_on(case.held.until)
    return "Former Relevant" if age >= _GROWN else "Relevant" if age >= _LEAVER else "No Current Eligibility"


def _latest_contact(case: Case) -> Cell:
    """Write when the adviser last spoke with them; nothing where the council is not in touch."""
    if case.event.text("in_touch") not in _IN_TOUCH:
        return None
    return max(case.day, case.until - timedelta(days=case.held.chance.whole(1, 55)))


def _pathway(case: Case) -> Cell:
    value = case.event.detail.get("pathway")
    return value if isinstance(value, date) and value <= case.held.until else None


def _leavers(held: Held) -> Iterator[Case]:
    return (case for case in held.of("care_leaver") if case.age <= _LEAVER_ENDS)


PERMANENCE = Table(
    "ssd_permanence",
    _adoptions,
    {
        "perm_table_id": lambda row: row.case.reference,
        "perm_person_id": lambda row: row.spell.persona.local_id,
        "perm_cla_id": lambda row: row.spell.reference,
        "perm_adm_decision_date": _named("decided"),
        "perm_ffa_cp_decision_date": nothing,
        "perm_placement_order_date": _ordered,
        "perm_placed_for_adoption_date": _named("placed"),
        "perm_matched_date": _named("matched"),
        "perm_adopted_by_carer_flag": always("N"),
        "perm_placed_ffa_cp_date": nothing,
        "perm_decision_reversed_date": nothing,
        "perm_placed_foster_carer_date": nothing,
        "perm_part_of_sibling_group": lambda row: "Y" if _siblings(row) > 1 else "N",
        "perm_siblings_placed_together": _siblings,
        "perm_siblings_placed_apart": lambda _row: 0,
        "perm_placement_provider_urn": nothing,
        "perm_decision_reversed_reason": nothing,
        "perm_permanence_order_date": lambda row: row.case.day,
        "perm_permanence_order_type": always("Adoption Order"),
        "perm_adoption_worker_id": lambda row: row.case.held.worker(row.case.event),
        "perm_adopter_sex": _sex,
        "perm_adopter_legal_status": _legal,
        "perm_number_of_adopters": lambda row: len(row.adopters),
    },
)
CARE_LEAVERS = Table(
    "ssd_care_leavers",
    _leavers,
    {
        "clea_table_id": key,
        "clea_person_id": person,
        "clea_care_leaver_eligibility": _eligibility,
        "clea_care_leaver_in_touch": detail("in_touch"),
        "clea_care_leaver_latest_contact": _latest_contact,
        "clea_care_leaver_accommodation": lambda case: case.event.text("accommodation")[:1],
        "clea_care_leaver_accom_suitable": lambda case: _SUITABLE.get(case.event.text("accommodation")[1:2], ""),
        "clea_care_leaver_activity": detail("activity"),
        "clea_pathway_plan_review_date": _pathway,
        "clea_care_leaver_personal_advisor": lambda case: case.held.known.worker(case.event),
        "clea_care_leaver_allocated_team": team,
        "clea_care_leaver_worker_id": worker,
    },
)
TABLES = (PERMANENCE, CARE_LEAVERS)
