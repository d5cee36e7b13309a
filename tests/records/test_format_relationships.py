"""Who is what to whom is read from both sides, with dates, care and parental responsibility, and as the truth has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kith.records.models import Relationship, SourcePerson
from kith.records.rules.made import Relationship as Tie
from kith.records.rules.profile_files import profile
from tests.records.emitted import codes, files, imported, lines, read_beside, read_file, read_lines

WORDS = [
    "parent",
    "child",
    "stepParent",
    "stepChild",
    "parentOfUnbornChild",
    "unbornChild",
    "sibling",
    "halfSibling",
    "stepSibling",
    "unbornSibling",
    "siblingOfUnbornChild",
    "spouse",
    "exSpouse",
    "partner",
    "exPartner",
    "grandparent",
    "grandchild",
    "greatGrandparent",
    "greatGrandchild",
    "auntUncle",
    "nieceNephew",
    "cousin",
    "fosterCarer",
    "fosterChild",
    "privateFosterCarer",
    "privateFosterChild",
    "fosterCarerSupportCarer",
    "supportCarerFosterCarer",
    "friend",
    "neighbour",
    "acquaintance",
    "inContactWith",
    "other",
]
ONE = {
    "person_id": "00001", "other_person_id": "00002", "relationship_type": "parent", "start_date": "2019-03-04",
    "end_date": "", "is_main_carer": "Y", "is_informal_carer": "N", "parental_responsibility": "Y", "details": "",
}  # fmt: skip


def tie(tmp_path: Path, **cells: str) -> Tie:
    (reading,) = read_lines("relationships", [ONE | cells], tmp_path)
    (found,) = reading.relationships
    return found


def test_every_row_of_the_county_is_read_with_nothing_quarantined_or_unknown() -> None:
    for path in files("childrens*/relationships.csv"):
        surveyed, found = read_file("relationships", path)
        assert surveyed.findings == ()
        assert codes(found) == {}
        assert all(len(reading.relationships) == 1 for reading in found)


def test_what_is_read_is_what_was_written() -> None:
    for path in files("childrens*/relationships.csv"):
        for line, reading in read_beside("relationships", path):
            (found,) = reading.relationships
            assert reading.person is not None
            assert (reading.person.local_id, found.other_local_id) == (line["person_id"], line["other_person_id"])
            assert found.kind == line["relationship_type"]
            assert found.starts == (date.fromisoformat(line["start_date"]) if line["start_date"] else None)
            assert found.disputed == line["details"].startswith("Disputed")


def test_there_are_33_words_and_the_inverse_of_an_inverse_is_the_word_itself() -> None:
    inverses = profile("relationships").inverses
    assert len(WORDS) == 33
    assert set(inverses) == set(WORDS)
    assert all(inverses[inverses[word]] == word for word in WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_each_word_is_read_as_itself_with_its_inverse(word: str, tmp_path: Path) -> None:
    found = tie(tmp_path, relationship_type=word)
    assert (found.kind, found.inverse) == (word, profile("relationships").inverses[word])


@pytest.mark.parametrize(
    ("said", "kind"),
    [("Mother", "parent"), ("step-father", "stepParent"), ("Half Brother", "halfSibling"), ("Ex-partner", "exPartner")],
)
def test_other_ways_to_say_it_are_read_as_one_of_them(said: str, kind: str, tmp_path: Path) -> None:
    assert tie(tmp_path, relationship_type=said).kind == kind


def test_a_word_nobody_recorded_is_kept_as_some_relationship_and_told(tmp_path: Path) -> None:
    (reading,) = read_lines("relationships", [ONE | {"relationship_type": "milk sibling"}], tmp_path)
    assert reading.relationships[0].kind == "other"
    assert "code-unknown" in codes([reading])
    assert reading.status == "with_findings"


def test_what_is_not_said_of_responsibility_is_neither_yes_nor_no(tmp_path: Path) -> None:
    said = [tie(tmp_path, parental_responsibility=word).parental_responsibility for word in ("Y", "N", "")]
    assert said == [True, False, None]
    assert tie(tmp_path, is_main_carer="").main_carer is None
    assert tie(tmp_path, is_informal_carer="Yes").informal_carer is True


def test_a_remark_that_it_is_disputed_marks_it_so(tmp_path: Path) -> None:
    found = tie(tmp_path, details="Disputed by other party")
    assert found.disputed
    assert found.detail == "Disputed by other party"
    assert not tie(tmp_path, details="Contact supervised; was disputed once").disputed


def test_no_row_without_both_numbers_makes_a_relationship(tmp_path: Path) -> None:
    nobody, alone = read_lines("relationships", [ONE | {"person_id": ""}, ONE | {"other_person_id": ""}], tmp_path)
    assert nobody.status == "quarantined"
    assert nobody.relationships == []
    assert alone.relationships == []
    assert "required-blank" in codes([alone])


def test_hostile_words_are_text_and_never_more(tmp_path: Path) -> None:
    found = tie(tmp_path, details="=cmd|'/c calc'!A0", relationship_type="Parent")
    assert found.detail == "=cmd|'/c calc'!A0"
    (reading,) = read_lines("relationships", [ONE | {"details": "x" * 5_000, "start_date": "31/02/2020"}], tmp_path)
    assert reading.relationships[0].starts is None
    assert "date-impossible" in codes([reading])


def test_they_stand_in_the_pool_with_what_they_say(owner: str) -> None:
    path = files("childrens/relationships.csv")[0]
    batch = imported("relationships", path, owner).batch
    assert (batch.records, batch.quarantined) == (len(lines(path)), 0)
    kept = Relationship.objects.using(owner).filter(batch=batch)
    assert kept.count() == batch.records
    wrote = sum(line["parental_responsibility"] == "Y" for line in lines(path))
    assert kept.filter(parental_responsibility=True).count() == wrote
    assert not kept.filter(inverse="").exists()
    assert not SourcePerson.objects.using(owner).filter(batch=batch).exclude(surname="").exists()
