"""What an access rule is: a reason and a filter.

A rule is one sentence that can be shown to a person, and one filter that PostgreSQL can run. An ``Access`` is a list of
rules that grant and a list of rules that bar. Nothing is allowed by default, and any bar outweighs every grant. The same
rules list (``among``), decide about one row and say why (``decide``), and stand at the door of a verb (``require``).

The ladder of the database (``migrations/ladder.sql``) is the second wall behind these filters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, Model, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest

from kith.sharing.models import Agreement, Bar, BreakGlass, Clause, DataClass, Link, SealMember, Subject

Row = TypeVar("Row", bound=Model)

NOBODY = Q(pk__in=[])
EVERYBODY = ~NOBODY


@dataclass(frozen=True)
class Asker:
    """Somebody who is signed in, and why they are here. Everything an access rule may ask about a person."""

    account: UUID
    name: str
    agency: UUID
    agency_name: str
    agency_kind: str
    teams: frozenset[UUID]
    roles: frozenset[str]
    acts: frozenset[str]
    purpose: str
    at: datetime
    two_factors: bool = True
    token: str = field(default="", repr=False)

    @property
    def words(self) -> str:
        """Name this person the way the audit does."""
        return f"agencies.Account:{self.account}"

    def may(self, act: str) -> bool:
        """Say whether this person's job includes the act, for the purpose they stated."""
        return act in self.acts


class AskingRequest(HttpRequest):
    """A request of somebody who is signed in; the middleware puts the asker there."""

    asker: Asker


@dataclass(frozen=True)
class Rule:
    """A reason for people and a filter for the database."""

    reason: str
    filter: Callable[[Asker], Q]


@dataclass(frozen=True)
class Decision:
    """Whether something is allowed, and why or why not."""

    allowed: bool
    reasons: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.allowed


class NotAllowed(Exception):
    """Somebody may see this but not do that. Carries words fit for the reader."""

    def __init__(self, verb: str, reasons: tuple[str, ...], record: UUID | None = None) -> None:
        super().__init__(f"You cannot {verb}: {'; '.join(reasons)}.")
        self.verb = verb
        self.reasons = reasons
        self.record = record


@dataclass(frozen=True)
class Access:
    """Who may do one thing, and who may not whatever else is true."""

    verb: str
    grants: tuple[Rule, ...]
    bars: tuple[Rule, ...] = ()

    def among(self, rows: QuerySet[Row], asker: Asker) -> QuerySet[Row]:
        """Keep the rows this person may do it to: one query, however many rules."""
        allowed = NOBODY
        for grant in self.grants:
            allowed |= grant.filter(asker)
        for bar in self.bars:
            allowed &= ~bar.filter(asker)
        return rows.filter(allowed)

    def decide(self, asker: Asker, row: Model) -> Decision:
        """Decide about one row, with the reasons: the bars that stand in the way, or else the grants that hold."""
        return self.judge(_held(asker, row, (*self.bars, *self.grants)))

    def judge(self, all_held: frozenset[Rule]) -> Decision:
        """Decide from the rules that hold."""
        held = [rule for rule in (*self.bars, *self.grants) if rule in all_held]
        barred = tuple(rule.reason for rule in held if rule in self.bars)
        if barred:
            return Decision(allowed=False, reasons=barred)
        granted = tuple(rule.reason for rule in held)
        if granted:
            return Decision(allowed=True, reasons=granted)
        needed = "; or if ".join(rule.reason for rule in self.grants)
        return Decision(allowed=False, reasons=(f"only if {needed}",) if needed else ())

    def require(self, asker: Asker, row: Model) -> Decision:
        """Decide, and raise ``NotAllowed`` with the reasons if it is no."""
        decision = self.decide(asker, row)
        if not decision:
            raise NotAllowed(f"{self.verb} this", decision.reasons, getattr(row, "record_id", None))
        return decision


def need_job(asker: Asker, act: str, doing: str) -> None:
    """Stand at the door of a page that belongs to a job: raise ``NotAllowed`` for anybody else."""
    if not asker.may(act):
        raise NotAllowed(doing, ("your job, or the purpose you stated, does not include it",))


def decide_each(asker: Asker, row: Model, accesses: Sequence[Access]) -> list[Decision]:
    """Decide several things about one row, in one query."""
    rules = [rule for access in accesses for rule in (*access.bars, *access.grants)]
    held = _held(asker, row, rules)
    return [access.judge(held) for access in accesses]


