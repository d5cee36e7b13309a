"""Tables of children in care: episodes, placements, legal status, reviews, visits, plans, health and convictions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from math import hypot

from kith.county.formats.ssd import codes
from kith.county.formats.ssd.held import Case, Held, every
from kith.county.formats.ssd.protection import participation
from kith.county.formats.ssd.table import (
    Cell,
    Table,
    always,
    detail,
    drawn,
    end,
    flags,
    key,
    person,
    start,
)
from kith.county.model import Home

_DAY = timedelta(days=1)
_LA = {"childrens": "865", "childrens_east": "866"}
"""The Department for Education's numbers of the two councils."""
_MILE = 1609.344
_VISIT_DAYS = 42
"""At least every six weeks in the first year (Care Planning Regulations 2010, regulation 28)."""
_REVIEW = timedelta(days=183)
_SEEN, _ALONE = 0.97, 0.75


def spell(case: Case) -> Case | None:
    """Give the time in care that a case is part of."""
    return case.held.above(case.event, "looked_after")


def spell_id(case: Case) -> Cell:
    """Write the number of the time in care."""
    found = spell(case)
    return found.reference if found else ""


def _episodes(held: Held) -> Iterable[Case]:
    return (case for some in held.episodes.values() for case in some)


def _placement_id(case: Case) -> Cell:
    return case.held.run_of[f"P/{case.reference}"]


def _entered(case: Case) -> Cell:
    found = spell(case)
    return found.day if found else None


def _last_review(case: Case) -> Cell:
    found = case.held.before("care_review", case.persona.person, case.until)
    return found.day if found is not None and found.day >= case.day else None


def _spell_referral(case: Case) -> Cell:
    found = case.held.before("referral", case.persona.person, case.day)
    return found.reference if found else ""


def postcode(home: Home | None) -> str:
    """Write a postcode as the dataset does, without a space; nothing for a home that nobody may be told."""
    return "" if home is None or home.secret else home.postcode.replace(" ", "")


def _distance(case: Case) -> Cell:
    found = spell(case)
    home = case.event.person.home_on((found.day if found else case.day) - _DAY)
    away = case.event.home
    if home is None or away is None:
        return None
    return round(hypot(home.easting - away.easting, home.northing - away.northing) / _MILE, 1)


def _urn(case: Case) -> Cell:
    return case.event.place.codes.get("provider_urn", "") if case.event.place else ""


def _legal(held: Held) -> Iterator[Case]:
    return held.runs("S", lambda one: one.event.text("legal"))


def in_care(kind: str) -> Callable[[Held], Iterable[Case]]:
    """Take the events of a kind about children whose time in care the agency holds."""
    return lambda held: (one for one in held.of(kind) if one.persona.local_id in held.in_care)


def _review_spell(case: Case) -> Cell:
    found = spell(case) or case.held.before("looked_after", case.persona.person, case.day)
    return found.reference if found is not None and found.reference in case.held.episodes else ""


def _review_due(case: Case) -> Cell:
    before = [one for one in case.held.of_child("care_review", case.persona.person) if one.day < case.day]
    found = spell(case)
    first = found.day + timedelta(days=20) if found else case.day
    return before[-1].day + _REVIEW if before else first


def _took_part(case: Case) -> Cell:
    return case.event.text("participation") or participation(case)


def _visits(held: Held) -> Iterator[Case]:
    for case in held.spells:
        for n, day in enumerate(every(case, _VISIT_DAYS, held.chance), 1):
            yield case.at(day, "V", n)


def _plans(held: Held) -> Iterator[Case]:
    for case in held.spells:
        yield case.at(case.day, "C", 1, case.last)


def _care_plan(case: Case) -> Cell:
    some = case.held.episodes[case.reference.rpartition("C")[0]]
    plan = codes.CARE_PLAN_FOR.get(some[-1].event.text("placement"), "OTHERPLN")
    return flags(codes.CARE_PLANS, (plan,))


