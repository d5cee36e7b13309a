"""Reading what is still to do before a concern can be closed."""

from __future__ import annotations

from kith.concerns.models import Concern, Feedback, Handover, Route, ThresholdDecision
from kith.concerns.queries.people import referrers
from kith.concerns.rules.codes import OUTCOMES, Outcome


def latest_decision(concern: Concern) -> ThresholdDecision | None:
    """Read the decision that holds: the last one."""
    return ThresholdDecision.objects.filter(record=concern.record_id).order_by("-at").first()


def still_to_do(concern: Concern) -> list[str]:
    """Say what is missing: somebody to take it on, or feedback to whoever raised it."""
    todo: list[str] = []
    decision = latest_decision(concern)
    if decision is None:
        return ["record a decision"]
    accepted = Handover.objects.filter(record=concern.record_id, accepted=True, at__gte=decision.at)
    if OUTCOMES[Outcome(decision.outcome)].handed_over and not accepted.exists():
        todo.append("hand it over to a named worker, who accepts it")
    given = Feedback.objects.filter(record=concern.record_id, at__gte=decision.at)
    told = set(given.values_list("to_account_id", flat=True))
    if concern.route == Route.PUBLIC and None not in told:
        todo.append("tell the member of the public who reported it")
    if any(account not in told for account in referrers(concern)):
        todo.append("tell everybody who referred it")
    return todo
