"""A worker compares two records side by side; an officer opens a concern in an emergency; two people check who looked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kith.concerns.models import Concern
from tests.factories import pool
from tests.factories import world as make
from tests.stories.browser import OpenPage, assert_accessible
from tests.stories.entering import entering

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("database")]

REFERENCE = "K-7TR2W"


def a_concern(world: make.World) -> Concern:
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(reference=REFERENCE)
    one.refresh_from_db(using="admin")
    return one


def test_two_records_are_compared_judged_and_the_judgement_undone(open_page: OpenPage, live_kith: str) -> None:
    world = make.make_world()
    pool.person(a_concern(world), postcode="BA14 8ZZ", address="17 Mill Leat")
    for forename in ("Jayden", "Kayden"):
        pool.row(world.police, forename=forename, postcode="BA14 8ZZ", address="17 Mill Leat", contact="01632 960113")
    page = entering(open_page, live_kith)(world["amina"])
    page.goto(f"{live_kith}/concerns/{REFERENCE}/match/")
    assert_accessible(page)
    page.get_by_role("link", name="Jayden Price").click()
    expect(page.get_by_text("This may be a twin")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Jayden Price").click()
    expect(page.get_by_role("heading", name="Are these the same person?")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_title(re.compile("^Error: "))
    assert_accessible(page)
    page.get_by_label("Yes, the same person").check()
    page.get_by_label("Why do you think so?").fill("His mother confirmed his birthday on the phone.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Recorded: the same person")).to_be_visible()
    page.get_by_role("link", name="Who knows these people").click()
    expect(page.get_by_text("01632 960113")).to_be_visible()
    assert_accessible(page)
    page.go_back()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The judgement is undone")).to_be_visible()
    assert_accessible(page)


def test_an_emergency_is_opened_reviewed_and_seen_by_who_checks(open_page: OpenPage, live_kith: str) -> None:
    world = make.make_world()
    a_concern(world)
    enter = entering(open_page, live_kith)
    petra = enter(world["petra"])
    petra.goto(f"{live_kith}/concerns/{REFERENCE}/")
    expect(petra.get_by_role("heading", name="You cannot open this")).to_be_visible()
    assert_accessible(petra)
    petra.get_by_role("button", name="Open in an emergency").click()
    expect(petra.get_by_label("Reference of the concern")).to_have_value(REFERENCE)
    petra.get_by_role("button", name="Open in an emergency").click()
    expect(petra.get_by_role("alert")).to_contain_text("Say why it cannot wait")
    assert_accessible(petra)
    petra.get_by_label("Why can it not wait?").fill("He has the boy in the car now and will not stop.")
    petra.get_by_role("button", name="Open in an emergency").click()
    expect(petra.get_by_role("heading", name="Opened for 60 minutes")).to_be_visible()
    assert_accessible(petra)
    petra.get_by_role("button", name="Go to the concern").click()
    expect(petra.get_by_text("Something was seen.")).to_be_visible()

    iris = enter(world["iris"])
    iris.goto(f"{live_kith}/notices/")
    assert_accessible(iris)
    iris.get_by_role("link", name=re.compile("asked for in an emergency")).first.click()
    assert_accessible(iris)
    iris.get_by_role("link", name=f"Review {REFERENCE}").click()
    iris.get_by_label("Yes, it was right").check()
    iris.get_by_label("Why do you think so?").fill("The officer was with him. It could not wait.")
    assert_accessible(iris)
    iris.get_by_role("button", name="Record the review").click()
    expect(iris.get_by_text("Your review is recorded.")).to_be_visible()
    iris.goto(f"{live_kith}/who-looked/?reference={REFERENCE}")
    expect(iris.get_by_text("Tried to open it, and was refused")).to_be_visible()
    expect(iris.get_by_text("They have nothing to do with it").first).to_be_visible()
    assert_accessible(iris)
