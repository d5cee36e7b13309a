"""Reading whom the front door may ask, and by when they should answer."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, Q, QuerySet

from kith.agencies.models import Team, TeamKind
from kith.concerns.models import Concern
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.clocks import ClockKind, due
from kith.sharing.access import Asker, clauses_for
from kith.sharing.models import DataClass


def answering_teams() -> QuerySet[Team]:
    """List the teams that answer for their agency, one an agency."""
    teams = Team.objects.filter(kind=TeamKind.RESEARCH).select_related("agency")
    return teams.order_by("agency__name", "agency_id", "name").distinct("agency__name", "agency_id")


def covered_teams(asker: Asker) -> QuerySet[Team]:
    """Keep the teams whose agency may answer this person's agency, for their purpose, under a clause in force."""
    clause = clauses_for(asker, DataClass.ANSWER, "agency")
    return answering_teams().filter(Q(agency=asker.agency) | Q(Exists(clause)))


def question_due(concern: Concern, at: datetime) -> datetime:
    """Reckon by when the agencies should answer: the clock of the rating, or a short one if that has run out."""
    first = concern.research_by or concern.decide_by
    return first if first > at else due(hub_clocks()[ClockKind.RESEARCH_RED], at, hub_calendar())
