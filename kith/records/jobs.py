"""What the pool does by the clock, and what it puts off: reading what was handed in or lies in folders, removing what was withdrawn."""

from uuid import UUID

from django.db import connections
from django.utils import timezone

from kith.outside.queue import every, job, later
from kith.records.actions.clearing import clear_folder
from kith.records.actions.collecting import look_in_folders
from kith.records.actions.depositing import READ
from kith.records.actions.drafting import MAP
from kith.records.actions.forgetting import forget_expired
from kith.records.actions.reading import OWNER, read_deposit, take_up_left
from kith.records.actions.removing import remove_withdrawn
from kith.records.actions.trying import tend_maps, work_on_map
from kith.records.actions.withdrawing import REMOVE


@every("*/10 * * * *", "records.forget_expired")
def forget() -> None:
    """Forget what is older than its feed keeps."""
    forget_expired()


@job(READ)
def read(*, deposit: UUID) -> None:
    """Read one file that was handed in."""
    try:
        read_deposit(deposit=deposit, at=timezone.now())
    finally:
        connections[OWNER].close()


@every("*/5 * * * *", "records.take_up_left")
def take_up() -> None:
    """See that no file that was handed in is left lying."""
    try:
        take_up_left(at=timezone.now())
    finally:
        connections[OWNER].close()


@job(MAP)
def map_file(*, draft: UUID) -> None:
    """Look at a file that is being mapped, test what was said of it, or let it go."""
    try:
        work_on_map(draft=draft, at=timezone.now())
    finally:
        connections[OWNER].close()


@every("*/5 * * * *", "records.tend_maps")
def tend() -> None:
    """See that no file that is being mapped is left lying, or kept for longer than a day."""
    try:
        tend_maps(at=timezone.now())
    finally:
        connections[OWNER].close()


@job(REMOVE)
def remove(*, feed: UUID) -> None:
    """Take away the rows of what was withdrawn of a feed, and the files if they came in a folder."""
    later(clear, feed=feed)
    try:
        remove_withdrawn(feed=feed, using=OWNER)
    finally:
        connections[OWNER].close()


@every("*/5 * * * *", "records.remove_left")
def remove_left() -> None:
    """See that no row of what was withdrawn is left lying."""
    try:
        remove_withdrawn(using=OWNER)
    finally:
        connections[OWNER].close()


@every("*/5 * * * *", "records.look_in_folders")
def look() -> None:
    """Take what lies in the folders of feeds, and let go of what is over."""
    try:
        look_in_folders(at=timezone.now())
    finally:
        connections[OWNER].close()


@job("records.clear_folder")
def clear(*, feed: UUID) -> None:
    """Let go of the files of a feed that their owner took away."""
    try:
        clear_folder(feed=feed, at=timezone.now(), using=OWNER)
    finally:
        connections[OWNER].close()
