"""How far restriction travels: to whom it spreads, to whom it does not, and when it ends."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connections, transaction
from django.utils import timezone

from kith.agencies.models import Notice
from kith.linkage.people import Known
from kith.records import queries
from kith.records.models import AddressUse, Batch, Feed, SourcePerson
from kith.sharing.actions import open_record
from kith.sharing.models import LinkKind
from tests.factories import pool
from tests.factories import world as make
from tests.records.matching.test_candidates import a_case, look

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.wall]

ADMIN = "admin"
UPN = "H801200001001"
HOME = {"postcode": "BA14 8JN", "address": "1 Mill Lane", "school": "Zeugma Academy"}
HIDDEN, SHOWN = ("", "", "", True), ("BA14 8JN", "1 Mill Lane", "Zeugma Academy", False)


def use(row: SourcePerson, *, ends: date | None = None, confidential: bool = True) -> None:
    """Say that somebody lives, or lived, where their own agency keeps it to itself."""
    AddressUse.objects.using(ADMIN).create(
        agency=row.agency, batch=row.batch, record_id=row.record_id, person=row, use="placement", postcode="SN9 9QE",
        ends=ends, confidential=confidential,
    )  # fmt: skip


def seen_of(row: SourcePerson, said: dict[str, Any], who: str = "amina") -> tuple[str, str, str, bool]:
    """Look for somebody, and give what is seen of where they are, by the row of one agency."""
    world, one, person = said["case"]
    found: list[Known] = [each.known for each in look(world, one, person, who)]
    (known,) = [each for each in found if row.pk in {each.id, *each.ids}]
    return known.postcode, known.address, known.school, known.address_hidden


@pytest.fixture
def case() -> dict[str, Any]:
    return {"case": a_case(nhs_number=pool.NHS, upn=UPN)}


def there(case: dict[str, Any], home: str, **said: Any) -> SourcePerson:
    return pool.row(getattr(case["case"][0], home), **said)


# -- Where somebody can be found ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tie",
    [{"nhs_number": pool.NHS}, {"upn": UPN}, {}],
    ids=["by NHS number", "by pupil number", "by name and birthday"],
)
@pytest.mark.parametrize("mark", ["address", "placement"])
def test_what_one_agency_keeps_back_no_other_gives_away(case: dict[str, Any], mark: str, tie: dict[str, Any]) -> None:
    other = there(case, "school", **HOME, **tie)
    assert seen_of(other, case) == SHOWN
    kept = there(case, "health", address_confidential=mark == "address", **tie)
    if mark == "placement":
        use(kept)
    assert seen_of(other, case) == HIDDEN


def test_it_travels_by_the_agencys_own_number_to_whoever_shares_another(case: dict[str, Any]) -> None:
    """A return has the pupil number in one list and the placement in the next, under one number of the council's."""
    other = there(case, "school", **HOME, upn=UPN)
    there(case, "council", forename="", surname="", local_id="L1", upn=UPN, profile="header")
    placed = there(case, "council", forename="", surname="", local_id="L1", profile="episodes")
    assert seen_of(other, case) == SHOWN
    use(placed)
    assert seen_of(other, case) == HIDDEN


def test_one_number_for_two_people_in_two_kinds_of_file_ties_nobody(case: dict[str, Any]) -> None:
    other = there(case, "council", **HOME, local_id="7", profile="children")
    there(case, "council", forename="Somebody", surname="Else", dob=date(1950, 2, 3), local_id="7", profile="adults",
          address_confidential=True, shielded=True)  # fmt: skip
    assert seen_of(other, case) == SHOWN


def test_a_placement_that_is_over_hides_no_home(case: dict[str, Any]) -> None:
    other = there(case, "school", **HOME, nhs_number=pool.NHS)
    placed = there(case, "health", nhs_number=pool.NHS)
    use(placed, ends=timezone.localdate() - timedelta(days=1))
    use(placed, confidential=False)
    assert seen_of(other, case) == SHOWN
    use(placed, ends=timezone.localdate())
    assert seen_of(other, case) == HIDDEN


def test_a_kept_address_is_no_way_to_look_for_somebody() -> None:
    world = make.make_world()
    one = make.concern(world)
    fished = pool.person(one, name="Jayden", born_on=None, postcode="BA14 8JN")
    pool.row(world.school, dob=None, **HOME)

    def found() -> int:
        with transaction.atomic():
            asker = make.asker(world["amina"])
            open_record(asker, one.record_id)
            query = "select * from gate_candidates(%s, %s, %s)"
            return len(queries._at_the_gate(query, asker.token, one.record_id, fished.pk))

    assert found() == 1
    SourcePerson.objects.using(ADMIN).update(address_confidential=True)
    assert found() == 0


