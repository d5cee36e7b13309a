"""Writing a referral page by page: nothing typed is lost, and nothing is left blank by accident."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from kith.concerns.actions.forgetting import drop_referrals
from kith.concerns.models import ReferralDraft
from tests.concerns.referral import filled
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def tom() -> Client:
    return client_of(make.make_world()["tom"])


def draft() -> ReferralDraft:
    return ReferralDraft.objects.using("admin").get()


def test_a_page_with_mistakes_is_saved_as_it_was_typed(tom: Client) -> None:
    home = filled.begin(tom)
    answer = tom.post(f"{home}concern/", {"version": "1", "tab": "a", "fact": "Two phones.", "danger": "no"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.split("<title>")[1].startswith("Error: ")
    assert "Give an answer about where it happened, or tick “not known”" in page
    assert draft().answers["pages"]["concern"] == {"fact": "Two phones.", "danger": "no"}
    assert "Two phones." in tom.get(f"{home}concern/").content.decode()


def test_an_answer_and_not_known_cannot_both_be_true(tom: Client) -> None:
    home = filled.begin(tom)
    answer = tom.post(f"{home}household/", {**filled.HOUSEHOLD, "address_unknown": "on"})
    assert answer.status_code == 422
    assert "not both" in answer.content.decode()


def test_what_is_blank_is_said_to_be_not_known_with_one_button(tom: Client) -> None:
    home = filled.begin(tom)
    there = tom.post(f"{home}people/add/", {"part": "child"})["Location"]
    assert tom.post(there, {"version": "9", "rest": "1"}).status_code == 302
    words = draft().answers["pages"]
    [about] = [page for name, page in words.items() if name.startswith("person-")]
    assert (about["name_unknown"], about["born-unknown"], about["sex"]) == ("on", "1", "unknown")
    assert "Person 1, name not known" in tom.get(f"{home}people/").content.decode()


def test_nobody_is_asked_whether_a_child_has_parental_responsibility(tom: Client) -> None:
    home = filled.begin(tom)
    first = filled.add(tom, home, "child", {"name": "Ava"})
    filled.add(tom, home, "child", {"name": "Ben"})
    filled.add(tom, home, "parent", {"name": "Cleo"})
    page = tom.get(f"{first}family/").content.decode()
    assert "Does Cleo have parental responsibility for Ava?" in page
    assert "Does Ben have parental responsibility for Ava?" not in page


def test_numbers_that_cannot_be_are_refused_and_kept(tom: Client) -> None:
    home = filled.begin(tom)
    there = tom.post(f"{home}people/add/", {"part": "child"})["Location"]
    answer = tom.post(there, {"version": "9", "nhs_number": "123 456 7890", "rest": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Check the NHS number" in page
    assert "123 456 7890" in page


def test_a_second_tab_that_saves_later_is_told_and_loses_no_words(tom: Client) -> None:
    home = filled.begin(tom)
    first = tom.get(f"{home}tried/").context
    second = tom.get(f"{home}tried/").context
    mine = {"version": first["draft"].version, "tab": first["tab"]}
    theirs = {"version": second["draft"].version, "tab": second["tab"]}
    assert tom.post(f"{home}tried/", {**mine, **filled.TRIED}).status_code == 302
    answer = tom.post(f"{home}tried/", {**theirs, **filled.TRIED, "tried_words": "Something else."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Something else." in page
    assert filled.TRIED["tried_words"] in page
    assert draft().answers["pages"]["tried"]["tried_words"] == filled.TRIED["tried_words"]
    again = {"version": answer.context["draft"].version, "tab": answer.context["tab"]}
    assert tom.post(f"{home}tried/", {**again, **filled.TRIED, "tried_words": "Both."}).status_code == 302
    assert draft().answers["pages"]["tried"]["tried_words"] == "Both."


def test_two_tabs_on_two_pages_do_not_disturb_each_other(tom: Client) -> None:
    home = filled.begin(tom)
    tried, basis = tom.get(f"{home}tried/").context, tom.get(f"{home}basis/").context
    one = {"version": tried["draft"].version, "tab": tried["tab"]}
    other = {"version": basis["draft"].version, "tab": basis["tab"]}
    assert tom.post(f"{home}tried/", {**one, **filled.TRIED}).status_code == 302
    assert tom.post(f"{home}basis/", {**other, **filled.BASIS}).status_code == 302


def test_a_page_keeps_itself_while_it_is_typed_and_a_tab_never_overtakes_itself(tom: Client) -> None:
    home = filled.begin(tom)
    shown = tom.get(f"{home}concern/").context
    words = {"version": shown["draft"].version, "tab": shown["tab"], "fact": "Half a sen"}
    assert tom.post(f"{home}concern/keep/", words).status_code == 204
    assert tom.post(f"{home}concern/keep/", {**words, "fact": "Half a sentence"}).status_code == 204
    assert tom.post(f"{home}concern/", {**words, **filled.CONCERN}).status_code == 302
    stale = tom.post(f"{home}concern/keep/", {**words, "tab": "another", "fact": "x"})
    assert stale.status_code == 409


def test_only_what_the_page_asks_for_is_kept(tom: Client) -> None:
    home = filled.begin(tom)
    answer = tom.post(f"{home}basis/", {"version": "1", "necessity": "ab", "is_admin": "yes", "basis-x": ["1", "2"]})
    assert answer.status_code == 422, answer.content.decode()[:3000]
    assert draft().answers["pages"]["basis"] == {"necessity": "ab", "basis-x": ["1", "2"]}


def test_what_was_sent_after_the_session_ended_is_shown_back(tom: Client) -> None:
    home = filled.begin(tom)
    gone = Client()
    answer = gone.post(f"{home}concern/", {"version": "1", "tab": "abc", "fact": "Words that matter.", "danger": "no"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Words that matter." in page
    assert f"next={home.replace('/', '%2F')}concern%2F" in page
    assert gone.get(f"{home}concern/").status_code == 302


def test_a_draft_says_when_it_is_thrown_away_and_then_it_is_gone(tom: Client) -> None:
    home = filled.begin(tom)
    assert "is thrown away on" in tom.get(home).content.decode()
    ReferralDraft.objects.using("admin").update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tom.get(home).status_code == 404
    assert "You have no drafts." in tom.get("/referrals/").content.decode()


def test_the_clock_forgets_the_words_of_what_was_not_sent_in_time_and_nobody_else_can(tom: Client) -> None:
    home = filled.begin(tom)
    tom.post(f"{home}concern/", {"version": "1", "fact": "Something."})
    assert drop_referrals() == 0
    ReferralDraft.objects.using("admin").update(expires_at=timezone.now() - timedelta(seconds=1))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select concerns_forget_referrals()")
        assert cursor.fetchone() == (0,)
    assert drop_referrals() == 1
    assert draft().answers == {}


def test_a_draft_that_is_thrown_away_leaves_no_words(tom: Client) -> None:
    home = filled.begin(tom)
    tom.post(f"{home}concern/", {"version": "1", "fact": "Something."})
    assert tom.post(f"{home}discard/").status_code == 302
    assert draft().answers == {}
    assert tom.get(home).status_code == 404


def test_somebody_taken_out_leaves_no_words_about_them(tom: Client) -> None:
    home = filled.begin(tom)
    about = filled.add(tom, home, "child", {"name": "Ava"})
    assert tom.post(f"{about}remove/").status_code == 302
    assert "Ava" not in str(draft().answers)


def test_a_page_that_is_saved_after_it_was_sent_is_told_so(tom: Client) -> None:
    home = filled.fill(tom)
    filled.send(tom, home)
    answer = tom.post(f"{home}concern/", {"version": "99", "fact": "One thing more."})
    assert answer.status_code == 409
    assert "One thing more." in answer.content.decode()
    assert draft().answers["pages"]["concern"]["fact"] == filled.CONCERN["fact"]


def test_danger_that_nobody_rang_about_leads_to_999(tom: Client) -> None:
    home = filled.begin(tom)
    answer = tom.post(f"{home}concern/", {**filled.CONCERN, "version": "1", "danger": "not_rung"}, follow=True)
    assert "Ring 999, then the front door." in answer.content.decode()


def test_forged_pages_and_people_do_not_exist(tom: Client) -> None:
    home = filled.begin(tom)
    for path in ("nothing/", "people/zzz/person/", "person/", "people/zzz/keep/"):
        assert tom.get(home + path).status_code == 404
