"""Splink 5 on DuckDB, set up for the same records as well as we can: its settings are here to be read and bettered.

Everything is in its favour: names are made plain for it, numbers that fail their check digit are kept, and the best of
all its thresholds is chosen on the truth, which no user has.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import polars as pl
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from kith.linkage.kernels.joining import hanging_together
from kith.linkage.values import names, numbers

USUAL = [
    block_on("nhs"),
    block_on("upn"),
    block_on("forename", "surname"),
    block_on("born", "surname"),
    block_on("born", "forename"),
    block_on("postcode", "forename"),
    block_on("postcode", "born"),
    block_on("phone", "forename", "surname"),
]
"""Keys as its handbook advises: exact, several, each loose where the others are strict."""
TRAINED_ON = (block_on("born", "surname"), block_on("nhs"), block_on("forename", "postcode"))
"""Small enough to be quick at a million records: with all who share a birth date it takes twice as long for the same."""


@dataclass(frozen=True)
class Found:
    """What Splink found: pairs of rows and their match weight."""

    pairs: np.ndarray
    weights: np.ndarray


def made_plain(entries: pl.DataFrame) -> pl.DataFrame:
    """Give Splink the columns it compares, cleaned as ours are."""
    plain = {name: names.closed(names.plain(entries[name].fill_null(""))) for name in ("forename", "middle", "surname")}
    typed = {
        name: entries[name].fill_null("") for name in ("postcode", "address", "phone", "nhs", "upn", "sex", "uprn")
    }
    address = typed["address"].str.to_lowercase().str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    columns = {
        "unique_id": pl.Series(range(entries.height), dtype=pl.Int64),
        **plain,
        "name": plain["forename"] + " " + plain["surname"],
        "born": entries["born"].dt.to_string("%Y-%m-%d"),
        "sex": typed["sex"].replace("U", ""),
        "nhs": typed["nhs"],
        "upn": typed["upn"],
        "postcode": typed["postcode"].str.to_uppercase().str.replace_all(" ", "").str.replace(r"^(.+)(...)$", "$1 $2"),
        "address": address,
        "uprn": typed["uprn"],
        "phone": numbers.phone(typed["phone"]),
        "agency": entries["agency"],
        **_lives(entries),
    }
    return pl.DataFrame(
        {
            name: column.alias(name).replace("", None) if column.dtype == pl.String else column
            for name, column in columns.items()
        }
    )


def _lives(entries: pl.DataFrame) -> dict[str, pl.Series]:
    """Give Splink what we know of ages where there is no birth date: born at the earliest, or at the latest."""
    year, last, said = entries["born"].dt.year(), entries["last"].dt.year(), entries["life"]
    unknown = entries["born"].is_null()
    frame = pl.DataFrame({"last": last, "child": unknown & (said == "child"), "grown": unknown & (said == "grown")})
    since = frame.select(pl.when("child").then(pl.col("last") - 19)).to_series()
    until = frame.select(pl.when("grown").then(pl.col("last") - 16)).to_series()
    return {"since": since.fill_null(year), "until": until.fill_null(year), "unknown": unknown}


_NO_LIFE = (
    "not (unknown_l or unknown_r) or (since_l is null and until_l is null) or (since_r is null and until_r is null)"
)
_NO_FIT = "(since_l > until_r) or (since_r > until_l)"
LIFE = cl.CustomComparison(
    output_column_name="life",
    comparison_levels=[
        cll.CustomLevel(_NO_LIFE, "not known").configure(is_null_level=True),
        cll.CustomLevel(_NO_FIT, "does not fit"),
        cll.ElseLevel(),
    ],
)


def same_pairs(table: pl.DataFrame, keys: np.ndarray, instead: np.ndarray) -> tuple[pl.DataFrame, list[object]]:
    """Give Splink our keys, and the rules that bring together exactly the pairs that we weigh."""
    columns = {f"k{at}": pl.Series(keys[:, at]).replace(0, None) for at in range(keys.shape[1])}
    rules: list[object] = []
    for rule, other in enumerate(instead.tolist()):
        rules.append(block_on(f"k{rule}"))
        if other >= 0:
            rules += [f"l.k{one} = r.k{two}" for one, two in ((rule, other), (other, rule), (other, other))]
    return table.with_columns(**columns), rules


def settings(rules: list[object] | None = None) -> SettingsCreator:
    """Give Splink's settings."""
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=rules or USUAL,
        comparisons=[
            cl.ForenameSurnameComparison("forename", "surname", forename_surname_concat_col_name="name"),
            cl.NameComparison("middle"),
            cl.DateOfBirthComparison("born", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.CustomComparison(
                output_column_name="nhs",
                comparison_levels=[
                    cll.NullLevel("nhs"),
                    cll.ExactMatchLevel("nhs"),
                    cll.DamerauLevenshteinLevel("nhs", 1),
                    cll.ElseLevel(),
                ],
            ),
            cl.CustomComparison(
                output_column_name="upn",
                comparison_levels=[
                    cll.NullLevel("upn"),
                    cll.ExactMatchLevel("upn"),
                    cll.DamerauLevenshteinLevel("upn", 1),
                    cll.ElseLevel(),
                ],
            ),
            cl.PostcodeComparison("postcode"),
            cl.JaroWinklerAtThresholds("address", [0.95, 0.88]),
            cl.ExactMatch("uprn"),
            cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
            LIFE,
        ],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


def run(table: pl.DataFrame, rules: list[object] | None = None) -> Found:
    """Train and predict, as its handbook says to."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        linker = Linker(DuckDBAPI().register(table.to_arrow()), settings(rules), log_level=None)
        linker.training.estimate_probability_two_random_records_match(
            [block_on("nhs"), block_on("forename", "surname", "born")], recall=0.7
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
        for rule in TRAINED_ON:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        made = linker.inference.predict(threshold_match_weight=-2)
        arrow = made.as_duckdbpyrelation().select("match_weight, unique_id_l, unique_id_r").to_arrow_table()
    pairs = np.stack([arrow["unique_id_l"].to_numpy(), arrow["unique_id_r"].to_numpy()], axis=1).astype(np.int32)
    return Found(pairs, arrow["match_weight"].to_numpy())


def clusters(found: Found, records: int, least: float) -> np.ndarray:
    """Join what it found at a threshold."""
    return hanging_together(records, found.pairs[found.weights >= least])
