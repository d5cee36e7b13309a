"""What rows tell beside people stands in the pool: joined to whom it belongs to, walled as all of it, and gone with its file."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from kith.agencies.models import Agency
from kith.concerns.queries.our_records import ours_about
from kith.records import actions
from kith.records.models import (
    AddressUse,
    Batch,
    Event,
    Feed,
    HouseholdMember,
    Involvement,
    Object,
    Place,
    Professional,
    SourcePerson,
)
from kith.records.queries import families, holdings
from kith.sharing.actions import open_record
from kith.sharing.models import LinkKind
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import read_from
from tests.records.emitted import files, lines
from tests.records.test_canonical_reading import OCCURRENCE, STOP
from tests.records.test_format_housing import TENANCY

ADMIN = "admin"
MORE = (Place, HouseholdMember, Object, Involvement, Professional)
WORKER = {"prof_professional_id": "SW1", "prof_professional_name": "Kit Worker", "prof_professional_job_title": "Lead"}
ASSESSED = {
    "cina_assessment_id": "7", "cina_person_id": "C1", "cina_referral_id": "R1", "cina_assessment_worker_id": "SW1",
    "cina_assessment_start_date": "2026-01-02", "cina_assessment_team": "T1",
}  # fmt: skip
FACTORS = {"cinf_table_id": "F1", "cinf_assessment_id": "7", "cinf_assessment_factors_json": '["3B", "4B"]'}
ANOTHER = {"cine_referral_id": "7", "cine_person_id": "C2", "cine_referral_date": "2026-01-01"}
REFUGE = {"Tenure": "Supported: refuge", "Tenancy Ref": "T2", "Person Ref": "H5"}


@pytest.fixture
def world(owner: str) -> make.World:
    return make.make_world()


def sent(home: Agency, name: str, rows: list[dict[str, str]], folder: Path, *, file: str = "feed.csv") -> Batch:
    """Send rows as a file of an agency's."""
    pool.feed(home, name)
    path = folder / file
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)
    return read_from(home, name, path).batch


def row_of(home: Agency, number: str, using: str) -> SourcePerson:
    return SourcePerson.objects.using(using).filter(agency=home, local_id=number).earliest("batch__begun_at", "pk")


def told(home: Agency, number: str, using: str) -> list[tuple[str, str, str]]:
    """Say what is known to have happened to somebody, by one row of theirs."""
    found = holdings.events_of([row_of(home, number, using).pk], using=using)
    return sorted((one.event.kind, one.event.subkind, one.how) for one in found)


# -- Events of which a row tells without a person ------------------------------------------------------------------------


