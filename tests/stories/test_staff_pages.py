"""Every page of staff that the whole story does not pass, visited once by those it is for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kith.concerns.models import Concern, ReferralDraft
from tests.concerns.asked.test_answering import asked
from tests.concerns.handed.test_taking_on import offered
from tests.concerns.referral import filled
from tests.factories import world as make
from tests.factories.client import client_of
from tests.stories.browser import OpenPage, assert_accessible, screenshot
from tests.stories.entering import Enter, entering, press

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("database")]

# Where to keep a picture of each page, for a person who looks at them all.
LOOK = os.environ.get("KITH_LOOK", "")


# What is worried about, the fast filter, hours until it must be decided, how it came, who has it.
WAITING = [
    ("child", "red", -1, "public", ""),
    ("child", "red", 3, "professional", "amina"),
    ("adult", "amber", 4, "professional", "marcus"),
    ("child", "", 5, "public", ""),
    ("adult", "amber", 26, "public", ""),
    ("child", "green", 50, "professional", "amina"),
]


@pytest.fixture
def enter(open_page: OpenPage, live_kith: str) -> Enter:
    """Open a browser in which somebody is signed in already."""
    return entering(open_page, live_kith)


def visit(page: Page, heading: str, *paths: str) -> None:
    """Look at each page; the first has this heading."""
    for number, path in enumerate(paths):
        page.goto(path)
        if not number:
            expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        assert page.get_by_role("heading", level=1).count() == 1, path
        look(page, path)
        assert_accessible(page)


def look(page: Page, name: str) -> None:
    """Keep a picture wide and light, and one narrow and dark, when somebody wants to look."""
    if not LOOK:
        return
    for width, scheme in ((1280, "light"), (320, "dark")):
        with as_seen(page, width, scheme):
            page.screenshot(
                path=Path(LOOK) / f"{name.strip('/').replace('/', '-') or 'home'}-{width}.png", full_page=True
            )


@contextmanager
def as_seen(page: Page, width: int, scheme: str) -> Iterator[None]:
    """Show the page at a width, in the light or in the dark, for a moment."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    yield
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before or {"width": 1280, "height": 900})


def test_a_stranger_reads_how_to_sign_in_and_what_is_kept(open_page: OpenPage, live_kith: str) -> None:
    make.make_world()
    page = open_page(live_kith)
    visit(page, "Are you worried about somebody?", "/")
    visit(page, "Sign in", "/accounts/login/")
    visit(page, "Accessibility statement", "/accessibility/", "/privacy/")
    page.get_by_role("contentinfo").get_by_role("link", name="Privacy").click()
    expect(page.get_by_role("heading", level=1, name="Privacy")).to_be_visible()


