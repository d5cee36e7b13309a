"""The folder of a feed: where it is, who has it in hand, and putting what is refused where its sender finds it.

A file goes one way: from the folder to `.taking` with the number of its deposit in its name, into the database, and then
to `taken` or `refused`. What lies in `.taking` is therefore not done with, and what was begun is found again by its number.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kith.outside.folders import Folder, FolderUnusable, opened
from kith.records.actions.holding import held
from kith.records.models import Batch, Channel, Deposit, Feed
from kith.records.models.deposits import STANDING
from kith.records.rules import folders as rules
from kith.records.states import FeedState

SERVICE = "service:folder"
GROUND = "it lay in the folder of its feed"


@dataclass(frozen=True)
class Lying:
    """What lies in the folder of a feed."""

    path: Path
    waits: int
    refused: int


def path_of(feed: Feed) -> Path:
    """Say where the folder of a feed lies."""
    try:
        return Path(settings.KITH_FOLDERS).joinpath(*rules.place_of(feed.agency.slug, feed.profile))
    except ValueError as problem:
        raise FolderUnusable(f"There can be no folder for {feed}: {problem}") from None


def folder_of(feed: Feed) -> AbstractContextManager[Folder]:
    """Open the folder of a feed, made if it is not there."""
    path_of(feed)
    return opened(Path(settings.KITH_FOLDERS), rules.place_of(feed.agency.slug, feed.profile), rules.ROOMS)


def make_folder(feed: Feed) -> Path:
    """See that a feed whose files come in a folder has one that can be used."""
    with folder_of(feed) as folder:
        return folder.path


def lying_in(feed: Feed) -> Lying:
    """Count what waits in the folder of a feed, and what was refused and still lies there."""
    with folder_of(feed) as folder:
        waits = [one for one in folder.things() if one.name not in rules.ROOMS]
        refused = [one for one in folder.things(rules.REFUSED) if not rules.is_note(one.name)]
        return Lying(folder.path, len(waits), len(refused))


def feeds_with_folders(using: str) -> list[Feed]:
    """List one feed for each folder that there is or should be: the one that is open, or else the last that was."""
    last: dict[tuple[uuid.UUID, str], Feed] = {}
    feeds = Feed.objects.using(using).select_related("agency", "agreement").filter(channel=Channel.FOLDER)
    for feed in feeds.order_by("opened_at", "pk"):
        place = (feed.agency_id, feed.profile)
        if place not in last or last[place].state != FeedState.OPEN:
            last[place] = feed
    return [one for one in last.values() if one.state == FeedState.OPEN or path_of(one).is_dir()]


def alone(feed: Feed, using: str) -> AbstractContextManager[bool]:
    """Hold a folder for this process, if nobody else does, and say so."""
    return held(uuid.uuid5(feed.agency_id, f"folder/{feed.profile}"), using)


def came_before(feed: Feed, refused: Iterable[Deposit], using: str) -> set[str]:
    """Say which of these files, by their SHA-256, are here already. Whoever sends one again has nothing to mend."""
    wanted = {one.file_sha256 for one in refused} - {""}
    batches = Batch.objects.using(using).filter(agency=feed.agency_id, profile=feed.profile, file_sha256__in=wanted)
    read = dict(batches.values_list("file_sha256", "removed_at"))
    handed = Deposit.objects.using(using).filter(feed__agency=feed.agency_id, feed__profile=feed.profile)
    standing = handed.filter(state__in=STANDING, file_sha256__in=wanted).values_list("file_sha256", flat=True)
    return {*read, *standing} - {digest for digest, removed_at in read.items() if removed_at}


def explain(folder: Folder, name: str, one: Deposit) -> None:
    """Say in plain words, beside what was refused, why."""
    folder.write(rules.note_name(name), rules.note_on(one.why, one.handed_in_at), room=rules.REFUSED)


def put_aside(folder: Folder, name: str, one: Deposit, *, room: str) -> None:
    """Move what was refused to where its sender finds it, with the reason. Done again it does the same."""
    explain(folder, name, one)
    folder.move(name, name, from_=room, to=rules.REFUSED)
