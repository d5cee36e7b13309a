"""Lists 8 and 9: children in care and care leavers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kith.county.formats.annex_a.asking import Asking
from kith.county.formats.annex_a.layout import Cell, Cells
from kith.county.formats.cin_census.cases import day_of, yes
from kith.county.formats.ssda903.care import FOR_ADOPTION, Care
from kith.county.formats.ssda903.placements import placement, urn
from kith.county.model import Event

_VISITED_WITHIN = 42
"""Days within which a child in care was last visited: six weeks (Care Planning Regulations 2010)."""
_COUNCILS = {"wiltshire": "Wiltshire", "swindon": "Swindon"}
_EMERGENCIES = frozenset({"L1", "L2"})
_PLANS_BY_PLACEMENT = {"K3": "supported", "K1": "residential", "K2": "residential", "P1": "home"}
_PLANS_BY_LAW = {"E1": "adoption", "V2": "home", "C2": "fostering"}
"""What is planned for good, as it may be told from where a child lives and under which law: our guess."""
_CONTACTED_WITHIN = 60


def now_in_care(asking: Asking, cares: Sequence[Care]) -> frozenset[str]:
    """Give the numbers of the children looked after on the last day."""
    return frozenset(care.persona.local_id for care in cares if asking.known.ended(care.event) is None)


def emergencies(asking: Asking, cares: Sequence[Care]) -> frozenset[str]:
    """Give the numbers of the children under an emergency order or police protection in the last six months."""
    return frozenset(
        care.persona.local_id
        for care in cares
        for one in care.episodes
        if one.text("legal") in _EMERGENCIES and asking.recent(one)
    )


def in_care(asking: Asking, cares: Sequence[Care]) -> Iterator[Cells]:
    """List 8: those looked after now or in the last six months."""
    for care in cares:
        if asking.recent(care.event) and care.event.start <= asking.day:
            yield {
                **asking.child(care.persona),
                **asking.disabled(care.persona),
                **_period(asking, care, cares),
                **_law(asking, care),
                **_visits(asking, care),
                **_placement(asking, care),
                **_missing(asking, care),
                **asking.team("caring", care.persona, care.event),
            }


def _period(asking: Asking, care: Care, cares: Sequence[Care]) -> Cells:
    ended = asking.known.ended(care.event)
    again = any(
        one.persona.local_id == care.persona.local_id and one.event.start < care.event.start
        and one.end is not None and one.end >= asking.year
        for one in cares
    )  # fmt: skip
    return {
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": asking.yes(
            is_so=care.unaccompanied
        ),
        "Date Started to be Looked After": care.event.start,
        "Child's Category of Need": asking.value("need", care.event.text("need")),
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": (
            asking.yes(is_so=again)
        ),
        "Date Ceased to be Looked After": ended,
        "Reason Ceased to be Looked After": asking.value("ceased", care.episodes[-1].text("ceased")) if ended else None,
    }


def _law(asking: Asking, care: Care) -> Cells:
    last = care.episodes[-1]
    legal, code = last.text("legal"), placement(last)
    plan = "adoption" if code in FOR_ADOPTION else _PLANS_BY_PLACEMENT.get(code, "")
    return {
        "Start date of current legal status": _since(care.episodes, "legal"),
        "Child's Legal Status": asking.value("legal", legal),
        "What is the permanence plan for this child?": asking.value(
            "permanence", plan or _PLANS_BY_LAW.get(legal, "other")
        ),
    }


def _since(episodes: Sequence[Event], detail: str) -> date:
    """Give the day from which a detail of the last episode has been what it is."""
    start = episodes[-1].start
    for one in reversed(episodes):
        if one.text(detail) != episodes[-1].text(detail):
            break
        start = one.start
    return start


def _visits(asking: Asking, care: Care) -> Cells:
    reviewed = max((one.start for one in care.during["care_review"]), default=None)
    end = asking.known.ended(care.event) or asking.day
    visited = end - timedelta(days=asking.chance.whole(0, _VISITED_WITHIN))
    checks = {one.text("kind"): one.start for one in care.during["health_check"]}
    return {
        "Date of Latest Statutory Review": reviewed,
        "Date of Last Social Work Visit": max(visited, care.event.start),
        "Date of Last IRO Visit / Contact to the Child": reviewed,
        "Date of Last Health Assessment": checks.get("HEALTH"),
        "Date of Last Dental Check": checks.get("DENTAL"),
    }


def _placement(asking: Asking, care: Care) -> Cells:
    last = care.episodes[-1]
    homes = {one.home.key if one.home else "" for one in care.episodes if asking.recent(one, asking.year)}
    start = last.start
    for one in reversed(care.episodes):
        if one.home is not last.home:
            break
        start = one.start
    authority = last.home.authority if last.home else ""
    return {
        "Number of Placements in the Last 12 months": len(homes),
        "Start Date of Most Recent Placement": start,
        "Placement Type": asking.value("placement", placement(last)),
        "Placement Provider": asking.value("provider", last.text("provider")),
        "Placement postcode": last.home.postcode if last.home else None,
        "URN of Placement": urn(asking.known, last) or None,
        "Placement Location": asking.value("location", "in" if authority == asking.authority else "out"),
        "LA of Placement": _COUNCILS.get(authority),
    }


def _missing(asking: Asking, care: Care) -> Cells:
    times = [one for one in care.during["missing"] if one.start >= asking.year]
    last = times[-1] if times else None
    absent = sum("absent" in one.text("risk") for one in times)
    return {
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": len(times)
        - absent,
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": absent,
        "Was the child offered a Return Interview after their last missing episode (Y/N)?": (
            asking.yes(is_so=yes(last, "offered")) if last else None
        ),
        "Did the child accept a Return Interview after their last missing episode (Y/N)?": (
            asking.yes(is_so=yes(last, "accepted")) if last and yes(last, "offered") else None
        ),
    }


def leavers(asking: Asking, cares: Sequence[Care]) -> Iterator[Cells]:
    """List 9: those who have left care and get the council's help now."""
    alone = frozenset(care.person.key for care in cares if care.unaccompanied)
    for event in asking.known.of("care_leaver"):
        if asking.known.ended(event) is None:
            persona = asking.known.persona(event.person, event.start)
            uasc = "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)"
            yield {
                **asking.child(persona),
                uasc: asking.yes(is_so=event.person.key in alone),
                **asking.disabled(persona),
                **asking.team("leaving", persona, event),
                "Allocated Personal Advisor": asking.known.worker(event),
                **_now(asking, event),
            }


def _now(asking: Asking, event: Event) -> dict[str, Cell]:
    touch, home = event.text("in_touch"), event.text("accommodation")
    told = touch == "YES"
    contacted = asking.day - timedelta(days=asking.chance.whole(0, _CONTACTED_WITHIN))
    return {
        "Eligibility Category": asking.value("eligibility", "former"),
        "Latest Pathway Plan Review Date": day_of(event, "pathway"),
        "LA in Touch": asking.value("in_touch", touch),
        "Latest Date of Contact": max(contacted, event.start) if told else None,
        "Type of Accommodation": asking.value("accommodation", home[:1]) if told else None,
        "Suitability of Accommodation": asking.value("suitability", home[1:]) if told else None,
        "Activity Status": asking.value("activity", event.text("activity")) if told else None,
    }
