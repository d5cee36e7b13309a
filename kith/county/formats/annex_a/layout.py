"""The columns of each list and the ways coded values are written, read from ``data/annex_a.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from kith.county.chance import Chance

Cell = str | int | date | None
Cells = Mapping[str, Cell]
"""One row, by column; a column that is not there is blank."""

_READ: dict[str, Any] = tomllib.loads(files("kith.county").joinpath("data/annex_a.toml").read_text("utf-8"))
COLUMNS: Mapping[str, tuple[str, ...]] = {name: tuple(one["columns"]) for name, one in _READ["lists"].items()}
VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    name: {code: tuple(ways) for code, ways in table.items()} for name, table in _READ["values"].items()
}
"""By name and code: first as the list asks for it, then as councils were seen to write it."""
CARELESS = {"normal": 0.25, "hard": 0.6}
"""Share of coded values written in some other way than the list asks for: our guess."""


def valued(chance: Chance, name: str, code: str, errors: str) -> str:
    """Write a code as the list asks for it or, now and then, in another way; an unknown code as it is."""
    ways = VALUES[name].get(code)
    if not ways:
        return code
    return chance.pick(ways) if chance.draw() < CARELESS[errors] else ways[0]
