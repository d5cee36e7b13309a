"""Names made plain: without marks and capitals, taken apart, written as they sound, and short forms made long."""

from __future__ import annotations

from functools import cache

import polars as pl

from kith.linkage.words import short_names

STROKES = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe"}
NOBODY = frozenset(
    [
        "unborn",
        "baby",
        "babygirl",
        "babyboy",
        "unbornbaby",
        "unbornchild",
        "infant",
        "femaleinfant",
        "maleinfant",
        "unnamed",
        "notknown",
        "unknown",
        "nk",
        "na",
        "none",
        "child",
        "girl",
        "boy",
        "twinone",
        "twintwo",
        "twini",
        "twinii",
        "notgiven",
        "anonymous",
        "withheld",
        "test",
    ]
)
"""What stands for a name where there is none. Must never link two people."""
SOUNDS: tuple[tuple[str, str], ...] = (
    (r"^(?:mac|mc)", "mk"), (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^x", "s"), (r"ough", "o"),
    (r"tch|tsh|ch|cz", "c"), (r"sch|sh|sz|zh", "s"), (r"ph|v|w", "f"), (r"gh", ""), (r"ck|q|kh|k", "k"), (r"c([eiy])", "s$1"),
    (r"dz|z", "s"), (r"th|d", "t"), (r"ks|x", "s"), (r"ge|gi|j", "y"), (r"g", "k"), (r"b", "p"), (r"m", "n"), (r"h", ""),
    (r"([^aeiouy])[aeiouy]+", "$1"), (r"^[aeiouy]+", "a"), (r"c", "k"),
)  # fmt: skip
"""What is heard alike is written alike: our own rules, for English ears and the county's communities."""
LENGTH = 6
ONCE = "acfklnprsty"


def plain(names: pl.Series) -> pl.Series:
    """Write names in small letters without marks, their parts with one space between."""
    low = names.str.to_lowercase()
    for old, new in STROKES.items():
        low = low.str.replace_all(old, new, literal=True)
    bare = low.str.normalize("NFKD").str.replace_all(r"[\p{M}'’`.]", "")
    return bare.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()


def closed(names: pl.Series) -> pl.Series:
    """Run the parts together; what stands for no name becomes nothing."""
    whole = names.str.replace_all(" ", "", literal=True)
    return whole.zip_with(~whole.is_in(list(NOBODY)), pl.repeat("", len(whole), eager=True))


def sound(names: pl.Series) -> pl.Series:
    """Write how plain, closed names sound."""
    heard = names
    for old, new in SOUNDS:
        heard = heard.str.replace_all(old, new)
    return _once(heard).str.slice(0, LENGTH)


def _once(names: pl.Series) -> pl.Series:
    """Write doubled letters once."""
    for letter in ONCE:
        names = names.str.replace_all(f"{letter}{letter}+", letter)
    return names


@cache
def families() -> dict[str, tuple[int, ...]]:
    """Give for each name the lines of the short names it stands in."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(short_names(), 1):
        for name in line:
            found.setdefault(name, []).append(number)
    return {name: tuple(lines) for name, lines in found.items()}


@cache
def long_forms() -> dict[str, str]:
    """Give for each short form the name it stands for most likely."""
    lines = short_names()
    return {name: lines[numbers[0] - 1][0] for name, numbers in families().items()}


def long(names: pl.Series) -> pl.Series:
    """Give the name that a short form stands for most likely, as it sounds; any other name as it sounds."""
    table = long_forms()
    return sound(names.replace(list(table), list(table.values())))
