"""Reading who is joined to an open concern: who referred it, and who works on it."""

from __future__ import annotations

from uuid import UUID

from kith.agencies.models import Account
from kith.concerns.models import Concern
from kith.sharing.models import Link, LinkKind


def referrers(concern: Concern) -> list[UUID]:
    """Find the accounts that sent the referral, if professionals did."""
    links = Link.objects.filter(record=concern.record_id, kind=LinkKind.REFERRER, account__isnull=False)
    return [account for account in links.values_list("account", flat=True).distinct() if account]


def referrer_accounts(concern: Concern) -> list[Account]:
    """Read who sent the referral, to be rung and told."""
    return list(Account.objects.select_related("agency").filter(pk__in=referrers(concern)).order_by("name"))
