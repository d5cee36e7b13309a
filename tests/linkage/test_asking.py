"""Looking somebody up as they were described."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from kith.linkage import linking
from kith.linkage.alone import read_alone
from kith.linkage.asking import Asked, ask
from kith.linkage.encoding import encode
from kith.linkage.frozen import freeze_line
from kith.linkage.index import Index
from kith.linkage.pool import POOL
from kith.linkage.values import names, one
from tests.linkage.made import county, table

NAMED = (
    "forename",
    "middle",
    "surname",
    "known_as",
    "nhs",
    "upn",
    "address",
    "postcode",
    "phone",
    "sex",
    "agency",
    "uprn",
    "previous_address",
    "previous_postcode",
)
TYLER = {
    "forename": "Tyler",
    "surname": "Quillen",
    "born": "2010-05-06",
    "sex": "M",
    "address": "4 Mill Lane",
    "postcode": "SN11 0AA",
}
KERRY = {
    "forename": "Kerry",
    "surname": "Brook",
    "born": "1985-02-03",
    "sex": "F",
    "address": "4 Mill Lane",
    "postcode": "SN11 0AA",
}
OTHER = {**TYLER, "born": "1970-05-06", "address": "9 Hill Road", "postcode": "BA1 2BB"}


@pytest.fixture(scope="module")
def index() -> Index:
    entries = county(seed=2).entries
    mine = table(*({"agency": f"mine{at}", **row} for at, row in enumerate((TYLER, KERRY, OTHER))))
    columns = [name for name in mine.columns if name in entries.columns]
    return Index.begin(linking.link(pl.concat([mine.select(columns), entries.select(columns)]), POOL), POOL)


def test_somebody_is_found_by_name_and_about_how_old(index: Index) -> None:
    answers = ask(index, Asked({"forename": "Ty", "surname": "Quillan"}, age=14, on=date(2024, 6, 1)))
    assert answers[0].records[0] == 0
    assert answers[0].weight > answers[1].weight


def test_whom_they_live_with_helps(index: Index) -> None:
    alone = ask(index, Asked({"forename": "Tyler", "surname": "Quillen"}))
    with_kerry = ask(index, Asked({"forename": "Tyler", "surname": "Quillen"}, lives_with=("Kerry",)))
    assert with_kerry[0].records[0] == 0
    assert with_kerry[0].weight > max(one_.weight for one_ in alone)


def test_a_number_that_is_shared_counts_as_much_as_between_records(index: Index) -> None:
    line = int(np.flatnonzero(index.ready.coded.lines[: index.size, POOL.place("phone")])[0])
    asked = read_alone({"phone": county(seed=2).entries["phone"][line - 3]}, None, POOL, index.lexicon)
    freeze_line(asked.line, POOL, index.frozen)
    assert asked.line[POOL.place("phone")] == index.ready.coded.lines[line, POOL.place("phone")]


def test_nobody_is_found_where_nothing_is_said(index: Index) -> None:
    assert ask(index, Asked()) == []
    assert ask(index, Asked({"forename": "Zzyzx"})) == []


def test_a_name_that_nobody_has_is_looked_up_by_the_rest(index: Index) -> None:
    answers = ask(index, Asked({"forename": "Tyleer-Zed", "surname": "Quillen"}, born=date(2010, 5, 6)))
    assert 0 in answers[0].records


def test_who_came_since_is_found_and_who_went_is_not(index: Index) -> None:
    new = table({"agency": "mine9", "local_id": "n", "forename": "Ziggy", "surname": "Marrow", "born": "2011-01-09"})
    asked = Asked({"forename": "Ziggy", "surname": "Marrow"})
    index.change(new)
    assert index.ids[ask(index, asked)[0].records[0]] == encode(new, POOL).ids[0]
    index.change(new[:0], new)
    assert ask(index, asked) == []


def test_one_record_alone_is_read_as_in_a_table() -> None:
    entries = county(seed=2).entries[:1500]
    index = Index.begin(linking.link(entries, POOL), POOL)
    encoded = encode(entries, POOL, index.lexicon)
    for at, row in enumerate(entries.to_dicts()[::7]):
        alone = read_alone({name: row[name] for name in NAMED}, row["born"], POOL, index.lexicon)
        # Ages come from days that a question does not have; how many share a number is counted later.
        wanted = encoded.coded.lines[at * 7].copy()
        wanted[POOL.place("life")] = 0
        assert alone.line.tolist() == wanted.tolist(), row
        assert alone.numbers.tolist() == encoded.coded.numbers[at * 7].tolist()


def test_one_name_alone_is_written_as_in_a_table() -> None:
    typed = pl.concat([county(seed=2).entries[name] for name in ("forename", "surname", "middle")]).unique()
    typed = pl.concat(
        [typed, pl.Series(["Ștefan", "Zoë O’Hara", "MacDonald", "Wojciech-Łukasz", "", " ", "Ng", "Ægir", "N/K"])]
    )
    plain = names.plain(typed)
    closed = names.closed(plain)
    assert plain.to_list() == [one.plain(name) for name in typed]
    assert closed.to_list() == [one.closed(one.plain(name)) for name in typed]
    assert names.sound(closed).to_list() == [one.sound(name) for name in closed]
    assert names.long(closed).to_list() == [one.long(name) for name in closed]
