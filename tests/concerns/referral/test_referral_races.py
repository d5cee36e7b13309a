"""Two at once: one wins, the other is told, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from kith.concerns.models import Concern, Handover, InformationResponse, ReferralDraft
from kith.sharing.models import Link
from tests.concerns.asked.test_answering import HOLDS, asked
from tests.concerns.handed.test_taking_on import offered
from tests.concerns.referral import filled
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


def at_once(*acts: Callable[[], int]) -> list[int]:
    """Do all at the same moment, each on connections of its own, and give what each was answered."""
    start = Barrier(len(acts))

    def run(act: Callable[[], int]) -> int:
        start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def posting(browser: Client, path: str, words: dict[str, str]) -> Callable[[], int]:
    return lambda: browser.post(path, words).status_code


def test_a_referral_sent_by_four_clicks_at_once_is_one_referral() -> None:
    world = make.make_world()
    tom = client_of(world["tom"])
    home = filled.fill(tom)
    words = {"version": filled.version(tom, home)}
    assert at_once(*[posting(client_of(world["tom"]), f"{home}send/", words) for _ in range(4)]) == [302] * 4
    assert Concern.objects.using("admin").count() == 1
    assert Link.objects.using("admin").filter(kind="referrer").count() == 1


def test_two_tabs_that_save_one_page_at_once_keep_both_words() -> None:
    world = make.make_world()
    home = filled.begin(client_of(world["tom"]))
    saves = [
        posting(client_of(world["tom"]), f"{home}tried/", {**filled.TRIED, "version": "1", "tab": tab})
        for tab in ("one", "two")
    ]
    assert at_once(*saves) == [302, 409]
    assert ReferralDraft.objects.using("admin").get().version == 2


def test_two_answers_of_one_agency_at_once_are_one_answer() -> None:
    world = make.make_world()
    key = asked(world, make.concern(world), "police")["police"]
    answers = [posting(client_of(world["petra"]), f"/asked/{key}/", HOLDS) for _ in range(2)]
    assert at_once(*answers) == [302, 409]
    assert InformationResponse.objects.using("admin").count() == 1


def test_a_yes_and_a_no_at_once_are_one_answer() -> None:
    world = make.make_world()
    one, _ = offered(world)
    path = f"/handed/{one.reference}/"
    yes = posting(client_of(world["wren"]), path, {"answer": "accept"})
    no = posting(client_of(world["wren"]), path, {"answer": "decline", "words": "I know them."})
    first, second = at_once(yes, no)
    assert first == 302
    # After a no the way in is closed too, so the other may find nothing there.
    assert second in {404, 409}
    accepted = Handover.objects.using("admin").get().accepted
    assert Link.objects.using("admin").filter(kind="allocated").count() == int(bool(accepted))
