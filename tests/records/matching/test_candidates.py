"""The search at the gate: refusals first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.models import Concern
from kith.linkage.lookup import Band, Candidate
from kith.people.models import Person
from kith.records import queries
from kith.sharing.access import NotAllowed
from kith.sharing.actions import open_record
from kith.sharing.models import Agreement, Clause, Party
from tests.factories import pool
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")


def look(
    world: make.World, one: Concern, person: Person, who: str = "amina", *, opened: bool = True
) -> list[Candidate]:
    with transaction.atomic():
        asker = make.asker(world[who])
        if opened:
            open_record(asker, one.record_id)
        return queries.candidates(asker=asker, person=person, at=timezone.now())


def audited(what: str) -> list[tuple[Any, ...]]:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select owner, detail->>'shown' from audit_event where what = %s order by at", [what])
        return list(cursor.fetchall())


def a_case(**said: Any) -> tuple[make.World, Concern, Person]:
    world = make.make_world()
    one = make.concern(world)
    return world, one, pool.person(one, **said)


def test_without_opening_the_record_nothing_is_found_and_the_refusal_is_recorded() -> None:
    world, one, person = a_case()
    pool.row(world.police)
    assert look(world, one, person, opened=False) == []
    assert audited("records.search_refused")
    assert not audited("records.searched")


@pytest.mark.parametrize("who", ["sol", "petra", "wren", "tom", "iris", "adam"])
def test_a_job_without_searching_is_refused(who: str) -> None:
    world, one, person = a_case()
    make.link(one, kind="meeting", who=world[who])
    pool.row(world.police)
    with pytest.raises(NotAllowed):
        look(world, one, person, who, opened=False)


def test_the_gate_itself_refuses_a_person_of_another_record() -> None:
    world, one, _ = a_case()
    other = make.concern(world, duty=False)
    stranger = pool.person(other)
    pool.row(world.police)
    with transaction.atomic():
        asker = make.asker(world["amina"])
        open_record(asker, one.record_id)
        for record in (one.record_id, other.record_id):
            rows = queries._at_the_gate("select * from gate_candidates(%s, %s, %s)", asker.token, record, stranger.pk)
            assert rows == []


def test_a_withdrawn_agreement_bites_at_once() -> None:
    world, one, person = a_case()
    pool.row(world.police)
    assert len(look(world, one, person)) == 1
    Agreement.objects.using("admin").update(withdrawn_at=timezone.now())
    assert look(world, one, person) == []


def test_an_agency_without_an_agreement_is_not_searched() -> None:
    world, one, person = a_case()
    pool.row(make.agency("far", "Far Away Health", "health"))
    assert look(world, one, person) == []


def test_a_sensitive_service_is_withheld_until_a_clause_frees_it() -> None:
    world, one, person = a_case()
    pool.row(world.health, sensitive_service=True)
    assert look(world, one, person) == []
    free = Agreement.objects.using("admin").create(
        title="Health",
        version="1",
        starts_at=timezone.now() - timedelta(days=1),
        ends_at=timezone.now() + timedelta(days=9),
    )
    for party in (world.health, world.council):
        Party.objects.using("admin").create(agreement=free, agency=party)
    Clause.objects.using("admin").create(
        agreement=free, number="1", words="w", purpose="front_door", data_class="pointer", owner_kind="health"
    )
    assert len(look(world, one, person)) == 1


def test_adoption_never_surfaces() -> None:
    world, one, person = a_case()
    pool.row(world.council, involvement_kind="csc.adoption")
    assert look(world, one, person) == []


@pytest.mark.parametrize(
    "duplicate",
    [
        {"nhs_number": pool.NHS},
        {"upn": "H801200001001"},
        {},
        {"forename": "Jaydon", "nhs_number": pool.NHS, "dob": date(2011, 3, 15)},
    ],
)
def test_somebody_shielded_and_every_duplicate_of_them_never_surface(duplicate: dict[str, Any]) -> None:
    world, one, person = a_case(nhs_number=pool.NHS)
    pool.row(world.police, shielded=True, nhs_number=pool.NHS, upn="H801200001001")
    pool.row(world.health, **duplicate)
    assert look(world, one, person) == []


def test_somebody_shielded_without_a_name_hides_nobody_else_of_that_birthday() -> None:
    world, one, person = a_case(nhs_number=pool.NHS)
    pool.row(world.police, shielded=True, forename="", surname="", local_id="P9")
    found = pool.row(world.health, forename="", surname="", nhs_number=pool.NHS)
    assert [each.known.id for each in look(world, one, person)] == [found.pk]
    assert not Notice.objects.using("admin").filter(what="records.blind_match").exists()


def test_a_blind_match_tells_the_lead_of_the_agency_that_shields_and_shows_nothing() -> None:
    world, one, person = a_case()
    pool.row(world.police, shielded=True)
    assert look(world, one, person) == []
    told = Notice.objects.using("admin").get(what="records.blind_match")
    assert (told.agency_id, told.role) == (world.police.pk, "researcher")
    assert "Jayden" not in told.words
    assert "Price" not in told.words
    assert audited("records.blind_match") == [(str(world.police.pk), None)]
    assert audited("records.searched") == [(str(world.council.pk), "0")]
    look(world, one, person)
    assert Notice.objects.using("admin").filter(what="records.blind_match").count() == 1


def test_a_blind_match_is_found_under_a_new_name_by_number() -> None:
    world, one, person = a_case(nhs_number=pool.NHS)
    pool.row(world.police, shielded=True, forename="Someone", surname="Else", nhs_number=pool.NHS)
    assert look(world, one, person) == []
    assert Notice.objects.using("admin").filter(what="records.blind_match").count() == 1


def test_somebody_i_am_barred_from_is_not_shown_to_me() -> None:
    world, one, person = a_case()
    found = pool.row(world.police)
    make.bar(world["amina"], person=found.pk)
    assert look(world, one, person) == []
    assert len(look(world, one, person, "marcus")) == 1


def test_nor_is_any_duplicate_of_somebody_i_am_barred_from() -> None:
    world, one, person = a_case()
    found = pool.row(world.police, nhs_number=pool.NHS, local_id="P1")
    pool.row(world.police, local_id="P1")
    pool.row(world.health, nhs_number=pool.NHS)
    make.bar(world["amina"], person=found.pk)
    assert look(world, one, person) == []
    assert len(look(world, one, person, "marcus")) == 2


def test_a_search_is_recorded_even_when_its_page_rolls_back() -> None:
    world, one, person = a_case()
    pool.row(world.police)
    with transaction.atomic():
        asker = make.asker(world["amina"])
        open_record(asker, one.record_id)
        assert queries.candidates(asker=asker, person=person, at=timezone.now())
        transaction.set_rollback(True)
    assert audited("records.searched") == [(str(world.council.pk), "1")]


def test_the_web_role_cannot_search_the_pool_itself() -> None:
    world, one, _ = a_case()
    pool.row(world.police)
    with transaction.atomic(), connections["default"].cursor() as cursor:
        asker = make.asker(world["amina"])
        open_record(asker, one.record_id)
        cursor.execute("select count(*) from records_sourceperson")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "held",
    [
        {},
        {"nhs_number": pool.NHS, "forename": "J", "surname": "P", "dob": None},
        {"upn": "H801200001001", "forename": "J", "surname": "P", "dob": None},
        {"forename": "Jaiden", "surname": "Prise"},
        {"forename": "Jayden", "surname": "Smith", "other_names": "Jayden Price"},
        {"forename": "Jaydn", "dob": None, "postcode": "BA14 8JN"},
        {"forename": "Jáyden", "surname": "O’Price"},
    ],
)
def test_it_finds_by_number_by_spelling_by_sound_and_by_other_names(held: dict[str, Any]) -> None:
    world, one, person = a_case(nhs_number=pool.NHS, upn="H801200001001", postcode="ba148jn")
    pool.row(world.police, **held)
    assert len(look(world, one, person)) == 1


def test_rows_of_one_agency_about_one_person_are_one_candidate() -> None:
    world, one, person = a_case()
    rows = {pool.row(world.council, local_id="C1").pk, pool.row(world.council, local_id="C1", dob=None).pk}
    pool.row(world.council, local_id="C1", profile="another kind of file")
    found = look(world, one, person)
    assert len(found) == 2
    assert any(c.known.ids == rows for c in found)
    assert {c.band for c in found} == {Band.LIKELY}


def test_twins_are_offered_apart() -> None:
    world, one, person = a_case(address="1 Mill Lane, BA14 8JN")
    for forename in ("Jayden", "Kayden"):
        pool.row(world.school, forename=forename, postcode="BA14 8JN", address="1 Mill Lane")
    found = look(world, one, person)
    assert [c.band for c in found][0] is Band.LIKELY
    assert {c.known.forename for c in found} == {"Jayden", "Kayden"}
    assert found[1].beware


def test_a_confidential_address_stays_behind() -> None:
    world, one, person = a_case()
    pool.row(world.police, postcode="BA14 8JN", address="1 Mill Lane", address_confidential=True)
    found = look(world, one, person)
    assert (found[0].known.postcode, found[0].known.address, found[0].known.address_hidden) == ("", "", True)


def test_stand_in_numbers_join_nobody() -> None:
    world, one, person = a_case(name="Ann Other", born_on=None, nhs_number="0000000000")
    pool.row(world.police, nhs_number="0000000000")
    assert look(world, one, person) == []
