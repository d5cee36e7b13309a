"""`kith agreements`: what has been signed, with what came under it, and withdrawing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from kith.records.models import Feed
from kith.sharing.actions.agreeing import withdraw_agreement
from kith.sharing.models import Agreement, Clause, Party


class NoSuchAgreement(Exception):
    """No agreement in force, or to come, goes by this title and version."""


def told() -> Iterator[str]:
    """List agreements, newest first: their dates, parties, clauses, and the feeds that come under each."""
    for one in Agreement.objects.order_by("-starts_at", "title", "version"):
        yield f"{one.title}, version {one.version}: {_dates(one)}"
        yield f"  between {', '.join(_parties(one))}"
        for clause in Clause.objects.filter(agreement=one).order_by("number"):
            yield f"  clause {clause.number}: {clause.get_data_class_display()}, for {clause.get_purpose_display()}"
        for feed in Feed.objects.filter(agreement=one).select_related("agency").order_by("agency__slug", "profile"):
            yield f"  feed: {feed.agency.slug} {feed.profile}, {feed.said_state.lower()}"


def withdraw(title: str, version: str, why: str) -> Iterator[str]:
    """Withdraw an agreement: at once nothing that came or was shown under it is found any more."""
    now = datetime.now(UTC)
    one = Agreement.objects.filter(title=title, version=version, withdrawn_at__isnull=True, ends_at__gt=now).first()
    if one is None:
        known = "; ".join(
            f"{one.title}, version {one.version}" for one in Agreement.objects.order_by("title", "version")
        )
        raise NoSuchAgreement(
            f"No agreement in force is called {title!r}, version {version!r}. There are: {known or 'none'}."
        )
    withdraw_agreement(agreement=one, at=now, why=why)
    yield f"Withdrawn: {one.title}, version {one.version}. Nothing is found under it any more."
    for feed in Feed.objects.filter(agreement=one, withdrawn_at__isnull=True).select_related("agency"):
        yield f"  hidden, and kept until it is withdrawn or its time is over: {feed.agency.slug} {feed.profile}"


def _parties(one: Agreement) -> list[str]:
    return list(Party.objects.filter(agreement=one).order_by("agency__name").values_list("agency__name", flat=True))


def _dates(one: Agreement) -> str:
    dates = f"from {one.starts_at:%d %b %Y} to {one.ends_at:%d %b %Y}"
    return f"withdrawn on {one.withdrawn_at:%d %b %Y}" if one.withdrawn_at else dates
