"""The library's pages for passwords, codes and passkeys, in our frame, under our security policy."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.browser import OpenPage, assert_accessible

pytestmark = pytest.mark.story


def type_password(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_role("textbox", name="Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_in(page: Page) -> None:
    type_password(page, "jas@example.org")
    page.wait_for_url("**/style/")


def go(page: Page, path: str) -> None:
    """Go there, saying again who we are when asked."""
    page.goto(f"/accounts/{path}")
    if "/reauthenticate/?" in page.url:
        page.get_by_role("textbox", name="Password").fill("correct horse battery")
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(f"**/accounts/{path}")


def test_a_wrong_password_is_told_above_the_form(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site)
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill("jas@example.org")
    page.get_by_role("textbox", name="Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_title(re.compile("^Error: Sign in"))
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    assert_accessible(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_second_step_asks_for_a_code(open_page: OpenPage, ui_site: str, javascript: bool) -> None:
    page = open_page(ui_site, javascript=javascript)
    type_password(page, "sam@example.org")
    expect(page.get_by_role("heading", name="Enter your code")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Code from your app").fill("000000")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    ["2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "password/change/", "logout/", "reauthenticate/"],
)
def test_a_page_of_the_account_is_accessible(open_page: OpenPage, ui_site: str, path: str) -> None:
    page = open_page(ui_site)
    sign_in(page)
    go(page, path)
    assert_accessible(page)


def test_a_passkey_can_be_made_under_the_policy(open_page: OpenPage, ui_site: str) -> None:
    page = open_page(ui_site.replace("127.0.0.1", "localhost"))
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page)
    go(page, "2fa/webauthn/add/")
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ecovery codes")
    assert_accessible(page)
