"""Reading what somebody may do with an open concern, and why or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from kith.concerns import access
from kith.concerns.models import Concern, Route
from kith.concerns.states import UNDECIDED, Stage
from kith.lib.phrases import said_date
from kith.sharing.access import Access, Asker, decide_each
from kith.sharing.models import Link

EVER = tuple(Stage)
THINKING = (Stage.SCREENING, Stage.GATHERING)
AFTER = (Stage.DECIDED, Stage.HANDED_OVER, Stage.CLOSED)
WORKER = "Somebody at the front door can."
MANAGER = "A front door manager can."


@dataclass(frozen=True)
class Step:
    """One thing that can be done with a concern: its page, its words, who may, when, and whom else to ask."""

    page: str
    title: str
    access: Access
    stages: Sequence[str] = EVER
    ask: str = WORKER

    @property
    def address(self) -> str:
        """Name its page."""
        return f"concerns:{self.page}"


STEPS = (
    Step("rate", "Set the fast filter", access.TRIAGE, UNDECIDED),
    Step("ask", "Ask agencies what they know", access.ASK, THINKING),
    Step("decide", "Decide what happens next", access.DECIDE, THINKING, MANAGER),
    Step("tell_public", "Tell the member of the public", access.FEED_BACK, AFTER),
    Step("feed_back", "Tell the person who referred it", access.FEED_BACK, AFTER),
    Step("hand_over", "Hand over to a named worker", access.HAND_OVER, (Stage.DECIDED,), MANAGER),
    Step("close", "Close it", access.HAND_OVER, (Stage.DECIDED, Stage.HANDED_OVER), MANAGER),
    Step("think_again", "Think again", access.DECIDE, (Stage.DECIDED,), MANAGER),
    Step("reopen", "Open it again", access.TRIAGE, (Stage.CLOSED,)),
    Step("call_strategy", "Start a strategy discussion", access.MEET),
    Step("add_person", "Add a person", access.TRIAGE),
    Step("message", "Write to the reporter", access.MESSAGE),
    Step("match", "Look for who this might be", access.SEARCH),
    Step("take", "Take it", access.TRIAGE, UNDECIDED),
    Step("record", "Add a record", access.RECORD),
)
# These have a place of their own on the page, so they are not in the list of next steps.
ELSEWHERE = ("match", "take", "record", "message", "add_person")


@dataclass(frozen=True)
class Refused:
    """Something this person may not do here, the rules that refuse, and whom to ask."""

    title: str
    rules: Sequence[str]
    ask: str


@dataclass(frozen=True)
class May:
    """Everything about rights that the page of a concern shows."""

    why: Sequence[str]
    until: str
    steps: Sequence[Step]
    refused: Sequence[Refused]
    pages: frozenset[str]


def may(asker: Asker, concern: Concern) -> May:
    """Decide everything the page needs in one query, and find until when this person may open it."""
    steps = [step for step in STEPS if _fits(step, concern)]
    opened, *decisions = decide_each(asker, concern, [access.OPEN, *(step.access for step in steps)])
    both = list(zip(steps, decisions, strict=True))
    allowed = [step for step, decision in both if decision]
    return May(
        why=opened.reasons,
        until=_until(asker, concern),
        steps=[step for step in allowed if step.page not in ELSEWHERE],
        refused=[Refused(step.title, decision.reasons, step.ask) for step, decision in both if not decision],
        pages=frozenset(step.page for step in allowed),
    )


# Some steps are for one way of raising a concern only.
FOR_ROUTE = {"message": Route.PUBLIC, "tell_public": Route.PUBLIC, "feed_back": Route.PROFESSIONAL}


def _fits(step: Step, concern: Concern) -> bool:
    return concern.stage in step.stages and concern.route == FOR_ROUTE.get(step.page, concern.route)


def _until(asker: Asker, concern: Concern) -> str:
    """Say when the longest of this person's links ends."""
    links = Link.objects.filter(record=concern.record_id, starts_at__lte=asker.at, ends_at__gt=asker.at, opens=True)
    mine = links.filter(Q(account=asker.account) | Q(team__in=asker.teams))
    ends = mine.order_by("-ends_at").values_list("ends_at", flat=True).first()
    return said_date(ends) if ends else ""
