"""Ways of reading who is asking, and why a record is open to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.agencies import queries as agencies
from kith.agencies.models import Account
from kith.sharing.access import Asker
from kith.sharing.models import Bar, Link, LinkKind, Purpose, Record, RoleMay, SealMember, Subject, Unseal

GATE = "gate"


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


# -- Who is kept out. Only the gate reads these rows whole; each caller has opened the record, or answers for it. ------


def bars_on(record_id: UUID, people: Iterable[UUID] = (), account: UUID | None = None) -> list[Bar]:
    """List the bars that stand on a record, or on somebody in it; of one account, if one is named."""
    found = _standing().filter(Q(record=record_id) | Q(person__in=list(people)))
    return list(found.filter(account=account) if account else found)


def bars_to_review(asker: Asker) -> list[Bar]:
    """List the bars somebody's agency answers for: on its records, and on people, set by its staff.

    A record that somebody is kept out of does not exist for them here either.
    """
    staff = Account.objects.using(GATE).filter(agency=asker.agency).values_list("pk", flat=True)
    setters = [f"agencies.Account:{one}" for one in staff]
    found = _standing().filter(Q(record__owner_agency=asker.agency) | Q(record__isnull=True, set_by__in=setters))
    return list(found.exclude(record__in=_kept_from(asker)))


def _kept_from(asker: Asker) -> list[UUID]:
    return [one.record_id for one in _standing().filter(account=asker.account) if one.record_id]


def _standing() -> QuerySet[Bar]:
    """Find the bars nobody has lifted; one that is overdue for review stands all the same."""
    rows = Bar.objects.using(GATE).filter(lifted_at__isnull=True)
    return rows.select_related("account__agency").order_by("review_at")


def seals_to_review(asker: Asker) -> list[Record]:
    """List the sealed records somebody's agency owns, those first that are to be reviewed first."""
    rows = Record.objects.using(GATE).filter(owner_agency=asker.agency, sealed=True)
    return list(rows.exclude(pk__in=_kept_from(asker)).order_by("seal_review_at"))


def seal_members(record_id: UUID) -> list[Account]:
    """List those named on a record's seal."""
    rows = SealMember.objects.using(GATE).filter(record=record_id).select_related("account__agency")
    return [one.account for one in rows.order_by("account__name")]


def takes_part_in_seal(asker: Asker, record_id: UUID) -> bool:
    """Say whether somebody is named on a record's seal, or reviews the seals of the agency that owns it."""
    if record_id in _kept_from(asker):
        return False
    named = SealMember.objects.using(GATE).filter(record=record_id, account=asker.account)
    owned = Record.objects.using(GATE).filter(pk=record_id, owner_agency=asker.agency)
    return named.exists() or (asker.may("review_restrictions") and owned.exists())


def unsealing(record_id: UUID) -> Unseal | None:
    """Find the request to open a seal that waits for a second person."""
    rows = Unseal.objects.using(GATE).filter(record=record_id, agreed_at__isnull=True)
    return rows.select_related("asked_by").order_by("-asked_at").first()


def people_of(record_id: UUID) -> list[UUID]:
    """List whom a record is about, once it is open."""
    return list(Subject.objects.filter(record=record_id, ended_at__isnull=True).values_list("person", flat=True))


def colleagues(asker: Asker, record_id: UUID) -> list[Account]:
    """List those somebody may name about an open record: their own agency's people, and all who have to do with it."""
    links = Link.objects.filter(record=record_id)
    linked = Q(pk__in=list(links.values_list("account", flat=True))) | Q(
        memberships__team__in=list(links.values_list("team", flat=True))
    )
    rows = Account.objects.select_related("agency").filter(Q(agency=asker.agency) | linked, is_active=True)
    return list(rows.exclude(pk=asker.account).distinct().order_by("name"))


def allocated(record_id: UUID) -> list[UUID]:
    """List who works on an open record by name."""
    links = Link.objects.filter(record=record_id, kind=LinkKind.ALLOCATED, account__isnull=False)
    return [one.account_id for one in links if one.account_id]


def owner_of(record_id: UUID) -> UUID | None:
    """Name the agency that owns a record, as the gate sees it: whoever is refused cannot read it themselves."""
    return Record.objects.using(GATE).filter(pk=record_id).values_list("owner_agency", flat=True).first()
