"""What somebody could try who writes SQL as the page's own role: make themselves a link, a session, a ticket."""

from __future__ import annotations

import uuid

import pytest
from django.db import ProgrammingError, connections, transaction
from django.utils import timezone

from kith.agencies import actions as agencies
from kith.agencies.models import SignIn
from kith.concerns.models import Concern, Message, Objection, ReporterContact, Statement
from kith.sharing.actions import NotHere, break_glass, open_record
from kith.sharing.models import BreakGlass, Link, LinkKind, Receipt, Record, Subject
from tests.factories import world as make

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.wall]


REFUSED = r"permission denied|row-level security|must be owner"


def refuses(sql: str, *values: object) -> None:
    refused = pytest.raises(ProgrammingError, match=REFUSED)
    with refused, transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(sql, values)


def changed(sql: str, *values: object) -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


LINK = (
    "insert into sharing_link (id, record_id, account_id, kind, opens, starts_at, ends_at) "
    "values (gen_random_uuid(), %s, %s, 'duty', true, now() - interval '1 day', now() + interval '1 day')"
)


def test_nobody_links_themselves_to_what_they_cannot_open() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        petra = make.asker(world["petra"])
        refuses(LINK, one.record_id, petra.account)


def test_an_emergency_opens_for_an_hour_and_links_nobody_for_longer() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        wren = make.asker(world["wren"])
        now = timezone.now()
        assert break_glass(
            by=wren, record_id=one.record_id, reason="The child is on the roof now", review_due_at=now, at=now
        )
        open_record(wren, one.record_id)
        assert Statement.objects.count() == 1
        refuses(LINK, one.record_id, wren.account)


def test_a_reviewed_emergency_is_over_at_the_next_query() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        wren = make.asker(world["wren"])
        now = timezone.now()
        break_glass(by=wren, record_id=one.record_id, reason="The child is on the roof now", review_due_at=now, at=now)
        open_record(wren, one.record_id)
        assert Statement.objects.count() == 1
        BreakGlass.objects.using("admin").update(
            reviewed_at=now, reviewed_by="x", justified=False, review_words="No need."
        )
        assert Statement.objects.count() == 0


@pytest.mark.parametrize("how", ["barred", "sealed", "missing", "job"])
def test_an_emergency_opens_no_bar_no_seal_and_no_job(how: str) -> None:
    world = make.make_world()
    one = make.concern(world, sealed=how == "sealed")
    who = world["tom"] if how == "job" else world["wren"]
    if how == "barred":
        make.bar(who, from_=one)
    target = uuid.uuid4() if how == "missing" else one.record_id
    with transaction.atomic():
        asker, now = make.asker(who), timezone.now()
        assert not break_glass(
            by=asker, record_id=target, reason="The child is on the roof now", review_due_at=now, at=now
        )
        with pytest.raises(NotHere):
            open_record(asker, target)
        assert Statement.objects.count() == 0


def test_a_reason_of_spaces_and_invisible_letters_is_no_reason() -> None:
    world = make.make_world()
    with transaction.atomic():
        wren, now = make.asker(world["wren"]), timezone.now()
        for reason in ("", "x", " " * 40, "\u200b" * 40, "a" + "\u200b" * 40):
            with pytest.raises(ValueError, match="at least"):
                break_glass(by=wren, record_id=uuid.uuid4(), reason=reason, review_due_at=now, at=now)


def test_nobody_makes_a_session_a_ticket_a_seal_a_bar_or_an_agreement() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        refuses(
            "insert into agencies_signin (id, fingerprint, account_id, how, purpose, started_at, second_factor_at, "
            "idle_until, ends_at) values (gen_random_uuid(), '\\x00', %s, 'password', 'front_door', now(), now(), "
            "now() + interval '1 hour', now() + interval '1 hour')",
            world["marcus"].pk,
        )
        refuses("select gate_sign_in(%s, '\\x00', 'password', true, 'x', '1 hour', '1 hour')", world["marcus"].pk)
        refuses("select gate_open(%s, %s, '')", amina.token, one.record_id)
        refuses("select sharing_ground(%s)", one.record_id)
        refuses("select concerns_record_of('K-1')")
        refuses("select * from sharing_ticket")
        refuses("select * from sharing_receipt")
        refuses("insert into sharing_sealmember (record_id, account_id, added_by, at) values (%s, %s, '', now())",
                one.record_id, amina.account)  # fmt: skip
        refuses("update sharing_record set sealed = true")
        refuses("delete from sharing_link")
        refuses("insert into sharing_party (agreement_id, agency_id) select id, %s from sharing_agreement",
                world.health.pk)  # fmt: skip
        refuses("update agencies_account set agency_id = %s", world.police.pk)
        refuses("insert into sharing_rolemay (role, act, purpose) values ('admin', 'open', 'front_door')")
        refuses("set role kith_gate")
        refuses("alter table concerns_statement disable row level security")
        refuses("select * from audit_head")
        assert SignIn.objects.count() == 1


