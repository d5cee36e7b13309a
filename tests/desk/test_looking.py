"""Who looked: the true ground of a refusal is for the privacy officer alone, and reading it is a look too."""

from __future__ import annotations

import pytest
from django.db import connections, transaction

from kith.audit.models import Event
from kith.concerns.models import Concern
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


def refused_look(world: make.World) -> str:
    """Petra asks for a sealed concern in an emergency, and hears nothing of the seal."""
    one = make.concern(world, sealed=True)
    Concern.objects.using("admin").filter(pk=one.pk).update(reference="K-7TR2W")
    client_of(world["petra"]).post(
        "/emergency/", {"reference": "K-7TR2W", "reason": "A child may be in the house tonight"}
    )
    return "K-7TR2W"


def seen_by(world: make.World, name: str) -> int:
    with transaction.atomic():
        make.asker(world[name])
        return Event.objects.values("what").count()


@pytest.mark.parametrize("name", ["amina", "marcus", "sol", "wren", "petra", "hana", "tom", "adam"])
def test_nobody_else_reads_the_audit(name: str) -> None:
    world = make.make_world()
    refused_look(world)
    assert seen_by(world, name) == 0
    assert client_of(world[name]).get("/who-looked/").status_code in {302, 403}


def test_the_privacy_officer_of_the_owner_sees_the_true_ground() -> None:
    world = make.make_world()
    reference = refused_look(world)
    words = client_of(world["iris"]).get("/who-looked/", {"reference": reference}).content.decode()
    assert "It is sealed" in words
    assert "Petra" in words
    assert reference in words


def test_another_agencys_privacy_officer_sees_only_what_concerns_them() -> None:
    world = make.make_world()
    reference = refused_look(world)
    ivor = client_of(make.account("ivor", world.health, "privacy_officer"))
    assert "It is sealed" not in ivor.get("/who-looked/", {"reference": reference}).content.decode()


def test_reading_who_looked_is_recorded() -> None:
    world = make.make_world()
    client_of(world["iris"]).get("/who-looked/")
    with connections["admin"].cursor() as cursor:
        cursor.execute("select actor from audit_event where what = 'desk.audit_read'")
        assert cursor.fetchall() == [(world["iris"].words,)]


def test_it_can_be_looked_through_by_person_and_day() -> None:
    world = make.make_world()
    refused_look(world)
    iris = client_of(world["iris"])
    assert "It is sealed" in iris.get("/who-looked/", {"person": "petr"}).content.decode()
    assert "It is sealed" not in iris.get("/who-looked/", {"person": "amina"}).content.decode()
    assert "It is sealed" in iris.get("/who-looked/", {"refused": "on"}).content.decode()
    old = {"day-day": "1", "day-month": "2", "day-year": "2024"}
    assert "Nothing is recorded" in iris.get("/who-looked/", old).content.decode()
    assert iris.get("/who-looked/", {**old, "day-day": "x"}).status_code == 422


def test_a_manager_sees_who_opened_a_record_and_never_who_was_refused() -> None:
    world = make.make_world()
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(reference="K-7TR2X")
    make.bar(world["amina"], from_=one)
    client_of(world["amina"]).get("/concerns/K-7TR2X/who-looked/")
    marcus = client_of(world["marcus"])
    words = marcus.get("/concerns/K-7TR2X/who-looked/").content.decode()
    assert "Marcus" in words
    assert "Amina" not in words
    assert "arred" not in words


def test_seeing_who_looked_needs_the_job_and_the_record() -> None:
    world = make.make_world()
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(reference="K-7TR2X")
    assert client_of(world["petra"]).get("/concerns/K-7TR2X/who-looked/").status_code == 404
    assert client_of(world["amina"]).get("/concerns/K-7TR2X/who-looked/").status_code == 403
