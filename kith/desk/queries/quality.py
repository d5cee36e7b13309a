"""How good the files of one feed are, for the people of its agency whose job is to send them.

Numbers here are exact, small ones too. They count rows of files that the reader's own agency made and still has, by field
and by what was odd; none is a count of people, none says whose row it is, and the wall gives them to nobody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from kith.agencies import actions as agencies
from kith.desk import access
from kith.desk.queries.kinds import Kind, day_of, of_kind
from kith.lib.phrases import short_date
from kith.records.actions import profile_for
from kith.records.drawing.control_chart import draw
from kith.records.models import Batch, Feed
from kith.records.rules import quality as rules
from kith.records.rules.profiles import Profile, ProfileWrong
from kith.records.rules.troubles import Grade
from kith.records.rules.variation import RULES, Chart, Rule, chart
from kith.records.states import BatchState, FeedState
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere

FILES_IN_ALL = 2_000
"""Of a feed with many kinds of file so many of the newest are looked through."""
ROWS_LOOKED_AT = 5_000
"""In a longer file every so many rows are looked at; a share is then known to within two in a hundred."""
ROWS_A_PIECE = 5_000
UNIT = f"Findings for every {rules.PER:,} rows"
GRADES = {Grade.QUARANTINED: "Set aside", Grade.WARNING: "Warning", Grade.NOTE: "Note"}


@dataclass(frozen=True)
class File:
    """One file that came, in numbers. Of a file that was taken away the numbers stay, and nothing else."""

    id: UUID
    day: date
    rows: int
    findings: int
    set_aside: int
    here: bool
    rate: float | None
    signals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """One kind of thing that was found, how often, and in which fields."""

    grade: str
    reason: str
    done: str
    times: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """Everything on the page about one feed, of one kind of its files."""

    feed: Feed
    title: str
    fresh: rules.Freshness
    kinds: list[Kind]
    files: list[File]
    newest: File | None
    words: list[str]
    picture: SafeString | None
    filled: list[rules.Filled]
    looked: int
    reasons: list[Reason]
    rules: tuple[Rule, ...] = RULES


def feed_quality(asker: Asker, feed_id: UUID, at: datetime, kind: str = "") -> Quality:
    """Read how good the files of a feed are, of one kind, the newest unless told.

    As many queries for a hundred files as for one.
    """
    feed = feed_of(asker, feed_id)
    every = list(_finished(feed)[:FILES_IN_ALL])
    form = _form(feed)
    kinds, came = of_kind(every, form, kind)
    there = [(batch, figure) for batch in reversed(came) if (figure := _rate(batch)) is not None]
    one = chart([figure for _, figure in there])
    files = _files(came, [batch.pk for batch, _ in there], one)
    newest = next((file for file in files if file.here), None)
    batch = next((batch for batch in came if newest and batch.pk == newest.id), None)
    troubles = _troubles(batch) if batch else []
    counted = _counted(batch, troubles) if batch else None
    return Quality(
        feed=feed,
        title=form.title if form else feed.profile,
        fresh=rules.freshness(
            feed.schedule,
            day_of(every[0]) if every else None,
            timezone.localdate(at),
            taken=feed.state == FeedState.OPEN,
        ),
        kinds=kinds,
        files=files,
        newest=newest,
        words=rules.say(one),
        picture=_picture(one, [day_of(batch) for batch, _ in there]),
        filled=rules.completeness(form, counted) if form and counted else [],
        looked=sum(counted.looked.values()) if counted else 0,
        reasons=_reasons(troubles),
    )


def feed_of(asker: Asker, feed_id: UUID) -> Feed:
    """Find a feed of the asker's own agency, for those whose job is to send its files; there is no other."""
    access.require_job(asker, "deposit", "see how good these files are")
    found = Feed.objects.filter(pk=feed_id, agency=asker.agency).first()
    if found is None:
        raise NotHere
    return found


