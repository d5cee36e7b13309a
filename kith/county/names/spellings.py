"""Other ways in which the same name is written in England: transliterations, variants of spelling, dropped marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from kith.county.names.shares import known
from kith.county.names.tables import DATA

LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "đ": "d", "ß": "ss", "ı": "i", "’": "'"})
"""Letters that do not come apart into a plain one and a mark."""

RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "ukrainian": (
        ("skyi", "sky"), ("skyi", "skiy"), ("tskyi", "tskiy"), ("ii", "iy"), ("ii", "y"), ("iia", "iya"), ("iia", "ia"),
        ("Yu", "Iu"), ("yu", "iu"), ("Ya", "Ia"), ("ya", "ia"), ("Ye", "Ie"), ("Ye", "E"), ("H", "G"), ("iv", "ev"),
        ("shch", "sch"), ("Zh", "J"), ("zh", "j"), ("kh", "h"), ("Kh", "H"), ("y", "i"), ("chuk", "tchouk"),
    ),
    "polish": (("w", "v"), ("W", "V"), ("cz", "ch"), ("sz", "sh"), ("j", "y"), ("ski", "sky"), ("cki", "cky")),
    "romanian": (("ț", "tz"), ("ș", "sh"), ("escu", "esco"), ("ea", "ia"), ("j", "zh")),
    "nepali": (("ng", "n"), ("aa", "a"), ("ee", "i"), ("oo", "u"), ("sh", "s"), ("ksh", "x"), ("v", "b"), ("bh", "b")),
    "bengali": (
        ("ou", "ow"), ("dhury", "dhry"), ("udd", "ud"), ("Ud", "Udh"), ("ia", "iya"), ("ee", "i"), ("oo", "u"), ("sh", "s"),
        ("q", "k"), ("ah", "a"), ("z", "j"), ("ss", "s"),
    ),
    "pakistani": (("ee", "i"), ("oo", "u"), ("q", "k"), ("ss", "s"), ("ai", "ei"), ("z", "s"), ("ah", "a"), ("ou", "u")),
    "arabic": (("ee", "i"), ("ou", "u"), ("kh", "ch"), ("q", "k"), ("al-", "Al "), ("Al-", "El-"), ("a'", "a"), ("ah", "a")),
    "indian": (("sh", "s"), ("th", "t"), ("ee", "i"), ("oo", "u"), ("v", "w"), ("ksh", "x"), ("aa", "a")),
    "punjabi": (("ee", "i"), ("oo", "u"), ("winder", "vinder"), ("vinder", "winder"), ("pal", "paul"), ("deep", "dip")),
    "goan": (("es", "ez"), ("z", "s"), ("que", "k"), ("lh", "ll")),
    "portuguese": (("ç", "ss"), ("es", "ez"), ("lh", "ll"), ("que", "k"), ("ph", "f"), ("z", "s")),
    "chinese": (("Zh", "Ch"), ("X", "Hs"), ("Q", "Ch"), ("ang", "eung"), ("Xi", "Si")),
    "african": (("sh", "s"), ("ou", "u"), ("dz", "z"), ("ph", "p"), ("tsh", "tch"), ("w", "u")),
    "traveller": (("ey", "y"), ("y", "ey"), ("ie", "y"), ("ll", "l"), ("ough", "o"), ("ea", "ee")),
}  # fmt: skip
"""By community: what is written and what it may be written as, each once. From the usual tables of transliteration and
from general knowledge; not sourced."""

ENGLISH_RULES = (
    ("ley", "ly"), ("ey", "y"), ("ies", "ys"), ("ks", "x"), ("ck", "k"), ("ph", "f"), ("ll", "l"), ("tt", "t"),
    ("nn", "n"), ("ss", "s"), ("ee", "ea"), ("ea", "ee"), ("er", "ar"), ("ai", "ay"), ("ay", "ai"), ("oo", "ou"),
)  # fmt: skip
MOST = 6
"""As many as are given at most: the known ones first, then those that follow from rules."""


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Read which names are written alike: by name, the others of its line."""
    found: dict[str, dict[str, None]] = {}
    for line in (DATA / "forenames_spellings.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            one, way, others = line.partition(">")
            alike = [*one.split(), *others.split()]
            for name in one.split() if way else alike:
                found.setdefault(name, {}).update(dict.fromkeys(other for other in alike if other != name))
    return {name: tuple(others) for name, others in found.items()}


def plain(name: str) -> str:
    """Drop every mark above or below a letter: Ștefan becomes Stefan, Łukasz becomes Lukasz."""
    apart = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def parted(name: str) -> Iterator[str]:
    """Give what becomes of a hyphen, an apostrophe or a second word."""
    for mark in ("-", "'"):
        if mark in name:
            yield name.replace(mark, " ")
            yield name.replace(mark, "").capitalize() if mark == "'" else name.replace(mark, "")
    if "-" in name:
        first, _, last = name.partition("-")
        yield from (last, f"{last}-{first}", first)
    if " " in name:
        yield name.replace(" ", "-")
        yield name.replace(" ", "")
    if name.startswith(("Mc", "Mac")) and len(name) > len("Mac") + 2:
        yield name.replace("Mac", "Mc", 1).title() if name.startswith("Mac") else name.replace("Mc", "Mac", 1)


def ruled(name: str, community: str) -> Iterator[str]:
    """Give what the rules of a community make of a name."""
    for old, new in RULES.get(community, ENGLISH_RULES):
        at = name.find(old)
        if at > 0 or (at == 0 and old[0].isupper()):
            yield name[:at] + new + name[at + len(old) :]


def every(name: str, community: str) -> Iterator[str]:
    """Give them all, likeliest first."""
    yield plain(name)
    yield from groups().get(name, ())
    yield from parted(name)
    yield from ruled(plain(name), community)


@cache
def spellings(name: str, community: str) -> tuple[str, ...]:
    """Give up to six other ways in which a forename or surname is written, likeliest first; none for an empty name.

    First without marks (Stefan), then known variants and transliterations (Alexander for Oleksandr), then what becomes of
    hyphens and apostrophes, then what rules of sound make of it.
    """
    kin = known(community)
    found = dict.fromkeys(one for one in every(name, kin) if one and one != name) if name else {}
    return tuple(found)[:MOST]
