"""The folders of feeds, for tests: putting things into them, looking as the worker does, and listing what lies where."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kith.records.actions import clearing, collecting, folders
from kith.records.models import Deposit, Feed
from kith.records.rules.folders import REFUSED, ROOMS, TAKEN, TAKING, key_in
from tests.factories import pool
from tests.factories import world as make
from tests.records.handing import ADMIN, FORM, feed_of, read

LATER = timedelta(minutes=2)
DAY = timedelta(days=1)


@pytest.fixture
def world(owner: str, tmp_path: Path, settings: Any) -> make.World:
    """Give two agencies whose files come in folders, below a root of this test alone."""
    settings.KITH_FOLDERS = tmp_path / "folders"
    made = make.make_world()
    for home in (made.police, made.health):
        pool.feed(home, FORM)
    Feed.objects.using(ADMIN).update(channel="folder")
    for home_name in ("police", "health"):
        folders.make_folder(feed_of(made, home_name))
    return made


def folder(world: make.World, home: str = "police") -> Path:
    """Say where the folder of one of them lies."""
    return folders.path_of(feed_of(world, home))


def put(world: make.World, content: bytes, name: str = "asc.csv", home: str = "police") -> Path:
    """Put a file into it."""
    path = folder(world, home) / name
    path.write_bytes(content)
    return path


def soon() -> datetime:
    """Give a moment at which what was put in now is whole."""
    return timezone.now() + LATER


def look(at: datetime | None = None) -> int:
    """Look into all folders, as the worker does."""
    return collecting.look_in_folders(at=at or soon())


def lying(world: make.World, home: str = "police") -> dict[str, list[str]]:
    """List what lies in a folder and its rooms, by the names that things had."""
    root = folder(world, home)
    rooms = {"": root, **{room: root / room for room in ROOMS}}
    return {
        room: sorted(_was(one.name) for one in path.iterdir() if one.name not in ROOMS) for room, path in rooms.items()
    }


def _was(name: str) -> str:
    bare = name.removesuffix(".why.txt")
    named = key_in(bare)
    return (named[1] if named else bare) + name.removeprefix(bare)


def only(**rooms: list[str]) -> dict[str, list[str]]:
    """Say what should lie where: `new`, `taking`, `taken` and `refused`, and nothing else."""
    places = {"": "new", TAKING: "taking", TAKEN: "taken", REFUSED: "refused"}
    return {room: rooms.get(word, []) for room, word in places.items()}


def told(world: make.World, home: str = "police") -> str:
    """Read the only reason that lies beside what was refused."""
    (note,) = (folder(world, home) / REFUSED).glob("*.why.txt")
    return note.read_text()


def refused(*names: str) -> list[str]:
    """List what lies in `refused` for these: the thing itself, and why."""
    return sorted([*names, *(f"{name}.why.txt" for name in names)])


def deposits() -> list[Deposit]:
    """Give what was handed in, in the order in which it came."""
    return list(Deposit.objects.using(ADMIN).order_by("handed_in_at", "pk"))


def read_all() -> None:
    """Read what waits, as the worker does."""
    for one in Deposit.objects.using(ADMIN).filter(state__in=["waiting", "reading"]).order_by("handed_in_at"):
        read(one)


def clear(world: make.World, home: str = "police", at: datetime | None = None) -> None:
    """Do what the worker does when an owner has taken something away."""
    clearing.clear_folder(feed=feed_of(world, home).pk, at=at or soon(), using="owner")
