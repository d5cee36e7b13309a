"""Lists 5 to 7: child protection enquiries, children in need and child protection plans."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from kith.county.formats.annex_a.asking import Asking
from kith.county.formats.annex_a.layout import Cells
from kith.county.formats.cin_census.cases import Case, day_of, days_of, yes
from kith.county.model import Event

_SEEN_WITHIN = 40
"""Days within which a child in need was last seen: our guess."""
_SEEN_ALONE = 0.85


def enquiries(asking: Asking, cases: Sequence[Case]) -> Iterator[Cells]:
    """List 5: enquiries begun in the last six months and the conferences they led to."""
    begun: dict[str, int] = {}
    held: dict[str, int] = {}
    for case in cases:
        number = case.persona.local_id
        for event in case.parts["s47"]:
            conference = _by(asking.day, day_of(event, "conference"))
            if event.start >= asking.year:
                begun[number] = begun.get(number, 0) + 1
            if conference is not None and conference >= asking.year:
                held[number] = held.get(number, 0) + 1
            if event.start >= asking.half_year:
                result = asking.yes(is_so=_planned(case, conference)) if conference else None
                yield {
                    **asking.child(case.persona),
                    **asking.disabled(case.persona),
                    "Strategy discussion initiating Section 47 Enquiry Start Date": event.start,
                    "Was an Initial Child Protection Conference deemed unnecessary?": asking.yes(
                        is_so=yes(event, "not_required")
                    ),
                    "Date of Initial Child Protection Conference": conference,
                    "Did the Initial Child Protection Conference Result in a Child Protection Plan": result,
                    "Number of Section 47 Enquiries in the last 12 months": begun[number],
                    "Number of ICPCs in the last 12 months": held.get(number, 0),
                    **asking.team("assessing", case.persona, event),
                }


def _planned(case: Case, conference: date | None) -> bool:
    return any(plan.start == conference for plan in case.parts["cp_plan"])


def _by(day: date, one: date | None) -> date | None:
    """Give a day when it has come."""
    return one if one is not None and one <= day else None


def in_need(asking: Asking, cases: Sequence[Case], in_care: Collection[str]) -> Iterator[Cells]:
    """List 6: those whose case is open or was closed in the last six months; ``in_care`` are numbers of children."""
    for case in cases:
        event = case.referral
        closed = asking.known.ended(event)
        if case.no_action or (closed is not None and closed < asking.half_year):
            continue
        status = "closed" if closed else "care" if case.persona.local_id in in_care else _status(asking, case)
        yield {
            **asking.child(case.persona),
            **asking.disabled(case.persona),
            "CIN Start Date": event.start,
            "Primary Need Code": asking.value("need", event.text("need")),
            "Date Child Was Last Seen": _last_seen(asking, case, closed),
            "CIN Closure Date": closed,
            "Reason for Closure": asking.value("closure", event.text("closure")) if closed else None,
            "Case Status": asking.value("status", status),
            **asking.team("helping", case.persona, event),
        }


_STATUSES = (("cp_plan", "protection"), ("cin_plan", "need"), ("assessment", "assessment"))


def _status(asking: Asking, case: Case) -> str:
    """Give the gravest thing that is going on; in need where nothing is."""
    for kind, status in _STATUSES:
        if any(asking.known.ended(event) is None for event in case.parts[kind]):
            return status
    return "need"


def _last_seen(asking: Asking, case: Case, closed: date | None) -> date | None:
    """Give a day shortly before today or the closure; nothing for an unborn child or one not seen since the referral."""
    if case.persona.born is None:
        return None
    day = (closed or asking.day) - timedelta(days=asking.chance.whole(0, _SEEN_WITHIN))
    return day if day >= max(case.referral.start, case.persona.born) else None


def plans(asking: Asking, cases: Sequence[Case], emergencies: Collection[str]) -> Iterator[Cells]:
    """List 7: those under a plan now or in the last six months; ``emergencies`` are numbers of children."""
    for case in cases:
        for event in case.parts["cp_plan"]:
            if asking.recent(event):
                yield {
                    **asking.child(case.persona),
                    **asking.disabled(case.persona),
                    **_plan(asking, event),
                    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": (
                        asking.yes(is_so=case.persona.local_id in emergencies)
                    ),
                    "Number of Previous Child Protection Plans": int(event.text("before") or 0),
                    **asking.team("helping", case.persona, event),
                }


def _plan(asking: Asking, event: Event) -> Cells:
    visited = max((day for day in days_of(event, "visits") if day <= asking.day), default=None)
    alone = asking.yes(is_so=asking.chance.yes(_SEEN_ALONE), name="seen") if visited else None
    return {
        "Child Protection Plan Start Date": event.start,
        "Initial Category of Abuse": asking.value("abuse", event.text("first")),
        "Latest Category of Abuse": asking.value("abuse", event.text("latest")),
        "Date of the Last Statutory Visit": visited,
        "Was the Child Seen Alone?": alone,
        "Date of latest review conference": max(
            (day for day in days_of(event, "reviews") if day <= asking.day), default=None
        ),
        "Child Protection Plan End Date": asking.known.ended(event),
    }
