"""Reading who is joined to an open concern: who referred it, and who works on it."""

from __future__ import annotations

from uuid import UUID

from kith.agencies.models import Account
from kith.concerns.models import Concern
from kith.people.models import Person
from kith.sharing.models import Link, LinkKind


def referrers(concern: Concern) -> list[UUID]:
    """Find the accounts that sent the referral, if professionals did."""
    links = Link.objects.filter(record=concern.record_id, kind=LinkKind.REFERRER, account__isnull=False)
    return sorted(set(links.values_list("account", flat=True)))


def referrer_accounts(concern: Concern) -> list[Account]:
    """Read who sent the referral, to be rung and told."""
    return list(Account.objects.select_related("agency").filter(pk__in=referrers(concern)).order_by("name"))


def people_in(concern: Concern) -> list[Person]:
    """Read the people of an open concern, in the order they were added."""
    return list(Person.objects.filter(record=concern.record_id).order_by("at", "name"))
