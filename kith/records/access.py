"""Who may look for people in the pool and judge who is the same; who may hand in files, under which clause, and withdraw them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from kith.agencies.models import Agency
from kith.sharing.access import Access, Asker, Rule, barred, linked, no_agreement, sealed, your_job
from kith.sharing.models import Agreement, Clause, DataClass, LinkKind, Party

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

_HANDS_IN = your_job("your job includes handing in files", "deposit")


_WITHDRAWS = your_job("your job includes withdrawing what your agency sent", "withdraw")


def _its_own(job: Rule) -> Rule:
    """Grant to those of the agency whose it is, whose job it is too."""
    return Rule(f"it is your agency's, and {job.reason}", lambda asker: Q(agency=asker.agency) & job.filter(asker))


# The rows are ``records.Feed``, and for withdrawing ``records.Batch`` too.
DEPOSIT = Access("hand in a file for", (_its_own(_HANDS_IN),))
CLOSE = Access("close", (_its_own(_WITHDRAWS),))
WITHDRAW = Access("withdraw", (_its_own(_WITHDRAWS),))


# -- What may come into the pool: asked of an agency, since no person sends a file. --------------------------------


class NoClause(Exception):
    """No clause in force lets this agency pool what it exports. Says which is missing, or which has ended."""


def require_clause(agency: Agency, agreement: Agreement, *, at: datetime, using: str = "default") -> Clause:
    """Find the clause under which an agency may pool what it exports now, or refuse with the one that is wanting."""
    clauses = Clause.objects.using(using).filter(agreement=agreement, data_class=DataClass.POOL)
    clause = clauses.filter(owner_kind__in=["", agency.kind]).order_by("number").first()
    if not Party.objects.using(using).filter(agreement=agreement, agency=agency).exists():
        raise NoClause(f"{agency} is no party to {agreement}, so nothing it exports is taken under it.")
    if clause is None:
        raise NoClause(
            f"{agreement} has no clause of the kind “{DataClass.POOL}” for {agency}, so what it exports is not taken. "
            "Sign a version that has one."
        )
    if over := _why_not_in_force(agreement, at):
        raise NoClause(f"Clause {clause.number} of {agreement} {over}, so what {agency} exports is not taken under it.")
    return clause


def _why_not_in_force(agreement: Agreement, at: datetime) -> str:
    if agreement.withdrawn_at and agreement.withdrawn_at <= at:
        return f"was withdrawn on {_day(agreement.withdrawn_at)}"
    if agreement.ends_at <= at:
        return f"ended on {_day(agreement.ends_at)}"
    return f"begins on {_day(agreement.starts_at)}" if agreement.starts_at > at else ""


def _day(at: datetime) -> str:
    day = timezone.localtime(at)
    return f"{day.day} {day:%B %Y}"
