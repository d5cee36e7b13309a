"""Seals, bars and conflicts of interest: whom they keep out, who may set and end them, and that nothing tells of them."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.models import Concern
from kith.people.models import Person
from kith.sharing.models import Bar, LinkKind, Record, SealMember, Subject, Unseal
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")

HOME = "/concerns/K-7TR2W/"


def a_concern() -> tuple[make.World, Concern]:
    world = make.make_world()
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(reference="K-7TR2W")
    return world, one


def day(on: date) -> dict[str, int]:
    return {"review_on-day": on.day, "review_on-month": on.month, "review_on-year": on.year}


def in_days(days: int) -> dict[str, int]:
    return day(timezone.localdate() + timedelta(days=days))


def sealed(world: make.World, *members: str, by: str = "marcus") -> int:
    asked = {"members": [str(world[one].pk) for one in members], "reason": "It is about a colleague", **in_days(90)}
    return client_of(world[by]).post(f"{HOME}restrict/seal/", asked).status_code


def barred(world: make.World, who: str, *, by: str = "marcus", about: str = "record", days: int = 90) -> int:
    asked = {"who": str(world[who].pk), "about": about, "kind": "family", **in_days(days)}
    return client_of(world[by]).post(f"{HOME}restrict/bar/", asked).status_code


def opens(world: make.World, who: str) -> bool:
    return client_of(world[who]).get(HOME).status_code == 200


def plain(status: int, page: str) -> tuple[int, str]:
    return status, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def acts(what: str) -> list[str]:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select owner from audit_event where what = %s", [what])
        return [row[0] for row in cursor.fetchall()]


# -- Refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "seal/", "bar/", "unseal/"])
def test_whose_job_it_is_not_keeps_nobody_out(page: str) -> None:
    world, _ = a_concern()
    assert client_of(world["amina"]).get(f"{HOME}restrict/{page}").status_code == 403
    for who in ("petra", "tom", "iris"):
        assert client_of(world[who]).get(f"{HOME}restrict/{page}").status_code == 404
    assert sealed(world, by="amina") == barred(world, "sol", by="amina") == 403
    assert not Bar.objects.using("admin").exists()
    assert not Record.objects.using("admin").filter(sealed=True).exists()


@pytest.mark.parametrize("days", [-1, 91])
def test_a_review_is_within_ninety_days(days: int) -> None:
    world, _ = a_concern()
    assert barred(world, "amina", days=days) == 422
    asked = {"reason": "It is about a colleague", **in_days(days)}
    assert client_of(world["marcus"]).post(f"{HOME}restrict/seal/", asked).status_code == 422
    assert not Bar.objects.using("admin").exists()


def test_a_seal_needs_a_reason_and_a_bar_somebody_offered() -> None:
    world, _ = a_concern()
    assert client_of(world["marcus"]).post(f"{HOME}restrict/seal/", in_days(9)).status_code == 422
    assert barred(world, "tom") == 422
    assert barred(world, "amina", about=str(uuid.uuid4())) == 422


def test_nobody_opens_a_seal_alone() -> None:
    world, _ = a_concern()
    sealed(world, "sol")
    marcus = client_of(world["marcus"])
    assert marcus.post(f"{HOME}restrict/unseal/", {"reason": ""}).status_code == 422
    assert marcus.post(f"{HOME}restrict/unseal/", {"reason": "It is over"}).status_code == 302
    assert marcus.post(f"{HOME}restrict/unseal/", {"reason": "It is over"}).status_code == 403
    assert Record.objects.using("admin").filter(sealed=True).count() == 1


def test_a_seal_and_a_bar_are_reviewed_by_nobody_of_another_agency_and_by_nobody_for_themselves() -> None:
    world, one = a_concern()
    ivor = client_of(make.account("ivor", world.health, "privacy_officer"))
    sealed(world)
    other, own = make.bar(world["amina"], from_=one), make.bar(world["iris"], from_=one)
    for path in (f"seals/{one.record_id}/", f"bars/{other.pk}/"):
        for send in (ivor.get, ivor.post):
            assert send(f"/restrictions/{path}", {"decision": "end", "reason": "x"}).status_code == 404
    assert "K-7TR2W" not in ivor.get("/restrictions/").content.decode()
    iris = client_of(world["iris"])
    assert "K-7TR2W" not in iris.get("/restrictions/").content.decode()
    for path in (f"seals/{one.record_id}/", f"bars/{own.pk}/", f"bars/{other.pk}/"):
        assert iris.post(f"/restrictions/{path}", {"decision": "end", "reason": "x"}).status_code == 404
    assert not Unseal.objects.using("admin").exists()
    assert iris.get(f"/restrictions/bars/{uuid.uuid4()}/").status_code == 404
    assert Bar.objects.using("admin").filter(lifted_at__isnull=True).count() == 2
    assert client_of(world["marcus"]).get("/restrictions/").status_code == 403


def test_a_conflict_is_answered_the_same_whatever_the_reference() -> None:
    world, one = a_concern()
    hidden = make.concern(world, sealed=True)
    away = make.concern(world)
    make.bar(world["petra"], from_=away)
    petra = client_of(world["petra"])
    answers = set()
    for text in ("K-7TR2W", hidden.reference, away.reference, "K-22222", "nonsense"):
        page = petra.post("/conflict/", {"reference": text, "kind": "family"})
        answers.add(plain(page.status_code, page.content.decode()))
    assert [status for status, _ in answers] == [200]
    assert set(Bar.objects.using("admin").values_list("record", flat=True)) == {
        one.record_id, hidden.record_id, away.record_id
    }  # fmt: skip
    assert len(acts("sharing.conflict_declared")) == 5


# -- What they do ------------------------------------------------------------------------------------------------------


def test_a_seal_keeps_the_duty_team_out_but_for_those_named_and_the_worker() -> None:
    world, one = a_concern()
    make.link(one, kind=LinkKind.ALLOCATED, who=world["wren"])
    assert sealed(world, "sol") == 302
    assert [name for name in ("amina", "marcus", "sol", "wren") if opens(world, name)] == ["marcus", "sol", "wren"]
    assert SealMember.objects.using("admin").count() == 3
    assert acts("sharing.sealed") == [str(world.council.pk)]
    page = client_of(world["sol"]).get(f"{HOME}restrict/").content.decode()
    assert "It is about a colleague" in page
    assert "Wren" in page


def test_two_people_open_a_seal() -> None:
    world, _ = a_concern()
    sealed(world, "sol")
    client_of(world["marcus"]).post(f"{HOME}restrict/unseal/", {"reason": "It is over"})
    sol = client_of(world["sol"])
    assert "It is over" in sol.get(f"{HOME}restrict/unseal/").content.decode()
    assert sol.post(f"{HOME}restrict/unseal/").status_code == 302
    assert opens(world, "amina")
    assert Unseal.objects.using("admin").get().agreed_by_id == world["sol"].pk


def test_a_bar_bites_at_once_on_the_record() -> None:
    world, _ = a_concern()
    assert opens(world, "amina")
    assert barred(world, "amina") == 302
    assert not opens(world, "amina")
    assert "Amina" in client_of(world["sol"]).get(f"{HOME}restrict/").content.decode()


def test_a_bar_on_a_person_in_it_bites_on_every_record_about_them() -> None:
    world, one = a_concern()
    child = Person.objects.using("admin").create(record_id=one.record_id, name="Ada", by="public", at=timezone.now())
    other = make.concern(world)
    for each in (one, other):
        Subject.objects.using("admin").create(record_id=each.record_id, person=child.pk)
    assert barred(world, "amina", about=str(child.pk)) == 302
    assert not opens(world, "amina")
    assert client_of(world["amina"]).get(f"/concerns/{other.reference}/").status_code == 404
    assert "every record about Ada" in client_of(world["marcus"]).get(f"{HOME}restrict/").content.decode()


def test_whoever_declares_a_conflict_is_out_and_those_who_answer_are_told_without_a_name() -> None:
    world, _ = a_concern()
    amina = client_of(world["amina"])
    assert 'value="K-7TR2W"' in amina.get("/conflict/?reference=K-7TR2W").content.decode()
    amina.post("/conflict/", {"reference": "k-7tr2w", "kind": "own"})
    assert amina.get(HOME).status_code == 404
    told = Notice.objects.using("admin").filter(what="sharing.conflict")
    assert {one.role for one in told} == {"privacy_officer"}
    assert not [one for one in told if "Amina" in one.words or "K-7" in one.words]


def test_a_review_keeps_a_bar_or_lifts_it() -> None:
    world, one = a_concern()
    bar = make.bar(world["amina"], from_=one)
    iris = client_of(world["iris"])
    assert iris.post(f"/restrictions/bars/{bar.pk}/", {"decision": "keep"}).status_code == 422
    assert iris.post(f"/restrictions/bars/{bar.pk}/", {"decision": "keep", **in_days(30)}).status_code == 302
    bar.refresh_from_db(using="admin")
    assert timezone.localtime(bar.review_at).date() == timezone.localdate() + timedelta(days=30)
    assert iris.post(f"/restrictions/bars/{bar.pk}/", {"decision": "end"}).status_code == 302
    assert opens(world, "amina")
    assert acts("sharing.bar_kept") == acts("sharing.bar_lifted") == [str(world.council.pk)]


def test_a_review_keeps_a_seal_or_is_one_of_two_who_open_it() -> None:
    world, one = a_concern()
    sealed(world)
    iris, path = client_of(world["iris"]), f"/restrictions/seals/{one.record_id}/"
    assert iris.post(path, {"decision": "keep", **in_days(30)}).status_code == 302
    assert iris.post(path, {"decision": "end"}).status_code == 422
    assert iris.post(path, {"decision": "end", "reason": "It is over"}).status_code == 302
    assert iris.post(path, {"decision": "end"}).status_code == 403
    assert client_of(world["marcus"]).post(f"{HOME}restrict/unseal/").status_code == 302
    assert opens(world, "amina")


def test_an_overdue_review_is_said_the_day_after_it_was_due() -> None:
    world, one = a_concern()
    make.bar(world["amina"], from_=one)
    sealed(world)
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time()))
    for pages in (client_of(world["iris"]).get("/restrictions/"), client_of(world["marcus"]).get(f"{HOME}restrict/")):
        assert "overdue" not in pages.content.decode()
    Bar.objects.using("admin").update(review_at=midnight - timedelta(seconds=1))
    Record.objects.using("admin").update(seal_review_at=midnight - timedelta(seconds=1))
    listed = client_of(world["iris"]).get("/restrictions/").content.decode()
    assert listed.count("The review is overdue") == 2
    assert "K-7TR2W" in listed
    inside = client_of(world["marcus"]).get(f"{HOME}restrict/").content.decode()
    assert "The review of the seal is overdue" in inside
    assert "The review is overdue" in inside
