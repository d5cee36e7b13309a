"""An agency hands in a file, sees it being read, and what came of it: with a mouse, a phone, and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kith.records import actions
from kith.records.models import Batch, Deposit
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import adult_care, owner
from tests.stories.browser import OpenPage, assert_accessible
from tests.stories.entering import Enter, done, entering, follow, press, see

__all__ = ["owner"]

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("database")]

FORM = "family-context-adult-social-care"
ADMIN = "admin"


@pytest.fixture
def enter(open_page: OpenPage, live_kith: str) -> Enter:
    """Open a browser in which somebody is signed in already."""
    return entering(open_page, live_kith)


def file_called(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def hand_in(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    press(page, "Hand in")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_researcher_hands_in_a_file_and_sees_what_came_of_it(
    enter: Enter, owner: str, tmp_path: Path, scripts: bool
) -> None:
    world = make.make_world()
    pool.feed(world.police, FORM)
    petra = enter(world["petra"], javascript=scripts)
    petra.goto("/")
    assert_accessible(petra)
    follow(petra, "Files we send")
    see(petra, "No file has come yet")
    assert_accessible(petra)
    follow(petra, "Family Context")
    assert_accessible(petra)

    press(petra, "Hand in")
    expect(petra.get_by_role("alert")).to_contain_text("Choose a file")
    assert_accessible(petra)
    hand_in(petra, file_called(tmp_path, "adults.csv", adult_care(60, broken_every=9)))
    done(petra, "Your file is handed in")
    see(petra, "Waiting to be read. Handed in by Petra")
    expect(petra.locator("meta[http-equiv=refresh]")).to_have_count(0 if scripts else 1)
    assert_accessible(petra)

    one = Deposit.objects.using(ADMIN).get()
    actions.read_deposit(deposit=one.pk, at=timezone.now())
    half_way(petra)
    follow(petra, "Files we send")
    follow(petra, "Family Context")
    row = petra.get_by_role("row").filter(has_text="adults.csv")
    expect(row).to_contain_text("60")
    expect(petra.locator("meta[http-equiv=refresh]")).to_have_count(0)
    assert_accessible(petra)


def half_way(page: Page) -> None:
    """See the page as it is while the file is being read."""
    Deposit.objects.using(ADMIN).update(state="reading", file_name="adults.csv")
    Batch.objects.using(ADMIN).update(status="reading", records=20)
    follow(page, "Show how far it is now")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "20")
    see(page, "20 of 60 rows")
    assert_accessible(page)
    Deposit.objects.using(ADMIN).update(state="done", file_name="")
    Batch.objects.using(ADMIN).update(status="done", records=60)
