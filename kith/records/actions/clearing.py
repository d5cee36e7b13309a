"""Letting go of the files that were taken out of folders: when their days are over, and when their owner takes them away.

What reading refused is put where its sender finds it, and goes after its days too. Nothing else is ever removed: not what
lies in the folder itself, and not what Kith did not put there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kith.audit import actions as audit
from kith.outside.folders import Folder, Kind, Thing
from kith.records.actions.folders import SERVICE, alone, came_before, feeds_with_folders, folder_of, put_aside
from kith.records.models import Batch, Deposit, Feed
from kith.records.rules import folders as rules
from kith.records.rules.folders import Facts, Fate
from kith.records.states import DepositState

GONE = (Fate.TAKEN_AWAY, Fate.OLD)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A thing that Kith put into a room, and the deposit that it was."""

    room: str
    thing: Thing
    one: Deposit


def clear_folder(*, feed: UUID, at: datetime, using: str) -> None:
    """Let go what is over of what came by one feed in a folder."""
    of = Feed.objects.using(using).filter(pk=feed).first()
    for one in feeds_with_folders(using):
        if of and (one.agency_id, one.profile) == (of.agency_id, of.profile):
            with alone(one, using) as free, folder_of(one) as folder:
                if free:
                    clear_away(folder, one, at=at, using=using)


def clear_away(folder: Folder, feed: Feed, *, at: datetime, using: str) -> None:
    """Do with each file what has become of it. Needs the folder for itself."""
    kept = list(_kept(folder, feed, using))
    gone = _taken_away(feed, kept, using)
    again = came_before(feed, [one.one for one in kept if one.one.state == DepositState.REFUSED], using)
    fates: dict[Fate, list[_Kept]] = {fate: [] for fate in Fate}
    for one in kept:
        facts = _facts(one, gone, again)
        fates[rules.fate(facts, at=at, days=settings.KITH_TAKEN_DAYS)].append(one)
    for one in fates[Fate.SHOW_REFUSED]:
        if one.room == rules.TAKEN:
            put_aside(folder, one.thing.name, one.one, room=rules.TAKEN)
    for fate in GONE:
        _remove(folder, feed, fates[fate], fate, using)


def _kept(folder: Folder, feed: Feed, using: str) -> Iterator[_Kept]:
    """Give what Kith put into the rooms and still knows of; a sub-folder that was refused is not ours to empty."""
    lying: dict[UUID, tuple[str, Thing]] = {}
    for room in rules.ROOMS:
        for thing in folder.things(room):
            named = rules.key_in(thing.name)
            if named and thing.kind != Kind.FOLDER:
                lying[named[0]] = (room, thing)
    known = Deposit.objects.using(using).select_related("feed")
    of_this_folder = known.filter(feed__agency=feed.agency_id, feed__profile=feed.profile)
    for one in of_this_folder.filter(pk__in=lying):
        yield _Kept(*lying[one.pk], one)


def _taken_away(feed: Feed, kept: list[_Kept], using: str) -> dict[str, datetime]:
    """Say of which files the rows were taken away, and when."""
    batches = Batch.objects.using(using).filter(agency=feed.agency_id, profile=feed.profile, removed_at__isnull=False)
    gone = batches.filter(file_sha256__in={one.one.file_sha256 for one in kept})
    return {digest: at for digest, at in gone.values_list("file_sha256", "removed_at") if at}


def _facts(kept: _Kept, gone: dict[str, datetime], again: set[str]) -> Facts:
    """Sum up what is known of a file. One that was read before is as good as read, unless it was shown as refused."""
    one = kept.one
    repeated = kept.room == rules.TAKEN and one.file_sha256 in again
    refused = one.state == DepositState.REFUSED and not repeated
    read = one.state == DepositState.DONE or (one.state == DepositState.REFUSED and repeated)
    return Facts(read, refused, one.handed_in_at, one.feed.withdrawn_at or gone.get(one.file_sha256))


def _remove(folder: Folder, feed: Feed, kept: list[_Kept], fate: Fate, using: str) -> None:
    """Write down which files go, and why; then take them away. Cut short between the two, it is written down again."""
    if not kept:
        return
    with transaction.atomic(using=using):
        audit.record(
            what="records.taken_files_removed",
            target=f"records.Feed:{feed.pk}",
            ground=fate.value,
            owner=str(feed.agency_id),
            detail={"profile": feed.profile, "asked_by": SERVICE, "deposits": [str(one.one.pk) for one in kept]},
            using=using,
        )
    for one in kept:
        folder.remove(one.thing.name, room=one.room)
        folder.remove(rules.note_name(one.thing.name), room=rules.REFUSED)
