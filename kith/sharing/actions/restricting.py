"""Keeping people out: seals and bars. They are kept by the gate, never by the page's own connection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kith.agencies import actions as agencies
from kith.agencies.actions import act_as
from kith.agencies.models import Role
from kith.audit import actions as audit
from kith.sharing import queries
from kith.sharing.access import Asker, NotAllowed, need_job
from kith.sharing.actions.opening import NotHere, open_record
from kith.sharing.models import Bar, Record, SealMember, Unseal

GATE = "gate"
LONGEST_REVIEW = timedelta(days=90)
# Told that a colleague keeps themselves out. Not the managers: each could learn by asking whether there is a record.
TOLD_OF_A_CONFLICT = (Role.PRIVACY_OFFICER,)


class ReviewTooLate(ValueError):
    """A seal or a bar is reviewed within ninety days, or it is forgotten."""


def _need_review(review_at: datetime, at: datetime) -> None:
    latest = timezone.localtime(at).date() + LONGEST_REVIEW
    if not timezone.localtime(at).date() <= timezone.localtime(review_at).date() <= latest:
        raise ReviewTooLate(f"The review must be within {LONGEST_REVIEW.days} days.")


def _note(asker: Asker, what: str, record_id: UUID | None, **detail: str) -> None:
    audit.record(
        what=what,
        target=f"sharing.Record:{record_id}" if record_id else "sharing.Bar",
        purpose=asker.purpose,
        ground="your job includes it",
        owner=str((queries.owner_of(record_id) if record_id else None) or ""),
        detail=dict(detail),
        using=GATE,
    )


# -- Seals -------------------------------------------------------------------------------------------------------------


def seal(
    *, record_id: UUID, members: Iterable[UUID], reason: str, review_at: datetime, by: Asker, at: datetime
) -> None:
    """Seal a record to named people, the sealer among them. A seal has a reason and a review date."""
    need_job(by, "seal", "seal this")
    _need_review(review_at, at)
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


def _need_part_in_seal(by: Asker, record_id: UUID) -> None:
    """Let those named on a seal take part in opening it, and those who answer for it; to others there is none."""
    need_job(by, "seal", "open the seal of this")
    if not queries.takes_part_in_seal(by, record_id):
        raise NotHere


def ask_to_unseal(*, record_id: UUID, reason: str, by: Asker, at: datetime) -> UUID:
    """Ask for a seal to be opened; somebody else has to agree."""
    _need_part_in_seal(by, record_id)
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
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        one = Unseal.objects.using(GATE).select_for_update(no_key=True).filter(pk=unseal_id).first()
        if one is None or one.agreed_at is not None:
            raise NotHere
        _need_part_in_seal(by, one.record_id)
        if one.asked_by_id == by.account:
            raise NotAllowed("open the seal of this", ("you asked for it yourself; it takes two people",))
        Unseal.objects.using(GATE).filter(pk=unseal_id).update(agreed_by=by.account, agreed_at=at)
        Record.objects.using(GATE).filter(pk=one.record_id).update(sealed=False, sealed_reason="", seal_review_at=None)
        _note(by, "sharing.unsealed", one.record_id, unseal=str(unseal_id))


def keep_seal(*, record_id: UUID, review_at: datetime, by: Asker, at: datetime) -> None:
    """Review a seal, and keep it until a new date."""
    need_job(by, "review_restrictions", "review this")
    _need_review(review_at, at)
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        if record_id not in {one.pk for one in queries.seals_to_review(by)}:
            raise NotHere
        Record.objects.using(GATE).filter(pk=record_id, sealed=True).update(seal_review_at=review_at)
        _note(by, "sharing.seal_kept", record_id)


# -- Bars --------------------------------------------------------------------------------------------------------------


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
    need_job(by, "bar", "bar somebody from this")
    _need_review(review_at, at)
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


def declare_conflict(*, record_id: UUID, kind: str, by: Asker, at: datetime) -> None:
    """Keep oneself out of a record. Needs no job, and says the same whether there is such a record or not."""
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        owner = queries.owner_of(record_id)
        if owner and not queries.bars_on(record_id, account=by.account):
            Bar(
                account_id=by.account,
                record_id=record_id,
                kind=kind,
                set_by=by.words,
                starts_at=at,
                review_at=at + LONGEST_REVIEW,
            ).save(using=GATE, force_insert=True)
            _tell_of_a_conflict(owner, at)
        audit.record(
            what="sharing.conflict_declared",
            target=f"sharing.Record:{record_id}",
            purpose=by.purpose,
            ground="you may always keep yourself out",
            owner=str(owner or ""),
            using=GATE,
        )


def _tell_of_a_conflict(owner: UUID, at: datetime) -> None:
    for role in TOLD_OF_A_CONFLICT:
        agencies.tell_role(
            agency=owner,
            role=role,
            what="sharing.conflict",
            words="A colleague declared a conflict of interest, and can no longer open a record.",
            path="/restrictions/",
            at=at,
            using=GATE,
        )


def lift_bar(*, bar_id: UUID, by: Asker, at: datetime) -> None:
    """Lift a bar. Nobody lifts one against themselves."""
    need_job(by, "bar", "lift this bar")
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        one = _bar_to_review(bar_id, by, "lift this bar")
        Bar.objects.using(GATE).filter(pk=bar_id).update(lifted_at=at)
        _note(by, "sharing.bar_lifted", one.record_id, bar=str(bar_id))


def keep_bar(*, bar_id: UUID, review_at: datetime, by: Asker, at: datetime) -> None:
    """Review a bar, and keep it until a new date. Nobody reviews one against themselves."""
    need_job(by, "bar", "review this bar")
    _need_review(review_at, at)
    with transaction.atomic(using=GATE):
        act_as(by.token, using=GATE)
        one = _bar_to_review(bar_id, by, "review this bar")
        Bar.objects.using(GATE).filter(pk=bar_id).update(review_at=review_at)
        _note(by, "sharing.bar_kept", one.record_id, bar=str(bar_id))


def _bar_to_review(bar_id: UUID, by: Asker, verb: str) -> Bar:
    one = next((bar for bar in queries.bars_to_review(by) if bar.pk == bar_id), None)
    if one is None:
        raise NotHere
    if one.account_id == by.account:
        raise NotAllowed(verb, ("the bar is against you",))
    return one
