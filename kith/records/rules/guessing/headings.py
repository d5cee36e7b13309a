"""What a heading says, whatever the hand that wrote it: `strForename1`, `D.O.B.`, `PERS_DOB`, `formersurname`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

from kith.records.rules.guessing.places import ELSEWHERE, NAMED, NEVER_GUESSED, Place

_LONGEST = 200
_SPLIT = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|[0-9]+")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SHORTEST_TO_CUT = 5
_MANY = 3

SHORT = MappingProxyType(
    {
        "dob": "date birth", "dod": "date death", "edd": "expected date birth", "no": "number", "num": "number",
        "nr": "number", "ref": "reference", "tel": "telephone", "phone": "telephone", "addr": "address",
        "pcode": "postcode", "fname": "forename", "lname": "surname", "forenames": "forename", "firstname": "first name",
        "lastname": "last name", "identifier": "id", "identity": "id", "gen": "gender", "yp": "young person", "su": "service user",
        "desc": "description", "evt": "event", "inc": "incident", "occ": "occurrence", "ni": "national insurance",
        "nominals": "nominal", "mob": "mobile", "cms": "case management system", "sname": "surname", "sw": "social worker",
        "ethn": "ethnicity", "misper": "missing person", "keyworker": "key worker", "caseworker": "case worker",
        "cme": "missing education", "ppn": "notice", "asb": "antisocial", "sde": "self defined ethnicity",
        "offender": "person", "cell": "mobile",
    }
)  # fmt: skip
"""Short words, and what they stand for."""
SILENT = frozenset(
    {"of", "the", "a", "an", "s", "is", "and", "or", "for", "to", "str", "txt", "dt", "current", "in", "at"}
)


@lru_cache(maxsize=4_096)
def words_of(heading: str) -> tuple[str, ...]:
    """Give the words of a heading, short ones written out, those that say nothing left out."""
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), heading[:_LONGEST])
    found = [word for part in _SPLIT.findall(text) for word in _cut(part.casefold())]
    spelt = [word for part in _joined(found) for word in SHORT.get(part, part).split()]
    return tuple(word for word in spelt if word not in SILENT)


def without_prefix(headings: Sequence[str]) -> dict[str, str]:
    """Leave out what every heading of a table begins with: `pers_forename`, `pers_dob`."""
    begin = headings[0].partition("_")[0] + "_" if headings else ""
    every = len(headings) >= _MANY and len(begin) > 1 and all(one.startswith(begin) for one in headings)
    return {one: one[len(begin) :] if every and len(one) > len(begin) else one for one in headings}


def _joined(words: list[str]) -> list[str]:
    """Write `post code` and `e mail` as one word."""
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1], word) in {("post", "code"), ("e", "mail")}:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _cut(word: str) -> list[str]:
    """Cut `formersurname` into words we know, if it can be cut without a rest."""
    known = _vocabulary()
    if len(word) < _SHORTEST_TO_CUT or word in known:
        return [word]
    ways: list[list[str] | None] = [[], *[None] * len(word)]
    for end in range(1, len(word) + 1):
        starts = (start for start in range(end) if ways[start] is not None and word[start:end] in known)
        start = next(starts, None)
        if start is not None:
            ways[end] = [*(ways[start] or []), word[start:end]]
    return ways[-1] or [word]


@cache
def _vocabulary() -> frozenset[str]:
    told = {word for place in NAMED for heading in place.headings for word in heading.split()}
    told |= ELSEWHERE | NEVER_GUESSED | SHORT.keys() | {"address", "of", "code", "post"}
    return frozenset(word for word in told if len(word) > 1)


@lru_cache(maxsize=2_048)
def _told(heading: str) -> frozenset[str]:
    return frozenset(words_of(heading))


def fit(words: tuple[str, ...], place: Place) -> tuple[str, int]:
    """Say which of a place's headings these words are nearest, and how many words are left over; -1 is not near."""
    there = frozenset(words)
    best = ("", -1)
    for heading in place.headings:
        wanted = _told(heading)
        left = len(there - wanted)
        if wanted <= there and (best[1] < 0 or left < best[1]):
            best = (heading, left)
    return best


def of_somebody_else(words: tuple[str, ...], heading: str) -> bool:
    """Say whether words that the known heading has not speak of somebody or something else."""
    return bool((frozenset(words) - _told(heading)) & ELSEWHERE)


def is_never_guessed(words: tuple[str, ...]) -> bool:
    """Say whether a heading speaks of adoption."""
    return bool(frozenset(words) & NEVER_GUESSED) or any(a == "birth" and b == "name" for a, b in pairwise(words))
