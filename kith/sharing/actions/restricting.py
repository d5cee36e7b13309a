"""Keeping people out: seals and bars. They are kept by the gate, never by the page's own connection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kith.agencies.actions import act_as
from kith.audit import actions as audit
from kith.sharing.access import Asker, NotAllowed
from kith.sharing.actions.opening import NotHere, open_record
from kith.sharing.models import Bar, Record, SealMember, Unseal

GATE = "gate"


def _need(asker: Asker, act: str, verb: str) -> None:
    if not asker.may(act):
        raise NotAllowed(verb, ("your job, or the purpose you stated, does not include it",))


def _note(asker: Asker, what: str, record_id: UUID | None, **detail: str) -> None:
    audit.record(
        what=what,
        target=f"sharing.Record:{record_id}" if record_id else "sharing.Bar",
        purpose=asker.purpose,
        ground="your job includes it",
        detail=dict(detail),
        using=GATE,
    )


def seal(
    *, record_id: UUID, members: Iterable[UUID], reason: str, review_at: datetime, by: Asker, at: datetime
) -> None:
    """Seal a record to named people, the sealer among them. A seal has a reason and a review date."""
    _need(by, "seal", "seal")
    open_record(by, record_id, reason_code="seal")
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        Record.objects.using(GATE).filter(pk=record_id).update(
            sealed=True, sealed_reason=reason, seal_review_at=review_at
        )
        for account in {*members, by.account}:
            if not SealMember.objects.using(GATE).filter(record=record_id, account=account).exists():
                SealMember(record_id=record_id, account_id=account, added_by=by.words, at=at).save(using=GATE)
        _note(by, "sharing.sealed", record_id)


def ask_to_unseal(*, record_id: UUID, reason: str, by: Asker, at: datetime) -> UUID:
    """Ask for a seal to be opened; somebody else has to agree."""
    _need(by, "seal", "open the seal of")
    one = Unseal(record_id=record_id, reason=reason, asked_by_id=by.account, asked_at=at)
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        if not Record.objects.using(GATE).filter(pk=record_id, sealed=True).exists():
            raise NotHere
        one.save(using=GATE, force_insert=True)
        _note(by, "sharing.unseal_asked", record_id, unseal=str(one.pk))
    return one.pk


def agree_to_unseal(*, unseal_id: UUID, by: Asker, at: datetime) -> None:
    """Agree, as a second person, that a seal is opened."""
    _need(by, "seal", "open the seal of")
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        one = Unseal.objects.using(GATE).select_for_update(no_key=True).filter(pk=unseal_id).first()
        if one is None or one.agreed_at is not None:
            raise NotHere
        if one.asked_by_id == by.account:
            raise NotAllowed("open the seal of", ("you asked for it yourself; it takes two people",))
        Unseal.objects.using(GATE).filter(pk=unseal_id).update(agreed_by=by.account, agreed_at=at)
        Record.objects.using(GATE).filter(pk=one.record_id).update(sealed=False, sealed_reason="", seal_review_at=None)
        _note(by, "sharing.unsealed", one.record_id, unseal=str(unseal_id))


def bar(  # noqa: PLR0913 - all named
    *,
    account: UUID,
    kind: str,
    review_at: datetime,
    by: Asker,
    at: datetime,
    record_id: UUID | None = None,
    person: UUID | None = None,
) -> UUID:
    """Bar somebody from a record, or from every record about a person. Acts on records already open."""
    _need(by, "bar", "bar somebody from")
    one = Bar(
        account_id=account,
        record_id=record_id,
        person=person,
        kind=kind,
        set_by=by.words,
        starts_at=at,
        review_at=review_at,
    )
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        one.save(using=GATE, force_insert=True)
        _note(by, "sharing.barred", record_id, bar=str(one.pk))
    return one.pk


def lift_bar(*, bar_id: UUID, by: Asker, at: datetime) -> None:
    """Lift a bar. Nobody lifts one against themselves."""
    _need(by, "bar", "lift a bar on")
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        one = Bar.objects.using(GATE).filter(pk=bar_id, lifted_at__isnull=True).first()
        if one is None:
            raise NotHere
        if one.account_id == by.account:
            raise NotAllowed("lift a bar on", ("the bar is against you",))
        Bar.objects.using(GATE).filter(pk=bar_id).update(lifted_at=at)
        _note(by, "sharing.bar_lifted", one.record_id, bar=str(bar_id))
