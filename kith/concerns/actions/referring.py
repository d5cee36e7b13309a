"""A professional refers: a draft kept page by page, then sent whole."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kith.audit import actions as audit
from kith.concerns import access, notices, states
from kith.concerns.actions.raising import BEFORE, Raised, raise_concern
from kith.concerns.actions.referral_contents import write_contents
from kith.concerns.models import Concern, ReferralDraft, Route
from kith.concerns.rules.links import LinkKind as Joined
from kith.concerns.rules.links import link_ends
from kith.concerns.rules.referrals import (
    COPY_LASTS,
    DRAFT_LASTS,
    OTHER_SOURCE,
    SOURCE_CODES,
    Referral,
    Words,
    about,
)
from kith.concerns.states import ReferralState
from kith.sharing.access import Asker, need_job
from kith.sharing.actions import NotHere
from kith.sharing.models import Link, LinkKind


class SavedElsewhere(Exception):
    """Another tab, or another moment, was first. Nothing was overwritten."""


@transaction.atomic
def begin(*, by: Asker, at: datetime) -> ReferralDraft:
    """Begin a referral that nobody but its writer can see."""
    draft = ReferralDraft(account_id=by.account, begun_at=at, saved_at=at, expires_at=at + DRAFT_LASTS)
    need_job(by, "refer", "refer")
    draft.save(force_insert=True)
    _note(by, draft, "concerns.referral_begun")
    return draft


@transaction.atomic
def save_page(  # noqa: PLR0913 - a page has these parts, all named
    *, by: Asker, draft_id: UUID, page: str, words: Words, seen: int, tab: str, at: datetime
) -> ReferralDraft:
    """Keep what was typed into one page, whole or not.

    ``seen`` is the version the page was shown with. If another tab has saved the same page since, nothing is changed.
    """
    draft = _mine_to_write(by, draft_id)
    saved = draft.answers.get("saved", {}).get(page)
    if saved and saved[0] > seen and saved[1] != tab:
        raise SavedElsewhere
    pages = {**draft.answers.get("pages", {}), page: words}
    return _keep(draft, at, tab=(page, tab), pages=pages)


@transaction.atomic
def add_person(*, by: Asker, draft_id: UUID, part: str, at: datetime) -> str:
    """Add somebody to a draft and give their key."""
    draft, key = _mine_to_write(by, draft_id), uuid4().hex[:8]
    order = [*draft.answers.get("order", []), key]
    pages = {**draft.answers.get("pages", {}), f"person-{key}": {"part": part}}
    _keep(draft, at, pages=pages, order=order)
    return key


@transaction.atomic
def remove_person(*, by: Asker, draft_id: UUID, key: str, at: datetime) -> None:
    """Take somebody out of a draft, with all that was typed about them."""
    draft = _mine_to_write(by, draft_id)
    order = [one for one in draft.answers.get("order", []) if one != key]
    pages = {page: words for page, words in draft.answers.get("pages", {}).items() if not page.endswith(f"-{key}")}
    _keep(draft, at, pages=pages, order=order)


@transaction.atomic
def discard(*, by: Asker, draft_id: UUID, at: datetime) -> None:
    """Throw a draft away: its words are gone at once."""
    draft = _mine_to_write(by, draft_id)
    states.check_referral_move(_state(draft), ReferralState.WITHDRAWN)
    draft.answers, draft.discarded_at, draft.saved_at = {}, at, at
    draft.save(update_fields=["answers", "discarded_at", "saved_at"])
    _note(by, draft, "concerns.referral_discarded")


@transaction.atomic
def send(*, by: Asker, draft_id: UUID, referral: Referral, seen: int, at: datetime) -> Concern:
    """Send the whole referral in one transaction. The sender keeps a copy, and follows the stage; they cannot open it."""
    draft = _mine_to_write(by, draft_id)
    states.check_referral_move(_state(draft), ReferralState.SENT)
    if draft.version != seen:
        raise SavedElsewhere
    concern = raise_concern(what=_envelope(by, referral), by=by, at=at)
    write_contents(concern=concern, referral=referral, by=by, at=at)
    Link(
        record_id=concern.record_id,
        account_id=by.account,
        kind=LinkKind.REFERRER,
        opens=False,
        starts_at=at - BEFORE,
        ends_at=link_ends(Joined.REFERRED, at),
    ).save(force_insert=True)
    draft.sent_at, draft.record, draft.expires_at = at, concern.record_id, at + COPY_LASTS
    draft.save(update_fields=["sent_at", "record", "expires_at"])
    _note(by, draft, "concerns.referral_sent", record=str(concern.record_id), people=len(referral.people))
    notices.referral_came(concern, at=at)
    return concern


def _envelope(by: Asker, referral: Referral) -> Raised:
    return Raised(
        route=Route.PROFESSIONAL,
        kind=about(one.part for one in referral.people),
        source_code=SOURCE_CODES.get(by.agency_kind, OTHER_SOURCE),
        danger_now=referral.said.danger_now,
    )


def _mine_to_write(by: Asker, draft_id: UUID) -> ReferralDraft:
    """Lock a draft of theirs. One that is not theirs, or is gone, does not exist; one that is sent is final."""
    draft = ReferralDraft.objects.select_for_update(no_key=True).filter(pk=draft_id, discarded_at__isnull=True).first()
    if draft is None:
        raise NotHere
    access.WRITE.require(by, draft)
    if draft.sent_at is not None:
        states.check_referral_move(ReferralState.SENT, ReferralState.SENT)
    return draft


def _state(draft: ReferralDraft) -> ReferralState:
    return ReferralState.SENT if draft.sent_at else ReferralState.DRAFT


def _keep(
    draft: ReferralDraft, at: datetime, *, tab: tuple[str, str] | None = None, **changed: object
) -> ReferralDraft:
    draft.version += 1
    saved = dict(draft.answers.get("saved", {}))
    if tab is not None:
        saved[tab[0]] = [draft.version, tab[1]]
    draft.answers = {**draft.answers, **changed, "saved": saved}
    draft.saved_at, draft.expires_at = at, at + DRAFT_LASTS
    draft.save(update_fields=["answers", "version", "saved_at", "expires_at"])
    return draft


def _note(by: Asker, draft: ReferralDraft, what: str, **detail: str | int) -> None:
    audit.record(
        what=what,
        target=f"concerns.ReferralDraft:{draft.pk}",
        purpose=by.purpose,
        ground="you are writing it, and your job includes referring",
        owner=str(by.agency),
        detail=dict(detail),
    )
