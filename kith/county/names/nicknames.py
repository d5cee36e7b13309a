"""What friends call somebody: short forms of English names, and those that the communities have for theirs."""

from __future__ import annotations

import tomllib
from functools import cache

from kith.county.chance import Chance
from kith.county.names.shares import known
from kith.county.names.tables import DATA, listed

ENGLISH_NAMES = {"chinese", "filipino", "nepali", "african"}
"""Communities in which an English name is often taken where a name has no short form."""


@cache
def table() -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the nicknames by community and forename."""
    read = tomllib.loads((DATA / "nicknames.toml").read_text(encoding="utf-8"))
    return {kin: {name: tuple(short.split()) for name, short in names.items()} for kin, names in read.items()}


def nickname(chance: Chance, forename: str, community: str) -> str:
    """Draw what friends call somebody of this forename, commonest likeliest; nothing where it has no short form.

    Most people of a name are not called so: how many are is for the caller to say.
    """
    kin = known(community)
    names = table()
    found = names.get(kin, {}).get(forename) or names["english"].get(forename)
    if found:
        return found[int(len(found) * chance.draw() ** 2)]
    if kin in ENGLISH_NAMES:
        for sex, given in listed(kin).forenames.items():
            if forename in given.values:
                return chance.pick(names["taken"][sex])
    return ""
