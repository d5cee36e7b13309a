"""Ways in: with cookies made beforehand, or for real with a password and a code; then a few things every story does."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from kith.agencies.models import Account
from tests.factories.client import client_of
from tests.stories.browser import OpenPage, assert_accessible

STEP = 30
PASSWORD = "seven plain words and a river"
Enter = Callable[..., Page]


def entering(open_page: OpenPage, address: str) -> Enter:
    """Give a way to open a browser in which somebody is signed in already."""

    def enter(who: Account, **how: object) -> Page:
        page = open_page(address, **how)
        kept = client_of(who).cookies
        page.context.add_cookies([{"name": one.key, "value": one.value, "url": address} for one in kept.values()])
        return page

    return enter


def sign_in_for_real(page: Page, who: Account) -> None:
    """Type the address, the password and the code, as people do each morning."""
    who.set_password(PASSWORD)
    who.save(using="admin", update_fields=["password"])
    secret = generate_totp_secret()
    Authenticator.objects.using("admin").create(
        user=who, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
    )
    page.goto("/accounts/login/")
    assert_accessible(page)
    page.get_by_label("Email address").fill(who.email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Enter your code")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Code from your app").fill(_code(page, secret))
    page.get_by_role("button", name="Continue").click()


def _code(page: Page, secret: str) -> str:
    """Read the code off the app; one about to change is left to change."""
    left = STEP - time.time() % STEP
    if left < 5:
        page.wait_for_timeout(left * 1000 + 100)
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


def press(page: Page, name: str) -> None:
    """Press a button by its name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link by its name."""
    page.get_by_role("link", name=name).first.click()


def choose(page: Page, question: str, answer: str) -> None:
    """Choose an answer to a question that has several."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).first.check()


def see(page: Page, words: str) -> None:
    """See words on the page."""
    expect(page.get_by_text(words).first).to_be_visible()


def done(page: Page, words: str) -> None:
    """See that something was done, and that the page it led to can be used by everybody."""
    expect(page.get_by_role("status").get_by_text(words)).to_be_visible()


def write(page: Page, label: str, words: str) -> None:
    """Write in the box of that name, whether or not it must be filled in."""
    page.get_by_role("textbox", name=re.compile(rf"^{re.escape(label)}( \(optional\))?$")).fill(words)
