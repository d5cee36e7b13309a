"""Every address, asked for by everybody: what each may see is written here by hand, apart from the rules."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kith.agencies.models import Account
from kith.concerns.models import Concern, Message
from kith.sharing.models import LinkKind
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")

SOME = uuid.UUID("6d4f3c1e-9f0a-4b0e-8a53-0f5d2f6f7a11")
CANARY = "Zebediah Quillfeather"
EVERYBODY = ("nobody", "amina", "marcus", "sol", "wren", "petra", "hana", "tom", "tess", "iris", "adam")
STAFF = EVERYBODY[1:]
HUB = ("amina", "marcus")
DUTY = (*HUB, "sol")
REFERRERS = ("tom", "wren", "petra", "hana", "tess")

# Who gets the page (200, or on to the next page); anybody else signed in is refused, and a stranger signs in first.
FOR_ANYBODY = "anybody"
PAGES: dict[str, tuple[str, ...] | str] = {
    "desk:home": FOR_ANYBODY,
    "desk:accessibility": FOR_ANYBODY,
    "desk:privacy": FOR_ANYBODY,
    "desk:purpose": STAFF,
    "desk:notices": STAFF,
    "desk:emergency": STAFF,
    "desk:emergencies": ("sol", "iris"),
    "desk:conflict": STAFF,
    "desk:files": ("petra", "hana", "tess", "iris"),
    "desk:map": ("petra", "hana", "tess"),
    "desk:restrictions": ("iris",),
    "desk:audit": ("iris",),
    "concerns:queue": HUB,
    "concerns:asked": ("petra", "hana", "tess"),
    "concerns:handed": ("wren",),
    "concerns:referrals": REFERRERS,
}
# Inside one concern: who gets the page when the concern is on the front door's list.
INSIDE: dict[str, tuple[str, ...]] = {
    "concerns:concern": DUTY,
    "desk:looked": ("marcus", "sol"),
    "desk:restrict": ("marcus", "sol"),
}
# What may be done inside one, each a page with a form or a button that posts. (name, what else the address names)
VERBS: dict[str, dict[str, object]] = {
    "concerns:take": {},
    "concerns:put_back": {},
    "concerns:reply_read": {},
    "concerns:rate": {},
    "concerns:ask": {},
    "concerns:message": {},
    "concerns:add_person": {},
    "concerns:record": {"kind": "objection"},
    "concerns:call_strategy": {},
    "concerns:write_up_strategy": {"discussion": SOME},
    "concerns:decide": {},
    "concerns:think_again": {},
    "concerns:reopen": {},
    "concerns:feed_back": {},
    "concerns:tell_public": {},
    "concerns:hand_over": {},
    "concerns:take_back": {},
    "concerns:close": {},
    "concerns:take_on": {},
    "concerns:matching": {},
    "concerns:match": {"person_id": SOME},
    "concerns:match_undo": {"person_id": SOME},
    "concerns:compare": {"person_id": SOME, "source_person": SOME},
    "concerns:known": {},
    "desk:seal": {},
    "desk:bar": {},
    "desk:unseal": {},
}
# Addresses that other tests walk one by one: journeys, verbs, and a stranger's own thread.
WALKED = re.compile(
    r"^concerns:(report|reply$|reply_finish|thread|leave|attachment|referral_|referral$|queue_news|answer$)|^desk:(keep|close_feed|withdraw_feed|withdraw_file|map_(draft|columns|leave|saved|news)|feed$|feed_news|feed_quality|feed_findings|file_findings|review|review_seal|review_bar)$|^api|^(account|mfa|openid)"
)


@dataclass
class Place:
    """A world with concerns in every standing, each with the canary inside."""

    world: make.World
    clients: dict[str, Client]
    duty: Concern
    unlinked: Concern
    sealed: Concern
    barred: Concern


@pytest.fixture
def place() -> Place:
    world = make.make_world()
    duty, unlinked = make.concern(world, words=CANARY), make.concern(world, duty=False, words=CANARY)
    sealed, barred = make.concern(world, sealed=True, words=CANARY), make.concern(world, words=CANARY)
    for who in world.people.values():
        make.bar(who, from_=barred)
    for one in (duty, unlinked, sealed, barred):
        Message.objects.using("admin").create(
            record_id=one.record_id, from_reporter=True, words=CANARY, by="receipt", at=one.received_at
        )
    clients = {name: client_of(world.people.get(name)) for name in EVERYBODY}
    return Place(world, clients, duty, unlinked, sealed, barred)


def names(patterns: object = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in get_resolver().url_patterns if patterns is None else patterns:  # type: ignore[attr-defined]
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
        elif one.name:
            yield f"{space}{one.name}", one


def outcome(response: HttpResponse) -> str:
    if response.status_code == 302 and "/accounts/login/" in response.headers["Location"]:
        return "sign in"
    if response.status_code in {200, 302, 204}:
        return "page"
    return {404: "not here", 403: "may not", 405: "only by post"}.get(response.status_code, str(response.status_code))


def plain(response: HttpResponse) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    """Leave out what differs from one sending to the next: the form token and the address itself."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    text = re.sub(r'name="path" value="[^"]*"', "", text)
    return response.status_code, text, tuple(sorted(response.headers.items()))


def refusals() -> int:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select count(*) from audit_event where what like '%%refused%%'")
        return int(cursor.fetchone()[0])


def test_every_address_is_in_the_tables() -> None:
    known = {*PAGES, *INSIDE, *VERBS}
    assert sorted(name for name, _ in names() if name not in known and not WALKED.search(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_those_it_is_for(place: Place, name: str) -> None:
    allowed = PAGES[name]
    for who, client in place.clients.items():
        found = outcome(client.get(reverse(name)))
        if allowed == FOR_ANYBODY or who in allowed:
            assert found == "page", (who, found)
        else:
            assert found in ({"sign in"} if who == "nobody" else {"may not", "not here"}), (who, found)


@pytest.mark.parametrize("name", INSIDE)
def test_a_concern_is_for_those_who_have_to_do_with_it(place: Place, name: str) -> None:
    for who, client in place.clients.items():
        response = client.get(reverse(name, args=[place.duty.reference]))
        found = outcome(response)
        if who in INSIDE[name]:
            assert found == "page", (who, found)
        elif who == "nobody":
            assert found == "sign in"
        else:
            assert found in {"not here", "may not"}, (who, found)
            assert CANARY not in response.content.decode()


@pytest.mark.parametrize("name", [*INSIDE])
def test_missing_barred_sealed_and_not_yours_are_one_answer(place: Place, name: str) -> None:
    for who in STAFF:
        answers = {}
        before = refusals()
        for standing, reference in (
            ("missing", "K-22222"),
            ("not yours", place.unlinked.reference),
            ("sealed", place.sealed.reference),
            ("barred", place.barred.reference),
        ):
            response = place.clients[who].get(reverse(name, args=[reference]))
            assert CANARY not in response.content.decode()
            answers[standing] = plain(response)
        assert len(set(answers.values())) == 1, who
        assert answers["missing"][0] in {404, 403}
        if answers["missing"][0] == 404:
            assert refusals() == before + 4, who


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_verb_on_what_is_not_yours_is_the_same_answer_and_changes_nothing(
    place: Place, name: str, method: str
) -> None:
    for who in ("amina", "marcus", "petra", "tom", "iris"):
        answers = set()
        for reference in ("K-22222", place.unlinked.reference, place.sealed.reference, place.barred.reference):
            address = reverse(name, kwargs={"reference": reference, **VERBS[name]})
            response = getattr(place.clients[who], method)(address)
            assert CANARY not in response.content.decode()
            answers.add(plain(response))
        assert len(answers) == 1, (who, answers)
        assert next(iter(answers))[0] in {404, 403, 405}, who
    stages = Concern.objects.using("admin").values_list("stage", "brag", "owner", "version").distinct()
    assert list(stages) == [("received", "", "", 1)]


@pytest.mark.parametrize("name", VERBS)
def test_a_stranger_signs_in_before_any_verb(place: Place, name: str) -> None:
    address = reverse(name, kwargs={"reference": place.duty.reference, **VERBS[name]})
    assert outcome(place.clients["nobody"].get(address)) in {"sign in", "only by post"}
    # What was typed is shown back, so that a session that ended loses no words; nothing is done.
    response = place.clients["nobody"].post(address, {"reason": "words I typed"})
    assert outcome(response) in {"may not", "only by post"}
    assert CANARY not in response.content.decode()


def test_no_list_and_no_page_says_what_is_inside(place: Place) -> None:
    for who, client in place.clients.items():
        for name in PAGES:
            assert CANARY not in client.get(reverse(name)).content.decode(), (who, name)


def test_a_referrer_follows_what_they_sent_and_opens_nothing(place: Place) -> None:
    make.link(place.duty, kind=LinkKind.REFERRER, who=place.world["tom"], opens=False)
    response = place.clients["tom"].get(reverse("concerns:concern", args=[place.duty.reference]))
    assert response.status_code == 404
    assert CANARY not in response.content.decode()


def test_somebody_with_one_factor_gets_no_further_than_adding_a_second(place: Place) -> None:
    amina = client_of(place.world["amina"], second_factor=False)
    for name in PAGES:
        response = amina.get(reverse(name))
        assert response.status_code == 302
        assert "/accounts/2fa/" in response.headers["Location"]


def test_somebody_without_a_purpose_is_asked_for_one(place: Place) -> None:
    amina = client_of(place.world["amina"], purpose="")
    assert amina.get(reverse("desk:purpose")).status_code == 200
    response = amina.get(reverse("concerns:queue"))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("desk:purpose"))


def test_an_account_switched_off_is_out_at_the_next_page(place: Place) -> None:
    Account.objects.using("admin").filter(pk=place.world["amina"].pk).update(is_active=False)
    response = place.clients["amina"].get(reverse("concerns:concern", args=[place.duty.reference]))
    assert outcome(response) == "sign in"


def test_a_forged_pass_is_nobody(place: Place) -> None:
    from kith.config.cookies import PASS

    client = place.clients["amina"]
    client.cookies[PASS] = uuid.uuid4().hex
    assert outcome(client.get(reverse("concerns:queue"))) == "sign in"


def test_a_pass_with_somebody_elses_session_is_nobody(place: Place) -> None:
    from kith.config.cookies import PASS

    mixed = client_of(place.world["petra"])
    mixed.cookies[PASS] = place.clients["amina"].cookies[PASS].value
    response = mixed.get(reverse("concerns:concern", args=[place.duty.reference]))
    assert outcome(response) == "sign in"
    assert CANARY not in response.content.decode()
