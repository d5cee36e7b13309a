"""Triage: somebody takes a concern, rates it, or puts it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kith.concerns import access, states
from kith.concerns.actions.breaches import explain
from kith.concerns.actions.inside import change, lock, note, put_in
from kith.concerns.actions.raising import decide_by
from kith.concerns.models import Concern, FastFilter, Statement
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.clocks import research_due
from kith.concerns.rules.links import LinkKind as Joined
from kith.concerns.rules.links import link_ends
from kith.concerns.states import Stage
from kith.sharing.access import Asker
from kith.sharing.models import Link, LinkKind


@transaction.atomic
def take(*, concern: Concern, version: int, by: Asker, at: datetime) -> Concern:
    """Take a concern from the queue, or from somebody else who has it."""
    one = lock(concern, version=version)
    decision = access.TRIAGE.require(by, one)
    if one.stage == Stage.RECEIVED:
        one.stage = Stage.SCREENING
    before, one.owner, one.owner_name = one.owner, by.words, by.name
    change(one, "stage", "owner", "owner_name")
    note("taken", concern=one, by=by, decision=decision, detail={"from": before})
    return one


@transaction.atomic
def put_back(*, concern: Concern, version: int, by: Asker, at: datetime) -> Concern:
    """Put a concern back, so that somebody else can take it."""
    one = lock(concern, version=version)
    decision = access.TRIAGE.require(by, one)
    if one.stage == Stage.SCREENING:
        states.check_move(one.stage, Stage.RECEIVED)
        one.stage = Stage.RECEIVED
    one.owner, one.owner_name = "", ""
    change(one, "stage", "owner", "owner_name")
    note("put_back", concern=one, by=by, decision=decision)
    return one


@transaction.atomic
def rate(  # noqa: PLR0913 - all named
    *, concern: Concern, version: int, brag: str, reason: str, late_reason: str = "", by: Asker, at: datetime
) -> Concern:
    """Rate a concern Blue, Red, Amber or Green, with a reason; this starts the clock of the agencies' search."""
    one = lock(concern, version=version)
    decision = access.TRIAGE.require(by, one)
    if one.stage not in states.UNDECIDED:
        raise states.CannotMove("This concern is decided, so the fast filter no longer sorts it.")
    explain(concern=one, reason=late_reason, by=by, at=at)
    if one.stage == Stage.RECEIVED:
        one.stage, one.owner, one.owner_name = Stage.SCREENING, by.words, by.name
    before, one.brag = one.brag, brag
    one.research_by = research_due(brag, one.received_at, hub_calendar(), hub_clocks())
    put_in(FastFilter(brag=brag, reason=reason), concern=one, by=by, at=at)
    change(one, "stage", "owner", "owner_name", "brag", "research_by")
    note("rated", concern=one, by=by, decision=decision, detail={"from": before, "to": brag})
    return one


@transaction.atomic
def reopen(*, concern: Concern, version: int, words: str, by: Asker, at: datetime) -> Concern:
    """Open a closed concern again, because somebody has told more. Its clock starts anew, and duty on it with it."""
    one = lock(concern, version=version)
    decision = access.TRIAGE.require(by, one)
    states.check_move(one.stage, Stage.SCREENING)
    put_in(Statement(what=words), concern=one, by=by, at=at)
    one.stage, one.owner, one.owner_name = Stage.SCREENING, by.words, by.name
    one.decided_at = one.closed_at = None
    one.decide_by = decide_by(one.kind, at)
    change(one, "stage", "owner", "owner_name", "decided_at", "closed_at", "decide_by")
    Link.objects.filter(record=one.record_id, kind=LinkKind.DUTY, ends_at__gt=at).update(
        ends_at=link_ends(Joined.ON_DUTY, at)
    )
    note("reopened", concern=one, by=by, decision=decision)
    return one
