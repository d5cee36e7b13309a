"""Strategy discussions. One may be called at any time; it is not a stage."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.concerns import access, notices, states
from kith.concerns.actions.inside import lock, note, put_in
from kith.concerns.models import Concern, StrategyDiscussion
from kith.concerns.queries.asking import answering_teams
from kith.concerns.rules.links import LinkKind as Joined
from kith.concerns.rules.links import link_ends
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere
from kith.sharing.models import Link, LinkKind


@dataclass(frozen=True)
class Held:
    """What came of a discussion. ``threshold_met`` is nothing when it was not held."""

    attendees: str
    agreed_facts: str
    threshold_met: bool | None
    actions: str = ""
    dissent: str = ""


@transaction.atomic
def call(*, concern: Concern, agencies: Collection[UUID], reason: str, by: Asker, at: datetime) -> StrategyDiscussion:
    """Call the agencies together now, and let those who answer for them open the concern."""
    one = lock(concern)
    decision = access.MEET.require(by, one)
    teams = list(answering_teams().filter(agency__in=agencies))
    discussion = StrategyDiscussion(reason=reason)
    put_in(discussion, concern=one, by=by, at=at)
    ends = link_ends(Joined.MEETING, at)
    Link.objects.bulk_create(
        Link(record_id=one.record_id, team=team, kind=LinkKind.MEETING, starts_at=at, ends_at=ends) for team in teams
    )
    invited = [team.agency_id for team in teams]
    note("strategy_called", concern=one, by=by, decision=decision, detail={"agencies": sorted(map(str, invited))})
    notices.called(one, invited=invited, at=at)
    return discussion


@transaction.atomic
def write_up(*, concern: Concern, discussion: UUID, held: Held, by: Asker, at: datetime) -> StrategyDiscussion:
    """Record what a discussion agreed, or that it was not held. Only once: what was recorded stays."""
    one = lock(concern)
    decision = access.MEET.require(by, one)
    called = StrategyDiscussion.objects.filter(record=one.record_id, follows=None, pk=discussion).first()
    if called is None:
        raise NotHere
    after = states.DiscussionState.NOT_HELD if held.threshold_met is None else states.DiscussionState.HELD
    states.check_discussion_move(_state(called), after)
    written = StrategyDiscussion(
        follows=called,
        reason=called.reason,
        attendees=held.attendees,
        agreed_facts=held.agreed_facts,
        threshold_met=held.threshold_met,
        actions=held.actions,
        dissent=held.dissent,
    )
    put_in(written, concern=one, by=by, at=at)
    note("strategy_recorded", concern=one, by=by, decision=decision, detail={"threshold_met": held.threshold_met})
    return written


def _state(called: StrategyDiscussion) -> states.DiscussionState:
    """Read how far a discussion has come from what was written after it was called."""
    written = StrategyDiscussion.objects.filter(follows=called).first()
    if written is None:
        return states.DiscussionState.CALLED
    return states.DiscussionState.NOT_HELD if written.threshold_met is None else states.DiscussionState.HELD
