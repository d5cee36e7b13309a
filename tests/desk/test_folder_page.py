"""A feed whose files come in a folder, on its page: where they go, how far they are, and why one was refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from kith.records.models import Batch, Feed
from tests.factories import world as make
from tests.factories.client import client_of
from tests.records.conftest import owner
from tests.records.handing import ADMIN, FILE, FORM, feed_of
from tests.records.lying import folder, look, put, read_all, world

__all__ = ["owner", "world"]


def page(world: make.World, who: str = "petra", home: str = "police") -> Any:
    return client_of(world[who]).get(reverse("desk:feed", args=[feed_of(world, home).pk]))


def words(world: make.World) -> str:
    response = page(world)
    assert response.status_code == 200
    return str(response.content.decode())


def test_another_agency_does_not_see_it(world: make.World) -> None:
    put(world, FILE, "somebody.csv")
    look()
    assert page(world, "hana").status_code == 404
    assert b"somebody.csv" not in page(world, "hana", "health").content


def test_the_page_names_the_folder_and_not_where_it_lies(world: make.World) -> None:
    said = words(world)
    assert f'<strong class="govuk-!-text-break-word">police/{FORM}</strong>' in said
    assert "In a folder" in said
    assert str(folder(world).parent) not in said
    Feed.objects.using(ADMIN).update(channel="upload")
    assert f"police/{FORM}" not in words(world)
    assert "On an upload page" in words(world)


def test_what_came_in_the_folder_is_followed_as_what_was_handed_in(world: make.World) -> None:
    put(world, FILE)
    look()
    said = words(world)
    assert "Waiting to be read. Handed in by way of the folder" in said
    assert "asc.csv" in said
    news = client_of(world["petra"]).get(reverse("desk:feed_news", args=[feed_of(world).pk]))
    assert news.content.decode() == "1 file is on the way. No rows are read yet."
    read_all()
    said = words(world)
    assert "Handed in by way of the folder" not in said
    assert "asc.csv" in said


@pytest.mark.parametrize("link", [True, False])
def test_what_was_refused_is_listed_with_the_reason(world: make.World, link: bool) -> None:
    if link:
        (folder(world) / "asc.csv").symlink_to("/etc/passwd")
    else:
        put(world, b"")
    look()
    said = words(world)
    assert "Refused. Handed in by way of the folder" in said
    assert ("links are not followed" if link else "There is nothing in the file") in said


def test_a_file_that_did_not_come_in_time_is_said_until_one_comes(world: make.World) -> None:
    put(world, b"")
    look()  # What is refused does not count.
    long_ago = timezone.now() - timedelta(days=9)
    Feed.objects.using(ADMIN).update(schedule="weekly", opened_at=long_ago)
    assert "The next file is late" in words(world)
    put(world, FILE)
    look()
    read_all()
    said = words(world)
    assert "The next file is late" not in said
    assert "The next file is due by" in said


def test_a_file_that_comes_again_unchanged_came_in_time(world: make.World) -> None:
    put(world, FILE)
    look()
    read_all()
    Feed.objects.using(ADMIN).update(schedule="weekly")
    Batch.objects.using(ADMIN).update(begun_at=timezone.now() - timedelta(days=20))
    assert "The next file is late" in words(world)
    put(world, FILE, "again.csv")
    look()
    assert "The next file is late" not in words(world)
    assert "Nothing was changed" in words(world)
