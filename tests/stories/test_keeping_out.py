"""Keeping people out of a record in a real browser: a seal, a bar, a conflict of interest, and their reviews."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kith.sharing.models import Bar
from tests.factories import world as make
from tests.stories.browser import OpenPage, assert_accessible
from tests.stories.entering import entering, press
from tests.stories.test_staff_pages import look, visit

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("database")]


def in_days(page: Page, days: int) -> None:
    on = timezone.localdate() + timedelta(days=days)
    for part in ("day", "month", "year"):
        page.locator(f"[name=review_on-{part}]").fill(str(getattr(on, part)))


def test_a_manager_keeps_people_out_and_a_privacy_officer_reviews_it(open_page: OpenPage, live_kith: str) -> None:
    world = make.make_world()
    enter = entering(open_page, live_kith)
    one = make.concern(world)
    home = f"/concerns/{one.reference}/"
    marcus = enter(world["marcus"])
    marcus.goto(home)
    marcus.get_by_role("link", name="Seal this, or keep somebody out").click()
    visit(marcus, "Who is kept out", f"{home}restrict/", f"{home}restrict/seal/", f"{home}restrict/bar/")
    press(marcus, "Keep them out")
    assert marcus.title().startswith("Error: ")
    assert_accessible(marcus)
    marcus.get_by_label("Who is kept out?").select_option(label="Amina, Wiltshire Council")
    marcus.get_by_label("It is about a colleague").check()
    in_days(marcus, 30)
    press(marcus, "Keep them out")
    marcus.get_by_role("button", name="Seal this record").click()
    marcus.get_by_label("Sol, Wiltshire Council").check()
    marcus.get_by_label("Why is it sealed?").fill("It is about somebody who works here.")
    in_days(marcus, 90)
    press(marcus, "Seal it")
    visit(marcus, "Who is kept out", f"{home}restrict/", f"{home}restrict/unseal/")
    marcus.get_by_label("Why should the seal be opened?").fill("They have left.")
    press(marcus, "Ask")
    visit(enter(world["sol"]), "Agree to open the seal", f"{home}restrict/unseal/")
    Bar.objects.using("admin").update(review_at=timezone.now() - timedelta(days=1))
    iris = enter(world["iris"])
    visit(iris, "Seals and bars", "/restrictions/")
    expect(iris.get_by_text("The review is overdue")).to_be_visible()
    for name, decision in ((f"Seal of {one.reference}", "Agree that it is opened"), ("Amina", "Keep it")):
        iris.get_by_role("link", name=name).click()
        look(iris, name)
        assert_accessible(iris)
        iris.get_by_label(decision).check()
        if decision == "Keep it":
            in_days(iris, 60)
        press(iris, "Record the review")
    expect(iris.get_by_text("The review is overdue")).to_have_count(0)


def test_anybody_keeps_themselves_out(open_page: OpenPage, live_kith: str) -> None:
    world = make.make_world()
    one = make.concern(world)
    amina = entering(open_page, live_kith)(world["amina"])
    amina.goto(f"/concerns/{one.reference}/")
    amina.get_by_role("link", name="I know somebody in this record").click()
    look(amina, "conflict")
    assert_accessible(amina)
    amina.get_by_label("It is about me").check()
    press(amina, "Keep me out")
    expect(amina.get_by_role("heading", level=1, name="You are kept out")).to_be_visible()
    look(amina, "conflict-declared")
    assert_accessible(amina)
    visit(amina, "You cannot open this", f"/concerns/{one.reference}/")
