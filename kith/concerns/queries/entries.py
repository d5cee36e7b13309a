"""Saying in words what was written into a concern: who, when, and each thing under its own label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.concerns.models import (
    AgreementToSupport,
    BreachReason,
    FamilyInformed,
    FastFilter,
    Feedback,
    Handover,
    InformationRequest,
    InformationResponse,
    Message,
    Objection,
    SharingDecision,
    Statement,
    StrategyDiscussion,
    ThresholdDecision,
)
from kith.concerns.rules.brag import BRAG_LABELS, Brag
from kith.concerns.rules.clocks import CLOCKS, ClockKind
from kith.concerns.rules.codes import OUTCOMES, Outcome
from kith.concerns.rules.feedback import PublicCode, public_words
from kith.concerns.rules.grounds import GROUNDS, NOT_TOLD_LABELS, NotTold
from kith.lib.phrases import said_date, said_moment
from kith.sharing.models import Handling, Item

PUBLIC = {"public": "A member of the public", "receipt": "The reporter"}
Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Entry:
    """One thing in a concern, ready to be shown. Labels with nothing to say are left out."""

    key: str
    title: str
    who: str
    when: str
    facts: Facts
    handling: str = ""


Names = Mapping[str, str]


def entry(item: Item, names: Names) -> Entry:
    """Say one item in words."""
    title, facts = _say(item)
    return Entry(
        key=str(item.pk),
        title=title,
        who=PUBLIC.get(item.by) or names.get(item.by, item.by),
        when=said_moment(item.at),
        facts=[(label, text) for label, text in facts if text],
        handling="" if item.handling == Handling.PARTNERS else str(Handling(item.handling).label),
    )


def entries(items: Sequence[Item], names: Names) -> list[Entry]:
    """Say several items in words."""
    return [entry(item, names) for item in items]


def _say(item: Item) -> tuple[str, Facts]:
    for kind, words in SAYING.items():
        if isinstance(item, kind):
            return words(item)  # type: ignore[no-any-return, operator] # each is written for its kind
    raise TypeError(type(item))


def _statement(one: Statement) -> tuple[str, Facts]:
    first_hand = {"yes": "They saw or heard it themselves", "no": "Somebody told them"}
    return "What they said, in their own words", [
        ("", one.what),
        ("Fact: what was seen or heard", one.fact),
        ("Opinion: what they think", one.opinion),
        ("Where and when", one.where_when),
        ("Who was there", one.who),
        ("What has been tried", one.tried),
        ("How they know", first_hand.get(one.first_hand, one.first_hand)),
    ]


def _message(one: Message) -> tuple[str, Facts]:
    return "The reporter" if one.from_reporter else "The front door", [("", one.words)]


def _request(one: InformationRequest) -> tuple[str, Facts]:
    ground = GROUNDS[one.basis].title if one.basis in GROUNDS else one.basis
    return "Question to agencies", [
        ("Why we ask", one.purpose_words),
        ("Basis in law", ground),
        ("Question", one.question),
        ("Answer by", said_moment(one.due_at)),
    ]


def _response(one: InformationResponse) -> tuple[str, Facts]:
    return one.get_answer_display(), [
        ("Facts", one.facts),
        ("Opinion", one.opinion),
        ("Context", one.context),
        ("How sure, or how to use it", one.caveat),
        ("Why it was not shared", one.decline_reason),
        ("Who decided not to share", one.decline_owner),
        ("To be looked at again", _day(one.review_on)),
    ]


def _rating(one: FastFilter) -> tuple[str, Facts]:
    return f"Fast filter: {BRAG_LABELS[Brag(one.brag)]}", [("Why", one.reason)]


def _late(one: BreachReason) -> tuple[str, Facts]:
    return f"A clock was missed: {CLOCKS[ClockKind(one.clock)].title}", [
        ("Was due", said_moment(one.due_at)),
        ("Why", one.reason),
    ]


def _discussion(one: StrategyDiscussion) -> tuple[str, Facts]:
    if one.follows_id is None:
        return "Strategy discussion called", [("Why", one.reason)]
    met = {True: "Yes: significant harm is suspected", False: "No", None: ""}[one.threshold_met]
    title = "Strategy discussion held" if met else "Strategy discussion not held"
    return title, [
        ("Who took part", one.attendees),
        ("Agreed facts", one.agreed_facts),
        ("Threshold met", met),
        ("Who does what by when", one.actions),
        ("Dissent", one.dissent),
    ]


def _decision(one: ThresholdDecision) -> tuple[str, Facts]:
    levels = "\n".join(f"Level {level['number']}: {level['name']}" for level in one.levels)
    return f"Decided: {OUTCOMES[Outcome(one.outcome)].title}", [
        ("Level of need", levels),
        ("Scheme", f"{one.scheme.capitalize()}, {one.scheme_version}"),
        ("Why", one.rationale),
        ("What would change our mind", one.would_change),
    ]


def _family(one: FamilyInformed) -> tuple[str, Facts]:
    why = NOT_TOLD_LABELS[NotTold(one.reason_code)] if one.reason_code in set(NotTold) else one.reason_code
    return "The family was told" if one.told else "The family was not told", [
        ("Who was told", one.who),
        ("Why not", why),
        ("More", one.reason),
    ]


def _support(one: AgreementToSupport) -> tuple[str, Facts]:
    return "Agreed to help" if one.agreed else "Did not agree to help", [("Who", one.person_words), ("What", one.scope)]


def _sharing(one: SharingDecision) -> tuple[str, Facts]:
    basis = GROUNDS[one.basis].title if one.basis in GROUNDS else one.basis
    gateway = GROUNDS[one.gateway].title if one.gateway in GROUNDS else one.gateway
    return "Decided to share" if one.shared else "Decided not to share", [
        ("With whom", one.with_whom),
        ("What", one.what),
        ("Basis in law", basis),
        ("Gateway in law", gateway),
        ("Why it is needed" if one.shared else "Why not", one.necessity),
        ("Why it is enough and no more", one.proportionality),
        ("To be looked at again", _day(one.review_on)),
    ]


def _objection(one: Objection) -> tuple[str, Facts]:
    return "Objection", [("Who", one.person_words), ("What they said", one.words), ("What was done", one.response)]


def _feedback(one: Feedback) -> tuple[str, Facts]:
    if one.audience == "public":
        return "The reporter was told", [("", public_words(PublicCode(one.public_code)))]
    return f"{one.to_account or 'The referrer'} was told", [("", one.words)]


def _handover(one: Handover) -> tuple[str, Facts]:
    title = {None: "Offered to", True: "Taken on by", False: "Not taken on by"}[one.accepted]
    return f"{title} {one.to_account}", [
        ("What they should know", one.words),
        ("Answer", one.answer_words),
        ("Answered", said_moment(one.answered_at) if one.answered_at else ""),
    ]


def _day(day: date | None) -> str:
    return said_date(day) if day else ""


SAYING: dict[type[Item], object] = {
    Statement: _statement,
    Message: _message,
    InformationRequest: _request,
    InformationResponse: _response,
    FastFilter: _rating,
    BreachReason: _late,
    StrategyDiscussion: _discussion,
    ThresholdDecision: _decision,
    FamilyInformed: _family,
    AgreementToSupport: _support,
    SharingDecision: _sharing,
    Objection: _objection,
    Feedback: _feedback,
    Handover: _handover,
}
