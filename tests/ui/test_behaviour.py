"""What the scripts add, in a real browser, and that exit leaves no typed word behind."""

import pytest
from playwright.sync_api import expect

from tests.stories.browser import OpenPage

pytestmark = pytest.mark.story


@pytest.mark.parametrize("javascript", [True, False])
def test_exit_and_back_leave_no_typed_word(open_page: OpenPage, ui_site: str, javascript: bool) -> None:
    page = open_page(ui_site, phone=True, javascript=javascript)
    page.goto("/question/")
    page.get_by_label("What did you see or hear?").fill("a secret nobody may find")
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/elsewhere/")
    page.go_back()
    page.wait_for_url("**/question/")
    assert page.get_by_label("What did you see or hear?").input_value() == ""
    assert "secret" not in page.content()


def test_three_shifts_leave_at_once(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site)
    page.goto("/question/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/elsewhere/")


def test_the_exit_button_stays_on_screen_and_hides_no_focus(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site, width=320)
    page.goto("/refused/")
    page.set_viewport_size({"width": 320, "height": 300})
    bottom = "document.querySelector('.govuk-js-exit-this-page-button').getBoundingClientRect().bottom"
    while page.evaluate("document.activeElement.textContent") != "Privacy":
        page.keyboard.press("Tab")
    assert 0 < page.evaluate(bottom) <= 100
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        inside = page.evaluate("document.activeElement.closest('.kith-exit') !== null")
        assert inside or top >= page.evaluate(bottom)


def test_news_is_told_and_the_list_does_not_move(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site)
    page.goto("/style/")
    expect(page.get_by_role("status").filter(has_text="1 new contact has arrived.")).to_be_visible()
    expect(page.get_by_role("link", name="Show it")).to_be_visible()


def test_a_choice_opens_its_field(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site)
    page.goto("/style/")
    expect(page.get_by_label("Phone number")).to_be_hidden()
    page.get_by_label("By phone").check()
    expect(page.get_by_label("Phone number")).to_be_visible()


def test_without_scripts_every_field_is_there(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site, javascript=False)
    page.goto("/style/")
    expect(page.get_by_label("Phone number")).to_be_visible()


def test_errors_take_focus_and_lead_to_their_control(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site)
    answer = page.goto("/style/?errors=1")
    assert answer
    assert answer.status == 422
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Date of birth must include a year").click()
    expect(page.locator("#id_born-year")).to_be_focused()


def test_paper_says_who_printed_it_and_shows_no_buttons(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site)
    page.goto("/print/")
    page.emulate_media(media="print")
    expect(page.locator(".kith-print__foot")).to_contain_text("Printed by Jas Amin")
    expect(page.locator(".kith-help")).to_have_count(0)
    expect(page.locator(".kith-footer")).to_be_hidden()


def test_forced_colours_keep_the_edges(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site)
    page.emulate_media(forced_colors="active")
    page.goto("/style/")
    assert page.locator(".govuk-tag").first.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
