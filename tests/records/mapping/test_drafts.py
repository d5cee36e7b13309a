"""A file of which somebody tells how it is laid out: who may not see it first, then each step, then that it goes."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from kith.records import actions, jobs
from kith.records.actions import NotTaken, drafting, trying
from kith.records.models import MapDraft, SavedProfile
from kith.records.rules.guessing import GuessWrong, Told, from_kept, heads, kept
from kith.records.states import FeedCannotMove
from kith.sharing.access import NotAllowed
from kith.sharing.actions import NotHere
from tests.factories import world as make
from tests.records.conftest import csv_of, workbook
from tests.records.mapping.handing import (
    ADMIN,
    POOR,
    ROWS,
    asked,
    begin,
    found,
    left,
    looked,
    owner,
    page,
    ready,
    save,
    shown,
    tell,
    work,
    world,
)  # fmt: skip
from tests.records.mapping.measuring import TODAY, found_in

__all__ = ["owner", "world"]

JOBLESS = ("amina", "iris", "adam", "wren", "tom")


def audited(what: str) -> list[str]:
    return [actor for (actor,) in asked("select actor from audit_event where what = %s", what)]


# -- Who may not ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", JOBLESS)
def test_whoever_does_not_hand_in_files_begins_nothing(world: make.World, who: str) -> None:
    with pytest.raises(NotAllowed, match="your job"):
        begin(world, who)
    assert left() == (0, 0)


def test_the_job_counts_for_its_purpose_alone(world: make.World) -> None:
    with pytest.raises(NotAllowed):
        begin(world, purpose="front_door")
    assert left() == (0, 0)


@pytest.mark.parametrize("who", ["hana", "pavel"])
def test_nobody_else_opens_corrects_tests_saves_or_throws_it_away(world: make.World, who: str) -> None:
    """Hana is of another agency, Pavel of the same and with the same job."""
    world.people["pavel"] = make.account("pavel", world.police, "researcher")
    draft, done = looked(world), ready(world)
    with pytest.raises(NotHere), transaction.atomic():
        actions.open_map(by=make.asker(world[who]), draft_id=draft.pk)
    for verb in (lambda: tell(world, draft, who), lambda: tell(world, draft, who, test=False)):
        with pytest.raises(NotHere):
            verb()
    with pytest.raises(NotHere):
        save(world, done, who)
    with pytest.raises(NotHere), transaction.atomic():
        actions.leave_map(by=make.asker(world[who]), draft_id=draft.pk, at=timezone.now())
    assert found(draft).state == "looked"
    assert found(done).state == "tested"


# -- The wall ------------------------------------------------------------------------------------------------------


@pytest.mark.wall
def test_the_wall_shows_a_draft_to_its_maker_alone(world: make.World) -> None:
    world.people["pavel"] = make.account("pavel", world.police, "researcher")
    world.people["ivor"] = make.account("ivor", world.police, "privacy_officer")
    looked(world)
    query = "select count(*) from records_mapdraft where sheets::text like '%%Drama%%'"
    assert page(world, "petra", query) == [(1,)]
    for who in (*JOBLESS, "hana", "tess", "pavel", "ivor"):
        assert page(world, who, query) == [(0,)], who
    assert page(world, "petra", query, purpose="front_door") == [(0,)]
    with connections["default"].cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchone() == (0,)


@pytest.mark.wall
def test_no_page_reads_or_removes_the_file_itself_or_writes_what_came_of_a_test(world: make.World) -> None:
    looked(world)
    for query in (
        "select content from records_mappart",
        "delete from records_mappart",
        "delete from records_mapdraft",
        "update records_mapdraft set tried_of = 'x'",
        "update records_mapdraft set sheets = '[]'",
        "update records_mapdraft set by = 'agencies.Account:x'",
    ):
        with pytest.raises(DatabaseError, match="permission denied"):
            page(world, "petra", query)


@pytest.mark.wall
@pytest.mark.parametrize("state", ["waiting", "tested", "refused"])
def test_no_page_moves_it_to_where_only_the_worker_may(world: make.World, state: str) -> None:
    looked(world)
    with pytest.raises(DatabaseError, match="row-level security"):
        page(world, "petra", "update records_mapdraft set state = %s", state)


INSERT = """insert into records_mapdraft (id, agency_id, by, file_name, file_sha256, file_bytes, begun_at, moved_at, state,
            why, tries, percent, sheets, told, description, tried_of, tried_rows, tried_people, tried_findings,
            tried_quarantined, odd) values (gen_random_uuid(), %s, %s, 'f', 'x', 1, now(), now(), %s, '', 0, 0, '[]', '{}',
            '', %s, 0, 0, 0, 0, '[]')"""


@pytest.mark.wall
@pytest.mark.parametrize("wrong", ["who", "agency", "by", "state", "tried", ""])
def test_the_wall_lets_nobody_begin_for_another_or_past_the_worker(world: make.World, wrong: str) -> None:
    who = "amina" if wrong == "who" else "petra"
    by = f"agencies.Account:{world['hana' if wrong == 'by' else who].pk}"
    home = world.health if wrong == "agency" else world.police
    values = (home.pk, by, "tested" if wrong == "state" else "waiting", "x" if wrong == "tried" else "")
    if not wrong:
        page(world, who, INSERT, *values)
        return
    with pytest.raises(DatabaseError, match="row-level security"):
        page(world, who, INSERT, *values)


@pytest.mark.wall
def test_nobody_adds_to_the_file_of_another_or_to_one_that_was_looked_at(world: make.World) -> None:
    draft = begin(world)
    add = "insert into records_mappart (id, draft_id, number, content) values (gen_random_uuid(), %s, 9, 'x')"
    with pytest.raises(DatabaseError, match="row-level security"):
        page(world, "hana", add, draft.pk)
    work(draft)
    with pytest.raises(DatabaseError, match="row-level security"):
        page(world, "petra", add, draft.pk)


@pytest.mark.wall
def test_after_a_day_the_wall_hides_it_and_then_it_is_gone(world: make.World) -> None:
    draft, fresh = looked(world), looked(world)
    MapDraft.objects.using(ADMIN).filter(pk=draft.pk).update(begun_at=timezone.now() - trying.LASTS)
    assert page(world, "petra", "select id from records_mapdraft") == [(fresh.pk,)]
    actions.tend_maps(at=timezone.now())
    assert left() == (1, 1)
    assert len(audited("records.map_forgotten")) == 1


# -- What is not taken ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "code"), [(b"", "empty"), (b"x" * 2001, "too-large")])
def test_nothing_and_too_much_are_refused_and_written_down(
    world: make.World, monkeypatch: pytest.MonkeyPatch, content: bytes, code: str
) -> None:
    from kith.records.actions import depositing

    monkeypatch.setattr(depositing, "LARGEST", 2000)
    with transaction.atomic():
        by = make.asker(world["petra"])
        with pytest.raises(NotTaken) as refusal:
            actions.begin_map(by=by, file=actions.Handed("f", io.BytesIO(content)), at=timezone.now())
    assert refusal.value.code == code
    assert left() == (0, 0)
    assert len(audited("records.map_refused")) == 1


def test_nobody_has_more_than_a_few_at_once(world: make.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "MOST_AT_ONCE", 1)
    begin(world)
    begin(world, "hana")
    with pytest.raises(NotTaken, match="Throw one away first"):
        begin(world)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4 x", "This is a PDF"),
        (b"<a><b/></a>", "This is an XML file"),
        (csv_of([[f"h{n}" for n in range(301)], ["x"] * 301]), "301 columns, and this page takes at most 300"),
        (b"\n\n  \n", "no headings"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_not_kept(
    world: make.World, content: bytes, words: str
) -> None:
    draft = looked(world, content=content)
    assert (draft.state, draft.sheets) == ("refused", [])
    assert words in draft.why
    assert left() == (1, 0)


def test_a_file_that_kills_its_reader_again_and_again_is_given_up(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begin(world)

    def broken(*_: Any, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(trying, "heads", broken)
    for _ in range(trying.TRIES):
        with pytest.raises(MemoryError):
            actions.work_on_map(draft=draft.pk, at=timezone.now())
    assert found(draft).state == "refused"
    assert left() == (1, 0)


def test_what_cannot_be_is_not_told(world: make.World) -> None:
    draft = looked(world)
    with pytest.raises(GuessWrong, match="Only one can be"):
        tell(world, draft, Forename="surname")
    with pytest.raises(FeedCannotMove), transaction.atomic():
        actions.save_profile(by=make.asker(world["petra"]), draft_id=draft.pk, reason="", at=timezone.now())
    assert found(draft).told == {}


# -- Each step -----------------------------------------------------------------------------------------------------


def test_a_file_is_looked_at_by_the_worker_and_its_first_rows_are_kept(world: make.World) -> None:
    draft = begin(world)
    assert (draft.state, draft.sheets) == ("waiting", [])
    draft = work(draft)
    assert draft.state == "looked"
    assert shown(draft) == ["number", "surname", "forename", "event_start"]
    (head,) = from_kept(draft.sheets)
    assert (head.count, len(head.rows), head.samples["Client ID"]) == (9, 9, ("C0", "C1", "C2"))
    assert audited("records.map_begun") == [f"agencies.Account:{world['petra'].pk}"]
    again = work(draft)
    assert (again.state, again.moved_at) == (draft.state, draft.moved_at)


def test_looking_at_it_is_written_down(world: make.World) -> None:
    draft = looked(world)
    with transaction.atomic():
        actions.open_map(by=make.asker(world["petra"]), draft_id=draft.pk)
    assert audited("records.map_opened") == [f"agencies.Account:{world['petra'].pk}"]
    assert "Drama" not in str(asked("select detail, target, ground from audit_event"))


def test_it_is_corrected_tested_and_saved_and_then_gone(world: make.World) -> None:
    draft = looked(world)
    tell(world, draft, test=False, Forename="known_as")
    assert found(draft).told["places"] == [{"Forename": "known_as"}]
    tell(world, draft)
    assert found(draft).state == "testing"
    assert SavedProfile.objects.using(ADMIN).count() == 0
    draft = work(draft)
    assert (draft.state, draft.tried_rows, draft.tried_people, draft.tried_quarantined) == ("tested", 9, 9, 0)
    made = save(world, draft)
    assert (made.name, made.title, made.version, made.tried_rows) == ("fire-visits", "Fire visits", 1, 9)
    assert (found(draft).told, found(draft).description) == ({}, "")
    actions.work_on_map(draft=draft.pk, at=timezone.now())
    assert left() == (0, 0)


def test_what_was_told_after_the_test_is_not_saved_by_it(world: make.World) -> None:
    draft = ready(world)
    MapDraft.objects.using(ADMIN).filter(pk=draft.pk).update(description=draft.description + "\n# x")
    with pytest.raises(actions.TrialPoor, match="Test it again"):
        save(world, draft)
    tell(world, draft, test=False)
    assert found(draft).state == "looked"


def test_a_poor_test_is_saved_with_a_reason_alone(world: make.World) -> None:
    draft = ready(world, content=csv_of(POOR))
    assert (draft.tried_rows, draft.tried_quarantined) == (18, 9)
    with pytest.raises(actions.TrialPoor, match=r"9 of 18 rows would find no place, more than 20%"):
        save(world, draft, reason="  ")
    assert found(draft).state == "tested"
    assert save(world, draft, reason="Visits to\nempty homes").reason == "Visits to empty homes"


def test_a_file_without_rows_is_no_test(world: make.World) -> None:
    draft = ready(world, content=csv_of(ROWS[:1]))
    with pytest.raises(actions.TrialPoor, match="no rows"):
        save(world, draft, reason="It will do")


def test_what_is_thrown_away_is_gone_even_while_it_is_tested(
    world: make.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = looked(world)
    tell(world, draft)
    real = trying.try_on

    def leaving(*args: Any, **how: Any) -> Any:
        with transaction.atomic():
            actions.leave_map(by=make.asker(world["petra"]), draft_id=draft.pk, at=timezone.now())
        return real(*args, **how)

    monkeypatch.setattr(trying, "try_on", leaving)
    assert work(draft).state == "left"
    with pytest.raises(NotHere), transaction.atomic():
        actions.open_map(by=make.asker(world["petra"]), draft_id=draft.pk)
    actions.work_on_map(draft=draft.pk, at=timezone.now())
    assert left() == (0, 0)


def test_what_has_nobody_to_take_it_up_is_put_off_again(world: make.World) -> None:
    draft = begin(world)
    asked("delete from procrastinate_jobs")
    assert actions.tend_maps(at=timezone.now()) == 0
    assert actions.tend_maps(at=timezone.now() + trying.SILENT + timedelta(seconds=1)) == 1
    assert asked("select args ->> 'draft' from procrastinate_jobs") == [(str(draft.pk),)]


def test_the_worker_is_asked_by_the_id_alone_and_in_a_lane_of_its_own(world: make.World) -> None:
    draft = begin(world)
    assert asked("select task_name, lock, args from procrastinate_jobs") == [
        ("records.map", "records.map", f'{{"draft": "{draft.pk}"}}')
    ]
    jobs.map_file(draft=draft.pk)
    jobs.tend()
    assert found(draft).state == "looked"


# -- The beginning of a file ---------------------------------------------------------------------------------------


def test_a_workbook_shows_some_rows_of_each_sheet(tmp_path: Path) -> None:
    rows = [["Surname", "DOB"], *(["Drama", "02/03/2010"] for _ in range(40))]
    path = workbook(tmp_path / "w.xlsx", {"One": rows, "Two": rows})
    some = heads(found_in(path), today=TODAY)
    assert [(head.guess.sheet, len(head.rows), head.count) for head in some] == [("One", 10, 40), ("Two", 10, 40)]
    assert from_kept(kept(some)) == some


def test_what_a_database_does_not_keep_is_put_right_and_no_cell_is_endless(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(csv_of([["Surname", "Note"], ["Dra\0ma", "x" * 9000]]))
    (one,) = kept(heads(found_in(path), today=TODAY))
    assert "\0" not in str(one)
    assert max(len(cell) for row in one["rows"] for cell in row["cells"].values()) == 2000


@pytest.mark.parametrize(
    ("title", "name"),
    [("Fire home visits", "fire-home-visits"), ("999", "my-999"), ("!", "my-file"), ("x" * 99, "x" * 56)],
)
def test_a_title_makes_a_short_name(title: str, name: str) -> None:
    from kith.records.rules.guessing import name_of

    assert name_of(title) == name


def test_what_is_told_is_written_down_and_read_back() -> None:
    told = Told("Fire visits", "housing", "visited", "whole", ({"Surname": "kept"},))
    assert Told.from_kept(told.kept()) == told
    assert Told.from_kept({}) is None
