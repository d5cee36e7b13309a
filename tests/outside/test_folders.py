"""A folder that somebody else fills: nothing in it is followed, and it is not used unless it is ours. Refusals first."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kith.outside.folders import FolderUnusable, Kind, is_as_it_was, opened

ROOMS = {"kept": False, "shown": True}
PLACE = ("council", "annex-a")
ROOT_ALONE = pytest.mark.skipif(os.geteuid() != 0, reason="only root acts as somebody else")
# Who runs Kith, who fills the folder, and their group.
KITH, SENDER, GROUP = 64001, 64002, 64003


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with opened(tmp_path, PLACE, ROOMS) as folder:
        return folder.path


def test_it_is_made_for_nobody_else(place: Path) -> None:
    paths = [place.parent, place, place / "kept", place / "shown"]
    assert {path.stat().st_mode & 0o7777 for path in paths} == {0o700}


@pytest.mark.parametrize("name", [".", "kept", "shown", ".."])
def test_one_that_everybody_may_change_is_not_used(tmp_path: Path, place: Path, name: str) -> None:
    (place / name).chmod(0o777)
    with pytest.raises(FolderUnusable, match="open to everybody"), opened(tmp_path, PLACE, ROOMS):
        pass


@pytest.mark.parametrize("name", ["council", "council/annex-a", "council/annex-a/kept", "council/annex-a/shown"])
def test_a_link_on_the_way_is_not_followed(tmp_path: Path, place: Path, name: str) -> None:
    (tmp_path / name).rename(tmp_path / "elsewhere")
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FolderUnusable, match="Is a link or a file in its place"), opened(tmp_path, PLACE, ROOMS):
        pass


@ROOT_ALONE
@pytest.mark.parametrize("name", [".", "kept", "shown", ".."])
def test_one_of_somebody_else_is_not_used(tmp_path: Path, place: Path, name: str) -> None:
    os.chown(place / name, SENDER, GROUP)
    with pytest.raises(FolderUnusable, match="belongs to another user"), opened(tmp_path, PLACE, ROOMS):
        pass


def test_a_way_that_is_swapped_while_it_is_open_leads_nowhere_else(tmp_path: Path, place: Path) -> None:
    (place / "a.csv").write_text("a")
    with opened(tmp_path, PLACE, ROOMS) as folder:
        place.parent.rename(tmp_path / "moved")
        place.mkdir(parents=True)
        (place / "kept").mkdir()
        folder.move("a.csv", "b.csv", to="kept")
    assert [path.name for path in (tmp_path / "moved" / "annex-a" / "kept").iterdir()] == ["b.csv"]
    assert list((place / "kept").iterdir()) == []


def test_a_link_moves_itself_and_is_not_read(tmp_path: Path, place: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (place / "a.csv").symlink_to(tmp_path / "secret")
    with opened(tmp_path, PLACE, ROOMS) as folder:
        (thing,) = (one for one in folder.things() if one.name == "a.csv")
        assert thing.kind is Kind.LINK
        folder.move("a.csv", "a.csv", to="kept")
        with pytest.raises(OSError, match="symbolic links"):
            folder.read("a.csv", room="kept")
        folder.remove("a.csv", room="kept")
        folder.remove("a.csv", room="kept")
    assert (tmp_path / "secret").read_text() == "secret"


def test_a_note_is_whole_and_takes_the_place_of_an_earlier_one(tmp_path: Path, place: Path) -> None:
    with opened(tmp_path, PLACE, ROOMS) as folder:
        folder.write("why.txt", "first and longer", room="shown")
        folder.write("why.txt", "then", room="shown")
    assert [path.name for path in (place / "shown").iterdir()] == ["why.txt"]
    assert (place / "shown" / "why.txt").read_text() == "then"


def test_a_note_is_not_written_through_a_link(tmp_path: Path, place: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (place / "shown" / ".why.txt.tmp").symlink_to(tmp_path / "mine")
    with opened(tmp_path, PLACE, ROOMS) as folder, pytest.raises(OSError, match="symbolic links"):
        folder.write("why.txt", "text", room="shown")
    assert (tmp_path / "mine").read_text() == "mine"


def test_writing_to_a_file_is_noticed(tmp_path: Path, place: Path) -> None:
    path = place / "kept" / "a.csv"
    path.write_text("a")
    with opened(tmp_path, PLACE, ROOMS) as folder:
        (thing,) = folder.things("kept")
        with folder.read("a.csv", room="kept") as content:
            assert is_as_it_was(content, thing)
            path.write_text("b")
            os.utime(path, ns=(thing.written + 1, thing.written + 1))
            assert not is_as_it_was(content, thing)


# -- With a group of those who fill it, as docs/operating.md says --------------------------------------------------


@contextmanager
def acting(user: int) -> Iterator[None]:
    """Be somebody else of the group for a while."""
    groups, mask = os.getgroups(), os.umask(0o027)
    os.setgroups([GROUP])
    os.setegid(user)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)
        os.umask(mask)


@pytest.fixture
def shared() -> Iterator[Path]:
    """Give a root that those users can reach, made by one of them and opened to the group by root."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "folders"
        root.parent.chmod(0o777)
        with acting(KITH), opened(root, PLACE, ROOMS):
            pass
        for path, mode in ((root, 0o710), (root / "council", 0o710), (root / "council" / "annex-a", 0o3770)):
            os.chown(path, -1, GROUP)
            path.chmod(mode)
        yield root


@ROOT_ALONE
def test_a_group_fills_it_and_reads_what_was_refused_and_nothing_else(shared: Path) -> None:
    place = shared / "council" / "annex-a"
    with acting(SENDER):
        (place / "a.csv").write_text("rows")
    (place / "of-others.csv").write_text("others")
    os.chown(place / "of-others.csv", 0, 0)
    with acting(KITH), opened(shared, PLACE, ROOMS) as folder:
        things = {one.name: one for one in folder.things() if one.kind is Kind.FILE}
        assert {name: one.allowed for name, one in things.items()} == {"a.csv": True, "of-others.csv": False}
        folder.move("a.csv", "a.csv", to="kept")
        with folder.read("a.csv", room="kept") as content:
            assert content.read() == b"rows"
        folder.move("of-others.csv", "of-others.csv", to="shown")
        folder.write("of-others.csv.why.txt", "why", room="shown")
    with acting(SENDER):
        assert (place / "shown" / "of-others.csv.why.txt").read_text() == "why"
        for act in (
            lambda: list((place / "kept").iterdir()),
            lambda: (place / "kept").rename(place / "other"),
            lambda: (place / "shown" / "of-others.csv").unlink(),
        ):
            with pytest.raises(PermissionError):
                act()
