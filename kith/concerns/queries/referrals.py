"""Reading somebody's own referrals: what they are writing, and what came of what they sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from kith.concerns import access
from kith.concerns.models import Concern, Feedback, Kind, ReferralDraft
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.clocks import ClockKind, said_left
from kith.concerns.rules.referrals import Answers
from kith.concerns.states import STAGE_LABELS, UNDECIDED, Stage
from kith.lib.phrases import count, said_moment
from kith.sharing.access import Asker, need_job

MOST = 200


@dataclass(frozen=True)
class Begun:
    """One referral that is being written."""

    draft: ReferralDraft

    @property
    def about(self) -> str:
        """Say whom it is about so far: how many people, and no names."""
        people = len(Answers.of(self.draft.answers).order)
        return count(people, "person", "people") if people else "Nobody added yet"


@dataclass(frozen=True)
class Sent:
    """One referral that was sent: how far it has come, and what its sender was told."""

    draft: ReferralDraft
    concern: Concern | None
    clock: str
    late: bool
    told: tuple[Feedback, ...]

    @property
    def stage(self) -> str:
        """Say the stage in words. Where nothing is listed any more, nothing is said of why."""
        return STAGE_LABELS[Stage(self.concern.stage)] if self.concern else "No longer shown"


@dataclass(frozen=True)
class Mine:
    """Everything somebody refers."""

    drafts: tuple[Begun, ...]
    sent: tuple[Sent, ...]


def mine(asker: Asker, at: datetime) -> Mine:
    """List this person's drafts and what they sent, newest first: four queries, however many there are."""
    need_job(asker, "refer", "see referrals")
    kept = _written_by(asker).filter(expires_at__gt=at)
    drafts = kept.filter(sent_at__isnull=True).order_by("-saved_at")[:MOST]
    sent_ones = kept.filter(sent_at__isnull=False).defer("answers").order_by("-sent_at")[:MOST]
    return Mine(tuple(Begun(draft) for draft in drafts), _followed(asker, list(sent_ones), at))


def one(asker: Asker, draft_id: UUID, at: datetime) -> ReferralDraft | None:
    """Read one of this person's own, if it is there and has not run out."""
    return _written_by(asker).filter(pk=draft_id, expires_at__gt=at).first()


def sent(asker: Asker, draft: ReferralDraft, at: datetime) -> Sent:
    """Read what came of one that was sent."""
    return _followed(asker, [draft], at)[0]


def _written_by(asker: Asker) -> QuerySet[ReferralDraft]:
    return access.WRITE.among(ReferralDraft.objects.filter(discarded_at__isnull=True), asker)


def _followed(asker: Asker, drafts: list[ReferralDraft], at: datetime) -> tuple[Sent, ...]:
    records = [draft.record for draft in drafts if draft.record]
    concerns = {row.record_id: row for row in access.SEE.among(Concern.objects.filter(record__in=records), asker)}
    told: dict[UUID, list[Feedback]] = defaultdict(list)
    for row in Feedback.objects.filter(record__in=records, to_account=asker.account).order_by("at"):
        told[row.record_id].append(row)
    return tuple(
        _sent(draft, concerns.get(draft.record), told.get(draft.record, ()), at) for draft in drafts if draft.record
    )


def _sent(draft: ReferralDraft, concern: Concern | None, told: Iterable[Feedback], at: datetime) -> Sent:
    clock, late = ("", False) if concern is None else _clock(concern, at)
    return Sent(draft, concern, clock, late, tuple(told))


def _clock(concern: Concern, at: datetime) -> tuple[str, bool]:
    """Say how long is left to decide, or when it was decided."""
    if concern.stage not in UNDECIDED:
        return (f"Decided {said_moment(concern.decided_at)}" if concern.decided_at else "Decided"), False
    adult = concern.kind == Kind.ADULT
    clock = hub_clocks()[ClockKind.ADULT_DECIDE if adult else ClockKind.DECIDE]
    return f"To be decided: {said_left(clock, concern.decide_by, at, hub_calendar()).lower()}", at > concern.decide_by
