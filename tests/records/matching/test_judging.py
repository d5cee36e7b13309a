"""Judging, undoing, pointing: nothing is merged, nothing is told without a ticket and an agreement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.agencies.models import Notice
from kith.concerns.models import Concern
from kith.people.models import Person
from kith.records import queries
from kith.records.actions import Said, judge, undo
from kith.records.models import Answer, Judgement, SourcePerson
from kith.records.queries import Pointer
from kith.sharing.access import NotAllowed
from kith.sharing.actions import NotHere, open_record
from kith.sharing.models import Agreement, Subject
from tests.factories import pool
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")

POLICE: dict[str, Any] = {
    "involvement_kind": "police.incident",
    "involvement": "Robbery, 3 May",
    "involvement_from": date(2026, 5, 3),
    "last_date": date(2026, 9, 1),
    "team": "Exploitation team",
    "contact": "01632 960123",
}


def a_case() -> tuple[make.World, Concern, Person, SourcePerson]:
    world = make.make_world()
    one = make.concern(world)
    Concern.objects.using("admin").filter(pk=one.pk).update(reference="K-7TR2W")
    return world, one, pool.person(one), pool.row(world.police, **POLICE)


def say(
    world: make.World, one: Concern, person: Person, answer: str, row: UUID | None, who: str = "amina"
) -> Judgement:
    with transaction.atomic():
        asker = make.asker(world[who])
        open_record(asker, one.record_id)
        said = Said(answer, row, "The school confirmed it.")
        return judge(person=person, said=said, by=asker, at=timezone.now(), path="/x/")


def pointers(world: make.World, one: Concern, who: str = "amina", *, opened: bool = True) -> list[Pointer]:
    with transaction.atomic():
        asker = make.asker(world[who])
        if opened:
            open_record(asker, one.record_id)
        return queries.pointers(asker=asker, record_id=one.record_id)


def audit(what: str) -> int:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select count(*) from audit_event where what = %s", [what])
        return int(cursor.fetchone()[0])


def standing() -> list[str]:
    rows = Judgement.objects.using("admin").filter(undone_at__isnull=True).order_by("at")
    return list(rows.values_list("answer", flat=True))


# -- Judging -----------------------------------------------------------------------------------------------------------


def test_only_somebody_the_search_offered_can_be_judged() -> None:
    world, one, person, _ = a_case()
    elsewhere = pool.row(make.agency("far", "Far Away", "health"))
    for row in (elsewhere.pk, person.pk, None):
        with pytest.raises(NotHere):
            say(world, one, person, Answer.SAME, row)
    assert standing() == []


def test_nobody_off_duty_judges() -> None:
    world, one, person, row = a_case()
    make.link(one, kind="meeting", who=world["wren"])
    with pytest.raises(NotAllowed):
        say(world, one, person, Answer.SAME, row.pk, "wren")


def test_no_match_is_an_answer_and_a_later_match_puts_it_aside() -> None:
    world, one, person, row = a_case()
    say(world, one, person, Answer.NO_MATCH, None)
    assert standing() == ["no_match"]
    say(world, one, person, Answer.SAME, row.pk)
    assert standing() == ["same"]
    assert Judgement.objects.using("admin").count() == 2


def test_judging_changes_no_row_of_the_agency_and_merges_nobody() -> None:
    world, one, person, row = a_case()
    twin = pool.row(world.police, forename="Kayden")
    say(world, one, person, Answer.SAME, row.pk)
    say(world, one, person, Answer.DIFFERENT, twin.pk)
    assert standing() == ["same", "different"]
    assert {p.agency.pk for p in pointers(world, one)} == {world.police.pk}
    assert len(pointers(world, one)) == 1
    assert SourcePerson.objects.using("admin").get(pk=row.pk).forename == "Jayden"


def test_undoing_leaves_both_to_be_read_and_takes_the_pointer_away() -> None:
    world, one, person, row = a_case()
    judged = say(world, one, person, Answer.SAME, row.pk)
    assert pointers(world, one)
    with transaction.atomic():
        asker = make.asker(world["amina"])
        open_record(asker, one.record_id)
        undo(person=person, judgement_id=judged.pk, by=asker, at=timezone.now())
        with pytest.raises(NotHere):
            undo(person=person, judgement_id=judged.pk, by=asker, at=timezone.now())
    assert pointers(world, one) == []
    assert Judgement.objects.using("admin").get().undone_by == world["amina"].words
    assert (audit("records.judged"), audit("records.judgement_undone")) == (1, 1)


def test_not_sure_asks_a_colleague() -> None:
    world, one, person, row = a_case()
    say(world, one, person, Answer.UNSURE, row.pk)
    told = Notice.objects.using("admin").get(what="records.second_opinion")
    assert (told.agency_id, told.role) == (world.council.pk, "decision_maker")
    assert pointers(world, one) == []


def test_a_bar_on_a_person_bites_as_soon_as_the_match_is_made() -> None:
    world, one, person, _ = a_case()
    rows = [pool.row(world.school, local_id="P7", upn="H801200001001"), pool.row(world.school, local_id="P7", dob=None)]
    make.bar(world["marcus"], person=rows[1].pk)
    page = "/concerns/K-7TR2W/match/"
    assert client_of(world["marcus"]).get(page).status_code == 200
    say(world, one, person, Answer.SAME, rows[0].pk)
    assert client_of(world["marcus"]).get(page).status_code == 404
    assert client_of(world["amina"]).get(page).status_code == 200
    subjects = set(Subject.objects.using("admin").values_list("person", flat=True))
    assert {person.pk, rows[0].pk, rows[1].pk} <= subjects


def test_a_bar_on_a_person_ends_with_the_match_and_comes_back_with_it() -> None:
    world, one, person, row = a_case()
    make.bar(world["marcus"], person=row.pk)
    page = "/concerns/K-7TR2W/match/"
    for _ in range(2):
        judged = say(world, one, person, Answer.SAME, row.pk)
        assert client_of(world["marcus"]).get(page).status_code == 404
        with transaction.atomic():
            asker = make.asker(world["amina"])
            open_record(asker, one.record_id)
            undo(person=person, judgement_id=judged.pk, by=asker, at=timezone.now())
        assert client_of(world["marcus"]).get(page).status_code == 200


def test_a_bar_on_a_person_ends_when_another_answer_takes_the_matchs_place() -> None:
    world, one, person, row = a_case()
    make.bar(world["marcus"], person=row.pk)
    say(world, one, person, Answer.SAME, row.pk)
    say(world, one, person, Answer.DIFFERENT, row.pk)
    assert client_of(world["marcus"]).get("/concerns/K-7TR2W/match/").status_code == 200


# -- Pointers ----------------------------------------------------------------------------------------------------------


def test_a_pointer_needs_a_ticket() -> None:
    world, one, person, row = a_case()
    say(world, one, person, Answer.SAME, row.pk)
    assert pointers(world, one, "marcus", opened=False) == []
    with transaction.atomic():
        asker = make.asker(world["marcus"])
        assert queries._at_the_gate("select * from gate_pointers(%s, %s)", asker.token, one.record_id) == []
    assert audit("records.pointers_refused") == 2


def test_a_pointer_needs_a_judgement() -> None:
    world, one, _, _ = a_case()
    assert pointers(world, one) == []


def test_a_pointer_says_who_and_whom_to_ring_and_never_what() -> None:
    world, one, person, row = a_case()
    say(world, one, person, Answer.SAME, row.pk)
    (found,) = pointers(world, one)
    assert (found.agency, found.kind, found.now) == (world.police, "Police", True)
    assert (found.last_date, found.team, found.contact) == (date(2026, 9, 1), "Police researchers", "01632 960123")
    assert "Robbery" not in repr(found)
    page = client_of(world["amina"]).get("/concerns/K-7TR2W/known/").content.decode()
    assert "Wiltshire Police" in page
    assert "01632 960123" in page
    assert "Robbery" not in page
    assert "Exploitation" not in page
    assert "may still know" in page


def test_the_agency_pointed_at_can_see_who_looked() -> None:
    world, one, person, row = a_case()
    say(world, one, person, Answer.SAME, row.pk)
    pointers(world, one)
    ivor = client_of(make.account("ivor", world.police, "privacy_officer"))
    assert "Amina" in ivor.get("/who-looked/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Agreement.objects.using("admin").update(withdrawn_at=timezone.now()),
        lambda row: Agreement.objects.using("admin").update(ends_at=timezone.now() - timedelta(seconds=1)),
        lambda row: SourcePerson.objects.using("admin").filter(pk=row.pk).update(shielded=True),
        lambda row: SourcePerson.objects.using("admin").filter(pk=row.pk).update(sensitive_service=True),
    ],
)
def test_a_change_bites_at_once(change: Any) -> None:
    world, one, person, row = a_case()
    say(world, one, person, Answer.SAME, row.pk)
    assert len(pointers(world, one)) == 1
    change(row)
    if Agreement.objects.using("admin").filter(withdrawn_at__isnull=True, ends_at__gt=timezone.now()).exists():
        assert pointers(world, one) == []
    else:
        assert "Wiltshire Police" not in client_of(world["amina"]).get("/concerns/K-7TR2W/known/").content.decode()


# -- Pages -------------------------------------------------------------------------------------------------------------

MATCH = "/concerns/K-7TR2W/match/"


def test_a_stranger_to_the_concern_gets_the_one_page() -> None:
    world, _, person, row = a_case()
    petra = client_of(world["petra"])
    for path in (MATCH, f"{MATCH}{person.pk}/", f"{MATCH}{person.pk}/{row.pk}/", "/concerns/K-7TR2W/known/"):
        assert petra.get(path).status_code == 404
    assert petra.post(f"{MATCH}{person.pk}/undo/", {"judgement": row.pk}).status_code == 404


def test_two_records_stand_side_by_side_and_the_answer_is_kept() -> None:
    world, _, person, row = a_case()
    amina = client_of(world["amina"])
    words = amina.get(f"{MATCH}{person.pk}/").content.decode()
    assert "Likely" in words
    assert "does not mean that nothing is known" in words
    page = f"{MATCH}{person.pk}/{row.pk}/"
    words = amina.get(page).content.decode()
    assert "SAME" in words
    assert "Record of Wiltshire Police" in words
    assert "%" not in words.split("<main")[1].split("</main")[0]
    assert amina.post(page, {"answer": "same"}).status_code == 422
    assert amina.post(page, {"answer": "same", "reason": "Same school."}).status_code == 302
    words = amina.get(f"{MATCH}{person.pk}/").content.decode()
    assert "Same school." in words
    judged = Judgement.objects.using("admin").get()
    assert amina.post(f"{MATCH}{person.pk}/undo/", {"judgement": judged.pk}).status_code == 302
    assert standing() == []


def test_no_result_says_what_silence_means() -> None:
    world, one, _, _ = a_case()
    nobody = pool.person(one, name="Zebedee Quill", born_on=None)
    words = client_of(world["amina"]).get(f"{MATCH}{nobody.pk}/").content.decode()
    assert "Nothing was found. That does not mean that nothing is known." in words
    done = client_of(world["amina"]).post(f"{MATCH}{nobody.pk}/", {"reason": "Tried all spellings."})
    assert done.status_code == 302
    assert standing() == ["no_match"]


@pytest.mark.parametrize("page", ["", "{person}/", "{person}/{row}/", "known"])
def test_no_page_asks_more_of_the_database_for_more_rows(page: str) -> None:
    world, one, person, row = a_case()
    say(world, one, person, Answer.SAME, row.pk)
    path = "/concerns/K-7TR2W/known/" if page == "known" else MATCH + page.format(person=person.pk, row=row.pk)
    few = queries_of(world, path)
    for n in range(12):
        more = pool.row(world.police, local_id=f"P{n}", **POLICE)
        if n < 4:
            say(world, one, person, Answer.SAME, more.pk)
        pool.person(one, name=f"Sibling Number{n}")
    assert queries_of(world, path) == few


def queries_of(world: make.World, path: str) -> int:
    browser = client_of(world["amina"])
    browser.get(path)
    with CaptureQueriesContext(connections["default"]) as web, CaptureQueriesContext(connections["gate"]) as gate:
        assert browser.get(path).status_code == 200
    return len(web) + len(gate)
