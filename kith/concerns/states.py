"""The lives of a concern, a referral, a request for information, a discussion and a handover.

Each life is one table: from this state, to these. A strategy discussion is not a stage of a
concern: it may be called at any time, and has a life of its own. Who may make a move is in
`access`; here is only what may come next.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from kith.lib.phrases import listed

_State = TypeVar("_State", bound=StrEnum)


class CannotMove(Exception):
    """This cannot come next. The words are fit for the person who asked."""


class Stage(StrEnum):
    """How far a concern has come."""

    RECEIVED = "received"
    SCREENING = "screening"
    GATHERING = "gathering"
    DECIDED = "decided"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


class ReferralState(StrEnum):
    """Whether a professional's referral is still being written."""

    DRAFT = "draft"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What an agency has said to a request. `ASKED` is silence, and silence means nothing."""

    ASKED = "asked"
    HOLDS_RECORDS = "holds_records"
    HOLDS_NONE = "holds_none"
    DECLINED = "declined"


class DiscussionState(StrEnum):
    """The life of a strategy discussion."""

    CALLED = "called"
    HELD = "held"
    NOT_HELD = "not_held"


class HandoverState(StrEnum):
    """The life of a handover to a named worker."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STAGE_LABELS: dict[Stage, str] = {
    Stage.RECEIVED: "Received",
    Stage.SCREENING: "Being screened",
    Stage.GATHERING: "Gathering information",
    Stage.DECIDED: "Decided",
    Stage.HANDED_OVER: "Handed over",
    Stage.CLOSED: "Closed",
}
REFERRAL_LABELS: dict[ReferralState, str] = {
    ReferralState.DRAFT: "Not sent yet",
    ReferralState.SENT: "Sent",
    ReferralState.WITHDRAWN: "Withdrawn",
}
ANSWER_LABELS: dict[Answer, str] = {
    Answer.ASKED: "Not answered yet",
    Answer.HOLDS_RECORDS: "Holds records",
    Answer.HOLDS_NONE: "Holds none",
    Answer.DECLINED: "Declined",
}
DISCUSSION_LABELS: dict[DiscussionState, str] = {
    DiscussionState.CALLED: "Called",
    DiscussionState.HELD: "Held",
    DiscussionState.NOT_HELD: "Not held",
}
HANDOVER_LABELS: dict[HandoverState, str] = {
    HandoverState.OFFERED: "Offered",
    HandoverState.ACCEPTED: "Accepted",
    HandoverState.DECLINED: "Declined",
    HandoverState.WITHDRAWN: "Withdrawn",
}

MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.RECEIVED: (Stage.SCREENING,),
    # Back to received: the worker who took it has put it back in the queue.
    Stage.SCREENING: (Stage.GATHERING, Stage.DECIDED, Stage.RECEIVED),
    Stage.GATHERING: (Stage.DECIDED,),
    # Back to gathering: the referrer has been rung, knew more, and the hub is ready to think again.
    Stage.DECIDED: (Stage.HANDED_OVER, Stage.CLOSED, Stage.GATHERING),
    Stage.HANDED_OVER: (Stage.CLOSED,),
    # New words from the reporter may open a closed concern.
    Stage.CLOSED: (Stage.SCREENING,),
}
REFERRAL_MOVES: dict[ReferralState, tuple[ReferralState, ...]] = {
    ReferralState.DRAFT: (ReferralState.SENT, ReferralState.WITHDRAWN),
    ReferralState.SENT: (),
    ReferralState.WITHDRAWN: (),
}
ANSWER_MOVES: dict[Answer, tuple[Answer, ...]] = {
    Answer.ASKED: (Answer.HOLDS_RECORDS, Answer.HOLDS_NONE, Answer.DECLINED),
    # An agency may look again, think better of it, or find it answered about somebody else.
    # The earlier answer stays on the record; silence never comes back.
    Answer.HOLDS_RECORDS: (Answer.HOLDS_NONE,),
    Answer.HOLDS_NONE: (Answer.HOLDS_RECORDS,),
    Answer.DECLINED: (Answer.HOLDS_RECORDS, Answer.HOLDS_NONE),
}
DISCUSSION_MOVES: dict[DiscussionState, tuple[DiscussionState, ...]] = {
    DiscussionState.CALLED: (DiscussionState.HELD, DiscussionState.NOT_HELD),
    DiscussionState.HELD: (),
    DiscussionState.NOT_HELD: (),
}
HANDOVER_MOVES: dict[HandoverState, tuple[HandoverState, ...]] = {
    HandoverState.OFFERED: (
        HandoverState.ACCEPTED,
        HandoverState.DECLINED,
        HandoverState.WITHDRAWN,
    ),
    HandoverState.ACCEPTED: (),
    HandoverState.DECLINED: (),
    HandoverState.WITHDRAWN: (),
}

# A decision is still to be made; the clock to decide is running.
UNDECIDED = (Stage.RECEIVED, Stage.SCREENING, Stage.GATHERING)
ANSWERED = (Answer.HOLDS_RECORDS, Answer.HOLDS_NONE, Answer.DECLINED)


def check_move(before: str, after: str) -> None:
    """Refuse a stage that cannot come next for a concern."""
    _check("concern", Stage(before), Stage(after), MOVES, STAGE_LABELS)


def check_referral_move(before: str, after: str) -> None:
    """Refuse a state that cannot come next for a referral."""
    states = ReferralState(before), ReferralState(after)
    _check("referral", *states, REFERRAL_MOVES, REFERRAL_LABELS)


def check_answer_move(before: str, after: str) -> None:
    """Refuse an answer that cannot follow the one given."""
    _check("request", Answer(before), Answer(after), ANSWER_MOVES, ANSWER_LABELS)


def check_discussion_move(before: str, after: str) -> None:
    """Refuse a state that cannot come next for a strategy discussion."""
    states = DiscussionState(before), DiscussionState(after)
    _check("strategy discussion", *states, DISCUSSION_MOVES, DISCUSSION_LABELS)


def check_handover_move(before: str, after: str) -> None:
    """Refuse a state that cannot come next for a handover."""
    states = HandoverState(before), HandoverState(after)
    _check("handover", *states, HANDOVER_MOVES, HANDOVER_LABELS)


def _check(
    noun: str,
    before: _State,
    after: _State,
    moves: Mapping[_State, tuple[_State, ...]],
    labels: Mapping[_State, str],
) -> None:
    if after in moves[before]:
        return
    open_ways = [f"“{labels[state]}”" for state in moves[before]]
    onward = f"It can become {listed(open_ways, 'or')}." if open_ways else "That is final."
    raise CannotMove(f"This {noun} is “{labels[before]}”. It cannot become “{labels[after]}”. {onward}")
