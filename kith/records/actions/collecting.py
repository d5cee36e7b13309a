"""Taking what lies in the folders of feeds, as if it had been handed in.

Safe to be cut short anywhere and done again. A file is first moved to where nobody else may write, under the number that
its deposit will have; the deposit is made in one transaction; and only when that stands does the file move on. Who finds it
half way asks for the deposit by its number, and does what is still to do.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from django.db import transaction

from kith.outside.files import LIMITS
from kith.outside.folders import Folder, FolderUnusable, Thing, is_as_it_was
from kith.records.access import NoClause, require_clause
from kith.records.actions.clearing import clear_away
from kith.records.actions.depositing import NotTaken, note_refused, put_in, put_off
from kith.records.actions.folders import (
    GROUND,
    SERVICE,
    alone,
    came_before,
    explain,
    feeds_with_folders,
    folder_of,
    put_aside,
)
from kith.records.actions.reading import OWNER
from kith.records.models import Deposit, Feed
from kith.records.rules import folders as rules
from kith.records.rules.handed_in import tidied
from kith.records.states import DepositState, FeedState

LARGEST = LIMITS.file_bytes
"""What the importer reads at most: a file need not come through a browser here."""
LONGEST_WHY = 400
LOG = logging.getLogger(__name__)


class _StillWritten(Exception):
    """Somebody wrote to the file while it was taken."""


@dataclass(frozen=True, slots=True)
class _Look:
    """One look into one folder: at what moment, and by which connection what is found is kept."""

    folder: Folder
    feed: Feed
    at: datetime
    using: str


def look_in_folders(*, at: datetime, using: str = OWNER) -> int:
    """Take what lies whole in each folder, and say how much that was. One that breaks does not keep the others waiting."""
    taken, problems = 0, []
    for feed in feeds_with_folders(using):
        try:
            taken += look_in_folder(feed, at=at, using=using)
        except FolderUnusable as problem:
            LOG.warning("%s", problem)
        except Exception as problem:  # noqa: BLE001 - it is raised below, once the others have had their turn
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Folders could not be looked into", problems)
    return taken


def look_in_folder(feed: Feed, *, at: datetime, using: str = OWNER) -> int:
    """Go on with what was begun, take what is new if the feed is open, and let go what is over."""
    with alone(feed, using) as free:
        if not free:
            return 0
        with folder_of(feed) as folder:
            look = _Look(folder, feed, at, using)
            taken = sum(_go_on(look, thing) for thing in folder.things(rules.TAKING))
            if feed.state == FeedState.OPEN:
                taken += sum(_begin(look, thing) for thing in folder.things() if _is_whole(thing, at))
            clear_away(folder, feed, at=at, using=using)
    return taken


def _is_whole(thing: Thing, at: datetime) -> bool:
    ours = thing.name in rules.ROOMS
    return not ours and not rules.is_begun(thing.name) and rules.is_quiet(thing.arrived, at)


def _begin(look: _Look, thing: Thing) -> bool:
    """Move a thing to where nobody else may write, under the number that its deposit will have, and go on."""
    name = rules.name_with(uuid.uuid4(), thing.name)
    try:
        look.folder.move(thing.name, name, to=rules.TAKING)
    except FileNotFoundError:
        return False
    except OSError:
        _refuse_where_it_lies(look, thing)
        return False
    moved = look.folder.thing(name, room=rules.TAKING)
    return moved is not None and _go_on(look, moved, thing.arrived)


def _go_on(look: _Look, thing: Thing, arrived: float | None = None) -> bool:
    """Do what is still to do for what lies in `.taking`, and say whether it was taken."""
    named = rules.key_in(thing.name)
    if named is None:
        return False
    one = Deposit.objects.using(look.using).select_related("feed").filter(pk=named[0]).first()
    if one is None and (arrived or rules.is_quiet(thing.arrived, look.at)):
        since = _moment(arrived or thing.arrived, look.at)
        one = _hand_in(look, thing, Deposit(pk=named[0], file_name=named[1], handed_in_at=since))
    if one is None:
        return False
    refused = one.state == DepositState.REFUSED
    if refused and not _has_nothing_to_mend(look, one):
        put_aside(look.folder, thing.name, one, room=rules.TAKING)
        return False
    if one.state == DepositState.WAITING:
        put_off(one)
    look.folder.move(thing.name, thing.name, from_=rules.TAKING, to=rules.TAKEN)
    return not refused


def _has_nothing_to_mend(look: _Look, one: Deposit) -> bool:
    """Say whether what was refused is only here already. Where no file is taken at all, its sender has to know that first."""
    try:
        require_clause(look.feed.agency, look.feed.agreement, at=look.at, using=look.using)
    except NoClause:
        return False
    return look.feed.state == FeedState.OPEN and bool(came_before(look.feed, [one], look.using))


def _hand_in(look: _Look, thing: Thing, made: Deposit) -> Deposit | None:
    """Make the deposit of a thing, or the refusal of one; of a file that somebody still writes to, neither."""
    made.feed, made.by = look.feed, SERVICE
    if code := rules.why_not(thing.kind, allowed=thing.allowed, names=thing.names):
        return _refuse(look, made, thing, code)
    try:
        with look.folder.read(thing.name, room=rules.TAKING) as content, transaction.atomic(using=look.using):
            put_in(made, content, at=look.at, largest=LARGEST, ground=GROUND, using=look.using)
            _check_whole(content, thing)
    except OSError:
        return _refuse(look, made, thing, "unreadable")
    except NotTaken as refusal:
        return _refuse(look, made, thing, refusal.code, str(refusal))
    except _StillWritten:
        return None
    return made


def _check_whole(content: BinaryIO, thing: Thing) -> None:
    if not is_as_it_was(content, thing):
        raise _StillWritten


def _refuse(look: _Look, made: Deposit, thing: Thing, code: str, words: str = "") -> Deposit:
    """Keep the refusal as a deposit that is refused, so that it is on the page, with the reason; nothing of the file."""
    refused = Deposit(pk=made.pk, feed=look.feed, agency_id=look.feed.agency_id, by=SERVICE, moved_at=look.at)
    refused.file_name, refused.handed_in_at = made.file_name, made.handed_in_at
    refused.file_sha256, refused.file_bytes = made.file_sha256, thing.size
    refused.state, refused.why = DepositState.REFUSED, (words or rules.REFUSALS[code])[:LONGEST_WHY]
    with transaction.atomic(using=look.using):
        refused.save(force_insert=True, using=look.using)
        note_refused(look.feed, code, using=look.using, deposit=str(refused.pk), asked_by=SERVICE)
    return refused


def _refuse_where_it_lies(look: _Look, thing: Thing) -> None:
    """Say once of a thing that cannot be moved that it is not taken."""
    key = uuid.uuid5(look.feed.pk, f"{thing.number}/{thing.arrived}")
    one = Deposit.objects.using(look.using).filter(pk=key).first()
    if one is None:
        made = Deposit(pk=key, file_name=tidied(thing.name), handed_in_at=_moment(thing.arrived, look.at))
        one = _refuse(look, made, thing, "immovable")
    explain(look.folder, rules.name_with(key, thing.name), one)


def _moment(arrived: float, at: datetime) -> datetime:
    """Say when a thing came; never later than now, whatever the clock of the disk says."""
    return min(at, datetime.fromtimestamp(arrived, UTC))
