"""Who may look for people in the pool, and judge who is the same."""

from __future__ import annotations

from django.db.models import Q

from kith.sharing.access import Access, Asker, Rule, barred, linked, no_agreement, sealed, your_job
from kith.sharing.models import LinkKind

_ON_DUTY = linked("your team is on duty for it", LinkKind.DUTY)
_JOB = your_job("your job includes looking for matches", "search")


def _on_duty_and_job(asker: Asker) -> Q:
    return _ON_DUTY.filter(asker) & _JOB.filter(asker)


# Of somebody described in a concern: the rows are ``people.Person``.
SEARCH = Access(
    "look for matches in",
    (Rule(f"{_ON_DUTY.reason}, and {_JOB.reason}", _on_duty_and_job),),
    (barred(), sealed(), no_agreement()),
)
