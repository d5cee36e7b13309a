"""Every part of the design system and every frame, in a browser, by both checkers."""

import pytest

from tests.stories.browser import OpenPage, assert_accessible

PAGES = [
    "/style/",
    "/style/?errors=1",
    "/question/",
    "/question/?errors=1",
    "/refused/",
    "/cannot/",
    "/busy/",
    "/print/",
    "/broken/",
    "/accounts/login/",
    "/accounts/password/reset/",
]


@pytest.mark.story
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_wide_narrow_light_and_dark(open_page: OpenPage, ui_site: str, path: str) -> None:
    page = open_page(ui_site)
    page.goto(path)
    assert_accessible(page)


@pytest.mark.story
@pytest.mark.parametrize("path", ["/style/?errors=1", "/question/"])
def test_a_page_is_accessible_without_scripts(open_page: OpenPage, ui_site: str, path: str) -> None:
    page = open_page(ui_site, javascript=False)
    page.goto(path)
    assert_accessible(page)
