"""Ways of reading agencies and accounts. These tables hold no case details."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from kith.agencies.models import Account, Agency, Membership, Notice, Role, RoleGrant, SignIn, Team, TeamKind


@dataclass(frozen=True)
class Working:
    """One signed-in person: who, where, in which teams, with which jobs, for what purpose."""

    account: Account
    teams: frozenset[UUID]
    roles: frozenset[str]
    purpose: str
    two_factors: bool


def _now_true(at: datetime) -> Q:
    return Q(starts_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))


def working(account_id: UUID, at: datetime) -> Working | None:
    """Read who is behind the live sign-in of this transaction, or nothing."""
    sign_in = SignIn.objects.filter(account=account_id, revoked_at__isnull=True, ends_at__gt=at).first()
    if sign_in is None or sign_in.idle_until <= at:
        return None
    account = Account.objects.select_related("agency").filter(pk=account_id, is_active=True).first()
    if account is None:
        return None
    teams = Membership.objects.filter(_now_true(at), account=account_id).values_list("team_id", flat=True)
    roles = RoleGrant.objects.filter(_now_true(at), account=account_id).values_list("role", flat=True)
    return Working(account, frozenset(teams), frozenset(roles), sign_in.purpose, sign_in.second_factor_at is not None)


# What somebody with this job is usually here for; they can say something else. A role in two places comes first here.
USUAL_PURPOSE = {
    Role.TRIAGE: "front_door",
    Role.DECISION_MAKER: "front_door",
    Role.SENIOR: "front_door",
    Role.RESEARCHER: "safeguarding",
    Role.WORKER: "safeguarding",
    Role.PRIVACY_OFFICER: "oversight",
    Role.DATA_OFFICER: "sending",
    Role.REFERRER: "referring",
}


def usual_purpose(account_id: UUID, at: datetime) -> str:
    """Say what this person is usually here for, or nothing if their jobs do not tell."""
    roles = set(RoleGrant.objects.filter(_now_true(at), account=account_id).values_list("role", flat=True))
    return next((purpose for role, purpose in USUAL_PURPOSE.items() if role in roles), "")


def names(words: Iterable[str]) -> dict[str, str]:
    """Turn the audit's words for accounts into names and agencies, for a page. Unknown words stay as they are."""
    ids = {one: one.removeprefix("agencies.Account:") for one in words if one.startswith("agencies.Account:")}
    found = {
        str(a.pk): f"{a.name}, {a.agency.name}"
        for a in Account.objects.select_related("agency").filter(pk__in=set(ids.values()))
    }
    return {one: found.get(key, "Somebody no longer here") for one, key in ids.items()}


def front_door_team() -> Team:
    """Find the team on duty at the front door."""
    return Team.objects.select_related("agency").get(kind=TeamKind.FRONT_DOOR)


def research_team(agency: Agency) -> Team | None:
    """Find the team that answers questions for an agency."""
    return Team.objects.filter(agency=agency, kind=TeamKind.RESEARCH).first()


def agencies_that_answer() -> QuerySet[Agency]:
    """List the agencies that can be asked what they know."""
    return Agency.objects.filter(teams__kind=TeamKind.RESEARCH).distinct()


MAY_BE_HANDED_WORK = (Role.WORKER,)


def workers() -> QuerySet[Account]:
    """List those who may take on a concern."""
    return Account.objects.filter(is_active=True, role_grants__role__in=MAY_BE_HANDED_WORK).distinct().order_by("name")


def notices() -> QuerySet[Notice]:
    """List the notices the wall lets this person see, newest first."""
    return Notice.objects.order_by("-at")


@dataclass(frozen=True)
class Machine:
    """A system that calls by itself: whose it is, and what it may do."""

    id: UUID
    agency: UUID
    system: str
    scopes: frozenset[str]


def machine() -> Machine | None:
    """Read which machine's live token this transaction carries, or nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select id, agency_id, system, scopes from agencies_machine()")
        row = cursor.fetchone()
    return Machine(row[0], row[1], row[2], frozenset(row[3].split())) if row else None
