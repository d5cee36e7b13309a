"""Tables of special educational needs: who has them, requests, assessments and plans.

The council's own schools team knows which pupils have a plan (the E of the school census); when it was asked for and
agreed is worked out from the day on which the pupil first had it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kith.county.agencies.persona import Persona
from kith.county.formats.ssd import codes
from kith.county.formats.ssd.held import Held
from kith.county.formats.ssd.table import Table, always, nothing

_DECIDED = timedelta(days=42)
_ASSESSED = timedelta(days=112)
_NAMED = timedelta(days=140)
"""Six, sixteen and twenty weeks from the request (SEND Regulations 2014)."""
_YEAR = 365
_NEEDS = 2
_EARLIER = 200
_ELSE = ("SEMH", "SLCN", "SPLD")
"""Where no disability says which need it is. Not sourced: our guess."""


@dataclass(slots=True, eq=False)
class Plan:
    """One education, health and care plan of a pupil."""

    held: Held
    persona: Persona
    asked: date
    ended: date | None

    @property
    def number(self) -> str:
        """Give the number that its rows begin with."""
        return f"{self.persona.local_id}S"

    @property
    def needs(self) -> list[str]:
        """Give the kinds of need, the main one first."""
        found = list(dict.fromkeys(codes.NEEDS[one] for one in self.persona.person.disabilities if one in codes.NEEDS))
        return (found or [_ELSE[self.persona.person.number % len(_ELSE)]])[:_NEEDS]

    @property
    def reviewed(self) -> date | None:
        """Give the day of the latest yearly review, if there was one."""
        named = self.asked + _NAMED
        years = (min(self.ended or self.held.until, self.held.until) - named).days // _YEAR
        return named + timedelta(days=years * _YEAR) if years > 0 else None


def _plans(held: Held) -> Iterator[Plan]:
    for person, (first, ended) in held.with_plans.items():
        persona = held.by_person[person][0]
        yield Plan(held, persona, first - _NAMED - timedelta(days=person % _EARLIER), ended)


def _active(held: Held) -> Iterator[Plan]:
    return (plan for plan in _plans(held) if plan.ended is None)


def _needs(held: Held) -> Iterator[tuple[Plan, int, str]]:
    return ((plan, rank, need) for plan in _active(held) for rank, need in enumerate(plan.needs, 1))


SEND = Table(
    "ssd_send",
    _plans,
    {
        "send_table_id": lambda plan: plan.number,
        "send_upn": lambda plan: plan.persona.upn,
        "send_uln": nothing,
        "send_upn_unknown": lambda plan: "" if plan.persona.upn else "UN4",
        "send_person_id": lambda plan: plan.persona.local_id,
    },
)
REQUESTS = Table(
    "ssd_ehcp_requests",
    _plans,
    {
        "ehcr_ehcp_request_id": lambda plan: f"{plan.number}R",
        "ehcr_send_table_id": lambda plan: plan.number,
        "ehcr_ehcp_req_date": lambda plan: plan.asked,
        "ehcr_ehcp_req_outcome_date": lambda plan: plan.asked + _DECIDED,
        "ehcr_ehcp_req_outcome": always("Y"),
    },
)
ASSESSMENT = Table(
    "ssd_ehcp_assessment",
    _plans,
    {
        "ehca_ehcp_assessment_id": lambda plan: f"{plan.number}A",
        "ehca_ehcp_request_id": lambda plan: f"{plan.number}R",
        "ehca_ehcp_assessment_outcome_date": lambda plan: plan.asked + _ASSESSED,
        "ehca_ehcp_assessment_outcome": always("Y"),
        "ehca_ehcp_assessment_exceptions": nothing,
    },
)
NAMED = Table(
    "ssd_ehcp_named_plan",
    _plans,
    {
        "ehcn_named_plan_id": lambda plan: f"{plan.number}P",
        "ehcn_ehcp_asmt_id": lambda plan: f"{plan.number}A",
        "ehcn_named_plan_start_date": lambda plan: plan.asked + _NAMED,
        "ehcn_named_plan_ceased_date": lambda plan: plan.ended,
        "ehcn_named_plan_ceased_reason": lambda plan: "Left education" if plan.ended else "",
    },
)
ACTIVE = Table(
    "ssd_ehcp_active_plans",
    _active,
    {
        "ehcp_active_ehcp_id": lambda plan: f"{plan.number}X",
        "ehcp_ehcp_request_id": lambda plan: f"{plan.number}R",
        "ehcp_active_ehcp_last_review_date": lambda plan: plan.reviewed,
    },
)
NEED = Table(
    "ssd_sen_need",
    _needs,
    {
        "senn_table_id": lambda row: f"{row[0].number}N{row[1]}",
        "senn_active_ehcp_id": lambda row: f"{row[0].number}X",
        "senn_active_ehcp_need_type": lambda row: row[2],
        "senn_active_ehcp_need_rank": lambda row: row[1],
    },
)
TABLES = (SEND, NEED, REQUESTS, ASSESSMENT, NAMED, ACTIVE)