def file_of(feed: Feed, file_id: UUID | None) -> Batch:
    """Find one file of a feed whose rows are still here, the newest unless told."""
    here = _finished(feed).filter(status=BatchState.DONE)
    found = (here.filter(pk=file_id) if file_id else here).first()
    if found is None:
        raise NotHere
    return found


def pieces_of(asker: Asker, batch: Batch) -> Iterator[list[tuple[str, ...]]]:
    """Give the findings of a file, some thousand rows of it at a time.

    This runs while the answer is being sent, when the transaction of the page is over: each piece asks the wall again.
    """
    for first in range(0, max(1, batch.records), ROWS_A_PIECE):
        with transaction.atomic(), connection.cursor() as cursor:
            agencies.act_as(asker.token)
            cursor.execute("select * from desk_findings(%s, %s, %s)", [batch.pk, first, first + ROWS_A_PIECE - 1])
            piece = cursor.fetchall()
        yield piece


def _finished(feed: Feed) -> QuerySet[Batch]:
    return Batch.objects.filter(feed=feed, finished_at__isnull=False).order_by("-told_at", "-begun_at", "pk")


def _form(feed: Feed) -> Profile | None:
    try:
        return profile_for(feed.profile, feed.agency_id)
    except ProfileWrong:
        return None


def _rate(batch: Batch) -> float | None:
    return rules.rate(batch.findings, batch.records)


def _files(came: Sequence[Batch], charted: Sequence[UUID], one: Chart) -> list[File]:
    titles = {rule.name: rule.title for rule in RULES}
    signals = {key: tuple(titles[found.rule] for found in one.marked(place)) for place, key in enumerate(charted)}
    return [
        File(
            id=batch.pk,
            day=day_of(batch),
            rows=batch.records,
            findings=batch.findings,
            set_aside=batch.quarantined,
            here=batch.status == BatchState.DONE,
            rate=_rate(batch),
            signals=signals.get(batch.pk, ()),
        )
        for batch in came
    ]


def _picture(one: Chart, days: Sequence[date]) -> SafeString | None:
    if not one.has_limits:
        return None
    said = [short_date(day) for day in days]
    text = draw(one, title=f"{UNIT}, file by file", unit=UNIT, days=said, key="findings")
    return mark_safe(text)  # noqa: S308 - drawn from numbers and days, and escaped besides


@dataclass(frozen=True)
class _Trouble:
    section: str
    field: str
    code: str
    grade: str
    reason: str
    done: str
    times: int


def _troubles(batch: Batch) -> list[_Trouble]:
    with connection.cursor() as cursor:
        cursor.execute("select * from desk_troubles(%s)", [batch.pk])
        return [_Trouble(*row) for row in cursor.fetchall()]


def _counted(batch: Batch, troubles: Sequence[_Trouble]) -> rules.Counted:
    looked: dict[str, int] = {}
    filled: dict[tuple[str, str], int] = {}
    with connection.cursor() as cursor:
        cursor.execute("select * from desk_filled(%s, %s)", [batch.pk, ROWS_LOOKED_AT])
        for section, field, times in cursor.fetchall():
            if field:
                filled[section, field] = times
            else:
                looked[section] = times
    found: Counter[tuple[str, str, str]] = Counter()
    for one in troubles:
        found[one.section, one.field, one.code] += one.times
    return rules.Counted(batch.records, looked, filled, found, batch.columns)


def _reasons(troubles: Sequence[_Trouble]) -> list[Reason]:
    """Say what was found, the gravest and the most frequent first."""
    alike: dict[tuple[str, str], list[_Trouble]] = defaultdict(list)
    for one in sorted(troubles, key=lambda one: -one.times):
        alike[one.grade, one.code].append(one)
    reasons = [
        Reason(
            grade=GRADES[Grade(grade)],
            reason=ones[0].reason,
            done=ones[0].done,
            times=sum(one.times for one in ones),
            fields=tuple(dict.fromkeys(one.field for one in ones if one.field)),
        )
        for (grade, _), ones in alike.items()
    ]
    return sorted(reasons, key=lambda one: (list(GRADES.values()).index(one.grade), -one.times))
