"""Coded values as agencies write them: mostly as the code book has it, sometimes as extracts really show."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kith.county.chance import Chance, Weighted

_READ: dict[str, Any] = tomllib.loads(files("kith.county").joinpath("data/variants.toml").read_text("utf-8"))
LISTS: dict[str, dict[str, list[str]]] = _READ["lists"]
"""By list and code: the ways in which it is written, the code book's first."""


@cache
def _table(listname: str, code: str) -> Weighted[str] | None:
    ways = LISTS[listname].get(code)
    return Weighted(dict(zip(ways, _READ["weights"], strict=False))) if ways else None


def coded(chance: Chance, listname: str, code: str) -> str:
    """Write a code of a list as an agency would: a code without recorded ways is written as it is.

    The way by far the commonest is the code book's of Annex A. Raise KeyError for a list ``data/variants.toml`` lacks.
    """
    table = _table(listname, code)
    return code if table is None else chance.weighted(table)
