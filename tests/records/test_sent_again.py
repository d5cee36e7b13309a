"""Rows that are sent again: the later takes the place of the earlier, which stays to be read and says when it was over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kith.agencies.models import Agency, AgencyKind
from kith.records import actions
from kith.records.actions import Terms, importing, open_feed
from kith.records.actions.feeding import NeverWhole
from kith.records.models import Batch, Feed
from kith.records.rules.profile_files import profile, profile_from
from kith.records.rules.profiles import ProfileWrong
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import adult_care, read_from
from tests.records.test_feeds import FORM, asked

NOW = timezone.now().replace(microsecond=0)
PEOPLE = """select p.local_id, p.postcode, p.superseded_at from records_sourceperson p
            join records_sourcerecord s on s.id = p.record_id where p.superseded_at is not distinct from s.superseded_at
            order by p.local_id, p.postcode"""


@pytest.fixture
def council(owner: str, monkeypatch: pytest.MonkeyPatch) -> Agency:
    made = make.agency("council", "Wiltshire Council", AgencyKind.COUNCIL)
    pool.feed(made, FORM)
    sends(monkeypatch, key=True)
    return made


def sends(monkeypatch: pytest.MonkeyPatch, *, key: bool = False, whole: bool = False) -> None:
    """Say how the agency sends: rows with a key, or each time everything."""
    form = profile(FORM)
    names = ("case_id",) if key else ()
    field = {spec.name for spec in form.sections[0].main.fields}
    assert set(names) <= field
    told = replace(form, whole=whole, sections=tuple(replace(one, key=names) for one in form.sections))
    monkeypatch.setattr(importing, "profile_for", lambda *_, **__: told)


def send(council: Agency, folder: Path, people: int, *, street: str = "A", told: datetime = NOW) -> Batch:
    path = folder / f"{people}{street}.csv"
    path.write_bytes(adult_care(people).replace(b"BA14 ", f"BA1{street} ".encode()))
    return read_from(council, FORM, path, told=told).batch


def standing() -> list[tuple[str, str]]:
    return [(number, postcode[:4]) for number, postcode, over in asked(PEOPLE) if over is None]


def over() -> list[tuple[str, str, datetime]]:
    return [(number, postcode[:4], at) for number, postcode, at in asked(PEOPLE) if at]


DAY = timedelta(days=1)


def test_a_row_sent_again_takes_the_place_of_the_earlier_which_stays(council: Agency, tmp_path: Path) -> None:
    send(council, tmp_path, 3, street="4", told=NOW - DAY)
    send(council, tmp_path, 2, street="5", told=NOW)
    assert standing() == [("A0", "BA15"), ("A1", "BA15"), ("A2", "BA14")]
    assert over() == [("A0", "BA14", NOW), ("A1", "BA14", NOW)]


def test_what_was_told_later_stands_in_whatever_order_files_come(council: Agency, tmp_path: Path) -> None:
    send(council, tmp_path, 2, street="5", told=NOW)
    send(council, tmp_path, 3, street="4", told=NOW - DAY)
    send(council, tmp_path, 1, street="6", told=NOW - 2 * DAY)
    assert standing() == [("A0", "BA15"), ("A1", "BA15"), ("A2", "BA14")]
    assert over() == [("A0", "BA14", NOW), ("A0", "BA16", NOW - DAY), ("A1", "BA14", NOW)]


def test_what_a_withdrawn_file_had_superseded_stands_again(council: Agency, tmp_path: Path) -> None:
    send(council, tmp_path, 3, street="4", told=NOW - 2 * DAY)
    wrong = send(council, tmp_path, 2, street="5", told=NOW - DAY)
    send(council, tmp_path, 1, street="6", told=NOW)
    actions.withdraw_batch(batch=wrong.pk, by="", at=NOW, using="owner")
    assert standing() == [("A0", "BA16"), ("A1", "BA14"), ("A2", "BA14")]
    assert over() == [("A0", "BA14", NOW)]


def test_who_is_not_in_a_whole_file_any_more_is_over(
    council: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sends(monkeypatch, whole=True)
    send(council, tmp_path, 3, street="4", told=NOW - DAY)
    later = send(council, tmp_path, 2, street="5", told=NOW)
    assert standing() == [("A0", "BA15"), ("A1", "BA15")]
    assert {at for _, _, at in over()} == {NOW}
    actions.withdraw_batch(batch=later.pk, by="", at=NOW, using="owner")
    assert standing() == [("A0", "BA14"), ("A1", "BA14"), ("A2", "BA14")]


def test_a_feed_may_say_that_each_of_its_files_is_everything(council: Agency, tmp_path: Path) -> None:
    Feed.objects.using("admin").filter(agency=council).update(whole=True)
    send(council, tmp_path, 3, street="4", told=NOW - DAY)
    send(council, tmp_path, 2, street="5", told=NOW)
    assert standing() == [("A0", "BA15"), ("A1", "BA15")]
    assert ("A2", "BA14", NOW) in over()


def test_no_file_of_a_format_of_several_kinds_is_everything(council: Agency) -> None:
    agreement = Feed.objects.using("admin").get(agency=council).agreement
    terms = Terms("Bench", "ssd", 30, whole=True)
    with pytest.raises(NeverWhole, match="so no one of them is everything"):
        open_feed(agency=council, agreement=agreement, terms=terms, by="", at=NOW, using="owner")
    assert not Feed.objects.using("admin").filter(profile="ssd").exists()


def test_without_a_key_every_row_stands(council: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sends(monkeypatch)
    send(council, tmp_path, 1, street="4", told=NOW - DAY)
    send(council, tmp_path, 1, street="5")
    assert standing() == [("A0", "BA14"), ("A0", "BA15")]


def test_another_agencys_rows_and_another_kind_of_file_are_left_alone(council: Agency, tmp_path: Path) -> None:
    other = make.agency("other", "Another Council", AgencyKind.COUNCIL)
    pool.feed(other, FORM)
    send(other, tmp_path, 1, street="4", told=NOW - DAY)
    send(council, tmp_path, 1, street="5")
    assert len(standing()) == 2


def test_an_import_cut_short_ends_with_the_same_rows_standing(
    council: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(council, tmp_path, 5, street="4", told=NOW - DAY)
    monkeypatch.setattr(importing, "ROWS_IN_CHUNK", 2)
    store = importing._store

    def fail(*all_: object) -> None:
        store(*all_)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "_store", fail)
    with pytest.raises(KeyboardInterrupt):
        send(council, tmp_path, 4, street="5")
    assert over() == []
    monkeypatch.setattr(importing, "_store", store)
    send(council, tmp_path, 4, street="5")
    assert standing() == [(f"A{n}", "BA15") for n in range(4)] + [("A4", "BA14")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sends": "sometimes"}, "`sends` is"),
        ({"section": [{"name": "s", "key": ["nothing"]}]}, "the key has no field"),
    ],
)
def test_a_format_that_says_it_wrongly_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ProfileWrong, match=words):
        profile_from({"name": "mine", "title": "Mine", "section": [], **change})
