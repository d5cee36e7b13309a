"""Taking on agencies, teams and people. Maintenance alone has the rights; the page's own connection has none.

Each verb may be run again: what is there already is left as it is, and nothing is recorded twice.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kith.agencies.models import Account, Agency, Membership, RoleGrant, Team
from kith.audit import actions as audit


def _note(what: str, target: str, using: str, **detail: str) -> None:
    audit.record(what=what, target=target, ground="maintenance", detail=dict(detail), using=using)


def add_agency(
    *, slug: str, name: str, kind: str, duty_phone: str = "", at: datetime, using: str = "default"
) -> Agency:
    """Take on an agency, or give the one that has this short name."""
    with transaction.atomic(using=using):
        found, made = Agency.objects.using(using).get_or_create(
            slug=slug, defaults={"name": name, "kind": kind, "duty_phone": duty_phone}
        )
        if made:
            _note("agencies.agency_added", f"agencies.Agency:{found.pk}", using, at=at.isoformat())
    return found


def add_team(*, agency: Agency, name: str, kind: str, phone: str = "", at: datetime, using: str = "default") -> Team:
    """Take on a team of an agency."""
    with transaction.atomic(using=using):
        found, made = Team.objects.using(using).get_or_create(
            agency=agency, name=name, defaults={"kind": kind, "phone": phone}
        )
        if made:
            _note("agencies.team_added", f"agencies.Team:{found.pk}", using, at=at.isoformat())
    return found


def add_account(
    *, email: str, name: str, agency: Agency, password: str = "", at: datetime, using: str = "default"
) -> tuple[Account, bool]:
    """Take on somebody, with a first password or none; say whether they are new."""
    with transaction.atomic(using=using):
        found = Account.objects.using(using).filter(email__iexact=email).first()
        if found is not None:
            return found, False
        found = Account(email=email, name=name, agency=agency)
        found.set_password(password or None)
        found.save(using=using, force_insert=True)
        _note("agencies.account_added", found.words, using, at=at.isoformat())
    return found, True


def give_role(*, account: Account, role: str, at: datetime, using: str = "default") -> None:
    """Give somebody a job from now on."""
    with transaction.atomic(using=using):
        held = RoleGrant.objects.using(using).filter(account=account, role=role, ends_at__isnull=True)
        if not held.exists():
            RoleGrant.objects.using(using).create(account=account, role=role, starts_at=at)
            _note("agencies.role_given", account.words, using, role=role)


def join(*, account: Account, team: Team, at: datetime, using: str = "default") -> None:
    """Put somebody in a team from now on."""
    with transaction.atomic(using=using):
        held = Membership.objects.using(using).filter(account=account, team=team, ends_at__isnull=True)
        if not held.exists():
            Membership.objects.using(using).create(account=account, team=team, starts_at=at)
            _note("agencies.team_joined", account.words, using, team=str(team.pk))


def switch_off(*, account: Account, at: datetime, using: str = "default") -> None:
    """Switch an account off. What it has open closes at the next query."""
    with transaction.atomic(using=using):
        Account.objects.using(using).filter(pk=account.pk, is_active=True).update(is_active=False)
        _note("agencies.account_switched_off", account.words, using, at=at.isoformat())
