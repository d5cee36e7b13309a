"""The kernel, tried on three real shapes of sharing agreement before its form was fixed.

1. A hub's tier-1 agreement: every partner shares what is relevant with every other, for safeguarding.
2. Operation Encompass: police tell a school about one incident, for one purpose, and nothing else.
3. Health with a sensitive service withheld: that somebody is known is shared, unless a sensitive service knows them.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.agencies.models import Agency, AgencyKind
from kith.concerns.access import KEPT_OUT, OPEN
from kith.concerns.models import Concern
from kith.records.models import Batch, SourcePerson, SourceRecord
from kith.sharing.access import EVERYBODY, Access, Asker, Rule, no_agreement, withheld_as_sensitive
from kith.sharing.models import Agreement, Clause, DataClass, LinkKind, Party, Purpose
from tests.factories import world as make

pytestmark = pytest.mark.usefixtures("database")

ADMIN = "admin"

ANYBODY = Rule("anybody, for the sake of the test", lambda asker: EVERYBODY)
# What somebody may know of another agency's records, written with the kernel's own words.
KNOW = Access("know of", (ANYBODY,), (no_agreement(DataClass.POINTER, "agency"), withheld_as_sensitive()))
READ_NOTICE = Access("read the notice of", (ANYBODY,), (no_agreement(DataClass.NOTICE, "agency"),))


def agreement(title: str, *parties: Agency, days: int = 100) -> Agreement:
    now = timezone.now()
    made = Agreement.objects.using(ADMIN).create(
        title=title, version="1", starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=days)
    )
    for party in parties:
        Party.objects.using(ADMIN).create(agreement=made, agency=party)
    return made


def clause(of: Agreement, purpose: str, data_class: str, **more: object) -> Clause:
    return Clause.objects.using(ADMIN).create(
        agreement=of, number="1", words="words", purpose=purpose, data_class=data_class, **more
    )


def known_person(holder: Agency, *, sensitive: bool = False) -> SourcePerson:
    now = timezone.now()
    batch = Batch.objects.using(ADMIN).create(
        agency=holder, profile="p", file_name="f", file_sha256=uuid.uuid4().hex * 2, file_bytes=1, status="done",
        begun_at=now,
    )  # fmt: skip
    row = SourceRecord.objects.using(ADMIN).create(
        agency=holder, batch=batch, ordinal=1, section="s", place="row 1", raw={}, row_sha256="0" * 64,
        status="accepted",
    )  # fmt: skip
    return SourcePerson.objects.using(ADMIN).create(
        agency=holder, batch=batch, record=row, surname="Hollis", sensitive_service=sensitive
    )


def among(rule: Access, asker: Asker) -> set[uuid.UUID]:
    """Ask the kernel alone, past the wall."""
    return {one.pk for one in rule.among(SourcePerson.objects.using(ADMIN), asker)}


def test_a_hub_agreement_lets_every_partner_open_what_they_were_asked_about_until_it_is_withdrawn() -> None:
    world = make.make_world()
    one = make.concern(world)
    make.link(one, kind=LinkKind.ASKED, who=world["petra"])
    with transaction.atomic():
        petra = make.asker(world["petra"])
        assert OPEN.decide(petra, one).reasons == ("your agency was asked about the people in it",)
        assert world.agreement is not None
        Agreement.objects.using(ADMIN).filter(pk=world.agreement.pk).update(withdrawn_at=timezone.now())
        later = make.asker(world["petra"])
        refused = OPEN.decide(later, one)
        assert not refused
        assert refused.reasons == ("no sharing agreement in force covers it for the purpose you stated",)


def test_a_hub_agreement_does_not_cover_a_purpose_it_does_not_name() -> None:
    world = make.make_world()
    one = make.concern(world)
    make.link(one, kind=LinkKind.ASKED, who=world["petra"])
    with transaction.atomic():
        petra = make.asker(world["petra"], purpose=Purpose.ENCOMPASS)
        assert not OPEN.decide(petra, one)


def test_encompass_lets_police_tell_a_school_of_an_incident_and_nothing_more() -> None:
    world = make.make_world()
    academy = make.agency("academy", "Barrow Down Academy", AgencyKind.SCHOOL)
    lead = make.account("lena", academy, "referrer")
    surgery = make.agency("surgery", "Elm Surgery", AgencyKind.HEALTH)
    encompass = agreement("Operation Encompass", world.police, academy, surgery)
    clause(encompass, Purpose.ENCOMPASS, DataClass.NOTICE, owner_kind="police", partner_kind="school")
    incident, attendance = known_person(world.police), known_person(surgery)
    with transaction.atomic():
        lena = make.asker(lead, purpose=Purpose.ENCOMPASS)
        assert among(READ_NOTICE, lena) == {incident.pk}
        assert among(KNOW, lena) == set()
        assert attendance.pk not in among(READ_NOTICE, lena)
        for_another_purpose = make.asker(lead, purpose=Purpose.REFERRING)
        assert among(READ_NOTICE, for_another_purpose) == set()


def test_encompass_runs_one_way() -> None:
    world = make.make_world()
    encompass = agreement("Operation Encompass", world.police, world.school)
    clause(encompass, Purpose.ENCOMPASS, DataClass.NOTICE, owner_kind="police", partner_kind="school")
    pupil = known_person(world.school)
    with transaction.atomic():
        petra = make.asker(world["petra"], purpose=Purpose.ENCOMPASS)
        assert pupil.pk not in among(READ_NOTICE, petra)


def test_health_says_somebody_is_known_unless_a_sensitive_service_knows_them() -> None:
    world = make.make_world()
    ordinary, sensitive = known_person(world.health), known_person(world.health, sensitive=True)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        assert among(KNOW, amina) == {ordinary.pk}
        assert KNOW.decide(amina, ordinary)
        decision = KNOW.decide(amina, SourcePerson.objects.using(ADMIN).get(pk=sensitive.pk))
        assert not decision
        freed = agreement("Significant harm decision", world.health, world.council)
        clause(freed, Purpose.FRONT_DOOR, DataClass.POINTER, owner_kind="health", withholds_sensitive=False)
        again = make.asker(world["amina"])
        assert among(KNOW, again) == {ordinary.pk, sensitive.pk}


def test_its_owner_always_knows_what_it_holds() -> None:
    world = make.make_world()
    sensitive = known_person(world.health, sensitive=True)
    with transaction.atomic():
        hana = make.asker(world["hana"])
        assert among(KNOW, hana) == {sensitive.pk}


def test_a_bar_beats_every_grant_and_says_so() -> None:
    world = make.make_world()
    one = make.concern(world)
    make.link(one, kind=LinkKind.ALLOCATED, who=world["amina"])
    make.bar(world["amina"], from_=one)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        assert OPEN.among(Concern.objects.using(ADMIN), amina).count() == 0
        assert [rule.reason for rule in KEPT_OUT][0] == "there is a conflict of interest"


def test_a_rule_lists_in_one_query() -> None:
    world = make.make_world()
    for _ in range(5):
        make.concern(world)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        before = len(connections["default"].queries_log)
        connections["default"].force_debug_cursor = True
        assert len(list(OPEN.among(Concern.objects.all(), amina))) == 5
        connections["default"].force_debug_cursor = False
        assert len(connections["default"].queries_log) - before == 1
