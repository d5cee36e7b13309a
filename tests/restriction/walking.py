"""Every address of Kith, asked for by everybody; and everything that can be asked wrongly."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse

from kith.config.logs import WithoutWords
from kith.records import jobs
from kith.records.models import Batch, Deposit, Feed, SourcePerson
from tests.api.conftest import Machine
from tests.pages.test_every_page import names
from tests.restriction.doors import Seen, token_of, words
from tests.restriction.place import ADMIN, ASKER, RESEARCHERS, Place

# Doors of their own: what they show, and to whom, is in the table. `/accounts/` is of the library, and knows no records.
DOORS = {
    "concerns:match", "concerns:compare", "concerns:known", "concerns:answer", "desk:feed", "desk:feed_news",
    "desk:feed_quality", "desk:feed_findings", "desk:file_findings", "desk:map_draft", "desk:map_columns", "desk:map_leave",
}  # fmt: skip
WALKERS = (ASKER, "wren", "tom", "iris", "adam", "petra", "cora", "")
FILLERS = (ASKER, "petra", "")
WORDS = {"kind": "objection", "sector": "school", "page": "check", "key": "p1"}


def _given(place: Place) -> dict[str, object]:
    """Give what addresses may name: the concern, somebody in it, and the very rows that hold secrets."""
    row = SourcePerson.objects.using(ADMIN).filter(shielded=True).order_by("pk").values_list("pk", flat=True)[0]
    batch = Batch.objects.using(ADMIN).filter(profile="fhir-uk-core").get()
    return {
        "reference": place.about_them.reference, "person_id": place.people["restricted"].pk, "source_person": row, "feed_id": batch.feed_id,
        "file_id": batch.pk, "asked_id": next(iter(place.asked.values())), "record_id": place.about_them.record_id, **WORDS,
    }  # fmt: skip


def addresses(place: Place) -> Iterator[str]:
    """Give every address, with ids of what is secret wherever one names something."""
    given = _given(place)
    for name, pattern in names():
        if name in DOORS or name.startswith(("account", "mfa", "openid", "demo")):
            continue
        try:
            yield reverse(name, kwargs=_kwargs(pattern, given))
        except NoReverseMatch:
            continue


def _kwargs(pattern: URLPattern, given: dict[str, object]) -> dict[str, object]:
    some: UUID = place_id(given)
    return {
        key: 1 if type(way).__name__ == "IntConverter" else given.get(key, some)
        for key, way in pattern.pattern.converters.items()
    }


def place_id(given: dict[str, object]) -> UUID:
    """Give an id of a row that is secret, for whatever else an address may name."""
    one = given["source_person"]
    assert isinstance(one, UUID)
    return one


def walked(place: Place, *, post: bool = False) -> Seen:
    """Ask for every address as everybody: to read it, or with a form that is empty."""
    every = sorted(set(addresses(place)))
    assert len(every) > 60
    seen = {}
    for who in FILLERS if post else WALKERS:
        browser = place.browser(who)
        browser.raise_request_exception = False
        ask = browser.post if post else browser.get
        seen[who or "nobody"] = "".join(words(ask(path)) for path in every)
    return seen


# -- What goes wrong ---------------------------------------------------------------------------------------------------


def broken(place: Place, mark: str) -> Seen:
    """Hand in what cannot be read, ask for what is not there, and let a page fail: what each says of it."""
    seen = {"page": "", "api": "", "fault": ""}
    for home, form, name, content in _hostile(mark):
        feed = Feed.objects.using(ADMIN).get(agency=place.world[RESEARCHERS[home]].agency, profile=form)
        browser = place.browser(RESEARCHERS[home])
        path = reverse("desk:feed", args=[feed.pk])
        seen["page"] += words(browser.post(path, {"file": SimpleUploadedFile(name, content)}))
        for one in Deposit.objects.using(ADMIN).filter(feed=feed, state="waiting"):
            jobs.read(deposit=one.pk)
        assert Deposit.objects.using(ADMIN).filter(feed=feed, state="refused").exists(), name
        seen["page"] += words(browser.get(path))
    seen["page"] += "".join(_wrong(place))
    seen["api"] = _wrong_calls(place, mark)
    seen["fault"] = _fault(place, mark)
    return seen


def _hostile(mark: str) -> list[tuple[str, str, str, bytes]]:
    return [
        ("council", "cin-census", "cin.xml", f"<Message><Children><Child>{mark}</Chi".encode()),
        ("council", "cin-census", "ent.xml", f'<!DOCTYPE a [<!ENTITY b "{mark}">]><Message>&b;</Message>'.encode()),
        ("health", "fhir-uk-core", "patients.json", f'{{"resourceType": "Patient", "id": "{mark}", '.encode()),
        ("police", "nrm", "nrm.json", f'["{mark}", {{}}]'.encode()),
        ("housing", "tenancies", "tenancies.csv", f"Nothing,We know\n{mark},1\n".encode()),
        ("council", "annex-a", "list_8.xlsx", f"PK\x03\x04 {mark}".encode()),
    ]


def _wrong(place: Place) -> Iterator[str]:
    """Ask for what is not there, and fill forms in wrongly, without a word of a secret typed by who asks."""
    reference = place.about_them.reference
    row = SourcePerson.objects.using(ADMIN).filter(shielded=True).order_by("pk").values_list("pk", flat=True)[0]
    asker = place.browser(ASKER)
    for person in place.people.values():
        match = reverse("concerns:match", args=[reference, person.pk])
        yield words(asker.get(reverse("concerns:compare", args=[reference, person.pk, row])))
        yield words(asker.post(match, {"reason": ""}))
        yield words(asker.post(reverse("concerns:match_undo", args=[reference, person.pk]), {"judgement": row}))
    for who in ("petra", "tess", "cora", "huw"):
        yield words(place.browser(who).post(reverse("concerns:answer", args=[place.asked["health", reference]]), {}))
    yield words(asker.get(f"/concerns/{reference}/match/\x00/"))
    yield words(Client(enforce_csrf_checks=True).post("/report/1/", {}))


def _wrong_calls(place: Place, mark: str) -> str:
    machine = Machine(token_of(place, "petra"))
    feeds = list(Feed.objects.using(ADMIN).order_by("pk").values_list("pk", flat=True))
    said = [machine.post(f"feeds/{one}/deposits", mark.encode(), Idempotency_Key="one") for one in feeds]
    said += [machine.post(f"feeds/{feeds[0]}/deposits", mark.encode()), machine.get("feeds/x"), machine.get("nothing")]
    said += [machine.post(f"feeds/{feeds[0]}/deposits", mark.encode(), kind="text/html", Idempotency_Key="two")]
    return "".join(words(one) for one in said)


def _fault(place: Place, mark: str) -> str:
    """Let a page fail with a secret in its hands, as a mistake of ours would."""

    def fail(*_: Any) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("select %s::date", [mark])

    browser = place.browser(ASKER)
    browser.raise_request_exception = False
    path = reverse("concerns:match", args=[place.about_them.reference, place.people["plain"].pk])
    with patch("kith.records.queries._at_the_gate", fail):
        answer = browser.get(path)
    assert answer.status_code == 500
    return words(answer)


@contextmanager
def written() -> Iterator[io.StringIO]:
    """Catch what the settings would write to the log."""
    kept = io.StringIO()
    catcher = logging.StreamHandler(kept)
    catcher.setFormatter(WithoutWords("{levelname} {name} {message} {pathname}", style="{"))
    logging.getLogger().addHandler(catcher)
    try:
        yield kept
    finally:
        logging.getLogger().removeHandler(catcher)
