"""Relationships are in the published words, between records that exist, and only part of what is true."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from io import StringIO

import pytest
import yaml

from kith.county.agencies.known import Known
from kith.county.formats.relationships import COLUMNS, FORMAT, HELD, INSTEAD, NAME
from kith.county.kinship import INVERSE, relations
from kith.county.model import Block, Person, Tie
from kith.county.plan import Plan
from kith.county.writing import Pages
from tests.county.handmade import PLAN, Maker, handmade_block, protection
from tests.county.validators.emitting import SHARED

LIST = SHARED / "formats" / "other_formats.yaml"
FAMILIES = 120


def rows_of(known: Known) -> list[dict[str, str]]:
    pages = Pages()
    FORMAT.write(known, pages)
    text = FORMAT.files(PLAN)[0].head(PLAN) + "".join(pages.text.get(known.path(NAME), ()))
    return list(csv.DictReader(StringIO(text, newline="")))


def step_family(made: Maker) -> tuple[Person, Person, Person]:
    """Make a mother, a father who has left, a stepfather and three children, one of them of the stepfather's."""
    mother = made.person("F", date(1988, 4, 2), "Zelda", "Quillfeather")
    father = made.person("M", date(1986, 1, 9), "Horace", "Quillfeather")
    second = made.person("M", date(1985, 7, 7), "Ned", "Ottaway")
    kids = [
        made.person("F", date(2012, 3, 1), "Ida", "Quillfeather", mother=mother, father=father),
        made.person("M", date(2014, 3, 1), "Otto", "Quillfeather", mother=mother, father=father),
        made.person("M", date(2021, 3, 1), "Abel", "Ottaway", mother=mother, father=second),
    ]
    made.block.tie(Tie("married", father, mother, date(2010, 5, 1), date(2018, 2, 1)))
    made.block.tie(Tie("partner", second, mother, date(2019, 2, 1)))
    made.live("step_family", made.home("1", "Test Lane"), date(2019, 2, 1), mother, second, *kids)
    made.live("single", made.home("2", "Far Road"), date(2018, 2, 1), father)
    for child in kids:
        protection(made, child, date(2026, 3, 2))
    return father, mother, second


@pytest.fixture(scope="module")
def many() -> Known:
    made = Maker(0, "wiltshire", Plan(people=2_000, seed=13))
    for _ in range(FAMILIES):
        step_family(made)
    return Known(made.block, "childrens", None)


@pytest.fixture(scope="module")
def rows(many: Known) -> list[dict[str, str]]:
    return rows_of(many)


def test_the_columns_are_the_published_ones() -> None:
    if not LIST.is_file():
        pytest.skip(f"the published list is not at {LIST}")
    local = yaml.safe_load(LIST.read_text())["relationships_local"]
    assert list(COLUMNS) == local["columns"]
    assert set(INVERSE) == set(local["types"])


def test_every_word_has_a_share_and_stands_for_words_of_the_list() -> None:
    assert set(HELD) == set(INVERSE)
    assert {instead for instead, _ in INSTEAD.values()} <= set(INVERSE)


def test_both_ends_are_records_of_the_service(many: Known, rows: list[dict[str, str]]) -> None:
    numbers = {one.local_id for one in many.personas()}
    assert rows
    assert {row["person_id"] for row in rows} | {row["other_person_id"] for row in rows} <= numbers
    assert all(row["person_id"] != row["other_person_id"] for row in rows)


def test_no_pair_is_written_twice_in_the_same_words(rows: list[dict[str, str]]) -> None:
    counts = Counter((row["person_id"], row["other_person_id"], row["relationship_type"]) for row in rows)
    assert max(counts.values()) == 1


def test_where_both_records_say_it_they_say_the_inverse(rows: list[dict[str, str]]) -> None:
    said = {(row["person_id"], row["other_person_id"]): row["relationship_type"] for row in rows}
    both = [(kind, said[other, one]) for (one, other), kind in said.items() if (other, one) in said]
    assert both
    assert all(INVERSE[kind] == back for kind, back in both)


def test_some_links_are_on_one_record_only_and_some_on_both(rows: list[dict[str, str]]) -> None:
    pairs = {(row["person_id"], row["other_person_id"]) for row in rows}
    one_way = [pair for pair in pairs if pair[::-1] not in pairs]
    assert 0.1 < len(one_way) / len(pairs) < 0.5


