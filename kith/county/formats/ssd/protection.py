"""Tables of child protection: enquiries, conferences, plans, visits and reviews; and the steps before court."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kith.county.formats.ssd import codes
from kith.county.formats.ssd.held import Case, Held, days_in, every
from kith.county.formats.ssd.table import (
    Cell,
    FromCase,
    Table,
    always,
    cases,
    detail,
    drawn,
    end,
    flags,
    key,
    nothing,
    person,
    referral,
    start,
    team,
    worker,
)

_ENQUIRY = timedelta(days=14)
_TARGET = timedelta(days=21)
"""Fifteen working days from the strategy discussion to the conference (Working Together)."""
_FIRST_REVIEW, _LATER_REVIEWS = timedelta(days=91), timedelta(days=183)
"""Within three months, then within six (Working Together)."""
_VISIT_DAYS = 14
_WEEKS = 28
_SEEN, _ALONE, _BEDROOM, _QUORATE = 0.95, 0.65, 0.5, 0.96
_UNDER_FOUR, _SPEAKS = 4, 7
_PARTICIPATION = ("PN1", "PN2", "PN4", "PN5", "PN5", "PN6", "PN7", "PN7")
_ASKED = 0.35
"""Share of children on a plan whose own words are kept. Not sourced: our guess."""
_COURT = frozenset({"C1", "C2", "E1"})
"""Legal statuses that a court made: care orders and placement orders."""


def _enquiry_end(case: Case) -> Cell:
    last = case.day + _ENQUIRY
    return last if last <= case.held.until else None


def _to_conference(case: Case) -> bool:
    return bool(case.event.detail.get("conference")) and case.event.text("not_required") != "1"


def _enquiry_outcome(case: Case) -> Cell:
    if _enquiry_end(case) is None:
        return ""
    on = "CP_CONFERENCE_FLAG" if _to_conference(case) else case.held.chance.pick(("NFA_FLAG", "PROV_OF_SERVICES_FLAG"))
    return flags(codes.S47_KEYS, (on,), "")


def _enquiry_nfa(case: Case) -> Cell:
    return "" if _enquiry_end(case) is None else "N" if _to_conference(case) else "Y"


def _enquiry(case: Case) -> Case | None:
    return case.held.near("s47", case, _WEEKS)


def _enquiry_id(case: Case) -> Cell:
    found = _enquiry(case)
    return found.reference if found else ""


def _target(case: Case) -> Cell:
    found = _enquiry(case)
    return found.day + _TARGET if found else None


def _plan_id(case: Case) -> Cell:
    found = case.held.near("cp_plan", case, 1) if case.event.text("plan") == "1" else None
    return found.reference if found else ""


def _conference_id(case: Case) -> Cell:
    found = case.held.near("conference", case, 1)
    return found.reference if found else ""


def _conference_outcome(case: Case) -> Cell:
    on = "CP_FLAG" if case.event.text("plan") == "1" else "PROV_OF_SERVICES_FLAG"
    return flags(codes.CONFERENCE_KEYS, (on,), "")


def _visits(held: Held) -> Iterator[Case]:
    for case in held.of("cp_plan"):
        days = days_in(case, "visits") or every(case, _VISIT_DAYS, held.chance)
        for n, day in enumerate(days, 1):
            yield case.at(day, "V", n)


def _reviews(held: Held) -> Iterator[Case]:
    for case in held.of("cp_plan"):
        for n, day in enumerate(days_in(case, "reviews"), 1):
            yield case.at(day, "R", n)


def _due(case: Case) -> Cell:
    plan = case.event
    if case.n == 1:
        return plan.start + _FIRST_REVIEW
    days = days_in(case, "reviews")
    return list(days)[case.n - 2] + _LATER_REVIEWS


def _continues(case: Case) -> Cell:
    return "N" if case.event.end is not None and case.event.end <= case.day else "Y"


def participation(case: Case) -> Cell:
    """Write how the child took part, by the codes of SSDA903; PN0 below the age of four."""
    return "PN0" if case.age < _UNDER_FOUR else case.held.chance.pick(_PARTICIPATION)


def _asked(held: Held) -> Iterator[Case]:
    for case in held.of("cp_plan"):
        if case.age >= _SPEAKS and held.chance.yes(_ASKED):
            yield case.at(case.day, "W", 1)


def _before_court(held: Held) -> Iterator[Case]:
    """Give the first order of each time in care, with the day on which the council decided to go that way."""
    for spell in held.spells:
        ordered = [one for one in held.episodes[spell.reference] if one.event.text("legal") in _COURT]
        if ordered:
            yield spell.at(ordered[0].day - timedelta(days=held.chance.whole(90, 150)), "B", 1, ordered[0].day)


def _after(days: int) -> FromCase:
    return lambda case: case.day + timedelta(days=days)


def _earlier(kind: str) -> FromCase:
    return lambda case: sum(one.day < case.day for one in case.held.of_child(kind, case.persona.person))


def _court_number(case: Case) -> Cell:
    return f"ZZ{case.day:%y}C{case.event.person.number % 100_000:05d}"


S47 = Table(
    "ssd_s47_enquiry",
    cases("s47"),
    {
        "s47e_s47_enquiry_id": key,
        "s47e_referral_id": referral,
        "s47e_person_id": person,
        "s47e_s47_start_date": start,
        "s47e_s47_end_date": _enquiry_end,
        "s47e_s47_nfa": _enquiry_nfa,
        "s47e_s47_outcome_json": _enquiry_outcome,
        "s47e_s47_completed_by_worker_id": worker,
        "s47e_s47_completed_by_team": team,
    },
)
CONFERENCE = Table(
    "ssd_initial_cp_conference",
    cases("conference"),
    {
        "icpc_icpc_id": key,
        "icpc_icpc_meeting_id": lambda case: f"{case.reference}M",
        "icpc_s47_enquiry_id": _enquiry_id,
        "icpc_person_id": person,
        "icpc_cp_plan_id": _plan_id,
        "icpc_referral_id": referral,
        "icpc_icpc_transfer_in": always("N"),
        "icpc_icpc_target_date": _target,
        "icpc_icpc_date": start,
        "icpc_icpc_outcome_cp_flag": lambda case: "Y" if case.event.text("plan") == "1" else "N",
        "icpc_icpc_outcome_json": _conference_outcome,
        "icpc_icpc_team": team,
        "icpc_icpc_worker_id": worker,
    },
)
CP_PLANS = Table(
    "ssd_cp_plans",
    cases("cp_plan"),
    {
        "cppl_cp_plan_id": key,
        "cppl_referral_id": referral,
        "cppl_icpc_id": _conference_id,
        "cppl_person_id": person,
        "cppl_cp_plan_start_date": start,
        "cppl_cp_plan_end_date": end,
        "cppl_cp_plan_initial_category": detail("first"),
        "cppl_cp_plan_ola": always("N"),
        "cppl_cp_plan_latest_category": detail("latest"),
    },
)
CP_VISITS = Table(
    "ssd_cp_visits",
    _visits,
    {
        "cppv_cp_visit_id": key,
        "cppv_person_id": person,
        "cppv_cp_plan_id": lambda case: case.reference.rpartition("V")[0],
        "cppv_cp_visit_date": start,
        "cppv_cp_visit_seen": drawn(_SEEN),
        "cppv_cp_visit_seen_alone": drawn(_ALONE),
        "cppv_cp_visit_bedroom": drawn(_BEDROOM),
    },
)
CP_REVIEWS = Table(
    "ssd_cp_reviews",
    _reviews,
    {
        "cppr_cp_review_id": key,
        "cppr_person_id": person,
        "cppr_cp_plan_id": lambda case: case.reference.rpartition("R")[0],
        "cppr_cp_review_due": _due,
        "cppr_cp_review_date": start,
        "cppr_cp_review_meeting_id": lambda case: f"{case.reference}M",
        "cppr_cp_review_outcome_continue_cp": _continues,
        "cppr_cp_review_quorate": drawn(_QUORATE),
        "cppr_cp_review_participation": participation,
    },
)
VOICE = Table(
    "ssd_voice_of_child",
    _asked,
    {
        "voch_table_id": key,
        "voch_person_id": person,
        "voch_explained_worries": drawn(0.8),
        "voch_story_help_understand": drawn(0.7),
        "voch_agree_worker": drawn(0.55),
        "voch_plan_safe": drawn(0.7),
        "voch_tablet_help_explain": drawn(0.5),
    },
)
PRE_PROCEEDINGS = Table(
    "ssd_pre_proceedings",
    _before_court,
    {
        "prep_table_id": key,
        "prep_person_id": person,
        "prep_plo_family_id": lambda case: f"{case.reference}F",
        "prep_pre_pro_decision_date": start,
        "prep_initial_pre_pro_meeting_date": _after(21),
        "prep_pre_pro_outcome": always("Decision to issue care proceedings"),
        "prep_agree_stepdown_issue_date": _after(70),
        "prep_cp_plans_referral_period": _earlier("cp_plan"),
        "prep_legal_gateway_outcome": always("Threshold met: issue"),
        "prep_prev_pre_proc_child": lambda _case: 0,
        "prep_prev_care_proc_child": _earlier("looked_after"),
        "prep_pre_pro_letter_date": _after(7),
        "prep_care_pro_letter_date": _after(77),
        "prep_pre_pro_meetings_num": lambda case: case.held.chance.whole(1, 3),
        "prep_pre_pro_parents_legal_rep": drawn(0.85),
        "prep_parents_legal_rep_point_of_issue": drawn(0.9),
        "prep_court_reference": _court_number,
        "prep_care_proc_court_hearings": lambda case: case.held.chance.whole(2, 7),
        "prep_care_proc_short_notice": always("N"),
        "prep_proc_short_notice_reason": nothing,
        "prep_la_inital_plan_approved": drawn(0.95),
        "prep_la_initial_care_plan": always("Foster care"),
        "prep_la_final_plan_approved": drawn(0.93),
        "prep_la_final_care_plan": always("Long term foster care"),
    },
)
TABLES = (S47, CONFERENCE, CP_PLANS, CP_VISITS, CP_REVIEWS, VOICE, PRE_PROCEEDINGS)
