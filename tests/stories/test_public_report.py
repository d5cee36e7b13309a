"""A taxi driver tells the front door from a phone, with scripts and without, leaves in a hurry, and comes back."""

from __future__ import annotations

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from kith.concerns.actions import look
from kith.concerns.actions.messaging import write_to_reporter
from kith.concerns.models import Concern, Message, PublicDraft, Statement
from tests.factories import world as make
from tests.stories.browser import OpenPage, assert_accessible, screenshot

pytestmark = pytest.mark.story
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
SAW = "A girl of about 14. She cried and would not say where she was going."


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def tell(page: Page) -> None:
    """Answer the five questions."""
    page.goto("/report/taxi-and-private-hire/")
    page.get_by_role("button", name="Start").click()
    page.get_by_label("No", exact=True).check()
    go_on(page)
    page.get_by_label("What did you see or hear?").fill(SAW)
    go_on(page)
    page.get_by_label("Where and when?").fill("From Westbury station at 8:14 to Elm Close")
    go_on(page)
    page.get_by_label("Who was there?").fill("A man met her. Grey VW.")
    go_on(page)
    page.get_by_label("No", exact=True).check()
    go_on(page)
    expect(page.get_by_role("heading", name="Check, then send")).to_be_visible()


@SCRIPTS
def test_a_driver_reports_and_hears_back(open_page: OpenPage, live_kith: str, javascript: bool) -> None:
    world = make.make_world()
    page = open_page(live_kith, phone=True, javascript=javascript)
    tell(page)
    page.get_by_role("button", name="Send").click()
    words = page.locator(".kith-receipt").inner_text()
    assert len(words.split(", ")) == 7
    assert_accessible(page)
    screenshot(page, f"report-sent-{'js' if javascript else 'plain'}")

    one = Concern.objects.using("admin").get()
    assert Statement.objects.using("admin").get().what == SAW
    with transaction.atomic():
        amina = make.asker(world["amina"])
        asked = look(by=amina, reference=one.reference)
        write_to_reporter(concern=asked, words="Was anybody else in the car?", by=amina, at=amina.at)

    later = open_page(live_kith, phone=True, javascript=javascript)
    later.goto("/reply/")
    later.get_by_label("Your seven words").fill(words.upper())
    go_on(later)
    expect(later.get_by_text("Was anybody else in the car?")).to_be_visible()
    later.get_by_label("Add to your report").fill("A second girl, younger.")
    later.get_by_role("button", name="Send").click()
    expect(later.get_by_text("A second girl, younger.")).to_be_visible()
    assert_accessible(later)
    assert Message.objects.using("admin").filter(from_reporter=True).get().words == "A second girl, younger."
    one.refresh_from_db(using="admin")
    assert one.needs_reply
    later.get_by_role("button", name="Finish").click()
    later.goto("/reply/thread/")
    expect(later.get_by_label("Your seven words")).to_be_visible()


@SCRIPTS
def test_leaving_in_a_hurry_leaves_no_typed_word(
    open_page: OpenPage, live_kith: str, weather: str, javascript: bool
) -> None:
    make.make_world()
    page = open_page(live_kith, phone=True, javascript=javascript)
    page.goto("/report/")
    page.get_by_role("button", name="Start").click()
    page.get_by_label("No", exact=True).check()
    go_on(page)
    page.get_by_label("What did you see or hear?").fill(SAW)
    go_on(page)
    page.get_by_label("Where and when?").fill("SECRETPLACE")
    leave(page, weather)
    for _ in range(4):
        if page.go_back() is None:
            break
        said = page.content() + "".join(box.input_value() for box in page.locator("textarea").all())
        assert "SECRETPLACE" not in said
        assert "would not say" not in said
    assert not PublicDraft.objects.using("admin").exists()
    assert not page.context.cookies(live_kith) or all(
        one["name"] == "csrf" for one in page.context.cookies(live_kith)
    ), "only a fresh, empty form's own cookie may be there"


def leave(page: Page, weather: str) -> None:
    page.get_by_role("button", name="Exit this page").or_(page.get_by_role("link", name="Exit this page")).last.click()
    page.wait_for_url(weather)
    expect(page.get_by_role("heading", name="Cloudy")).to_be_visible()


def test_three_presses_of_shift_leave(open_page: OpenPage, live_kith: str, weather: str) -> None:
    make.make_world()
    page = open_page(live_kith)
    page.goto("/report/2/")
    page.get_by_label("What did you see or hear?").fill("SECRETWORD")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(weather)
    page.go_back()
    assert page.get_by_label("What did you see or hear?").input_value() == ""


def test_leaving_the_reply_box_closes_it(open_page: OpenPage, live_kith: str, weather: str) -> None:
    make.make_world()
    page = open_page(live_kith, phone=True)
    tell(page)
    page.get_by_role("button", name="Send").click()
    words = page.locator(".kith-receipt").inner_text()
    page.goto("/reply/")
    page.get_by_label("Your seven words").fill(words)
    go_on(page)
    page.get_by_label("Add to your report").fill("SECRETWORD")
    leave(page, weather)
    page.go_back()
    assert "SECRETWORD" not in page.content()
    expect(page.get_by_label("Your seven words")).to_have_value("")


def test_every_page_of_the_journey_is_accessible(open_page: OpenPage, live_kith: str) -> None:
    make.make_world()
    page = open_page(live_kith)
    for path in ("/report/", "/report/train/", "/report/call/", "/report/1/", "/report/2/", "/report/3/", "/report/4/"):
        page.goto(path)
        assert_accessible(page)
    page.goto("/report/2/")
    go_on(page)
    assert page.title().startswith("Error: ")
    assert_accessible(page)
    tell(page)
    assert_accessible(page)
    page.goto("/report/5/?change=1")
    page.get_by_label("Yes", exact=True).check()
    assert_accessible(page)
    go_on(page)
    assert_accessible(page)
    page.goto("/report/files/")
    page.locator("input[type=file]").set_input_files({"name": "x.txt", "mimeType": "text/plain", "buffer": b"A note."})
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("note-1.txt (7")).to_be_visible()
    assert_accessible(page)
    page.goto("/report/check/")
    page.get_by_role("button", name="Send").click()
    page.goto("/report/check/")
    assert_accessible(page)
    page.goto("/reply/")
    page.get_by_label("Your seven words").fill("one two three")
    go_on(page)
    assert_accessible(page)


def test_pages_look_right(open_page: OpenPage, live_kith: str) -> None:
    make.make_world()
    page = open_page(live_kith, phone=True)
    page.goto("/report/")
    screenshot(page, "report-start", whole=False)
    page.goto("/report/2/")
    screenshot(page, "report-question", whole=False)
    assert page.get_by_role("button", name="Exit this page").is_visible()
    assert page.get_by_role("link", name="Call 999").is_visible()
