"""The pages of the hub, from the queue to feedback."""

from __future__ import annotations

import pytest

from kith.concerns.models import Concern
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


def envelope(one: Concern) -> Concern:
    return Concern.objects.using("admin").get(pk=one.pk)


def test_a_contact_goes_from_the_queue_to_feedback() -> None:
    world = make.make_world()
    one = make.concern(world, words="A boy got out of a taxi at two in the morning.")
    amina, marcus = client_of(world["amina"]), client_of(world["marcus"])
    listed = amina.get("/queue/")
    assert listed.status_code == 200
    assert one.reference in listed.content.decode()
    assert "taxi" not in listed.content.decode()
    home = f"/concerns/{one.reference}/"
    assert "A boy got out of a taxi" in amina.get(home).content.decode()
    assert amina.post(f"{home}take/", {"version": 1}).status_code == 302
    rated = amina.post(f"{home}rate/", {"version": 2, "brag": "red", "reason": "Alone, at night."})
    assert rated.status_code == 302
    asked = {
        "version": 3,
        "agencies": [str(world.police.pk), str(world.health.pk)],
        "purpose": "To see what is known.",
        "words": "A boy of about 14.",
        "basis": "6-1-e",
    }
    assert amina.post(f"{home}ask/", asked).status_code == 302
    page = amina.get(home).content.decode()
    assert page.count("This does not mean that nothing is known.") == 2
    chosen = {"version": 4, "levels": ["3", "4"], "outcome": "assessment", "rationale": "He may be exploited."}
    assert marcus.post(f"{home}decide/", chosen).status_code == 302
    assert marcus.post(f"{home}feedback/public/", {"code": "acting"}).status_code == 302
    done = marcus.get(home)
    assert done.status_code == 200
    assert "Decided: Child and family assessment" in done.content.decode()
    assert envelope(one).stage == "decided"
