"""A teacher refers a family, stops, comes back, sends it, and follows it; an agency answers; a worker takes it on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kith.agencies.models import Account
from kith.concerns.models import Concern, ReferralDraft
from tests.concerns.asked.test_answering import asked
from tests.concerns.handed.test_taking_on import offered
from tests.factories import world as make
from tests.factories.client import client_of
from tests.stories.browser import OpenPage, assert_accessible, screenshot

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("database")]

Enter = Callable[..., Page]


@pytest.fixture
def enter(open_page: OpenPage, live_kith: str) -> Enter:
    """Open a browser in which somebody is signed in already."""

    def opener(who: Account, **how: object) -> Page:
        page = open_page(live_kith, **how)
        kept = client_of(who).cookies
        page.context.add_cookies([{"name": one.key, "value": one.value, "url": live_kith} for one in kept.values()])
        return page

    return opener


def not_known(page: Page) -> None:
    page.get_by_role("button", name="Save: what is blank is not known").click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).first.check()


def add_child(page: Page) -> None:
    page.get_by_role("button", name="Add a person").click()
    assert_accessible(page)
    page.get_by_label("Child or young person").check()
    page.get_by_role("button", name="Continue").click()
    assert_accessible(page)
    page.get_by_label("Full name", exact=True).fill("Jayden Cole")
    choose(page, "Where do they live?", "In the household of this referral")
    not_known(page)


def add_mother(page: Page) -> None:
    page.get_by_role("button", name="Add another person").click()
    page.get_by_label("Parent or carer").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Full name", exact=True).fill("Kelly Cole")
    not_known(page)


def say_the_family(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Their family.*Jayden Cole")).click()
    assert_accessible(page)
    page.get_by_label("Kelly Cole is Jayden Cole’s").select_option("mother")
    choose(page, "Does Kelly Cole have parental responsibility for Jayden Cole?", "Yes")
    choose(page, "Does Kelly Cole live with Jayden Cole?", "Yes")
    save(page)
    choose(page, "Is there anybody else in the family or household?", "No, that is everybody I know of")
    assert_accessible(page)
    screenshot(page, "referral-people")
    save(page)


def say_the_concern(page: Page) -> None:
    page.get_by_role("link", name="The concern").click()
    choose(page, "Is somebody in danger right now?", "No")
    page.get_by_label("Why are you referring now?").fill("He has money he cannot explain.")
    page.get_by_label("What happened?").fill("On Monday he had two phones.")
    save(page)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible(page)
    expect(page.get_by_label("What happened?")).to_have_value("On Monday he had two phones.")
    choose(page, "How do you know?", "I saw it")
    page.get_by_label("Criminal exploitation, county lines or cuckooing").check()
    not_known(page)


def say_the_rest(page: Page) -> None:
    page.get_by_role("link", name="What has been tried").click()
    not_known(page)
    page.get_by_role("link", name="What the family has been told").click()
    choose(page, "Has the family been told that you are referring?", "No")
    page.get_by_label("It would put the child or adult at greater risk").check()
    assert_accessible(page)
    not_known(page)
    page.get_by_role("link", name="Why you may share this").click()
    assert_accessible(page)
    page.get_by_label("Public task (UK GDPR Article 6(1)(e))").check()
    page.get_by_label("Duty to share information about a child").check()
    page.get_by_label("Safeguarding of children and of individuals at risk").check()
    page.get_by_label("Why does the front door need to know this?").fill("To keep him safe.")
    page.get_by_label("Why is this enough, and no more than is needed?").fill("Only what matters.")
    save(page)


def test_a_teacher_refers_and_follows_what_they_sent(enter: Enter) -> None:
    world = make.make_world()
    page = enter(world["tom"])
    page.goto("/referrals/")
    assert_accessible(page)
    page.get_by_role("button", name="Start a new referral").click()
    assert_accessible(page)
    screenshot(page, "referral-tasks")
    page.get_by_role("link", name="About you").click()
    page.get_by_label("Your role").fill("Form tutor")
    page.get_by_label("Your phone number").fill("01632 960111")
    page.get_by_label("How to reach you: not known").check()
    page.get_by_label("How do you know the child, adult or family?").fill("I teach him.")
    choose(page, "Have you already rung about this?", "No")
    save(page)
    page.get_by_role("link", name="People and family").click()
    add_child(page)
    add_mother(page)
    say_the_family(page)
    page.get_by_role("link", name="Household").click()
    assert_accessible(page)
    not_known(page)
    say_the_concern(page)
    say_the_rest(page)
    page.get_by_role("button", name="Check and send").click()
    assert_accessible(page)
    page.get_by_role("button", name="Send this referral").click()
    expect(page.get_by_role("heading", name="Your referral was sent")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "referral-sent")
    page.goto("/referrals/")
    expect(page.get_by_text(Concern.objects.using("admin").get().reference)).to_be_visible()
    assert_accessible(page)


def test_what_is_typed_is_kept_by_itself_and_waits_after_a_new_sign_in(enter: Enter) -> None:
    world = make.make_world()
    page = enter(world["tom"])
    page.goto("/referrals/")
    page.get_by_role("button", name="Start a new referral").click()
    page.get_by_role("link", name="The concern").click()
    page.get_by_label("What happened?").fill("Half a sentence")
    expect(page.get_by_text("Draft saved at")).to_be_visible()
    again = enter(world["tom"])
    again.goto(f"/referrals/{ReferralDraft.objects.using('admin').get().pk}/concern/")
    expect(again.get_by_label("What happened?")).to_have_value("Half a sentence")
    again.get_by_label("What happened?").fill("In a second tab")
    again.get_by_role("button", name="Save and come back later").click()
    page.get_by_label("What happened?").fill("In the first tab")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("You saved this page in another tab")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value("In the first tab")
    expect(page.get_by_text("In a second tab")).to_be_visible()
    assert_accessible(page)


def test_a_referral_is_written_without_javascript_on_a_phone(enter: Enter) -> None:
    world = make.make_world()
    page = enter(world["tom"], javascript=False, phone=True)
    page.goto("/referrals/")
    page.get_by_role("button", name="Start a new referral").click()
    page.get_by_role("link", name="The concern").click()
    page.get_by_label("What happened?").fill("On Monday he had two phones.")
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_role("link", name="Referral begun").click()
    page.get_by_role("link", name="The concern").click()
    expect(page.get_by_label("What happened?")).to_have_value("On Monday he had two phones.")


def test_an_agency_answers_a_question(enter: Enter) -> None:
    world = make.make_world()
    concern = make.concern(world)
    asked(world, concern, "police")
    page = enter(world["petra"])
    page.goto("/asked/")
    assert_accessible(page)
    page.get_by_role("link", name=concern.reference).click()
    assert_accessible(page)
    page.get_by_label("Holds records").check()
    page.get_by_label("Facts", exact=True).fill("Stopped with him on 3 October.")
    page.get_by_role("button", name="Send this answer").click()
    assert_accessible(page)
    screenshot(page, "question-for-us")
    page.get_by_label("Basis in law", exact=True).select_option("6-1-e")
    page.get_by_label("Law that lets you share it").select_option("cda1998-115")
    page.get_by_label("Why is it needed, and no more than is needed?").fill("To see the risk whole.")
    page.get_by_role("button", name="Send this answer").click()
    expect(page.get_by_text("Your answer: Holds records")).to_be_visible()
    assert_accessible(page)


def test_a_worker_takes_on_what_is_handed_to_them(enter: Enter) -> None:
    world = make.make_world()
    concern, _ = offered(world)
    page = enter(world["wren"])
    page.goto("/handed/")
    assert_accessible(page)
    page.get_by_role("link", name=concern.reference).click()
    assert_accessible(page)
    page.get_by_label("Yes, I take it on").check()
    page.get_by_role("button", name="Send this answer").click()
    expect(page.get_by_text(f"You have taken on {concern.reference}")).to_be_visible()
    assert_accessible(page)
    assert Concern.objects.using("admin").get().decided_at <= timezone.now()
