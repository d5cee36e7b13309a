"""Splink as an oracle: the same pairs under the same settings get the same weights.

Two kinds of pair only, one person and coincidence, which is Splink's model.
"""

from __future__ import annotations

import polars as pl
import pytest

from kith.linkage import linking
from kith.linkage.schema import Column, Field, Key, Kind, Part, Reading, Schema, Way
from kith.linkage.scoring import ANY, weigh_all
from kith.linkage.weights import Weights
from tests.linkage.made import county

NAMES = ("forename", "surname", "postcode")
PERSON = {
    "forename": (0.80, 0.10, 0.05, 0.05),
    "surname": (0.85, 0.06, 0.04, 0.05),
    "postcode": (0.70, 0.03, 0.02, 0.25),
    "born": (0.95, 0.05),
}
CHANCE = {
    "forename": (0.003, 0.002, 0.005, 0.99),
    "surname": (0.001, 0.002, 0.004, 0.993),
    "postcode": (0.0002, 0.0003, 0.004, 0.9955),
    "born": (0.0001, 0.9999),
}
RATE = 0.9
SCHEMA = Schema(
    "oracle",
    ("agency", "local_id"),
    (*(Column(name, Reading.TEXT, (name,)) for name in NAMES), Column("born", Reading.CODE, ("born",))),
    (
        Field("born", "Born", Way.HOLDER, ("born",)),
        *(Field(name, name.title(), Way.TEXT, (name,), costly=True) for name in NAMES),
    ),
    (Key(((Part.WHOLE, "born"),), most=10**6), Key(((Part.WHOLE, "surname"), (Part.WHOLE, "forename")), most=10**6)),
    (Kind("chance", "coincidence", family=False, tied=frozenset()),),
)


def shares(given: dict[str, tuple[float, ...]]) -> dict[str, list[float]]:
    """Spread Splink's levels over ours: as exact whatever the band, one off, two off, else."""
    made = {}
    for name in NAMES:
        exact, one, two, rest = given[name]
        made[name] = [0.0, *[exact] * 4, one, two, rest, rest]
    same, other = given["born"]
    made["born"] = [0.0, same, other]
    return made


@pytest.fixture(scope="module")
def entries() -> pl.DataFrame:
    made = county(seed=2).entries
    plain = {
        name: made[name].str.to_lowercase().str.replace_all("[^a-z0-9]", "").str.slice(0, 20).alias(name)
        for name in NAMES
    }
    return made.with_columns(**plain, born=made["born"].cast(pl.String).fill_null("")).select(
        "agency", "local_id", *NAMES, "born"
    )


def ours(entries: pl.DataFrame) -> dict[tuple[int, int], float]:
    """Weigh the pairs with our engine."""
    weights = Weights("oracle", {"person": shares(PERSON), "chance": shares(CHANCE)}, {"person": RATE}, {})
    read = linking.keyed(entries, SCHEMA)
    edges = weigh_all(linking.ready_for(read, SCHEMA, weights), read.groups, least=ANY)
    return {(a, b): float(weight) for (a, b), weight in zip(edges.pairs.tolist(), edges.weights, strict=True)}


def splinks(entries: pl.DataFrame) -> dict[tuple[int, int], float]:
    """Weigh the pairs with Splink."""
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    def levels(name: str) -> list[object]:
        found: list[object] = [cll.NullLevel(name), cll.ExactMatchLevel(name)]
        if name in NAMES:
            found += [cll.DamerauLevenshteinLevel(name, 1), cll.DamerauLevenshteinLevel(name, 2)]
        given = zip([*found[1:], cll.ElseLevel()], PERSON[name], CHANCE[name], strict=True)
        return [found[0], *(one.configure(m_probability=m, u_probability=u) for one, m, u in given)]

    odds = RATE / ((entries.height - 1) / 2)
    settings = SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=odds / (1 + odds),
        blocking_rules_to_generate_predictions=[block_on("born"), block_on("surname", "forename")],
        comparisons=[
            cl.CustomComparison(output_column_name=name, comparison_levels=levels(name)) for name in ("born", *NAMES)
        ],
    )
    table = entries.with_columns(
        unique_id=pl.Series(range(entries.height)),
        **{name: pl.col(name).replace("", None) for name in ("born", *NAMES)},
    )
    linker = Linker(DuckDBAPI().register(table.to_arrow()), settings, log_level=None)
    made = linker.inference.predict().as_duckdbpyrelation().select("unique_id_l, unique_id_r, match_weight").fetchall()
    return {(min(a, b), max(a, b)): weight for a, b, weight in made}


def test_splink_gives_the_same_pairs_the_same_weights(entries: pl.DataFrame) -> None:
    mine, theirs = ours(entries), splinks(entries)
    assert set(mine) == set(theirs)
    assert len(mine) > 3_000
    apart = {pair for pair in mine if abs(mine[pair] - theirs[pair]) > 1e-3}
    # Theirs lets a letter be put between two that are turned; ours does not. It is seldom met.
    assert len(apart) <= len(mine) / 1000, [(pair, entries[list(pair)].rows()) for pair in sorted(apart)[:3]]
