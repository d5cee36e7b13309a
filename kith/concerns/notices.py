"""What is sent to whom when something happens to a concern. No names, and nothing of the case: only its reference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kith.agencies import actions as agencies
from kith.agencies.models import Role
from kith.concerns.models import Concern


def path_to(concern: Concern) -> str:
    """Give the address of its page."""
    return f"/concerns/{concern.reference}/"


def asked(concern: Concern, *, holders: Iterable[UUID], due: str, at: datetime) -> None:
    """Tell the researchers of each agency that they were asked something."""
    for agency in holders:
        agencies.tell_role(
            agency=agency,
            role=Role.RESEARCHER,
            what="concerns.asked",
            words=f"You are asked what your agency knows in {concern.reference}. Answer by {due}.",
            path="/asked/",
            at=at,
        )


def called(concern: Concern, *, invited: Iterable[UUID], at: datetime) -> None:
    """Tell the researchers of each agency that a strategy discussion is called."""
    for agency in invited:
        agencies.tell_role(
            agency=agency,
            role=Role.RESEARCHER,
            what="concerns.strategy_called",
            words=f"You are called to a strategy discussion on {concern.reference}.",
            path=path_to(concern),
            at=at,
        )


def decided(concern: Concern, *, referrers: Iterable[UUID], at: datetime) -> None:
    """Tell those who referred it that it is decided; what was decided comes as feedback."""
    for account in referrers:
        agencies.tell_person(
            account=account,
            what="concerns.decided",
            words=f"{concern.reference}, which you referred, is decided. The front door will tell you what happens.",
            path="/referrals/",
            at=at,
        )


def told(concern: Concern, *, account: UUID, at: datetime) -> None:
    """Tell a referrer that there is feedback to read."""
    agencies.tell_person(
        account=account,
        what="concerns.feedback",
        words=f"There is feedback for you on {concern.reference}.",
        path="/referrals/",
        at=at,
    )


def offered(concern: Concern, *, account: UUID, due: str, at: datetime) -> None:
    """Tell a worker that a concern is offered to them."""
    agencies.tell_person(
        account=account,
        what="concerns.offered",
        words=f"{concern.reference} is offered to you to take on. Please answer by {due}.",
        path="/handed/",
        at=at,
    )


def no_longer_offered(concern: Concern, *, account: UUID, at: datetime) -> None:
    """Tell a worker that an offer was taken back."""
    agencies.tell_person(
        account=account,
        what="concerns.offer_withdrawn",
        words=f"{concern.reference} is no longer offered to you.",
        path="/handed/",
        at=at,
    )


def referral_came(concern: Concern, *, at: datetime) -> None:
    """Tell the front door that a professional has referred."""
    danger = " Somebody is said to be in danger now." if concern.danger_now else ""
    _tell_the_front_door(concern, what="concerns.referred", words=f"{concern.reference} was referred.{danger}", at=at)


def report_came(concern: Concern, *, at: datetime) -> None:
    """Tell the front door of a public report at once if somebody is said to be in danger; the queue tells the rest."""
    if concern.danger_now:
        words = f"{concern.reference} was reported. Somebody is said to be in danger now."
        _tell_the_front_door(concern, what="concerns.reported", words=words, at=at)


def reporter_wrote(*, agency: UUID, at: datetime) -> None:
    """Tell the front door that a reporter has written again. Whoever holds a receipt cannot say which concern it is."""
    agencies.tell_role(
        agency=agency,
        role=Role.TRIAGE,
        what="concerns.reporter_wrote",
        words="Somebody who reported a concern has written again. It is marked in the queue.",
        path="/queue/",
        at=at,
    )


def answered(concern: Concern, *, agency: str, asker: UUID | None, at: datetime) -> None:
    """Tell whoever asked that an agency has answered; what it answered is read in the concern."""
    words = f"{agency} has answered in {concern.reference}."
    if asker is None:
        _tell_the_front_door(concern, what="concerns.answered", words=words, at=at)
        return
    agencies.tell_person(account=asker, what="concerns.answered", words=words, path=path_to(concern), at=at)


def taken_on(concern: Concern, *, at: datetime) -> None:
    """Tell the front door that a worker has taken it on."""
    words = f"{concern.reference} is taken on by the worker it was offered to."
    _tell_the_front_door(concern, what="concerns.taken_on", words=words, at=at)


def not_taken_on(concern: Concern, *, at: datetime) -> None:
    """Tell the front door that an offer was declined, so that it offers it to somebody else."""
    words = f"{concern.reference} was not taken on. Read why, and offer it to somebody else."
    _tell_the_front_door(concern, what="concerns.not_taken_on", words=words, at=at)


def _tell_the_front_door(concern: Concern, *, what: str, words: str, at: datetime) -> None:
    for role in (Role.TRIAGE, Role.DECISION_MAKER):
        agencies.tell_role(
            agency=concern.record.owner_agency_id, role=role, what=what, words=words, path=path_to(concern), at=at
        )


def clock(  # noqa: PLR0913 - all named
    reference: str,
    *,
    title: str,
    passed: bool,
    owner: UUID | None,
    agency: UUID,
    silent: Iterable[UUID],
    at: datetime,
) -> None:
    """Tell whoever has a concern, or else the front door, that a clock is near its end or past it."""
    words = f"{reference}: the clock “{title}” {'has passed' if passed else 'ends within the hour'}."
    what = "concerns.clock_passed" if passed else "concerns.clock_near"
    path = f"/concerns/{reference}/"
    if owner:
        agencies.tell_person(account=owner, what=what, words=words, path=path, at=at)
    # What is late is everybody's at the front door, whoever has it.
    if passed or not owner:
        for role in (Role.TRIAGE, Role.DECISION_MAKER):
            agencies.tell_role(agency=agency, role=role, what=what, words=words, path=path, at=at)
    for holder in silent:
        asked = f"{reference}: your agency has not answered, and its time {'has passed' if passed else 'ends soon'}."
        agencies.tell_role(agency=holder, role=Role.RESEARCHER, what=what, words=asked, path="/asked/", at=at)
