"""Asking agencies, all at once, what they know about named people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.agencies.models import Team
from kith.concerns import access, notices, states
from kith.concerns.actions.breaches import explain
from kith.concerns.actions.inside import change, lock, note, put_in
from kith.concerns.models import Concern, InformationRequest, RequestedAgency
from kith.concerns.queries.asking import answering_teams, covered_teams, question_due
from kith.concerns.rules.links import LinkKind as Joined
from kith.concerns.rules.links import link_ends
from kith.concerns.states import Stage
from kith.lib.phrases import listed, said_moment
from kith.people.models import Person
from kith.sharing.access import Asker
from kith.sharing.models import Link, LinkKind, Purpose


class NoClause(Exception):
    """No agreement covers the question. The words are fit for whoever asked."""


class NobodyAsked(Exception):
    """No agency that answers questions was chosen."""


@dataclass(frozen=True)
class Question:
    """What is asked of whom, why, and on what basis in law."""

    agencies: Collection[UUID]
    people: Collection[UUID]
    purpose: str
    basis: str
    words: str = ""


@transaction.atomic
def ask(
    *, concern: Concern, version: int, question: Question, late_reason: str = "", by: Asker, at: datetime
) -> InformationRequest:
    """Ask the agencies in parallel, and join the team that answers for each to the concern until the link ends."""
    one = lock(concern, version=version)
    decision = access.ASK.require(by, one)
    teams = _teams(question.agencies, by)
    if one.stage != Stage.GATHERING:
        states.check_move(one.stage, Stage.GATHERING)
    explain(concern=one, reason=late_reason, by=by, at=at)
    request = InformationRequest(
        purpose_words=question.purpose, basis=question.basis, question=question.words, due_at=question_due(one, at)
    )
    put_in(request, concern=one, by=by, at=at)
    request.people.set(Person.objects.filter(record=one.record_id, pk__in=question.people))
    _join(request, teams, at)
    one.stage = Stage.GATHERING
    change(one, "stage")
    note("asked", concern=one, by=by, decision=decision, detail={"agencies": sorted(str(t.agency_id) for t in teams)})
    notices.asked(one, holders=[team.agency_id for team in teams], due=said_moment(request.due_at), at=at)
    return request


def _teams(chosen: Collection[UUID], by: Asker) -> Sequence[Team]:
    teams = list(answering_teams().filter(agency__in=chosen))
    if not teams:
        raise NobodyAsked("Choose at least one agency that answers questions.")
    covered = {team.pk for team in covered_teams(by)}
    without = [team.agency.name for team in teams if team.pk not in covered]
    if without:
        purpose = Purpose(by.purpose).label
        raise NoClause(
            f"No clause of an agreement in force lets {listed(without)} answer {by.agency_name} for the purpose "
            f"“{purpose}”. Nobody was asked. Ask the person in charge of your sharing agreements."
        )
    return teams


def _join(request: InformationRequest, teams: Sequence[Team], at: datetime) -> None:
    RequestedAgency.objects.bulk_create(
        RequestedAgency(record_id=request.record_id, request=request, agency_id=team.agency_id) for team in teams
    )
    Link.objects.bulk_create(
        Link(
            record_id=request.record_id,
            team=team,
            kind=LinkKind.ASKED,
            starts_at=at,
            ends_at=link_ends(Joined.ASKED, at),
        )
        for team in teams
    )
