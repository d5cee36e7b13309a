"""Somebody says how a file is laid out that Kith does not know: guess, correct, test, save; with and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kith.records import actions
from kith.records.models import MapDraft
from tests.factories import world as make
from tests.records.conftest import csv_of, owner
from tests.stories.browser import OpenPage, assert_accessible
from tests.stories.entering import Enter, choose, done, entering, follow, press, see, write

__all__ = ["owner"]

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("database")]

HEADINGS = ["Client ID", "Surname", "Forename", "DOB", "Home address", "Visit date", "Smoke alarm"]
ROWS = [
    HEADINGS,
    *([f"C{n}", "Drama", "Ada", f"{1 + n:02d}/03/1980", f"{n} Drama Street, Trowbridge", "02/03/2024", "Yes"] for n in range(24)),
    ["C99", "Drama", "Bob", "31/02/1970", "", "", ""],
]  # fmt: skip


@pytest.fixture
def enter(open_page: OpenPage, live_kith: str) -> Enter:
    """Open a browser in which somebody is signed in already."""
    return entering(open_page, live_kith)


def worker() -> None:
    """Do what the worker does."""
    for one in MapDraft.objects.using("admin").all():
        actions.work_on_map(draft=one.pk, at=timezone.now())


def hand_in(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    press(page, "Look at it")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_researcher_says_how_a_file_is_laid_out(enter: Enter, owner: str, tmp_path: Path, scripts: bool) -> None:
    world = make.make_world()
    file = tmp_path / "visits.csv"
    file.write_bytes(csv_of(ROWS))
    petra = enter(world["petra"], javascript=scripts)
    petra.goto("/files/")
    follow(petra, "Say how a file of another kind is laid out")
    assert_accessible(petra)
    press(petra, "Look at it")
    expect(petra.get_by_role("alert")).to_contain_text("Choose a file")

    hand_in(petra, file)
    see(petra, "Your file is being looked at")
    expect(petra.locator("meta[http-equiv=refresh]")).to_have_count(0 if scripts else 1)
    assert_accessible(petra)
    worker()
    follow(petra, "Show how far it is now")
    corrected(petra)
    press(petra, "Test it on the whole file")
    see(petra, "It is being tested on the whole file")
    assert_accessible(petra)
    worker()
    follow(petra, "Show how far it is now")
    see(petra, "What came of the test")
    expect(petra.get_by_role("row").filter(has_text="DOB").first).to_contain_text("1")
    assert_accessible(petra)
    press(petra, "Save")
    done(petra, "Saved: Fire home visits, version 1")
    see(petra, "What must still happen before files are taken")
    assert_accessible(petra)
    worker()
    assert not MapDraft.objects.using("admin").exists()


def corrected(page: Page) -> None:
    """Correct a column: first so that it cannot be, then as it is."""
    see(page, "20 rows shown")
    see(page, "Ada Drama, born 1 March 1980, number C0")
    assert_accessible(page)
    page.get_by_label("Smoke alarm").select_option("surname")
    press(page, "Show again")
    expect(page.get_by_role("alert")).to_contain_text("Say what you call files like this")
    expect(page.get_by_role("alert")).to_contain_text(
        "Both 'Surname' and 'Smoke alarm' are said to be one thing: surname."
    )
    assert_accessible(page)
    page.get_by_label("Smoke alarm").select_option("detail")
    write(page, "What do you call files like this?", "Fire home visits")
    choose(
        page,
        "Is each such file everything that your system holds?",
        "Yes: what is not in the next file any more is over",
    )
    press(page, "Show again")
    see(page, "smoke_alarm Yes")
    expect(page.get_by_label("Smoke alarm")).to_have_value("detail")
