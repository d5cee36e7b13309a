"""The documents written from the code say what runs, and the words in them are complete."""

from __future__ import annotations

import pytest

from kith.config.documents import pages
from kith.config.documents.access import accesses, cells
from kith.config.documents.access_words import ACTS, HANDLED, LADDER
from kith.config.documents.states import lives
from kith.config.documents.writing import FOLDER
from kith.sharing.models import Handling, RoleMay
from tests.house.reading import KITH

WRITTEN = pages()


@pytest.mark.parametrize("name", WRITTEN)
def test_the_document_is_what_the_code_says(name: str) -> None:
    assert (FOLDER / name).read_text() == WRITTEN[name], "make docs writes it again"


def test_nothing_else_lies_among_them() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(WRITTEN)


def test_the_ladder_in_words_has_the_rungs_of_the_database_in_their_order() -> None:
    sql = (KITH / "sharing/migrations/ladder.sql").read_text()
    function = sql.partition("create function sharing_ground")[2].partition("$$;")[0]
    grounds = [line.rpartition("then '")[2].rstrip("'") for line in function.splitlines() if "then '" in line]
    last = function.partition("else '")[2].partition("'")[0]
    assert [*grounds, last] == [ground for rung in LADDER for ground in rung.grounds]


def test_every_act_and_every_handling_code_has_its_words() -> None:
    assert {act for acts in cells().values() for act in acts} == set(ACTS)
    assert set(HANDLED) == set(Handling)


@pytest.mark.usefixtures("database")
def test_the_table_of_jobs_is_the_one_in_the_database() -> None:
    rows = {(row.role, row.purpose, row.act) for row in RoleMay.objects.using("admin").all()}
    assert rows == {(role, purpose, act) for (role, purpose), acts in cells().items() for act in acts}


def test_every_access_can_be_read_as_a_sentence() -> None:
    found = list(accesses())
    assert len(found) > 12
    assert all(one.verb and one.grants and all(rule.reason for rule in (*one.grants, *one.bars)) for _, one in found)


def test_every_life_says_where_each_of_its_states_leads() -> None:
    assert len(lives()) >= 5
    for life in lives():
        assert set(life.moves) == set(type(next(iter(life.moves)))) == set(life.labels)
