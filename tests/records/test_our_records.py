"""What an agency's own page says of somebody: who they live with, to whom they are related, what happened and with whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from kith.concerns.queries.our_records import ours_about
from kith.records.models import SourcePerson
from kith.sharing.actions import open_record
from kith.sharing.models import LinkKind
from tests.factories import pool
from tests.factories import world as make
from tests.records.test_canonical_pool import sent
from tests.records.test_canonical_reading import OCCURRENCE, STOP
from tests.records.test_format_housing import TENANCY

JAYDEN = {"Person Ref": "H1", "Surname": "Price", "Forename": "Jayden", "Date of Birth": "14/03/2011"}
HOME = TENANCY | JAYDEN | {"Role": "Occupant", "Relationship": "Son/Daughter"}
MOTHER = TENANCY | {"Person Ref": "H2", "Surname": "Price", "Forename": "Ada"}
SISTER = HOME | {"Person Ref": "H3", "Forename": "Bo", "Date of Birth": "01/02/2013"}


@pytest.fixture
def world(owner: str) -> make.World:
    return make.make_world()


def told(world: make.World, label: str, *, name: str = "Jayden Price") -> list[str]:
    """Say what the page of whoever is asked at the police has under one heading."""
    one = make.concern(world)
    make.link(one, kind=LinkKind.ASKED, who=world["petra"])
    person = pool.person(one)
    with transaction.atomic():
        open_record(make.asker(world["petra"]), one.record_id)
        held = ours_about(person, timezone.now()).held
    return [words for record in held if record.name == name for under, words in record.rows if under == label]


def test_who_lives_with_somebody_is_named_with_what_they_are_there(world: make.World, tmp_path: Path) -> None:
    sent(world.police, "tenancies", [HOME, MOTHER, SISTER, HOME], tmp_path)
    (words, *_) = told(world, "Lives with")
    assert words == "Tenancy, from 1 February 2024, Ada Price (head), Bo Price (child)"


def test_whoever_is_shielded_is_not_named_as_living_there(world: make.World, tmp_path: Path) -> None:
    sent(world.police, "tenancies", [HOME, MOTHER, SISTER], tmp_path)
    SourcePerson.objects.using("admin").filter(local_id="H3").update(shielded=True)
    assert told(world, "Lives with") == ["Tenancy, from 1 February 2024, Ada Price (head)"]


def test_who_lives_in_a_secret_place_is_not_told(world: make.World, tmp_path: Path) -> None:
    secret = {"Tenure": "Supported: refuge"}
    sent(world.police, "tenancies", [HOME | secret, MOTHER | secret], tmp_path)
    assert told(world, "Lives with") == []


def test_to_whom_somebody_is_related_is_told_from_either_side_unless_that_is_shielded(
    world: make.World, tmp_path: Path
) -> None:
    tie = {"person_id": "C2", "other_person_id": "C1", "relationship_type": "child", "parental_responsibility": "Y"}
    sent(world.police, "relationships", [tie | {"details": "Disputed"}], tmp_path)
    SourcePerson.objects.using("admin").filter(local_id="C2").update(forename="Ada", surname="Price")
    pool.row(world.police, profile="relationships", local_id="C1")
    assert told(world, "Related to") == ["Parent: Ada Price, parental responsibility, disputed"]
    SourcePerson.objects.using("admin").filter(local_id="C2").update(shielded=True)
    assert told(world, "Related to") == []


def test_where_the_number_of_a_tenancy_stands_for_its_tenant_the_tenant_is_named(
    world: make.World, tmp_path: Path
) -> None:
    sent(world.police, "tenancies", [MOTHER, HOME], tmp_path)
    assert told(world, "Related to") == ["Parent: Ada Price, from 1 February 2024"]
    SourcePerson.objects.using("admin").filter(local_id="H2").update(dob="2011-03-14", forename="Jayden")
    assert "Child: Jayden Price, from 1 February 2024" in told(world, "Related to")


def test_an_event_is_told_with_who_else_had_a_part_and_with_what(world: make.World, tmp_path: Path) -> None:
    stopped = STOP | {"Surname": "Price", "Forename": "Jayden", "DOB": "14/03/2011"}
    sent(world.police, "stops", [stopped], tmp_path)
    (words,) = told(world, "Event")
    assert words.startswith(
        "Stop search, Person and Vehicle search, from 1 February 2026, worker (officer): Kit Worker, "
    )
    assert words.endswith("vehicle AA00AAA (used), Offensive weapons (sought)")


@pytest.mark.parametrize(
    ("said", "part"), [("Victim", "harmed"), ("Suspect", "suspected"), ("", "whose part is not told")]
)
def test_an_event_is_told_with_the_part_somebody_had_in_it(
    world: make.World, tmp_path: Path, said: str, part: str
) -> None:
    row = OCCURRENCE | {"Surname": "PRICE", "Forename1": "Jayden", "DOB": "14/03/2011", "Involvement": said}
    sent(world.police, "niche-occurrences", [row], tmp_path, file="niche.csv")
    assert told(world, "Event", name="Jayden PRICE") == [f"Occurrence, Assault, {part}, from 1 February 2026"]


def test_what_a_household_needs_is_not_said_to_be_its_childs(world: make.World, tmp_path: Path) -> None:
    child = {"Case ID": "7", "Person No": "2", "Person Ref": "H1", "Relationship": "Son"} | {
        "Surname": "Price", "Forename": "Jayden", "Date of Birth": "2011-03-14",
    }  # fmt: skip
    sent(world.police, "hclic", [child], tmp_path, file="people.csv")
    sent(world.police, "hclic", [{"Case ID": "7", "Support Need": "Drugs"}], tmp_path, file="support.csv")
    assert sorted(told(world, "Event")) == [
        "Homelessness application, present", "Support need, Drugs, whose part is not told",
    ]  # fmt: skip
