"""Deciding what happens next, and thinking again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kith.concerns import access, notices, states
from kith.concerns.actions.breaches import explain
from kith.concerns.actions.inside import change, lock, note, put_in
from kith.concerns.models import Concern, Kind, Statement, ThresholdDecision
from kith.concerns.queries.people import referrers
from kith.concerns.rules.codes import Decided, Outcome, outcomes_for
from kith.concerns.rules.thresholds import CURRENT, check_levels, scheme
from kith.concerns.states import Stage
from kith.sharing.access import Asker


class NotForThem(Exception):
    """This outcome is not one for the people the concern is about."""


@dataclass(frozen=True)
class Judgement:
    """What was judged: the levels of the scheme, what happens next, and why."""

    levels: Sequence[int]
    outcome: str
    rationale: str
    would_change: str = ""


def outcomes_of(concern: Concern) -> tuple[Decided, ...]:
    """Give the outcomes that can be chosen for whom this concern is about."""
    children = concern.kind != Kind.ADULT
    adults = concern.kind != Kind.CHILD
    return outcomes_for(children=children, adults=adults)


@transaction.atomic
def decide(
    *, concern: Concern, version: int, judgement: Judgement, late_reason: str = "", by: Asker, at: datetime
) -> ThresholdDecision:
    """Record the decision under the scheme in force. Of two who decide at once, one wins and the other is told."""
    one = lock(concern, version=version)
    allowed = access.DECIDE.require(by, one)
    if judgement.outcome not in {row.outcome for row in outcomes_of(one)}:
        raise NotForThem("That outcome is not for the people this concern is about.")
    levels = check_levels(CURRENT, judgement.levels)
    states.check_move(one.stage, Stage.DECIDED)
    explain(concern=one, reason=late_reason, by=by, at=at)
    decision = ThresholdDecision(
        scheme=scheme(CURRENT).code,
        scheme_version=scheme(CURRENT).version,
        levels=[{"number": level.number, "name": level.name} for level in levels],
        outcome=judgement.outcome,
        rationale=judgement.rationale,
        would_change=judgement.would_change,
        decider_id=by.account,
    )
    put_in(decision, concern=one, by=by, at=at)
    one.stage, one.decided_at = Stage.DECIDED, at
    change(one, "stage", "decided_at")
    note("decided", concern=one, by=by, decision=allowed, detail={"outcome": Outcome(judgement.outcome).value})
    notices.decided(one, referrers=referrers(one), at=at)
    return decision


@transaction.atomic
def think_again(*, concern: Concern, version: int, words: str, by: Asker, at: datetime) -> Concern:
    """Open a decision again, because somebody who was told of it knew more. What they said is kept."""
    one = lock(concern, version=version)
    allowed = access.DECIDE.require(by, one)
    states.check_move(one.stage, Stage.GATHERING)
    put_in(Statement(what=words), concern=one, by=by, at=at)
    one.stage, one.decided_at = Stage.GATHERING, None
    change(one, "stage", "decided_at")
    note("thought_again", concern=one, by=by, decision=allowed)
    return one
