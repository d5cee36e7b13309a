"""Making and withdrawing agreements. Maintenance alone has the rights: an agreement is signed on paper first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kith.agencies.models import Agency
from kith.audit import actions as audit
from kith.sharing.models import Agreement, Clause, Party


@dataclass(frozen=True)
class Term:
    """One clause as it is typed in: what may pass, for what, between which kinds of agency."""

    number: str
    words: str
    purpose: str
    data_class: str
    owner_kind: str = ""
    partner_kind: str = ""
    withholds_sensitive: bool = False


def make_agreement(  # noqa: PLR0913 - all named
    *,
    title: str,
    version: str,
    starts_at: datetime,
    ends_at: datetime,
    parties: Iterable[Agency],
    terms: Iterable[Term],
    at: datetime,
    using: str = "default",
) -> Agreement:
    """Put a signed agreement into force for its dates. One title and version is made once."""
    with transaction.atomic(using=using):
        made, new = Agreement.objects.using(using).get_or_create(
            title=title, version=version, defaults={"starts_at": starts_at, "ends_at": ends_at}
        )
        if not new:
            return made
        Party.objects.using(using).bulk_create(Party(agreement=made, agency=one) for one in parties)
        Clause.objects.using(using).bulk_create(Clause(agreement=made, **vars(one)) for one in terms)
        _note("sharing.agreement_made", made, at, using)
    return made


def withdraw_agreement(*, agreement: Agreement, at: datetime, why: str = "", using: str = "default") -> None:
    """Withdraw an agreement. It bites at the next query."""
    with transaction.atomic(using=using):
        Agreement.objects.using(using).filter(pk=agreement.pk, withdrawn_at__isnull=True).update(withdrawn_at=at)
        _note("sharing.agreement_withdrawn", agreement, at, using, why)


def _note(what: str, agreement: Agreement, at: datetime, using: str, why: str = "") -> None:
    audit.record(
        what=what,
        target=f"sharing.Agreement:{agreement.pk}",
        ground="maintenance",
        detail={"at": at.isoformat()} | ({"why": why[:300]} if why else {}),
        using=using,
    )
