"""The invented people who work for an agency."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kith.county.chance import Chance

_READ = tomllib.loads(files("kith.county").joinpath("data/workers.toml").read_text("utf-8"))
_COUNT = 36


@cache
def staff(agency: str, seed: int) -> tuple[str, ...]:
    """Give the names of those who work there: a few dozen, the same for the whole county."""
    chance = Chance(seed, "staff", agency)
    forenames = chance.mixed(_READ["forenames"])
    surnames = chance.mixed(_READ["surnames"])
    return tuple(f"{forename} {surname}" for forename, surname in zip(forenames, surnames, strict=True))[:_COUNT]
