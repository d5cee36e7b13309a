"""The files an agency sends: its feeds, what came by each and when, and how far a file that was handed in has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from kith.agencies.queries import names
from kith.desk import access
from kith.records import access as records
from kith.records.models import Batch, Channel, Deposit, Feed, SavedProfile
from kith.records.rules.handed_in import due_on
from kith.records.rules.profile_files import names as formats
from kith.records.rules.profile_files import profile
from kith.records.states import DepositState, FeedState
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere

NEWEST = 20
UNDER_WAY = (DepositState.WAITING.value, DepositState.READING.value)
DOING = "see the files your agency sends"
# Who is no person, after "Handed in by".
OTHERS = {"service:folder": "way of the folder"}
# A page that is open asks for so long after the last that was heard; a reader that fell silent is no news.
WATCHED = timedelta(minutes=10)


@dataclass(frozen=True)
class Sent:
    """A feed as its agency sees it."""

    feed: Feed
    title: str
    last: datetime | None
    due: date | None
    late: bool
    wanting: str
    under_way: int

    @property
    def kept(self) -> str:
        """Say how long what came is kept."""
        return f"{self.feed.keeps_days} days"

    @property
    def folder(self) -> str:
        """Name the folder in which its files come, if they come in one; where that lies is not for a page."""
        return f"{self.feed.agency.slug}/{self.feed.profile}" if self.feed.channel == Channel.FOLDER else ""

    @property
    def takes_files(self) -> bool:
        """Say whether a file can be handed in now."""
        return self.feed.state == FeedState.OPEN and not self.wanting


@dataclass(frozen=True)
class Coming:
    """A file that was handed in and is not settled, or was refused."""

    name: str
    by: str
    at: datetime
    state: str
    said: str
    why: str
    rows: int
    of: int


@dataclass(frozen=True)
class Came:
    """A file that was read, or is being read, and what was found in it."""

    name: str
    at: datetime
    said: str
    gone: bool
    rows: int
    findings: int
    set_aside: int
    id: UUID


@dataclass(frozen=True)
class Files:
    """The files of one feed, newest first."""

    coming: list[Coming]
    came: list[Came]
    watch: bool

    @property
    def news(self) -> str:
        """Say in one sentence how far what is under way has come."""
        under_way = [one for one in self.coming if one.state in UNDER_WAY]
        rows, of = sum(one.rows for one in under_way), sum(one.of for one in under_way)
        if not under_way:
            return "Every file that was handed in is read or refused."
        if not of:
            return f"{_files(len(under_way))} on the way. No rows are read yet."
        return f"{_files(len(under_way))} on the way: {rows:,} of {of:,} rows are read."


def _files(count: int) -> str:
    return "1 file is" if count == 1 else f"{count} files are"


def feeds(asker: Asker) -> list[Sent]:
    """List the feeds of somebody's agency, those that take files first."""
    access.require_job(asker, access.SEES_FILES, DOING)
    rows = Feed.objects.select_related("agency", "agreement").filter(agency=asker.agency)
    sent = _sent(list(rows), asker.at)
    return sorted(sent, key=lambda one: (one.feed.state != FeedState.OPEN, one.title, one.feed.opened_at))


def hands_in(asker: Asker) -> bool:
    """Say whether somebody's job is to send files; others answer for them."""
    return asker.may("deposit")


def feed(asker: Asker, feed_id: UUID) -> Sent:
    """Read one feed of somebody's own agency; any other is as one that never was."""
    access.require_job(asker, access.SEES_FILES, DOING)
    rows = Feed.objects.select_related("agency", "agreement").filter(agency=asker.agency, pk=feed_id)
    found = _sent(list(rows), asker.at)
    if not found:
        raise NotHere
    return found[0]


