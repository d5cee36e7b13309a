"""`kith feeds`: what agencies have agreed to send, what came by it, and taking it away when its owner asks."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db.models import Max, QuerySet

from kith.agencies.models import Agency
from kith.outside.folders import FolderUnusable
from kith.records import actions
from kith.records.actions.clearing import clear_folder
from kith.records.actions.folders import lying_in
from kith.records.models import Batch, Channel, Feed
from kith.records.rules.handed_in import due_on
from kith.records.states import BatchState, FeedState


class NoSuchFeed(Exception):
    """No feed, or no file of one, goes by this name."""


def told(agency: str) -> Iterator[str]:
    """List the feeds of one agency or of all, and under each the files that came by it."""
    feeds = Feed.objects.select_related("agency", "agreement").order_by("agency__slug", "profile", "opened_at")
    for feed in feeds.filter(agency__slug=agency) if agency else feeds:
        yield f"{feed.agency.slug}  {feed.profile}  from {feed.system}: {feed.said_state.lower()}"
        yield f"  {feed.get_schedule_display().lower()}{_due(feed)}, kept for {feed.keeps_days} days, under {feed.agreement}"
        if feed.channel == Channel.FOLDER and feed.state == FeedState.OPEN:
            yield f"  {_folder(feed)}"
        for batch in Batch.objects.filter(feed=feed).order_by("begun_at"):
            yield f"  {batch.pk}  {batch.begun_at:%d %b %Y}  {_became(batch)}"


def _due(feed: Feed) -> str:
    """Say by when the next file should be here."""
    last = Batch.objects.filter(feed=feed).aggregate(last=Max("begun_at"))["last"]
    due = due_on(feed.schedule, last=last.date() if last else None, opened=feed.opened_at.date())
    if due is None or feed.state != FeedState.OPEN:
        return ""
    return f" (the next by {due:%d %b %Y}{', which is late' if due < datetime.now(UTC).date() else ''})"


def _folder(feed: Feed) -> str:
    try:
        lying = lying_in(feed)
    except FolderUnusable as problem:
        return f"no file is taken from its folder: {problem}"
    return f"in the folder {lying.path}: {lying.waits:,} to take, {lying.refused:,} refused"


def _became(batch: Batch) -> str:
    state = batch.get_status_display().lower()
    return f"{state}, {batch.records:,} rows" if batch.removed_at is None else state


def close(agency: str, profile: str) -> Iterator[str]:
    """Take no more files of a feed."""
    for feed in _feeds(agency, profile).filter(closed_at__isnull=True):
        actions.close_feed(feed=feed, by="", at=datetime.now(UTC))
        yield f"No more files of {profile} are taken from {feed.agency}. What came is kept for its time."


def withdraw(agency: str, profile: str, batch: str) -> Iterator[str]:
    """Take away one file of a feed, or all that ever came by it and the feed itself."""
    feeds = _feeds(agency, profile)
    if batch:
        one = Batch.objects.filter(feed__in=feeds, status__in=[BatchState.READING, BatchState.DONE])
        found = next((key for key in one.values_list("pk", flat=True) if str(key) == batch.lower()), None)
        if found is None:
            raise NoSuchFeed(f"No file called {batch!r} is here from {agency}. See: kith feeds list --agency {agency}")
        gone = actions.withdraw_batch(batch=found, by="", at=datetime.now(UTC))
        _clear(feeds)
        yield f"Gone: {gone.records:,} rows, {gone.people:,} people. The same file is not taken again."
        return
    for feed in feeds:
        actions.withdraw_feed(feed=feed.pk, by="", at=datetime.now(UTC))
        _clear([feed])
        yield f"Gone: {profile} from {feed.agency}, with everything that came by it."


def _clear(feeds: Iterable[Feed]) -> None:
    """Take the files themselves off the disk too, if they came in a folder."""
    for one in feeds:
        clear_folder(feed=one.pk, at=datetime.now(UTC), using="default")


def _feeds(agency: str, profile: str) -> QuerySet[Feed]:
    """Find the feeds of this kind that still have something to take away."""
    feeds = Feed.objects.select_related("agency").filter(agency__slug=agency, profile=profile, withdrawn_at=None)
    if not feeds.exists():
        known = ", ".join(Agency.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise NoSuchFeed(f"{agency!r} has no feed of {profile!r}. The agencies are: {known}. See: kith feeds list")
    return feeds
