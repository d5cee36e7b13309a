"""The lives of a feed, of a batch and of a file handed in: from this state, to these. What is gone never comes back."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from kith.lib.phrases import listed

_State = TypeVar("_State", bound=StrEnum)


class FeedCannotMove(Exception):
    """This cannot come next for a feed or a batch. The words are fit for the person who asked."""


class FeedState(StrEnum):
    """Whether files come, and whether what came is still here."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class BatchState(StrEnum):
    """How far a file has come, and what became of it."""

    READING = "reading"
    DONE = "done"
    REFUSED = "refused"
    GOING = "going"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class DepositState(StrEnum):
    """What became of a file that somebody handed in."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    REFUSED = "refused"


class MapState(StrEnum):
    """How far somebody has come who tells how a file is laid out."""

    WAITING = "waiting"
    LOOKED = "looked"
    TESTING = "testing"
    TESTED = "tested"
    REFUSED = "refused"
    SAVED = "saved"
    LEFT = "left"


FEED_MOVES: dict[FeedState, tuple[FeedState, ...]] = {
    FeedState.OPEN: (FeedState.CLOSED, FeedState.WITHDRAWN),
    FeedState.CLOSED: (FeedState.WITHDRAWN,),
    FeedState.WITHDRAWN: (),
}
BATCH_MOVES: dict[BatchState, tuple[BatchState, ...]] = {
    BatchState.READING: (BatchState.DONE, BatchState.GOING, BatchState.EXPIRED),
    BatchState.DONE: (BatchState.GOING, BatchState.EXPIRED),
    BatchState.REFUSED: (),
    BatchState.GOING: (BatchState.WITHDRAWN,),
    BatchState.WITHDRAWN: (),
    BatchState.EXPIRED: (),
}
DEPOSIT_MOVES: dict[DepositState, tuple[DepositState, ...]] = {
    DepositState.WAITING: (DepositState.READING, DepositState.REFUSED),
    DepositState.READING: (DepositState.WAITING, DepositState.DONE, DepositState.REFUSED),
    DepositState.DONE: (),
    DepositState.REFUSED: (),
}
MAP_MOVES: dict[MapState, tuple[MapState, ...]] = {
    MapState.WAITING: (MapState.LOOKED, MapState.REFUSED, MapState.LEFT),
    MapState.LOOKED: (MapState.TESTING, MapState.LEFT),
    MapState.TESTING: (MapState.TESTED, MapState.REFUSED, MapState.LEFT),
    MapState.TESTED: (MapState.LOOKED, MapState.TESTING, MapState.SAVED, MapState.LEFT),
    MapState.REFUSED: (MapState.LEFT,),
    MapState.SAVED: (),
    MapState.LEFT: (),
}
FEED_LABELS: dict[FeedState, str] = {
    FeedState.OPEN: "Open: files are taken",
    FeedState.CLOSED: "Closed: what came is kept for its time",
    FeedState.WITHDRAWN: "Withdrawn: what came is gone",
}
BATCH_LABELS: dict[BatchState, str] = {
    BatchState.READING: "Being read",
    BatchState.DONE: "Done",
    BatchState.REFUSED: "Refused",
    BatchState.GOING: "Withdrawn by its owner: its rows are hidden, and are being removed",
    BatchState.WITHDRAWN: "Withdrawn by its owner: its rows are gone",
    BatchState.EXPIRED: "Older than its feed keeps: its rows are gone",
}

DEPOSIT_LABELS: dict[DepositState, str] = {
    DepositState.WAITING: "Waiting to be read",
    DepositState.READING: "Being read",
    DepositState.DONE: "Read",
    DepositState.REFUSED: "Refused",
}
MAP_LABELS: dict[MapState, str] = {
    MapState.WAITING: "Waiting to be looked at",
    MapState.LOOKED: "Looked at: check what each column is",
    MapState.TESTING: "Being tested on the whole file",
    MapState.TESTED: "Tested on the whole file: save it, or correct it",
    MapState.REFUSED: "Refused",
    MapState.SAVED: "Saved: the file is gone",
    MapState.LEFT: "Thrown away: the file is gone",
}


def check_feed_move(before: str, after: str) -> None:
    """Refuse a state that cannot come next for a feed."""
    _check("feed", FeedState(before), FeedState(after), FEED_MOVES, FEED_LABELS)


def check_batch_move(before: str, after: str) -> None:
    """Refuse a state that cannot come next for a batch."""
    _check("file", BatchState(before), BatchState(after), BATCH_MOVES, BATCH_LABELS)


def check_deposit_move(before: str, after: str) -> None:
    """Refuse a state that cannot come next for a file that was handed in."""
    _check("file", DepositState(before), DepositState(after), DEPOSIT_MOVES, DEPOSIT_LABELS)


def check_map_move(before: str, after: str) -> None:
    """Refuse a state that cannot come next for a file that is being mapped."""
    _check("file", MapState(before), MapState(after), MAP_MOVES, MAP_LABELS)


def _check(
    noun: str, before: _State, after: _State, moves: Mapping[_State, tuple[_State, ...]], labels: Mapping[_State, str]
) -> None:
    if after not in moves[before]:
        can = listed([labels[one] for one in moves[before]], "or") or "nothing more"
        raise FeedCannotMove(f"This {noun} is: {labels[before]}. What can come next: {can}.")