@pytest.mark.parametrize("name", ["", "%", "_", "*", "J", "Jay%", "Price", "jayden*", "' or true --"])
def test_no_pattern_browses_people(name: str) -> None:
    world = make.make_world()
    one = make.concern(world)
    fished = pool.person(one, name=name, born_on=None)
    pool.row(world.police)
    assert look(world, one, fished) == []


# -- Somebody shielded -------------------------------------------------------------------------------------------------


def test_a_shield_travels_by_the_agencys_own_number_and_its_lead_is_told(case: dict[str, Any]) -> None:
    world, one, person = case["case"]
    there(case, "school", **HOME, forename="Earlier", surname="Name", upn=UPN)
    assert len(look(world, one, person)) == 1
    there(case, "council", forename="", surname="", local_id="L1", upn=UPN, profile="header")
    there(case, "council", forename="", surname="", local_id="L1", profile="episodes", shielded=True)
    assert look(world, one, person) == []
    told = Notice.objects.using(ADMIN).filter(what="records.blind_match")
    assert [notice.agency_id for notice in told] == [world.council.pk]


def test_an_adopters_own_record_is_not_shown_and_hides_nobody_else(case: dict[str, Any]) -> None:
    world, one, person = case["case"]
    there(case, "council", involvement_kind="csc.adopter", nhs_number=pool.NHS)
    other = there(case, "police", nhs_number=pool.NHS)
    assert [each.known.id for each in look(world, one, person)] == [other.pk]


# -- An agency's own ---------------------------------------------------------------------------------------------------

HIDE = {
    "shielded": {"shielded": True},
    "adopted": {"involvement_kind": "csc.adoption"},
    "an adopter": {"involvement_kind": "csc.adopter"},
    "superseded": {"superseded_at": timezone.now()},
}


def ours(world: make.World, ids: list[uuid.UUID], who: str = "petra", *, opened: bool = True) -> set[uuid.UUID]:
    one = make.concern(world, duty=False)
    make.link(one, kind=LinkKind.ASKED, who=world[who])
    with transaction.atomic():
        asker = make.asker(world[who])
        if opened:
            open_record(asker, one.record_id)
        return queries.ours_to_show(ids)


@pytest.mark.parametrize("how", HIDE)
def test_what_may_not_be_shown_is_not_shown_to_its_own_agency(how: str) -> None:
    world = make.make_world()
    row, plain = pool.row(world.police), pool.row(world.police, forename="Una", dob=date(2001, 1, 9))
    assert ours(world, [row.pk, plain.pk]) == {row.pk, plain.pk}
    SourcePerson.objects.using(ADMIN).filter(pk=row.pk).update(**HIDE[how])
    assert ours(world, [row.pk, plain.pk]) == {plain.pk}


def test_nor_is_a_duplicate_of_somebody_whom_another_agency_shields() -> None:
    world = make.make_world()
    row = pool.row(world.police, nhs_number=pool.NHS)
    pool.row(world.health, nhs_number=pool.NHS, shielded=True, forename="Other", surname="Name")
    assert ours(world, [row.pk]) == set()


def test_what_is_older_than_it_is_kept_is_not_shown_though_the_clock_has_not_come() -> None:
    world = make.make_world()
    row = pool.row(world.police)
    Batch.objects.using(ADMIN).update(told_at=timezone.now() - timedelta(days=4000))
    assert Feed.objects.using(ADMIN).get().keeps_days < 4000
    assert ours(world, [row.pk]) == set()


def test_nobody_learns_of_anothers_row_or_without_an_open_record() -> None:
    world = make.make_world()
    row, theirs = pool.row(world.police), pool.row(world.health, forename="Una", dob=date(2001, 1, 9))
    assert ours(world, [row.pk, theirs.pk]) == {row.pk}
    assert ours(world, [row.pk, theirs.pk], "wren") == set()
    assert ours(world, [row.pk, theirs.pk], "petra", opened=False) == set()


@pytest.mark.parametrize("function", ["records_same_person", "records_whereabouts_kept", "records_shielding"])
@pytest.mark.parametrize("role", ["default", "gate"])
def test_no_page_asks_who_is_the_same_or_kept_back(role: str, function: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connections[role].cursor() as cursor:
        cursor.execute(f"select {function}(array[gen_random_uuid()])")


# -- On the page -------------------------------------------------------------------------------------------------------


def test_an_address_that_is_withheld_is_called_so_and_is_never_not_known(case: dict[str, Any]) -> None:
    from tests.factories.client import client_of

    world, one, person = case["case"]
    row = there(case, "school", **HOME, nhs_number=pool.NHS, address_confidential=True)
    page = client_of(world["amina"]).get(f"/concerns/{one.reference}/match/{person.pk}/{row.pk}/").content.decode()
    assert page.count("Withheld") == 2
    assert "ring the agency" in page
    assert "BA14 8JN" not in page
    assert "Zeugma" not in page
