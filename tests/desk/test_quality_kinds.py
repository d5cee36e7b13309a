"""How good files are where several kinds come by one feed, or where an agency laid its files out itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from kith.desk.queries import quality
from kith.records.models import Batch, Feed, SavedProfile
from tests.desk.test_quality import acting, at, seen
from tests.factories import pool, sent
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


def of_table(feed: Feed, headings: list[str], name: str, **said: Any) -> Batch:
    batch = sent.file(feed, **said)
    Batch.objects.using("admin").filter(pk=batch.pk).update(columns={"": headings}, file_name=name)
    return batch


HEADER = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]
UASC = ["CHILD", "SEX", "DOB", "DUC"]


def two_tables(feed: Feed) -> None:
    for days_ago in range(1, 7):
        of_table(feed, HEADER, f"header_{days_ago}.csv", rows=100, odd=3, days_ago=7 * days_ago)
        of_table(feed, UASC, f"uasc_{days_ago}.csv", rows=10, odd=9, days_ago=7 * days_ago + 1)


def test_each_kind_of_file_has_a_chart_of_its_own() -> None:
    world = make.make_world()
    one = pool.feed(world.police, "ssda903")
    two_tables(one)
    with acting(world, "petra"):
        asker = make.asker(world["petra"])
        found = quality.feed_quality(asker, one.pk, timezone.now())
        assert [(kind.words, kind.files, kind.chosen) for kind in found.kinds] == [
            ("Children", 6, True),
            ("Unaccompanied asylum seeking children", 6, False),
        ]
        assert {file.rows for file in found.files} == {100}
        other = quality.feed_quality(asker, one.pk, timezone.now(), found.kinds[1].key)
        assert {file.rows for file in other.files} == {10}
        assert not any(file.signals for file in (*found.files, *other.files))
        nonsense = quality.feed_quality(asker, one.pk, timezone.now(), "nonsense")
        assert nonsense.files == found.files


def test_the_page_leads_from_one_kind_to_the_other() -> None:
    world = make.make_world()
    one = pool.feed(world.police, "ssda903")
    two_tables(one)
    words = seen(world, one)
    assert "2 kinds of file come by this feed" in words
    (link,) = [part.split('"')[0] for part in words.split('href="?kind=')[1:]]
    page = client_of(world["petra"]).get(at(one) + "?kind=" + link.partition("#")[0]).content.decode()
    assert "<strong>Unaccompanied asylum seeking children</strong>, shown here" in page


def test_a_heading_that_comes_or_goes_makes_no_new_kind() -> None:
    world = make.make_world()
    one = pool.feed(world.police, "ssda903")
    of_table(one, HEADER, "header_1.csv", days_ago=9)
    of_table(one, [*HEADER[:5], "Extra"], "header_2.csv")
    assert "kinds of file come by this feed" not in seen(world, one)


def test_what_an_agency_saved_itself_has_its_title_and_what_is_filled_in() -> None:
    world = make.make_world()
    profile = SavedProfile(
        agency=world.police, name="fire-visits", title="Fire home visits", version=1, description=LAID_OUT,
        saved_at=timezone.now(), by="tests", tried_sha256="", tried_rows=1, tried_findings=0, tried_quarantined=0,
    )  # fmt: skip
    profile.save(using="admin")
    one = pool.feed(world.police, "fire-visits")
    sent.file(one, rows=4, odd=1)
    words = seen(world, one)
    assert "Fire home visits, from" in words
    assert "What is filled in, in the newest file" in words
    assert "Fire home visits" in client_of(world["petra"]).get("/files/").content.decode()


LAID_OUT = """
name = "fire-visits"
title = "Fire home visits"
[[section]]
name = "rows"
[section.fields]
surname = { column = "Last Name", type = "name", required = true }
dob = { column = "Date of Birth", type = "birth" }
[section.person]
surname = "surname"
dob = "dob"
"""
