"""Somebody whose job is to send files sees whether they get better, in the light, in the dark and on a phone."""

from __future__ import annotations

import pytest

from tests.factories import pool, sent
from tests.factories import world as make
from tests.stories.browser import OpenPage, assert_accessible
from tests.stories.entering import entering
from tests.stories.test_staff_pages import look

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("database")]


def test_a_feed_with_one_file_and_one_with_many(open_page: OpenPage, live_kith: str) -> None:
    world = make.make_world()
    new, old = pool.feed(world.police, sent.ASC), pool.feed(world.police, "relationships")
    sent.file(new, rows=5)
    for days_ago in range(1, 13):
        sent.file(old, rows=100, odd=3 + days_ago % 3, days_ago=7 * days_ago)
    sent.file(old, rows=20, odd=20)
    petra = entering(open_page, live_kith)(world["petra"])
    for feed in (new, old):
        petra.goto(f"/files/{feed.pk}/quality/")
        look(petra, f"quality-{feed.profile}")
        assert_accessible(petra)
    with petra.expect_download() as taking:
        petra.get_by_role("link", name="Take the findings (CSV)").click()
    assert taking.value.suggested_filename.startswith("findings-relationships-")