def test_no_function_that_runs_as_somebody_else_is_open_to_everybody() -> None:
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' "
            "and p.prosecdef and has_function_privilege('public', p.oid, 'execute')"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' "
            "and p.prosecdef and p.proname like 'gate%' and has_function_privilege('kith_web', p.oid, 'execute')"
        )
        assert cursor.fetchall() == []


def test_row_security_cannot_be_switched_off() -> None:
    make.make_world()
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("set local row_security = off")
        with pytest.raises(ProgrammingError, match="row-level security"):
            cursor.execute("select * from concerns_statement")


def test_a_session_that_ends_shows_nothing_at_the_next_query() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        open_record(amina, one.record_id)
        assert Statement.objects.count() == 1
        other = make.signed_in(world["amina"])
        agencies.sign_out(token=other, everywhere=True)
        assert Statement.objects.count() == 0
        assert Concern.objects.count() == 0


def test_a_report_is_written_whole_and_never_added_to() -> None:
    world = make.make_world()
    now = timezone.now()
    with transaction.atomic():
        record = Record(kind="concern", owner_agency_id=world.council.pk, made_at=now)
        record.save(force_insert=True)
        Statement(record_id=record.pk, what="words", by="public", at=now).save(force_insert=True)
        assert Statement.objects.count() == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Statement(record_id=record.pk, what="more", by="public", at=now).save(force_insert=True)


def test_an_item_cannot_be_put_in_another_agencys_mouth() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        open_record(amina, one.record_id)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Objection(
                record_id=one.record_id, originator_id=world.police.pk, by=amina.words, at=timezone.now(), words="x"
            ).save(force_insert=True)


def test_words_once_written_are_not_rewritten_or_taken_away() -> None:
    world = make.make_world()
    one = make.concern(world)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        open_record(amina, one.record_id)
        refuses("update concerns_statement set what = 'other'")
        refuses("delete from concerns_statement")
        refuses("delete from concerns_concern")
        refuses("update concerns_concern set reference = 'K-X'")
        assert changed("update concerns_concern set needs_reply = true") == 1


def test_an_envelope_that_is_not_open_does_not_change() -> None:
    world = make.make_world()
    make.concern(world)
    with transaction.atomic():
        make.asker(world["amina"])
        assert Concern.objects.count() == 1
        assert changed("update concerns_concern set needs_reply = true") == 0


def test_a_receipt_sees_one_thread_and_nothing_else() -> None:
    world = make.make_world()
    mine, other = make.concern(world), make.concern(world)
    now = timezone.now()
    for one in (mine, other):
        Message.objects.using("admin").create(
            record_id=one.record_id, originator=world.council, from_reporter=False, words="A question", by="x", at=now
        )
        ReporterContact.objects.using("admin").create(
            record_id=one.record_id, sealed=b"x", key_id="k1", by="public", at=now
        )
    Receipt.objects.using("admin").create(record_id=mine.record_id, fingerprint=b"slow hash", made_at=now)
    with connections["gate"].cursor() as cursor:
        cursor.execute("select gate_receipt(%s, %s)", [b"slow hash", agencies.fingerprint("token")])
        assert cursor.fetchone()[0]
        cursor.execute("select gate_receipt(%s, %s)", [b"wrong", agencies.fingerprint("other")])
        assert not cursor.fetchone()[0]
    with transaction.atomic():
        agencies.act_as("token")
        assert [one.record_id for one in Message.objects.all()] == [mine.record_id]
        assert Statement.objects.count() == ReporterContact.objects.count() == Concern.objects.count() == 0
        Message(record_id=mine.record_id, from_reporter=True, words="An answer", by="receipt", at=now).save(
            force_insert=True
        )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Message(record_id=other.record_id, from_reporter=True, words="x", by="receipt", at=now).save(
                force_insert=True
            )
    with transaction.atomic():
        agencies.act_as("other")
        assert Message.objects.count() == 0


def test_a_bar_on_a_person_bites_when_the_person_is_found_in_a_record() -> None:
    world = make.make_world()
    one = make.concern(world)
    person = uuid.uuid4()
    make.bar(world["amina"], person=person)
    with transaction.atomic():
        amina = make.asker(world["amina"])
        open_record(amina, one.record_id)
        assert Statement.objects.count() == 1
        Subject.objects.using("admin").create(record_id=one.record_id, person=person)
        assert Statement.objects.count() == 0


def test_an_administrator_sees_no_case() -> None:
    world = make.make_world()
    one = make.concern(world)
    make.link(one, kind=LinkKind.ALLOCATED, who=world["adam"])
    for purpose in ("front_door", "safeguarding", "oversight"):
        with transaction.atomic():
            adam = make.asker(world["adam"], purpose=purpose)
            with pytest.raises(NotHere):
                open_record(adam, one.record_id)
            assert Concern.objects.count() == Statement.objects.count() == 0
    assert Link.objects.using("admin").count() == 2