def _held(asker: Asker, row: Model, rules: Iterable[Rule]) -> frozenset[Rule]:
    """Ask the database, once, which of these rules hold for one row."""
    numbered = dict(enumerate(dict.fromkeys(rules)))
    marks = {
        f"rule_{number}": Case(
            When(rule.filter(asker), then=Value(value=True)),
            default=Value(value=False),
            output_field=BooleanField(),
        )
        for number, rule in numbered.items()
    }
    rows: QuerySet[Any] = type(row)._default_manager.using(row._state.db).filter(pk=row.pk)
    found = rows.annotate(**marks).values(*marks).first() or {}
    return frozenset(rule for number, rule in numbered.items() if found.get(f"rule_{number}"))


# -- Rules every app builds with. ``record`` is the name of the relation from the row to ``sharing.Record``. -----------


def _live(asker: Asker) -> Q:
    return Q(starts_at__lte=asker.at, ends_at__gt=asker.at)


def linked(reason: str, *kinds: str, opens: bool = True, record: str = "record") -> Rule:
    """Grant to those who have a live link of one of these kinds (or any), themselves or through their team."""

    def rows(asker: Asker) -> Q:
        links = Link.objects.filter(_live(asker), record=OuterRef(record))
        links = links.filter(Q(account=asker.account) | Q(team__in=asker.teams))
        links = links.filter(kind__in=kinds) if kinds else links
        return Q(Exists(links.filter(opens=True) if opens else links))

    return Rule(reason, rows)


def in_an_emergency(record: str = "record") -> Rule:
    """Grant to somebody with a live, unreviewed break-glass of their own."""
    return Rule(
        "you opened it in an emergency, which is recorded and reviewed",
        lambda asker: Q(
            Exists(
                BreakGlass.objects.filter(
                    _live(asker), record=OuterRef(record), account=asker.account, reviewed_at__isnull=True
                )
            )
        ),
    )


def your_job(reason: str, act: str) -> Rule:
    """Grant to those whose job includes the act, for the purpose they stated."""
    return Rule(reason, lambda asker: EVERYBODY if asker.may(act) else NOBODY)


def barred(record: str = "record") -> Rule:
    """Bar people from their own, their family's and their colleagues' records. Nothing overrides this."""

    def rows(asker: Asker) -> Q:
        bars = Bar.objects.filter(account=asker.account, starts_at__lte=asker.at).filter(
            Q(lifted_at__isnull=True) | Q(lifted_at__gt=asker.at)
        )
        still = Q(ended_at__isnull=True) | Q(ended_at__gt=asker.at)
        people = Subject.objects.filter(still, record=OuterRef(record), person__in=bars.values("person"))
        return Q(Exists(bars.filter(record=OuterRef(record)))) | Q(Exists(people))

    return Rule("there is a conflict of interest", rows)


def sealed(record: str = "record") -> Rule:
    """Bar all but those named on the seal."""

    def rows(asker: Asker) -> Q:
        named = SealMember.objects.filter(record=OuterRef(record), account=asker.account)
        return Q(**{f"{record}__sealed": True}) & ~Q(Exists(named))

    return Rule("it is sealed", rows)


def no_agreement(data_class: str = DataClass.CONCERN, owner: str = "record__owner_agency") -> Rule:
    """Bar those whose agency has no agreement in force with the owner for this purpose and kind of information."""
    return Rule(
        "no sharing agreement in force covers it for the purpose you stated",
        lambda asker: ~Q(**{owner: asker.agency}) & ~Q(Exists(clauses_for(asker, data_class, owner))),
    )


def clauses_for(asker: Asker, data_class: str, owner: str) -> QuerySet[Clause]:
    """Find the clauses in force that let this kind of information pass from the row's owner to the asker."""
    in_force = Agreement.objects.filter(_live(asker)).filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=asker.at)
    )
    return Clause.objects.filter(
        Q(owner_kind="") | Q(owner_kind=OuterRef(f"{owner}__kind")),
        partner_kind__in=["", asker.agency_kind],
        purpose=asker.purpose,
        data_class=data_class,
        agreement__in=in_force.filter(parties__agency=asker.agency),
        agreement__parties__agency=OuterRef(owner),
    )


def withheld_as_sensitive(
    field_name: str = "sensitive_service",
    owner: str = "agency",
    data_class: str = DataClass.POINTER,
) -> Rule:
    """Bar what a sensitive service holds, unless a clause that covers it does not withhold it."""

    def rows(asker: Asker) -> Q:
        freely = clauses_for(asker, data_class, owner).filter(withholds_sensitive=False)
        return Q(**{field_name: True}) & ~Q(**{owner: asker.agency}) & ~Q(Exists(freely))

    return Rule("it comes from a sensitive service and the agreement withholds it", rows)
