"""The wrong file was sent: its owner takes it back, and then closes and withdraws the feed, with a mouse and without scripts."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from kith.agencies.models import Role
from kith.records import actions
from kith.records.models import Batch, Deposit
from tests.factories import pool
from tests.factories import world as make
from tests.factories.client import client_of
from tests.records.conftest import adult_care, owner
from tests.stories.browser import OpenPage, assert_accessible
from tests.stories.entering import Enter, done, entering, follow, press, see

__all__ = ["owner"]

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("database")]

FORM = "family-context-adult-social-care"
ADMIN = "admin"


@pytest.fixture
def enter(open_page: OpenPage, live_kith: str) -> Enter:
    """Open a browser in which somebody is signed in already."""
    return entering(open_page, live_kith)


@pytest.fixture
def world(owner: str) -> make.World:
    """Give a world in which the council has a data officer, who sent a file."""
    made = make.make_world()
    feed = pool.feed(made.council, FORM)
    made.people["noor"] = make.account("noor", made.council, Role.DATA_OFFICER)
    sent = {"file": SimpleUploadedFile("adults.csv", adult_care(60))}
    client_of(made["noor"]).post(reverse("desk:feed", args=[feed.pk]), sent)
    actions.read_deposit(deposit=Deposit.objects.using(ADMIN).get().pk, at=timezone.now())
    return made


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_data_officer_takes_back_a_file_and_ends_the_feed(enter: Enter, world: make.World, scripts: bool) -> None:
    noor = enter(world["noor"], javascript=scripts)
    noor.goto("/")
    follow(noor, "Files we send")
    follow(noor, "Family Context")
    assert_accessible(noor)
    follow(noor, "Withdraw adults.csv")
    see(noor, "This file: 60 rows")
    see(noor, "This cannot be undone")
    assert_accessible(noor)

    press(noor, "Withdraw it")
    expect(noor.get_by_role("alert").first).to_contain_text("Say why")
    assert_accessible(noor)
    noor.get_by_label("Why?").fill("The wrong report was run.")
    noor.get_by_label("I know that this cannot be undone").check()
    press(noor, "Withdraw it")
    done(noor, "It is withdrawn. Nobody finds it any more")
    see(noor, "its rows are hidden, and are being removed")
    expect(noor.get_by_text("adults.csv")).to_have_count(0)
    assert_accessible(noor)
    assert actions.remove_withdrawn(using="owner") == 1
    assert Batch.objects.using(ADMIN).get().status == "withdrawn"

    follow(noor, "Close this feed")
    assert_accessible(noor)
    noor.get_by_label("Why?").fill("The system is switched off.")
    noor.get_by_label("I know that this cannot be undone").check()
    press(noor, "Close it")
    done(noor, "It is closed")
    see(noor, "its rows are gone")
    follow(noor, "Withdraw this feed")
    see(noor, "The feed itself: no more files are taken")
    assert_accessible(noor)
    noor.get_by_label("Why?").fill("It was never meant to be sent.")
    noor.get_by_label("I know that this cannot be undone").check()
    press(noor, "Withdraw it")
    done(noor, "It is withdrawn")
    see(noor, "Withdrawn: what came is gone")
    assert_accessible(noor)
