"""Ways of reading who is asking, and why a record is open to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kith.agencies import queries as agencies
from kith.sharing.access import Asker
from kith.sharing.models import Purpose, RoleMay


def asker(*, account_id: UUID, token: str, at: datetime) -> Asker | None:
    """Read who is behind this transaction's sign-in, with the acts their jobs allow for the purpose they stated."""
    who = agencies.working(account_id, at)
    if who is None:
        return None
    acts = RoleMay.objects.filter(role__in=who.roles, purpose=who.purpose).values_list("act", flat=True)
    account = who.account
    return Asker(
        account=account.pk,
        name=account.name,
        agency=account.agency_id,
        agency_name=account.agency.name,
        agency_kind=account.agency.kind,
        teams=who.teams,
        roles=who.roles,
        acts=frozenset(acts),
        purpose=who.purpose,
        at=at,
        two_factors=who.two_factors,
        token=token,
    )


def purposes_of(one: Asker) -> list[tuple[str, str]]:
    """List the purposes this person's jobs know, with their words."""
    known = set(RoleMay.objects.filter(role__in=one.roles).values_list("purpose", flat=True))
    return [(value, str(label)) for value, label in Purpose.choices if value in known]
