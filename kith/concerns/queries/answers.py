"""Reading what agencies were asked and what each has answered. Silence is shown as silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.concerns.models import AnswerKind, Concern, InformationRequest, InformationResponse, RequestedAgency
from kith.concerns.queries.entries import Entry, Names, entry
from kith.concerns.queries.hours import hub_calendar, hub_clocks
from kith.concerns.rules.brag import Brag
from kith.concerns.rules.clocks import RESEARCH, ClockKind, is_breached, said_left

SILENCE = "Not yet answered"
MEANS: dict[str, str] = {
    "": "This does not mean that nothing is known.",
    AnswerKind.HOLDS: "This agency holds records. What it says is below.",
    AnswerKind.NONE: "This agency has looked, and holds no records of these people.",
    AnswerKind.DECLINES: "This agency has decided not to share. It says why, and when it will look again.",
}
TAGS: dict[str, str] = {"": "grey", AnswerKind.HOLDS: "blue", AnswerKind.NONE: "teal", AnswerKind.DECLINES: "purple"}


@dataclass(frozen=True)
class Asked:
    """One agency's line in the grid. ``kept_from_you`` is an answer whose handling keeps this reader out."""

    agency: str
    label: str
    colour: str
    means: str
    left: str
    clock_state: str
    answer: Entry | None
    kept_from_you: bool


@dataclass(frozen=True)
class Request:
    """One question to several agencies."""

    said: Entry
    people: Sequence[str]
    asked: Sequence[Asked]


@dataclass(frozen=True)
class Asking:
    """What was asked and answered, as rows."""

    requests: Sequence[InformationRequest]
    asked: Sequence[RequestedAgency]
    responses: Mapping[tuple[UUID, UUID | None], InformationResponse]


def read_asking(concern: Concern) -> Asking:
    """Read every question about an open concern and every answer to it: four queries."""
    mine = {"record": concern.record_id}
    asked = RequestedAgency.objects.filter(**mine).select_related("agency").order_by("agency__name")
    given = InformationResponse.objects.filter(**mine).order_by("at")
    requests = InformationRequest.objects.filter(**mine).prefetch_related("people").order_by("-at")
    return Asking(list(requests), list(asked), {(one.request_id, one.originator_id): one for one in given})


def requests_of(concern: Concern, asking: Asking, names: Names, at: datetime) -> list[Request]:
    """Say each question, newest first, with a line for every agency that was asked."""
    return [
        Request(
            said=entry(one, names),
            people=[str(person) for person in one.people.all()],
            asked=list(_lines(concern, one, asking, names, at)),
        )
        for one in asking.requests
    ]


def _lines(
    concern: Concern, request: InformationRequest, asking: Asking, names: Names, at: datetime
) -> Iterable[Asked]:
    for one in (row for row in asking.asked if row.request_id == request.pk):
        response = asking.responses.get((request.pk, one.agency_id))
        left, state = ("", "done") if one.answered_at else _clock(concern, request.due_at, at)
        yield Asked(
            agency=one.agency.name,
            label=one.get_answer_display() if one.answer else SILENCE,
            colour=TAGS[one.answer],
            means=MEANS[one.answer],
            left=left,
            clock_state=state,
            answer=entry(response, names) if response else None,
            kept_from_you=bool(one.answered_at) and response is None,
        )


def _clock(concern: Concern, due_at: datetime, at: datetime) -> tuple[str, str]:
    kind = (RESEARCH[Brag(concern.brag)] if concern.brag else None) or ClockKind.RESEARCH_AMBER
    words = said_left(hub_clocks()[kind], due_at, at, hub_calendar())
    return words, "overdue" if is_breached(due_at, at) else "calm"
