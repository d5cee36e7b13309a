"""How an agency's files are laid out is saved by whoever may hand files in, once it was tried. Refusals first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections
from django.utils import timezone

from kith.outside.files import FileRefused
from kith.records import actions
from kith.records.actions import LaidOut, TrialPoor, mapping
from kith.records.models import Batch, SavedProfile
from kith.records.rules.guessing import About, description, guesses, text_of
from kith.records.rules.profiles import ProfileWrong
from kith.sharing.access import NotAllowed
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import csv_of, read_from
from tests.records.mapping.handing import ADMIN, NAME, ROWS, TITLE, asked, owner, page, ready, save, world
from tests.records.mapping.measuring import TODAY, found_in

__all__ = ["owner", "world"]

LATER = "Visits"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "visits.csv"
    path.write_bytes(csv_of(ROWS))
    return path


@pytest.fixture
def text(file: Path) -> str:
    return text_of(description(About(NAME, TITLE), guesses(found_in(file), today=TODAY)))


def keep(world: make.World, text: str, file: Path, **how: Any) -> SavedProfile:
    laid_out = LaidOut(text, file, how.get("reason", ""))
    return actions.keep_profile(agency=world.police.pk, laid_out=laid_out, by="", at=timezone.now(), using="owner")


# -- What is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["amina", "adam", "iris"])
def test_whoever_does_not_hand_in_files_saves_nothing(world: make.World, who: str) -> None:
    draft = ready(world)
    with pytest.raises(NotAllowed, match="your job"):
        save(world, draft, who)
    assert asked("select 1 from records_savedprofile") == []


def test_what_the_engine_refuses_is_not_saved(world: make.World, text: str, file: Path) -> None:
    with pytest.raises(ProfileWrong, match="elephant"):
        keep(world, text.replace('type = "name"', 'type = "elephant"'), file)
    with pytest.raises(ProfileWrong, match="a format of ours"):
        keep(world, text.replace(NAME, "annex-a"), file)
    assert asked("select 1 from records_savedprofile") == []


def test_a_file_it_does_not_read_is_no_trial(world: make.World, text: str, file: Path, tmp_path: Path) -> None:
    file.write_bytes(csv_of([["Elephant", "Giraffe"], ["1", "2"]]))
    with pytest.raises(FileRefused, match="does not look like"):
        keep(world, text, file)
    file.write_bytes(csv_of(ROWS[:1]))
    with pytest.raises(TrialPoor, match="no rows"):
        keep(world, text, file, reason="It will do")
    assert asked("select 1 from records_savedprofile") == []


def test_a_poor_trial_needs_a_reason(world: make.World, text: str, file: Path) -> None:
    file.write_bytes(csv_of([*ROWS, *(["", "", "Ada", "02/03/2024"] for _ in range(9))]))
    with pytest.raises(TrialPoor, match=r"9 of 18 rows would find no place, more than 20%"):
        keep(world, text, file, reason="  ")
    saved = keep(world, text, file, reason="Visits to empty homes")
    assert (saved.tried_rows, saved.tried_quarantined, saved.reason) == (18, 9, "Visits to empty homes")


@pytest.mark.wall
def test_the_wall_shows_what_is_saved_to_its_owner_alone(world: make.World) -> None:
    save(world, ready(world))
    query = "select name, version from records_savedprofile"
    assert page(world, "petra", query) == [(NAME, 1)]
    for who in ("hana", "amina", "iris", "adam", "wren"):
        assert page(world, who, query) == [], who
    with connections["default"].cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchall() == []


INSERT = """insert into records_savedprofile (id, agency_id, name, title, version, description, saved_at, by, tried_sha256,
            tried_rows, tried_findings, tried_quarantined, reason)
            values (gen_random_uuid(), %s, 'x', 'x', 1, '', now(), %s, '', 1, 0, 0, '')"""


@pytest.mark.wall
@pytest.mark.parametrize("wrong", ["who", "agency", "by"])
def test_the_wall_lets_nobody_save_for_another_or_as_another(world: make.World, wrong: str) -> None:
    who = "amina" if wrong == "who" else "petra"
    by = f"agencies.Account:{world['hana' if wrong == 'by' else who].pk}"
    home = world.health if wrong == "agency" else world.police
    with pytest.raises(DatabaseError, match="row-level security"):
        page(world, who, INSERT, home.pk, by)


@pytest.mark.wall
@pytest.mark.parametrize("query", ["update records_savedprofile set version = 9", "delete from records_savedprofile"])
def test_nobody_changes_or_removes_what_is_saved(world: make.World, query: str) -> None:
    save(world, ready(world))
    with pytest.raises(DatabaseError, match="permission denied"):
        page(world, "petra", query)
    with connections["owner"].cursor() as cursor:
        cursor.execute(query)
        assert cursor.rowcount == 0


# -- What is saved -------------------------------------------------------------------------------------------------


def test_what_was_tried_is_saved_and_written_down(world: make.World) -> None:
    saved = save(world, ready(world))
    assert (saved.agency_id, saved.name, saved.version, saved.tried_rows) == (world.police.pk, NAME, 1, 9)
    ((actor, owner, detail),) = asked(
        "select actor, owner, detail from audit_event where what = 'records.profile_saved'"
    )
    assert actor == f"agencies.Account:{world['petra'].pk}"
    assert owner == str(world.police.pk)
    assert "Drama" not in str(detail)


def test_the_same_again_changes_nothing_and_a_correction_is_a_new_version(
    world: make.World, text: str, file: Path
) -> None:
    first = save(world, ready(world))
    assert save(world, ready(world)).pk == first.pk == keep(world, text, file).pk
    second = keep(world, text.replace(TITLE, LATER), file)
    assert (second.version, second.by) == (2, mapping.MAINTENANCE)
    assert asked("select version from records_savedprofile order by 1") == [(1,), (2,)]


def test_a_name_finds_a_format_of_ours_and_then_the_latest_of_that_agency(
    world: make.World, text: str, file: Path
) -> None:
    save(world, ready(world))
    keep(world, text.replace(TITLE, LATER), file)
    found = actions.profile_for(NAME, world.police.pk, using="owner")
    assert (found.name, found.title, found.version) == (NAME, LATER, 2)
    assert actions.profile_for("annex-a", world.police.pk, using="owner").name == "annex-a"
    with pytest.raises(ProfileWrong, match="There is no format called 'fire-visits'"):
        actions.profile_for(NAME, world.health.pk, using="owner")


def test_a_file_is_imported_by_what_was_saved(world: make.World, text: str, file: Path) -> None:
    keep(world, text, file)
    pool.feed(world.police, NAME)
    done = actions.import_file(NAME, file, agency=world.police, by="", at=timezone.now(), using="owner")
    assert (done.batch.records, done.batch.people, done.batch.events) == (9, 9, 9)
    assert done.batch.profile_version == 1
    again = actions.import_file(NAME, file, agency=world.police, by="", at=timezone.now(), using="owner")
    assert not again.added
    assert Batch.objects.using(ADMIN).count() == 1


def test_a_row_that_is_sent_again_takes_the_place_of_the_earlier(world: make.World, text: str, file: Path) -> None:
    keep(world, text, file)
    pool.feed(world.police, NAME)
    read_from(world.police, NAME, file)
    file.write_bytes(csv_of([ROWS[0], *([*row[:2], "Bob", row[3]] for row in ROWS[1:])]))
    read_from(world.police, NAME, file)
    standing = "select count(*), min(forename) from records_sourceperson where superseded_at is null"
    assert asked(standing) == [(9, "Bob")]
