"""Folders that somebody else fills: looked into one level deep, and nothing that lies in them is ever followed.

All goes by the handle of the folder itself, so that no part of the way to it can be swapped for a link meanwhile. What
moves is renamed within its own file system: whole or not at all, even for a process that is killed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

OURS = 0o700
LINKS_ARE_NOT_FOLLOWED = os.O_NOFOLLOW | os.O_CLOEXEC
A_FOLDER = os.O_RDONLY | os.O_DIRECTORY | LINKS_ARE_NOT_FOLLOWED
# A pipe would otherwise keep whoever opens it waiting for the other end.
A_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | LINKS_ARE_NOT_FOLLOWED
NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | LINKS_ARE_NOT_FOLLOWED
ITSELF = ""


class FolderUnusable(Exception):
    """A folder cannot be used as it lies on the disk; the text says why, and what to do."""


class Kind(StrEnum):
    """What lies in a folder."""

    FILE = "file"
    LINK = "link"
    FOLDER = "folder"
    DEVICE = "device"


KINDS: Mapping[int, Kind] = {stat.S_IFREG: Kind.FILE, stat.S_IFLNK: Kind.LINK, stat.S_IFDIR: Kind.FOLDER}


@dataclass(frozen=True, slots=True)
class Thing:
    """What lies in a folder: as it is itself, and not as what it may point at."""

    name: str
    kind: Kind
    allowed: bool
    """Whether it belongs to us, or to the group that fills the folder."""
    names: int
    size: int
    written: int
    arrived: float
    """When it was last written, moved here or renamed: the disk itself says so, and nobody can say otherwise."""
    number: int


class Folder:
    """One folder and its rooms, open."""

    def __init__(self, path: Path, handles: Mapping[str, int]) -> None:
        self.path = path
        self._handles = handles
        self._facts = os.fstat(handles[ITSELF])

    def things(self, room: str = ITSELF) -> list[Thing]:
        """List what lies in it, in the order in which it came."""
        found = [self.thing(name, room=room) for name in self._names(room)]
        return sorted((one for one in found if one), key=lambda one: (one.arrived, one.name))

    def _names(self, room: str) -> list[str]:
        with os.scandir(self._handles[room]) as entries:
            return [entry.name for entry in entries]

    def thing(self, name: str, *, room: str = ITSELF) -> Thing | None:
        """Say what lies in it under a name, if anything does."""
        try:
            facts = os.stat(name, dir_fd=self._handles[room], follow_symlinks=False)
        except FileNotFoundError:
            return None
        group = bool(self._facts.st_mode & stat.S_IWGRP) and facts.st_gid == self._facts.st_gid
        return Thing(
            name=name,
            kind=KINDS.get(stat.S_IFMT(facts.st_mode), Kind.DEVICE),
            allowed=group or facts.st_uid == os.geteuid(),
            names=facts.st_nlink,
            size=facts.st_size,
            written=facts.st_mtime_ns,
            arrived=facts.st_ctime,
            number=facts.st_ino,
        )

    def move(self, name: str, new_name: str, *, from_: str = ITSELF, to: str) -> None:
        """Rename a thing from one room to another; a link moves itself, and not what it points at."""
        here, there = self._handles[from_], self._handles[to]
        os.rename(name, new_name, src_dir_fd=here, dst_dir_fd=there)
        os.fsync(there)
        os.fsync(here)

    def read(self, name: str, *, room: str) -> BinaryIO:
        """Open a file in a room."""
        return os.fdopen(os.open(name, A_FILE, dir_fd=self._handles[room]), "rb")

    def write(self, name: str, text: str, *, room: str) -> None:
        """Put a small text into a room, whole or not at all; whoever may read the room may read it."""
        handle, draft = self._handles[room], f".{name}.tmp"
        with os.fdopen(os.open(draft, NEW, 0o600, dir_fd=handle), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fchmod(file.fileno(), 0o600 | os.fstat(handle).st_mode & stat.S_IRGRP)
            os.fsync(file.fileno())
        os.rename(draft, name, src_dir_fd=handle, dst_dir_fd=handle)

    def remove(self, name: str, *, room: str) -> None:
        """Take a file out of a room for good, if it is still there."""
        try:
            os.unlink(name, dir_fd=self._handles[room])
        except FileNotFoundError:
            return
        os.fsync(self._handles[room])


def is_as_it_was(content: BinaryIO, thing: Thing) -> bool:
    """Say whether nobody wrote to a file since it was listed."""
    facts = os.fstat(content.fileno())
    return (facts.st_size, facts.st_mtime_ns) == (thing.size, thing.written)


@contextmanager
def opened(root: Path, place: tuple[str, ...], rooms: Mapping[str, bool]) -> Iterator[Folder]:
    """Open a folder below a root, made with its rooms where it is not there yet.

    A room is ours alone, or else as open as the folder itself.
    """
    path = root.joinpath(*place)
    with ExitStack() as stack:
        try:
            root.mkdir(mode=OURS, parents=True, exist_ok=True)
            handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            stack.callback(os.close, handle)
            for part in place:
                handle = _inside(handle, part, stack)
                _check(handle, path, others=part == place[-1])
            handles = {ITSELF: handle}
            for room, alike in rooms.items():
                handles[room] = _inside(handle, room, stack)
                _check(handles[room], path / room, others=True)
                if alike:
                    _open_alike(handles[room], handle)
        except OSError as error:
            raise FolderUnusable(
                f"{path} cannot be used: {error.strerror}. Is a link or a file in its place?"
            ) from None
        yield Folder(path, handles)


def _inside(handle: int, name: str, stack: ExitStack) -> int:
    """Open a folder inside an open one, made if it is not there."""
    with suppress(FileExistsError):
        os.mkdir(name, OURS, dir_fd=handle)
    found = os.open(name, A_FOLDER, dir_fd=handle)
    stack.callback(os.close, found)
    return found


def _open_alike(handle: int, as_: int) -> None:
    """Open a room to those to whom its folder is open."""
    room, folder = os.fstat(handle), os.fstat(as_)
    if (room.st_gid, room.st_mode) != (folder.st_gid, folder.st_mode):
        os.fchown(handle, -1, folder.st_gid)
        os.fchmod(handle, stat.S_IMODE(folder.st_mode))


def _check(handle: int, path: Path, *, others: bool) -> None:
    """Refuse a folder that is not ours, or that anybody on this machine may use."""
    facts = os.fstat(handle)
    if facts.st_uid != os.geteuid():
        raise FolderUnusable(
            f"{path} belongs to another user. Give it, with what leads to it, to the one Kith runs as."
        )
    if facts.st_mode & (stat.S_IRWXO if others else stat.S_IWOTH):
        raise FolderUnusable(f"{path} is open to everybody on this machine. Run: chmod -R o-rwx {path}")
