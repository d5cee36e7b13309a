"""The folder of a feed, as an operator meets it: made by `kith setup`, shown by `kith feeds list`, cleared by withdrawing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from kith.records.models import Batch
from tests.records.conftest import ROOT, adult_care, owner
from tests.records.handing import ADMIN, FORM
from tests.records.lying import deposits, look, read_all

__all__ = ["owner"]

EXAMPLE = (ROOT / "docs" / "example-partnership.toml").read_text()


@pytest.fixture
def root(tmp_path: Path, settings: Any) -> Path:
    settings.KITH_FOLDERS = tmp_path / "folders"
    return tmp_path / "folders"


def kith(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    told = {"KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-m", "kith.config.cli", *map(str, arguments)],
        env={**os.environ, **told, "KITH_FOLDERS": str(root)}, capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip


def set_up(root: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    text = EXAMPLE.replace('channel = "upload"', 'channel = "folder"').replace(
        'profile = "annex-a"', f'profile = "{FORM}"'
    )
    for before, after in changed.items():
        text = text.replace(f'{before} = "council"', f'{before} = "{after}"')
    root.parent.joinpath("p.toml").write_text(text)
    return kith(root, "setup", root.parent / "p.toml")


def test_a_root_that_cannot_be_used_is_one_sentence(owner: str, root: Path) -> None:
    root.write_text("a file")
    done = set_up(root)
    assert (done.returncode, "cannot be used" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_a_folder_is_made_shown_filled_and_cleared(owner: str, root: Path) -> None:
    place = root / "council" / FORM
    made = set_up(root)
    assert f"Its folder: {place}" in made.stdout, made.stderr
    assert f"Its folder: {place}" in set_up(root).stdout
    assert place.stat().st_mode & 0o777 == 0o700
    (place / "asc.csv").write_bytes(adult_care(12))
    (place / "empty.csv").write_bytes(b"")
    assert f"in the folder {place}: 2 to take, 0 refused" in kith(root, "feeds", "list").stdout
    assert look() == 1
    read_all()
    assert sorted(one.state for one in deposits()) == ["done", "refused"]
    assert f"in the folder {place}: 0 to take, 1 refused" in kith(root, "feeds", "list").stdout
    assert len(list((place / "taken").iterdir())) == 1
    batch = Batch.objects.using(ADMIN).get()
    gone = kith(root, "feeds", "withdraw", "council", FORM, "--batch", batch.pk, "--yes")
    assert "Gone: 12 rows" in gone.stdout, gone.stderr
    assert list((place / "taken").iterdir()) == []
    assert len(list((place / "refused").iterdir())) == 2
    assert "Gone: " in kith(root, "feeds", "withdraw", "council", FORM, "--yes").stdout
    assert list((place / "refused").iterdir()) == []


def test_a_folder_that_cannot_be_used_is_said_where_feeds_are_listed(owner: str, root: Path) -> None:
    set_up(root)
    (root / "council" / FORM).chmod(0o777)
    listed = kith(root, "feeds", "list")
    assert "no file is taken from its folder" in listed.stdout
    assert "chmod -R o-rwx" in listed.stdout
