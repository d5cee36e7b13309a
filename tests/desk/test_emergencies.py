"""Opening in an emergency: one answer for every refusal, the right people told within the request, and a review."""

from __future__ import annotations

import re

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.models import Concern
from kith.sharing.models import BreakGlass
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")

REASON = "A child may be in the house with him tonight"
GOOD = {"reason": REASON}


def grounds() -> list[str]:
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "select what || ' ' || ground from audit_event where what like 'sharing.glass%%' order by at", []
        )
        return [row[0] for row in cursor.fetchall()]


def reference(one: Concern, text: str = "K-7TR2W") -> str:
    Concern.objects.using("admin").filter(pk=one.pk).update(reference=text)
    return text


def blind(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_barred_sealed_missing_and_not_my_job_hear_the_same_and_the_senior_is_told() -> None:
    world = make.make_world()
    barred, hidden = make.concern(world), make.concern(world, sealed=True)
    make.bar(world["petra"], from_=barred)
    answers = set()
    petra = client_of(world["petra"])
    for text in (reference(barred, "K-7TR2W"), reference(hidden, "K-7TR2X"), "K-7TR2Z", "nonsense"):
        page = petra.post("/emergency/", {"reference": text, **GOOD})
        answers.add((page.status_code, blind(page.content.decode())))
    assert len(answers) == 1
    assert "passed this to the on-call senior" in answers.pop()[1]
    assert [one.split(": ")[1] for one in grounds()] == ["barred", "sealed", "missing", "missing"]
    told = Notice.objects.using("admin").filter(agency=world.council, role="senior", what="sharing.emergency")
    assert told.count() == 4
    assert BreakGlass.objects.using("admin").count() == 0


def test_a_short_reason_opens_nothing() -> None:
    world = make.make_world()
    text = reference(make.concern(world))
    page = client_of(world["petra"]).post("/emergency/", {"reference": text, "reason": "urgent" + " " * 30})
    assert page.status_code == 422
    assert BreakGlass.objects.using("admin").count() == 0


def test_it_is_asked_who_you_are_again_after_five_minutes_and_no_word_is_lost() -> None:
    world = make.make_world()
    petra = world["petra"]
    petra.set_password("correct horse battery staple")
    petra.save(using="admin")
    text = reference(make.concern(world))
    browser = client_of(petra, fresh=False)
    page = browser.post("/emergency/", {"reference": text, **GOOD})
    assert page.status_code == 302
    assert "reauthenticate" in page["Location"]
    assert BreakGlass.objects.using("admin").count() == 0
    done = browser.post(page["Location"], {"password": "correct horse battery staple", "next": "/emergency/"})
    assert "Opened for 60 minutes" in done.content.decode()


def test_somebody_without_the_job_gets_the_same_answer() -> None:
    world = make.make_world()
    text = reference(make.concern(world))
    page = client_of(world["tom"]).post("/emergency/", {"reference": text, **GOOD})
    assert "passed this to the on-call senior" in page.content.decode()


def test_it_opens_for_sixty_minutes_and_everybody_is_told_within_the_request() -> None:
    world = make.make_world()
    text = reference(make.concern(world))
    page = client_of(world["petra"]).post("/emergency/", {"reference": text.lower(), **GOOD})
    assert "Opened for 60 minutes" in page.content.decode()
    one = BreakGlass.objects.using("admin").get()
    assert (one.ends_at - one.starts_at).total_seconds() == 3600
    assert one.review_due_at > timezone.now()
    told = {(n.agency_id, n.role) for n in Notice.objects.using("admin").filter(what="sharing.emergency")}
    assert {(world.council.pk, "privacy_officer"), (world.police.pk, "privacy_officer")} <= told


def test_the_page_that_refused_fills_in_the_reference() -> None:
    world = make.make_world()
    page = client_of(world["petra"]).post("/emergency/", {"path": "/concerns/K-7TR2W/answers/"})
    assert page.status_code == 200
    assert 'value="K-7TR2W"' in page.content.decode()


def opened(world: make.World) -> BreakGlass:
    text = reference(make.concern(world))
    client_of(world["petra"]).post("/emergency/", {"reference": text, **GOOD})
    return BreakGlass.objects.using("admin").get()


def test_nobody_reviews_their_own_nor_another_agencys() -> None:
    world = make.make_world()
    one = opened(world)
    other = make.account("ivor", world.health, "privacy_officer")
    assert client_of(world["amina"]).get("/emergencies/").status_code == 403
    ivor = client_of(other)
    assert REASON not in ivor.get("/emergencies/").content.decode()
    assert ivor.get(f"/emergencies/{one.pk}/").status_code == 404
    assert ivor.post(f"/emergencies/{one.pk}/", {"justified": "yes", "words": "Fine"}).status_code == 404


def test_the_owners_privacy_officer_reviews_it_once() -> None:
    world = make.make_world()
    one = opened(world)
    iris = client_of(world["iris"])
    assert "Petra" in iris.get("/emergencies/").content.decode()
    assert REASON in iris.get(f"/emergencies/{one.pk}/").content.decode()
    assert iris.post(f"/emergencies/{one.pk}/", {"words": "x"}).status_code == 422
    done = iris.post(f"/emergencies/{one.pk}/", {"justified": "no", "words": "The duty desk was open."})
    assert done.status_code == 302
    one.refresh_from_db(using="admin")
    assert one.justified is False
    assert iris.get(f"/emergencies/{one.pk}/").status_code == 404


def test_it_can_be_read_for_as_long_as_it_is_open_and_not_once_it_is_reviewed() -> None:
    world = make.make_world()
    one = opened(world)
    petra = client_of(world["petra"])
    assert petra.get("/concerns/K-7TR2W/").status_code == 200
    client_of(world["iris"]).post(f"/emergencies/{one.pk}/", {"justified": "no", "words": "The duty desk was open."})
    assert petra.get("/concerns/K-7TR2W/").status_code == 404


def test_the_wall_itself_keeps_the_reason_from_the_reviewers_of_others() -> None:
    world = make.make_world()
    opened(world)
    make.account("ivor", world.health, "privacy_officer")
    world.people["ivor"] = make.Account.objects.get(email="ivor@example.org")
    for name, seen in (("ivor", 0), ("amina", 0), ("iris", 1), ("sol", 1), ("petra", 1)):
        with transaction.atomic():
            make.asker(world[name])
            assert BreakGlass.objects.count() == seen, name
