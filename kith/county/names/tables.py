"""The lists of names, read once from the data files and made ready to draw from."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kith.county.chance import Weighted

DATA = Path(__file__).parent.parent / "data"
FLAT = 6.0
"""Flattens the head of lists that are only in order of commonness: the weight of the nth name is 1 / (n + FLAT)."""


class Listed(NamedTuple):
    """The names of one community that is not English."""

    forenames: dict[str, Weighted[str]]
    """By sex."""
    older: dict[str, Weighted[str]]
    """By sex: those of people born before ``turn``."""
    turn: int
    seconds: dict[str, Weighted[str]]
    """By sex: second names; an empty one for none."""
    surnames: Weighted[str]
    turned: dict[str, str]
    """Surnames that women bear in another form that no rule gives: the woman's by the man's."""
    returned: dict[str, str]
    """And back: the commonest man's by the woman's."""


def ranked(names: Sequence[str]) -> Weighted[str]:
    """Give weights to names in order of commonness; the same name twice counts at its first place."""
    return Weighted({name: 1.0 / (place + FLAT) for place, name in enumerate(dict.fromkeys(names))})


def words(text: str) -> list[str]:
    """Split at spaces; an underline within a name stands for a space."""
    return [word.replace("_", " ") for word in text.split()]


@cache
def toml(name: str) -> dict[str, dict[str, str]]:
    """Read one of our own lists."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def listed(community: str) -> Listed:
    """Read the lists of a community."""
    read = tomllib.loads((DATA / "communities" / f"{community}.toml").read_text(encoding="utf-8"))
    turn = int(read.get("turn", 0))
    turned = dict(read.get("turned", {}))
    forenames = {sex: words(read[sex]["forenames"]) for sex in ("F", "M")}
    older = {sex: words(read[sex].get("older", "")) for sex in ("F", "M")}
    seconds = {sex: second_names(read[sex].get("seconds", {}), forenames[sex]) for sex in ("F", "M")}
    return Listed(
        {sex: ranked(names) for sex, names in forenames.items()},
        {sex: ranked(older[sex] or names) for sex, names in forenames.items()},
        turn,
        seconds,
        ranked(words(read["surnames"])),
        turned,
        {woman: man for man, woman in reversed(turned.items())},
    )


def second_names(shares: dict[str, float], forenames: list[str]) -> Weighted[str]:
    """Give second names: those named with their share, ``*`` for any forename, nothing for the rest of 1."""
    weights = {name: share for name, share in shares.items() if name != "*"}
    weights[""] = max(0.0, 1.0 - sum(shares.values()))
    for name in forenames:
        if name not in weights:
            weights[name] = shares.get("*", 0.0) / len(forenames)
    return Weighted(weights)


@cache
def rows(name: str) -> list[dict[str, str]]:
    """Read a table of separated values, whose first lines may be remarks that begin with a hash."""
    with (DATA / name).open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(line for line in sheet if not line.startswith("#")))