def _permanent_before(held: Held) -> Iterator[Case]:
    for case in held.spells:
        yield case.at(case.day, "O", 1, _guarded(case) or _adopted(case))


def _guarded(case: Case) -> date | None:
    child = case.persona.person
    days = [tie.start for tie in child.ties if tie.kind == "guardian" and tie.b is child and tie.start < case.day]
    return max(days, default=None)


def _adopted(case: Case) -> date | None:
    child = case.persona.person
    return child.adopted if child.adopted is not None and child.adopted < case.day else None


def _option(case: Case) -> Cell:
    return "P2" if _guarded(case) else "P1" if _adopted(case) else "Z1"


EPISODES = Table(
    "ssd_cla_episodes",
    _episodes,
    {
        "clae_cla_episode_id": key,
        "clae_person_id": person,
        "clae_cla_episode_start_date": start,
        "clae_cla_episode_start_reason": detail("new"),
        "clae_cla_primary_need_code": detail("need"),
        "clae_cla_episode_ceased_date": end,
        "clae_cla_episode_ceased_reason": lambda case: case.event.text("ceased") if case.last else "",
        "clae_cla_id": spell_id,
        "clae_referral_id": _spell_referral,
        "clae_cla_placement_id": _placement_id,
        "clae_entered_care_date": _entered,
        "clae_cla_last_iro_contact_date": _last_review,
    },
)
PLACEMENT = Table(
    "ssd_cla_placement",
    lambda held: held.placements,
    {
        "clap_cla_placement_id": key,
        "clap_cla_placement_start_date": start,
        "clap_cla_placement_type": detail("placement"),
        "clap_cla_placement_urn": _urn,
        "clap_cla_placement_distance": _distance,
        "clap_cla_id": spell_id,
        "clap_cla_placement_provider": detail("provider"),
        "clap_cla_placement_postcode": lambda case: postcode(case.event.home),
        "clap_cla_placement_end_date": end,
        "clap_cla_placement_change_reason": lambda case: case.event.text("why_changed") if case.last else "",
        "clap_person_id": person,
    },
)
LEGAL = Table(
    "ssd_legal_status",
    _legal,
    {
        "lega_legal_status_id": key,
        "lega_person_id": person,
        "lega_legal_status": detail("legal"),
        "lega_legal_status_start_date": start,
        "lega_legal_status_end_date": end,
    },
)
REVIEWS = Table(
    "ssd_cla_reviews",
    in_care("care_review"),
    {
        "clar_cla_review_id": key,
        "clar_cla_id": _review_spell,
        "clar_cla_review_due_date": _review_due,
        "clar_cla_review_date": start,
        "clar_cla_review_cancelled": always("N"),
        "clar_cla_review_participation": _took_part,
    },
)
VISITS = Table(
    "ssd_cla_visits",
    _visits,
    {
        "clav_cla_visit_id": key,
        "clav_cla_id": lambda case: case.reference.rpartition("V")[0],
        "clav_person_id": person,
        "clav_cla_visit_date": start,
        "clav_cla_visit_seen": drawn(_SEEN),
        "clav_cla_visit_seen_alone": drawn(_ALONE),
    },
)
CARE_PLAN = Table(
    "ssd_cla_care_plan",
    _plans,
    {
        "lacp_table_id": key,
        "lacp_person_id": person,
        "lacp_cla_care_plan_start_date": start,
        "lacp_cla_care_plan_end_date": end,
        "lacp_cla_care_plan_json": _care_plan,
    },
)
PREVIOUS_PERMANENCE = Table(
    "ssd_cla_previous_permanence",
    _permanent_before,
    {
        "lapp_table_id": key,
        "lapp_person_id": person,
        "lapp_previous_permanence_order_date": end,
        "lapp_previous_permanence_option": _option,
        "lapp_previous_permanence_la": lambda case: _LA[case.held.agency] if case.last else "",
    },
)
TABLES = (EPISODES, PLACEMENT, LEGAL, REVIEWS, VISITS, CARE_PLAN, PREVIOUS_PERMANENCE)
