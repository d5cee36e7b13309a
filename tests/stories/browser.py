"""A real Chromium for stories: contexts of each kind, a watch over what pages do, and the accessibility gate.

    def test_a_passer_by_reports(open_page, live_kith):
        page = open_page(live_kith, phone=True, javascript=False)
        page.goto("/report/")
        assert_accessible(page)

Every context is watched. A request to another origin, a breach of the security policy, an uncaught script error or a
missing file fails the story when the context closes.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from weakref import WeakSet

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, Route, sync_playwright

from tests.stories.axe import inspect

CHROMIUM = os.environ.get("KITH_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing may leave this machine, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
WIDE, NARROW = (1280, 900), (320, 640)
POLICY_WORDS = ("Content Security Policy", "content-security-policy", "Trusted Type", "TrustedHTML", "TrustedScript")

# Playwright does not tell of a context whether its pages run scripts.
WITHOUT_SCRIPTS: WeakSet[BrowserContext] = WeakSet()

Scheme = Literal["light", "dark"]
OpenPage = Callable[..., Page]


@dataclass
class Watch:
    """What the pages of one context did that they must not do."""

    origin: str
    faults: list[str] = field(default_factory=list)
    left_to: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of the context."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https", "ws", "wss"} or f"{parts.scheme}://{parts.netloc}" == self.origin:
            return
        # Leaving by a link or the exit button is the reader's own doing; anything else is the page's.
        if request.is_navigation_request():
            self.left_to.append(request.url)
        else:
            self.faults.append(f"request to another origin: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.status} for {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if any(word in message.text for word in POLICY_WORDS):
            self.faults.append(f"security policy: {message.text}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium once. Without it a story fails, and says what to install."""
    if not shutil.which(CHROMIUM):
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium (or set KITH_CHROMIUM)", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open pages, each in a context of its own; afterwards fail for anything the watch saw."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def opener(
        base_url: str, *, javascript: bool = True, phone: bool = False, width: int = 1280, scheme: Scheme = "light"
    ) -> Page:
        context, watch = _new_context(chromium, base_url, javascript, phone, width, scheme)
        opened.append((context, watch))
        return context.new_page()

    yield opener
    faults = [fault for _, watch in opened for fault in watch.faults]
    for context, _ in opened:
        context.close()
    assert not faults, "\n".join(faults)


def _new_context(
    browser: Browser, base_url: str, javascript: bool, phone: bool, width: int, scheme: Scheme
) -> tuple[BrowserContext, Watch]:
    look: dict[str, Any] = {"viewport": {"width": width, "height": 900 if width > 600 else 700}}
    if phone:
        look = {
            "viewport": {"width": 375, "height": 667},
            "device_scale_factor": 2,
            "is_mobile": True,
            "has_touch": True,
        }
    context = browser.new_context(
        base_url=base_url,
        java_script_enabled=javascript,
        color_scheme=scheme,
        locale="en-GB",
        timezone_id="Europe/London",
        accept_downloads=True,
        **look,
    )
    context.set_default_timeout(15_000)
    if not javascript:
        WITHOUT_SCRIPTS.add(context)
    watch = Watch(origin="{0.scheme}://{0.netloc}".format(urlsplit(base_url)))
    watch.follow(context)
    return context, watch


def assert_accessible(page: Page) -> None:
    """Check the page as it stands, wide and narrow, light and dark; put it back as it was."""
    if page.context in WITHOUT_SCRIPTS:
        with _copy_without_its_scripts(page) as copy:
            assert_accessible(copy)
        return
    before = page.viewport_size
    scheme_before: Scheme = "dark" if page.evaluate(IS_DARK) else "light"
    problems: list[str] = []
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            problems += [f"[{width} px, {scheme}] {problem}" for problem in _problems(page, width)]
    page.emulate_media(color_scheme=scheme_before)
    if before:
        page.set_viewport_size(before)
    assert not problems, f"{page.url}\n" + "\n".join(problems)


@contextmanager
def _copy_without_its_scripts(page: Page) -> Iterator[Page]:
    """Show the same page where the checkers' scripts may run and the page's own may not."""
    html, address = page.content(), page.url
    assert page.context.browser
    context = page.context.browser.new_context(viewport=page.viewport_size)

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.fulfill(body="", content_type="text/javascript")
        else:
            route.continue_()

    context.route("**/*", answer)
    try:
        copy = context.new_page()
        copy.goto(address)
        yield copy
    finally:
        context.close()


def _problems(page: Page, width: int) -> list[str]:
    found = inspect(page)
    for undecided in found.undecided:
        print(f"axe could not decide on {page.url} at {width}: {undecided}")  # noqa: T201 - for the person who reads the run
    problems = list(found.wrong)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        problems.append(f"the page scrolls sideways by {overflow} px; widest: {page.evaluate(WIDEST)}")
    return problems


IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
WIDEST = """() => [...document.body.querySelectorAll("*")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 5).map((one) => one.tagName + "." + one.className).join(", ")"""


def screenshot(page: Page, name: str, *, whole: bool = True) -> None:
    """Keep a picture for the documents when KITH_SCREENSHOTS=1."""
    if os.environ.get("KITH_SCREENSHOTS") == "1":
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=whole)