def _sent(rows: list[Feed], at: datetime) -> list[Sent]:
    last = _last(rows)
    coming: dict[UUID, int] = {}
    for key in Deposit.objects.filter(feed__in=rows, state__in=UNDER_WAY).values_list("feed", flat=True):
        coming[key] = coming.get(key, 0) + 1
    called = _titles(rows)
    wanting = {one.agreement_id: one for one in rows}
    said = {key: _wanting(one, at) for key, one in wanting.items()}
    return [
        _one(one, called[one.pk], last.get(one.pk), coming.get(one.pk, 0), said[one.agreement_id], at) for one in rows
    ]


def _last(rows: list[Feed]) -> dict[UUID, datetime]:
    """Say when the last file came by each feed; one that is sent again unchanged came too, though nothing is read of it."""
    newest = Batch.objects.filter(feed__in=rows).order_by("feed", "-begun_at").distinct("feed")
    last = dict(newest.values_list("feed", "begun_at"))
    known = Batch.objects.filter(feed__in=rows, removed_at__isnull=True).values("file_sha256")
    again = Deposit.objects.filter(feed__in=rows, state=DepositState.REFUSED, file_sha256__in=known)
    for key, at in again.values_list("feed", "handed_in_at"):
        last[key] = max(at, last.get(key, at))
    return last


def _one(feed_: Feed, title: str, last: datetime | None, coming: int, wanting: str, at: datetime) -> Sent:
    live = feed_.state == FeedState.OPEN
    due = due_on(
        feed_.schedule,
        last=timezone.localdate(last) if last else None,
        opened=timezone.localdate(feed_.opened_at),
    )
    late = live and due is not None and timezone.localdate(at) > due
    return Sent(feed_, title, last, due if live else None, late, wanting if live else "", coming)


def _wanting(feed_: Feed, at: datetime) -> str:
    """Say which clause is wanting, if one is: the same sentence with which a file is refused."""
    try:
        records.require_clause(feed_.agency, feed_.agreement, at=at)
    except records.NoClause as refusal:
        return str(refusal)
    return ""


def _titles(rows: list[Feed]) -> dict[UUID, str]:
    """Say what the format of each feed is called by people: one of ours, or else the latest that its agency saved."""
    ours = set(formats())
    others = {one.profile for one in rows} - ours
    saved = SavedProfile.objects.filter(name__in=others).order_by("version") if others else SavedProfile.objects.none()
    titles = {(agency, name): title for agency, name, title in saved.values_list("agency", "name", "title")}
    return {
        one.pk: profile(one.profile).title
        if one.profile in ours
        else titles.get((one.agency_id, one.profile), one.profile)
        for one in rows
    }


# -- The files of one feed -------------------------------------------------------------------------------------------


def files(sent: Sent, at: datetime) -> Files:
    """List the files of one feed: those on their way or refused, and those that were read."""
    handed = Deposit.objects.filter(feed=sent.feed).exclude(state=DepositState.DONE)
    deposits = list(handed.order_by("-handed_in_at")[:NEWEST])
    batches = list(Batch.objects.filter(feed=sent.feed).order_by("-begun_at")[:NEWEST])
    under_way = [one for one in deposits if one.state in UNDER_WAY]
    return Files(
        coming=_coming(deposits, {one.file_sha256: one for one in batches}),
        came=[_came(one) for one in batches],
        watch=any(one.moved_at > at - WATCHED for one in under_way),
    )


def _coming(deposits: Iterable[Deposit], batches: dict[str, Batch]) -> list[Coming]:
    ones = list(deposits)
    said = names({one.by for one in ones})
    coming = []
    for one in ones:
        batch = batches.get(one.file_sha256)
        rows, of = (batch.records, batch.expected) if batch else (0, 0)
        by = said.get(one.by, OTHERS.get(one.by, "A system of your agency")).partition(", ")[0]
        label = one.get_state_display()
        coming.append(Coming(one.file_name or "A file", by, one.handed_in_at, one.state, label, one.why, rows, of))
    return coming


def _came(one: Batch) -> Came:
    name, gone = one.file_name or "A file", one.removed_at is not None
    said = ". ".join(words for words in (one.get_status_display(), one.removed_why) if words)
    return Came(name, one.begun_at, said, gone, one.records, one.findings, one.quarantined, one.pk)
