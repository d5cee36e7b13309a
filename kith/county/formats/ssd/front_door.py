"""Tables of the front door and of children in need: contacts, early help, referrals, assessments, plans, visits."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps

from kith.county.formats.ssd import codes
from kith.county.formats.ssd.held import Case, Held, every
from kith.county.formats.ssd.table import (
    Cell,
    FromCase,
    Table,
    cases,
    detail,
    drawn,
    end,
    flag,
    flags,
    key,
    person,
    referral,
    start,
    team,
    worker,
)

_VISIT_DAYS = 28
"""Not sourced: our guess of how often a child in need is visited."""
_SOON = 15
_SEEN, _ALONE, _BEDROOM = 0.93, 0.6, 0.4
"""Shares of visits. Not sourced: our guess."""


def source(case: Case) -> Cell:
    """Write where it came from in the council's own words."""
    return codes.SOURCES[case.held.agency].get(case.event.text("source"), "")


def _contact_outcome(case: Case) -> Cell:
    on = codes.CONTACT_OUTCOMES.get(case.event.text("outcome"), ("OTHER_OUTCOMES_EXIST_FLAG",))
    return flags(codes.CONTACT_KEYS, on)


def _referral_outcome(case: Case) -> Cell:
    if case.event.text("nfa") == "1":
        return flags(codes.REFERRAL_KEYS, ("NFA_FLAG",))
    strategy = case.held.near("s47", case, _SOON) is not None
    on = ("SINGLE_ASSESSMENT_FLAG", "STRATEGY_DISCUSSION_FLAG") if strategy else ("SINGLE_ASSESSMENT_FLAG",)
    return flags(codes.REFERRAL_KEYS, on)


def _closed(case: Case) -> Cell:
    return case.event.text("closure") if case.last else ""


def _supported(case: Case) -> bool:
    return case.event.text("supported") == "1"


def _assessment_outcome(case: Case) -> Cell:
    if case.last is None:
        return ""
    on = ("PROV_OF_SERVICES_FLAG",) if _supported(case) else ("NFA_FLAG",)
    return flags(codes.ASSESSMENT_KEYS, on, case.held.chance.pick(codes.ASSESSMENT_COMMENTS))


def _assessment_nfa(case: Case) -> Cell:
    return "" if case.last is None else "N" if _supported(case) else "Y"


def factors_of(case: Case) -> list[str]:
    """Give the codes of the factors that an assessment found."""
    value = case.event.detail.get("factors", ())
    return [str(one) for one in value] if isinstance(value, tuple) else str(value).split()


def _with_factors(held: Held) -> Iterator[Case]:
    for case in held.of("assessment"):
        if case.last is not None and case.event.detail.get("factors"):
            yield case.at(case.day, "F", 1)


def _visits(held: Held) -> Iterator[Case]:
    """Give visits under the plans of children whose referral is kept under the same record."""
    referred = {case.persona.local_id for case in held.of("referral")}
    for case in held.of("cin_plan"):
        if case.persona.local_id in referred:
            for n, day in enumerate(every(case, _VISIT_DAYS, held.chance), 1):
                yield case.at(day, "V", n)


def _reason(some: tuple[str, ...]) -> FromCase:
    return lambda case: some[case.event.person.number % len(some)]


CONTACTS = Table(
    "ssd_contacts",
    cases("contact"),
    {
        "cont_contact_id": key,
        "cont_person_id": person,
        "cont_contact_date": start,
        "cont_contact_source_code": detail("source"),
        "cont_contact_source_desc": source,
        "cont_contact_outcome_json": _contact_outcome,
    },
)
EARLY_HELP = Table(
    "ssd_early_help_episodes",
    cases("early_help"),
    {
        "earl_episode_id": key,
        "earl_person_id": person,
        "earl_episode_start_date": start,
        "earl_episode_end_date": end,
        "earl_episode_reason": _reason(codes.EARLY_HELP_REASONS),
        "earl_episode_end_reason": lambda case: _reason(codes.EARLY_HELP_ENDS)(case) if case.last else "",
        "earl_episode_organisation": detail("organisation"),
        "earl_episode_worker_id": worker,
    },
)
CIN_EPISODES = Table(
    "ssd_cin_episodes",
    cases("referral"),
    {
        "cine_referral_id": key,
        "cine_person_id": person,
        "cine_referral_date": start,
        "cine_cin_primary_need_code": detail("need"),
        "cine_referral_source_code": detail("source"),
        "cine_referral_source_desc": source,
        "cine_referral_outcome_json": _referral_outcome,
        "cine_referral_nfa": flag("nfa"),
        "cine_close_reason": _closed,
        "cine_close_date": end,
        "cine_referral_team": team,
        "cine_referral_worker_id": worker,
    },
)
CIN_ASSESSMENTS = Table(
    "ssd_cin_assessments",
    cases("assessment"),
    {
        "cina_assessment_id": key,
        "cina_person_id": person,
        "cina_referral_id": referral,
        "cina_assessment_start_date": start,
        "cina_assessment_child_seen": flag("seen"),
        "cina_assessment_auth_date": end,
        "cina_assessment_outcome_json": _assessment_outcome,
        "cina_assessment_outcome_nfa": _assessment_nfa,
        "cina_assessment_team": team,
        "cina_assessment_worker_id": worker,
    },
)
ASSESSMENT_FACTORS = Table(
    "ssd_assessment_factors",
    _with_factors,
    {
        "cinf_table_id": key,
        "cinf_assessment_id": lambda case: case.reference.rpartition("F")[0],
        "cinf_assessment_factors_json": lambda case: dumps(factors_of(case)),
    },
)
CIN_PLANS = Table(
    "ssd_cin_plans",
    cases("cin_plan"),
    {
        "cinp_cin_plan_id": key,
        "cinp_referral_id": referral,
        "cinp_person_id": person,
        "cinp_cin_plan_start_date": start,
        "cinp_cin_plan_end_date": end,
        "cinp_cin_plan_team": team,
        "cinp_cin_plan_worker_id": worker,
    },
)
CIN_VISITS = Table(
    "ssd_cin_visits",
    _visits,
    {
        "cinv_cin_visit_id": key,
        "cinv_person_id": person,
        "cinv_cin_visit_date": start,
        "cinv_cin_visit_seen": drawn(_SEEN),
        "cinv_cin_visit_seen_alone": drawn(_ALONE),
        "cinv_cin_visit_bedroom": drawn(_BEDROOM),
    },
)
TABLES = (CONTACTS, EARLY_HELP, CIN_EPISODES, CIN_ASSESSMENTS, ASSESSMENT_FACTORS, CIN_PLANS, CIN_VISITS)
