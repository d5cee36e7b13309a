"""Raising a concern: the part that a stranger's report and a professional's referral share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kith.agencies.queries import front_door_team
from kith.audit import actions as audit
from kith.concerns.models import Concern, Kind
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.clocks import ClockKind, due
from kith.concerns.rules.links import LinkKind as Joined
from kith.concerns.rules.links import link_ends
from kith.concerns.rules.references import new_reference
from kith.concerns.states import Stage
from kith.sharing.access import Asker
from kith.sharing.models import Link, LinkKind, Record, RecordKind

DRAWS = 8
# A clock of the database may run a little behind ours, and a link counts from its start.
BEFORE = timedelta(minutes=1)

# By when a decision is due depends on whom it is about: where two clocks run, the sooner holds.
DECIDING: dict[str, tuple[ClockKind, ...]] = {
    Kind.CHILD: (ClockKind.DECIDE,),
    Kind.ADULT: (ClockKind.ADULT_DECIDE,),
    Kind.BOTH: (ClockKind.DECIDE, ClockKind.ADULT_DECIDE),
    Kind.PLACE: (ClockKind.DECIDE,),
    Kind.UNKNOWN: (ClockKind.DECIDE,),
}


@dataclass(frozen=True)
class Raised:
    """What the envelope of a new concern says. Codes only: no names, and none of the words."""

    route: str
    kind: str = Kind.UNKNOWN
    sector: str = ""
    source_code: str = ""
    danger_now: bool = False


@transaction.atomic
def raise_concern(*, what: Raised, by: Asker | None, at: datetime) -> Concern:
    """Make the concern and put it before the front door. ``by`` is nobody for the public.

    The caller writes what is inside it in the same transaction: afterwards it can only be read when opened.
    """
    team = front_door_team()
    record = Record(kind=RecordKind.CONCERN, owner_agency=team.agency, made_at=at)
    record.save(force_insert=True)
    concern = _with_a_reference(record, what, at)
    Link(
        record=record,
        team=team,
        kind=LinkKind.DUTY,
        starts_at=at - BEFORE,
        ends_at=link_ends(Joined.ON_DUTY, at),
    ).save(force_insert=True)
    audit.record(
        what="concerns.raised",
        target=f"sharing.Record:{record.pk}",
        purpose=by.purpose if by else "",
        ground="your job includes referring" if by else "anybody may report",
        owner=str(team.agency_id),
        detail={"route": what.route, "kind": what.kind, "sector": what.sector, "danger_now": what.danger_now},
    )
    return concern


def decide_by(kind: str, at: datetime) -> datetime:
    """Reckon by when it must be decided what happens next."""
    clocks, calendar = hub_clocks(), hub_calendar()
    return min(due(clocks[clock], at, calendar) for clock in DECIDING[kind])


def _with_a_reference(record: Record, what: Raised, at: datetime) -> Concern:
    """Draw a reference; the database alone can say that one is taken, and then we draw again."""
    for _ in range(DRAWS):
        concern = Concern(
            record=record,
            reference=new_reference(),
            route=what.route,
            sector=what.sector,
            kind=what.kind,
            source_code=what.source_code,
            danger_now=what.danger_now,
            stage=Stage.RECEIVED,
            received_at=at,
            decide_by=decide_by(what.kind, at),
        )
        try:
            with transaction.atomic():
                concern.save(force_insert=True)
        except IntegrityError:
            continue
        return concern
    raise IntegrityError("No reference is free.")
