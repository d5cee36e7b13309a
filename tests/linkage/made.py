"""A small made-up pool for the tests of linking, and the truth of it."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from kith.county.plan import Plan
from tests.factories.county_pool import Pool, make_pool

COLUMNS = (
    "agency", "local_id", "forename", "known_as", "middle", "surname", "sex", "nhs", "upn", "address", "postcode", "uprn",
    "phone", "previous_address", "previous_postcode", "life",
)  # fmt: skip


@cache
def county(people: int = 2000, seed: int = 1, errors: str = "normal") -> Pool:
    """Make a county once for all tests."""
    return make_pool(Plan(people, seed, errors=errors))


def truth_of(entries: pl.DataFrame) -> npt.NDArray[np.int64]:
    """Number the true people."""
    return np.unique(entries["person"].to_numpy().astype(str), return_inverse=True)[1].astype(np.int64)


def table(*rows: dict[str, str]) -> pl.DataFrame:
    """Make a table of records from what is said of each; days as YYYY-MM-DD."""
    whole = [{"local_id": str(at), "agency": "a", **row} for at, row in enumerate(rows)]
    columns: dict[str, list[str | None]] = {name: [row.get(name, "") for row in whole] for name in COLUMNS}
    days = {name: [row.get(name) for row in whole] for name in ("born", "last")}
    return pl.DataFrame(columns).with_columns(
        *(
            pl.Series(name, values, dtype=pl.String).str.to_date("%Y-%m-%d", strict=False)
            for name, values in days.items()
        )
    )
