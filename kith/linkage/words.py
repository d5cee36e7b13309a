"""Names as they are written, said and shortened."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_APOSTROPHES = re.compile(r"['’`]")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_CODES = {
    **dict.fromkeys("bfpv", "1"),
    **dict.fromkeys("cgjkqsxz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}
_LENGTH = 4
BEGINS_ALIKE = 3


@cache
def short_names() -> tuple[tuple[str, ...], ...]:
    """Read which names one person may be called by: a line each, of which the first stands for the others."""
    text = files("kith.linkage").joinpath("data/short_names.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _families() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, short_names()))


def plain(text: str) -> str:
    """Write words without accents, case and marks, as the database does."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", bare.lower())).strip()


def sound(name: str) -> str:
    """Write how a name sounds (Soundex)."""
    letters = plain(name).replace(" ", "")
    if not letters:
        return ""
    code, last = letters[0], _CODES.get(letters[0], "")
    for letter in letters[1:]:
        digit = _CODES.get(letter, "")
        if digit and digit != last:
            code += digit
        if letter not in "hw":
            last = digit
    return code[:_LENGTH].ljust(_LENGTH, "0")


def alike(one: str, other: str) -> float:
    """Say how much of two words' threes of letters is shared, from 0 to 1, as PostgreSQL reckons it."""
    mine, theirs = _threes(plain(one)), _threes(plain(other))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _threes(text: str) -> set[str]:
    return {padded[i : i + 3] for word in text.split() for padded in [f"  {word} "] for i in range(len(padded) - 2)}


def short_for(one: str, other: str) -> bool:
    """Say whether both are names that one person is called by."""
    mine, theirs = plain(one), plain(other)
    return any(mine in family and theirs in family for family in _families())


def begins_alike(one: str, other: str) -> bool:
    """Say whether one name is the beginning of the other."""
    mine, theirs = plain(one), plain(other)
    return min(len(mine), len(theirs)) >= BEGINS_ALIKE and (mine.startswith(theirs) or theirs.startswith(mine))


def one_persons_names(one: str, other: str) -> bool:
    """Say whether two first names are more likely one person's than two twins'."""
    return (
        short_for(one, other) or begins_alike(one, other) or bool(set(plain(one).split()) & set(plain(other).split()))
    )