def _of_kind(block: Block, kind: str, sex: str) -> set[tuple[int, int]]:
    return {
        (one.number, found.other.number)
        for one in block.people
        for found in relations(one, block.plan)
        if found.kind == kind and found.other.sex == sex
    }


def test_absent_fathers_are_missing_more_often_than_mothers(many: Known, rows: list[dict[str, str]]) -> None:
    numbers = {one.local_id: one.person for one in many.personas()}
    written = {(numbers[row["person_id"]].number, numbers[row["other_person_id"]].number) for row in rows}
    written |= {pair[::-1] for pair in written}
    mothers = _of_kind(many.block, "parent", "F")
    fathers = {pair for pair in _of_kind(many.block, "parent", "M") if named_of(many.block, pair[1]) == "Horace"}
    known = {one.number for one in numbers.values()}
    mothers, fathers = ({pair for pair in some if set(pair) <= known} for some in (mothers, fathers))
    assert len(fathers & written) / len(fathers) < len(mothers & written) / len(mothers)


def named_of(block: Block, number: int) -> str:
    return next(one for one in block.people if one.number == number).names[-1].forename


def test_some_stepfathers_are_written_as_fathers_and_half_siblings_as_siblings(
    many: Known, rows: list[dict[str, str]]
) -> None:
    person = {one.local_id: one.person for one in many.personas()}
    wrong = Counter(
        (found.kind, row["relationship_type"])
        for row in rows
        for found in relations(person[row["person_id"]], many.plan)
        if found.other is person[row["other_person_id"]] and found.kind != row["relationship_type"]
    )
    assert wrong["stepParent", "parent"] > 0
    assert wrong["halfSibling", "sibling"] > 0
    assert {kind for kind, _ in wrong} <= {"stepParent", "stepChild", "halfSibling", "exPartner"}


def test_dates_are_iso_days_and_none_is_after_the_last(many: Known, rows: list[dict[str, str]]) -> None:
    for row in rows:
        for column in ("start_date", "end_date"):
            assert not row[column] or date.fromisoformat(row[column]) <= many.plan.until


def test_flags_are_y_or_n_and_parental_responsibility_may_be_unknown(rows: list[dict[str, str]]) -> None:
    assert {row["is_main_carer"] for row in rows} | {row["is_informal_carer"] for row in rows} <= {"Y", "N"}
    assert {row["parental_responsibility"] for row in rows} <= {"Y", "N", ""}
    assert any(row["is_main_carer"] == "Y" for row in rows)


def test_nothing_joins_an_adopted_child_to_the_family_of_birth() -> None:
    made = Maker(0, "wiltshire")
    birth = made.person("F", date(1995, 2, 2), "Vera", "Pinnock")
    adopter = made.person("F", date(1980, 2, 2), "Una", "Rowsell")
    before = made.person("M", date(2019, 6, 6), "Kit", "Pinnock", mother=birth)
    now = made.person("M", date(2019, 6, 6), "Kit", "Rowsell", mother=birth, earlier=before, adopted=date(2023, 1, 9))
    made.block.tie(Tie("adoptive_parent", adopter, now, date(2023, 1, 9), None, True))
    made.live("family", made.home("1", "Test Lane"), date(2023, 1, 9), adopter, now)
    made.live("lone_parent", made.home("2", "Test Lane"), date(2019, 1, 9), birth)
    protection(made, now, date(2026, 3, 2))
    protection(made, before, date(2021, 3, 2))
    known = Known(made.block, "childrens", None)
    numbers = {one.person.number: one.local_id for one in known.personas()}
    assert {birth.number, before.number, now.number, adopter.number} <= set(numbers)
    old, new = {numbers[birth.number], numbers[before.number]}, {numbers[now.number], numbers[adopter.number]}
    for row in rows_of(known):
        ends = {row["person_id"], row["other_person_id"]}
        assert not (ends & old and ends & new), row


def test_an_unborn_child_is_related_in_the_words_for_unborn_children() -> None:
    block = handmade_block()[0]
    known = Known(block, "childrens", None)
    unborn = {one.local_id for one in known.personas() if one.person.unborn}
    kinds = {row["relationship_type"] for row in rows_of(known) if row["person_id"] in unborn}
    assert kinds <= {"parentOfUnbornChild", "siblingOfUnbornChild", "unbornSibling"}


def test_the_same_block_gives_the_same_rows() -> None:
    assert rows_of(Known(handmade_block()[0], "childrens", None)) == rows_of(
        Known(handmade_block()[0], "childrens", None)
    )