def test_what_an_assessment_found_is_of_the_child_who_was_assessed(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    sent(world.council, "ssd", [{"pers_person_id": "C1", "pers_surname": "Drama"}], tmp_path, file="ssd_person.csv")
    sent(world.council, "ssd", [ASSESSED], tmp_path, file="ssd_cin_assessments.csv")
    sent(world.council, "ssd", [FACTORS], tmp_path, file="ssd_assessment_factors.csv")
    assert told(world.council, "C1", owner) == [("assessment", "", "own"), ("assessment", "factors", "part")]


def test_a_number_that_another_kind_of_event_has_too_joins_nobody(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    sent(world.council, "ssd", [ASSESSED], tmp_path, file="ssd_cin_assessments.csv")
    sent(world.council, "ssd", [FACTORS], tmp_path, file="ssd_assessment_factors.csv")
    sent(world.council, "ssd", [ANOTHER], tmp_path, file="ssd_cin_episodes.csv")
    assert told(world.council, "C2", owner) == [("referral", "", "own")]


def test_nor_does_the_same_number_of_another_agency_or_of_another_kind_of_file(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    sent(world.council, "ssd", [ASSESSED], tmp_path, file="ssd_cin_assessments.csv")
    sent(world.health, "ssd", [FACTORS], tmp_path, file="ssd_assessment_factors.csv")
    case = {"Case ID": "7", "Support Need": "Drugs"}
    sent(world.council, "hclic", [case], tmp_path, file="hclic_support.csv")
    assert told(world.council, "C1", owner) == [("assessment", "", "own")]


def test_a_need_is_found_through_a_plan_a_request_and_a_record(world: make.World, owner: str, tmp_path: Path) -> None:
    for name, row in (
        ("send", {"send_table_id": "1", "send_person_id": "C1"}),
        ("ehcp_requests", {"ehcr_ehcp_request_id": "1", "ehcr_send_table_id": "1", "ehcr_ehcp_req_date": "2025-01-02"}),
        ("ehcp_active_plans", {"ehcp_active_ehcp_id": "1", "ehcp_ehcp_request_id": "1"}),
        ("sen_need", {"senn_table_id": "1", "senn_active_ehcp_id": "1", "senn_active_ehcp_need_type": "ASD"}),
    ):
        sent(world.council, "ssd", [row], tmp_path, file=f"ssd_{name}.csv")
    assert told(world.council, "C1", owner) == [
        ("ehcp", "in force", "part"), ("ehcp", "need", "part"), ("ehcp", "record", "own"), ("ehcp", "request", "part"),
    ]  # fmt: skip


def test_a_notice_is_of_the_people_it_names_and_not_of_all_in_the_occurrence(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    """One row tells of the notice, others who is in it: the same event twice."""
    notice = {
        "PPN reference": "P1",
        "Occurrence number": "O1",
        "Date and time": "01/02/2026 10:00",
        "PPN type": "Child",
    }
    person = {"PPN reference": "P1", "Role": "Victim", "Person ID": "N1", "Surname": "Drama"}
    form = "public-protection-notices"
    sent(world.police, form, [notice], tmp_path, file="ppn-incidents.csv")
    sent(
        world.police,
        form,
        [person, person | {"PPN reference": "P2", "Person ID": "N2"}],
        tmp_path,
        file="ppn-people.csv",
    )
    assert told(world.police, "N1", owner) == [("ppn", "", "own"), ("ppn", "Child", "same")]
    assert told(world.police, "N2", owner) == [("ppn", "", "own")]


def test_of_a_row_that_was_sent_again_the_later_alone_is_told(world: make.World, owner: str, tmp_path: Path) -> None:
    sent(world.council, "ssd", [ASSESSED], tmp_path, file="ssd_cin_assessments.csv")
    sent(world.council, "ssd", [FACTORS], tmp_path, file="ssd_assessment_factors.csv")
    again = FACTORS | {"cinf_assessment_factors_json": '["16A"]'}
    sent(world.council, "ssd", [again], tmp_path, file="ssd_assessment_factors.csv")
    found = holdings.events_of([row_of(world.council, "C1", owner).pk], using=owner)
    assert [one.event.detail["factors"] for one in found if one.how == "part"] == ["neglect"]


def test_every_factor_of_the_county_reaches_the_child_it_was_found_of(world: make.World, owner: str) -> None:
    home = world.council
    pool.feed(home, "ssd")
    paths = {name: files(f"childrens/ssd/ssd_{name}.csv")[0] for name in ("cin_assessments", "assessment_factors")}
    for path in paths.values():
        read_from(home, "ssd", path)
    child = {row["cina_assessment_id"]: row["cina_person_id"] for row in lines(paths["cin_assessments"])}
    rows = dict(SourcePerson.objects.using(owner).filter(agency=home).values_list("pk", "local_id"))
    found: dict[str, set[str]] = {}
    for one in holdings.events_of(rows, using=owner):
        if one.event.subkind == "factors":
            found.setdefault(one.event.part_of, set()).add(rows[one.person])
    assert found == {
        number: {child[number]} for number in (row["cinf_assessment_id"] for row in lines(paths["assessment_factors"]))
    }
    assert len(found) > 20


def test_whoever_is_asked_sees_what_was_found_and_the_workers_name(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    named = {"pers_person_id": "C1", "pers_surname": "Price", "pers_forename": "Jayden", "pers_dob": "2011-03-14"}
    lead = {"cine_person_id": "C1", "cine_referral_id": "R1", "cine_referral_date": "2025-12-01"}
    for name, row in (
        ("person", named), ("cin_episodes", lead), ("cin_assessments", ASSESSED), ("assessment_factors", FACTORS),
        ("professionals", WORKER), ("department", {"dept_team_id": "T1", "dept_team_name": "Front door"}),
    ):  # fmt: skip
        sent(world.police, "ssd", [row], tmp_path, file=f"ssd_{name}.csv")
    SourcePerson.objects.using(ADMIN).filter(surname="Price").update(worker="SW1")
    one = make.concern(world)
    make.link(one, kind=LinkKind.ASKED, who=world["petra"])
    person = pool.person(one)
    with transaction.atomic():
        open_record(make.asker(world["petra"]), one.record_id)
        (held,) = ours_about(person, timezone.now()).held
    assert [words for label, words in held.rows if label == "Event"] == [
        "Assessment, from 2 January 2026, worker: Kit Worker, Front door", "Referral, from 1 December 2025", "Assessment, factors",
    ]  # fmt: skip
    assert ("Worker", "Kit Worker") in held.rows


# -- Who else, with what, with whom, where -------------------------------------------------------------------------------


def test_who_took_part_and_with_what_is_found_by_the_events_number(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    sent(world.police, "stops", [STOP, STOP | {"Stop reference": "S2", "Person ID": "N2"}], tmp_path)
    event = Event.objects.using(owner).get(reference="S1")
    found = holdings.around([event], using=owner)[event.pk]
    assert [(one.role, one.worker) for one in found.others] == [("worker", "Kit Worker")]
    things = sorted((one.kind, one.role, one.identifier) for one in found.things)
    assert things == [("vehicle", "used", "AA00AAA"), ("weapon", "sought", "")]


def test_a_worker_who_has_only_a_number_is_named_by_the_table_of_workers(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    sent(world.council, "ssd", [ASSESSED], tmp_path, file="ssd_cin_assessments.csv")
    sent(world.council, "ssd", [WORKER], tmp_path, file="ssd_professionals.csv")
    sent(world.council, "ssd", [ANOTHER], tmp_path, file="ssd_cin_episodes.csv")
    event, other = (Event.objects.using(owner).get(reference="7", kind=kind) for kind in ("assessment", "referral"))
    assert holdings.around([other], using=owner)[other.pk].others == []
    (one,) = holdings.around([event], using=owner)[event.pk].others
    assert (one.role, one.worker, one.worker_number, one.team) == ("worker", "", "SW1", "T1")
    assert holdings.workers_named([one.worker_number], agency=world.council.pk, using=owner) == {"SW1": "Kit Worker"}
    assert holdings.workers_named([one.worker_number], agency=world.health.pk, using=owner) == {}
    assert not SourcePerson.objects.using(owner).filter(surname__icontains="worker").exists()


def test_a_household_is_everybody_of_it_and_nobody_of_the_next(world: make.World, owner: str, tmp_path: Path) -> None:
    rows = [TENANCY, TENANCY | {"Person Ref": "H2", "Role": "Occupant", "Relationship": "Son"}, TENANCY | REFUGE]
    sent(world.police, "tenancies", rows, tmp_path)
    row = row_of(world.police, "H2", owner).pk
    members = families.households_of([row], using=owner)[row]
    assert sorted((one.person.local_id, one.role) for one in members) == [("H1", "head"), ("H2", "child")]


def test_a_tie_is_known_from_both_sides_with_responsibility_and_dispute(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    tie = {"person_id": "C1", "other_person_id": "C2", "relationship_type": "parent", "parental_responsibility": "Y"}
    other = {"person_id": "C3", "other_person_id": "C1", "relationship_type": "sibling", "details": "Disputed by C2"}
    batch = sent(world.council, "relationships", [tie, other], tmp_path)
    SourcePerson.objects.using(ADMIN).filter(local_id="C3").update(forename="Ada", surname="Drama")
    pool.row(world.council, profile="relationships", local_id="C2", forename="Bo", surname="Drama")
    child, sibling = (row_of(world.council, number, owner).pk for number in ("C1", "C3"))
    mother = SourcePerson.objects.using(owner).get(local_id="C2").pk
    found = families.ties_of([child, sibling, mother], using=owner)
    said = {row: [(tie.kind, str(tie.other or "")) for tie in ties] for row, ties in found.items()}
    assert said == {
        child: [("parent", "Bo Drama"), ("sibling", "Ada Drama")], sibling: [("sibling", "")], mother: [("child", "")],
    }  # fmt: skip
    assert [tie.told.parental_responsibility for tie in found[mother]] == [True]
    assert [(tie.told.disputed, tie.told.batch_id) for tie in found[sibling]] == [(True, batch.pk)]


def test_a_place_is_told_once_a_file_and_secret_when_one_row_says_so(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    batch = sent(world.police, "tenancies", [TENANCY, TENANCY | {"Person Ref": "H2"}, TENANCY | REFUGE], tmp_path)
    (place,) = Place.objects.using(owner).filter(batch=batch)
    assert (place.kind, place.confidential, place.postcode) == ("dwelling", True, "SN11 8QG")
    assert place.record == row_of(world.police, "H1", owner).record
    assert AddressUse.objects.using(owner).filter(place_key=place.key).count() == 3
    assert Event.objects.using(owner).filter(place_key=place.key).count() == 3
    assert HouseholdMember.objects.using(owner).filter(place_key=place.key).count() == 3


def test_a_secret_told_in_a_later_chunk_still_makes_the_place_secret(
    world: make.World, owner: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.records.actions import importing

    monkeypatch.setattr(importing, "ROWS_IN_CHUNK", 1)
    batch = sent(world.police, "tenancies", [TENANCY, TENANCY | REFUGE, TENANCY | {"Person Ref": "H3"}], tmp_path)
    assert [one.confidential for one in Place.objects.using(owner).filter(batch=batch)] == [True]


def test_two_agencies_mean_the_same_home_though_one_alone_has_its_number(
    world: make.World, owner: str, tmp_path: Path
) -> None:
    sent(world.council, "tenancies", [TENANCY | {"UPRN": "999000000012"}], tmp_path)
    at_home = {"Home address": "1 DRAMA ST, CALNE, SN11 8QG"}
    sent(world.police, "niche-occurrences", [OCCURRENCE | at_home], tmp_path, file="niche.csv")
    theirs = AddressUse.objects.using(owner).get(agency=world.police)
    ours = AddressUse.objects.using(owner).get(agency=world.council)
    assert theirs.place_key != ours.place_key
    for key in (theirs.place_key, ours.place_key):
        assert {one.agency_id for one in holdings.uses_of_place(key, using=owner)} == {
            world.police.pk,
            world.council.pk,
        }


def test_an_address_that_is_that_of_two_properties_joins_neither(world: make.World, owner: str, tmp_path: Path) -> None:
    rows = [TENANCY | {"UPRN": "999000000012"}, TENANCY | {"UPRN": "999000000013", "Person Ref": "H2"}]
    sent(world.council, "tenancies", rows, tmp_path)
    first = AddressUse.objects.using(owner).get(uprn="999000000012")
    assert [one.uprn for one in holdings.uses_of_place(first.place_key, using=owner)] == ["999000000012"]


def test_nobody_is_a_person_and_somebody_at_work_at_once(world: make.World, owner: str, tmp_path: Path) -> None:
    batch = sent(world.police, "stops", [STOP], tmp_path)
    one = Involvement.objects.using(ADMIN).filter(batch=batch)
    with pytest.raises(IntegrityError, match="person_or_worker"), transaction.atomic(using=ADMIN):
        one.update(other_local_id="N9")


# -- The wall ------------------------------------------------------------------------------------------------------------


def everything(world: make.World, folder: Path) -> None:
    """Fill each of the tables, for the police and for health alike."""
    for home in (world.police, world.health):
        sent(home, "stops", [STOP], folder)
        sent(home, "tenancies", [TENANCY, TENANCY | REFUGE], folder)
        sent(home, "ssd", [WORKER], folder, file="ssd_professionals.csv")


def seen(world: make.World, who: str, *, opened: bool) -> dict[str, set[Any]]:
    """Say of which agencies somebody sees rows, table by table, on the connection of pages."""
    one = make.concern(world)
    make.link(one, kind=LinkKind.ASKED, who=world[who])
    with transaction.atomic():
        by = make.asker(world[who])
        if opened:
            open_record(by, one.record_id)
        return {model.__name__: set(model._default_manager.values_list("agency", flat=True)) for model in MORE}


@pytest.mark.wall
def test_its_owner_alone_reads_it_and_only_inside_an_open_record(world: make.World, tmp_path: Path) -> None:
    everything(world, tmp_path)
    nothing: dict[str, set[Any]] = {model.__name__: set() for model in MORE}
    assert seen(world, "petra", opened=False) == nothing
    assert seen(world, "petra", opened=True) == {model.__name__: {world.police.pk} for model in MORE}
    assert seen(world, "tess", opened=True) == nothing


@pytest.mark.wall
def test_what_joins_rows_runs_as_whoever_asks_and_shows_them_no_more(world: make.World, tmp_path: Path) -> None:
    everything(world, tmp_path)
    rows = list(SourcePerson.objects.using(ADMIN).values_list("pk", flat=True))
    key = Place.objects.using(ADMIN).filter(confidential=True).values_list("key", flat=True)[0]
    one = make.concern(world)
    make.link(one, kind=LinkKind.ASKED, who=world["petra"])
    with transaction.atomic():
        by = make.asker(world["petra"])
        assert (holdings.events_of(rows), holdings.uses_of_place(key)) == ([], [])
        open_record(by, one.record_id)
        for found in (holdings.events_of(rows), holdings.events_to_show(rows)):
            assert {told.event.agency_id for told in found} == {world.police.pk}
        assert {one.agency_id for one in holdings.uses_of_place(key)} == {world.police.pk}


@pytest.mark.wall
def test_no_page_writes_it(world: make.World, tmp_path: Path) -> None:
    everything(world, tmp_path)
    for model in MORE:
        for attempt in (f"delete from {model._meta.db_table}", f"update {model._meta.db_table} set batch_id = null"):
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                connections["default"].cursor().execute(attempt)


@pytest.mark.wall
@pytest.mark.parametrize("how", ["withdrawn", "expired"])
def test_it_is_gone_with_its_file(world: make.World, owner: str, tmp_path: Path, how: str) -> None:
    everything(world, tmp_path)
    assert all(model._default_manager.using(ADMIN).filter(agency=world.police).exists() for model in MORE)
    if how == "withdrawn":
        for feed in Feed.objects.using(owner).filter(agency=world.police):
            actions.withdraw_feed(feed=feed.pk, by="", at=timezone.now(), using=owner)
    else:
        Batch.objects.using(ADMIN).filter(agency=world.police).update(told_at=timezone.now() - timedelta(days=5_000))
        assert actions.forget_expired() == 3
    for model in MORE:
        left = set(model._default_manager.using(ADMIN).values_list("agency", flat=True))
        assert left == {world.health.pk}, model