def test_somebody_without_a_second_way_sets_one_up(open_page: OpenPage, live_kith: str) -> None:
    world = make.make_world()
    page = open_page(live_kith)
    kept = client_of(world["amina"], second_factor=False).cookies
    page.context.add_cookies([{"name": one.key, "value": one.value, "url": live_kith} for one in kept.values()])
    visit(page, "", "/queue/")
    assert "/accounts/2fa/" in page.url
    visit(page, "", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/")


def test_the_front_door_reads_its_other_pages(enter: Enter) -> None:
    world = make.make_world()
    one = make.concern(world, words="A girl of 15 was seen with three men.")
    asked(world, one, "police", "health")
    amina = enter(world["amina"])
    home = f"/concerns/{one.reference}/"
    visit(amina, "What waits for you", "/", "/why/", "/notices/", "/queue/?holder=nobody&brag=green")
    visit(amina, "", home, f"{home}match/", f"{home}strategy/", f"{home}records/support/", f"{home}records/objection/")
    visit(amina, "You cannot open this", "/concerns/K-22222/")
    visit(amina, "You can see this, but you cannot", f"{home}decide/")
    visit(amina, "Open in an emergency", "/emergency/?path=/concerns/K-22222/")


def test_the_queue_says_which_one_now(enter: Enter) -> None:
    world = make.make_world()
    for kind, brag, hours, route, who in WAITING:
        one = make.concern(world)
        due, came = timezone.now() + timedelta(hours=hours), timezone.now() - timedelta(hours=26 - min(hours, 25))
        Concern.objects.using("admin").filter(pk=one.pk).update(
            kind=kind,
            brag=brag,
            decide_by=due,
            received_at=came,
            route=route,
            stage="received" if not who else "screening",
            owner=world[who].words if who else "",
            owner_name=who.title(),
        )
    amina = enter(world["amina"])
    visit(amina, "Triage queue", "/queue/")
    assert amina.get_by_role("button", name="Take this").count() == sum(not who for *_, who in WAITING)
    screenshot(amina, "queue", whole=False)


def test_an_emergency_is_asked_for_refused_allowed_and_reviewed(enter: Enter) -> None:
    world = make.make_world()
    one = make.concern(world, duty=False)
    amina = enter(world["amina"])
    for reference in ("K-22222", one.reference):
        amina.goto("/emergency/")
        amina.get_by_label("reference").fill(reference)
        amina.get_by_role("textbox").last.fill("She rang: he is at the door now, and there is no time.")
        press(amina, "Open in an emergency")
        look(amina, f"emergency-{reference == one.reference}")
        assert_accessible(amina)
    sol = enter(world["sol"])
    visit(sol, "Emergency openings", "/emergencies/")
    sol.get_by_role("link", name=f"Review {one.reference}").click()
    look(sol, "review")
    assert_accessible(sol)
    iris = enter(world["iris"])
    visit(iris, "Who looked", "/who-looked/", "/who-looked/?refused=on")
    visit(enter(world["marcus"]), "", f"/concerns/{make.concern(world).reference}/who-looked/")


def test_somebody_is_kept_out_of_a_record(enter: Enter) -> None:
    world = make.make_world()
    one = make.concern(world)
    home = f"/concerns/{one.reference}/"
    visit(
        enter(world["marcus"]), "", f"/conflict/?reference={one.reference}", f"{home}restrict/", f"{home}restrict/bar/"
    )
    visit(enter(world["iris"]), "", "/restrictions/")


def test_partners_read_their_lists_when_there_is_nothing_and_when_there_is(enter: Enter) -> None:
    world = make.make_world()
    petra, wren, tom = enter(world["petra"]), enter(world["wren"]), enter(world["tom"])
    visit(petra, "", "/", "/asked/")
    visit(wren, "", "/handed/")
    visit(tom, "", "/referrals/")
    one = make.concern(world)
    keys = asked(world, one, "police")
    handed, _ = offered(world)
    visit(petra, "", "/asked/", f"/asked/{keys['police']}/")
    visit(wren, "", "/handed/", f"/handed/{handed.reference}/", f"/concerns/{handed.reference}/")


def test_a_referrer_reads_every_page_of_a_referral(enter: Enter) -> None:
    world = make.make_world()
    client = client_of(world["tom"])
    sent = filled.fill(client)
    filled.send(client, sent)
    home = filled.fill(client)
    person = ReferralDraft.objects.using("admin").get(sent_at__isnull=True).answers["order"][0]
    tom = enter(world["tom"])
    visit(tom, "", "/referrals/", sent, home)
    for page in ("you", "people", "household", "concern", "tried", "told", "basis", "check"):
        visit(tom, "", f"{home}{page}/")
    visit(tom, "", f"{home}people/add/", f"{home}people/{person}/person/", f"{home}people/{person}/family/")


def test_an_error_is_said_first_in_the_title_and_takes_focus(enter: Enter) -> None:
    world = make.make_world()
    one = make.concern(world)
    amina = enter(world["amina"])
    amina.goto(f"/concerns/{one.reference}/rate/")
    with amina.expect_response(lambda answer: answer.request.method == "POST") as answered:
        press(amina, "Set the fast filter")
    assert answered.value.status == 422
    assert amina.title().startswith("Error: ")
    expect(amina.get_by_role("alert").locator("..")).to_be_focused()
    amina.get_by_role("alert").get_by_role("link").first.click()
    expect(amina.locator("input[name=brag]").first).to_be_focused()
    look(amina, "error")
    assert_accessible(amina)


def to(page: Page, name: str, *, at_most: int = 60) -> None:
    """Press Tab until something of that name has focus."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.textContent || '').trim()").startswith(name):
            return
    pytest.fail(f"Tab never came to {name}")


def test_a_referral_is_begun_with_the_keyboard_alone(enter: Enter) -> None:
    world = make.make_world()
    page = enter(world["tom"])
    page.goto("/referrals/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    to(page, "Start a new referral", at_most=12)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="About you")).to_be_visible()
    to(page, "About you")
    page.keyboard.press("Enter")
    box = page.get_by_label("Your role")
    for _ in range(40):
        if box.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Form tutor")
    page.keyboard.press("Tab")
    page.keyboard.type("01632 960111")
    to(page, "Save and come back later")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="My referrals")).to_be_visible()
    draft = ReferralDraft.objects.using("admin").get()
    page.goto(f"/referrals/{draft.pk}/you/")
    expect(page.get_by_label("Your role")).to_have_value("Form tutor")
