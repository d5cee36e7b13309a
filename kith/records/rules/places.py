"""How a place is known by all who tell of it: by its property number, or else by its postcode and how its house is told.

Places are joined by these keys alone, so what does not tell one home from its neighbours has none: a postcode by itself,
and words that stand where an address should.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from kith.lib.identifiers import Check, postcode_in, uprn

KINDS = frozenset(
    {
        "dwelling", "care home", "placement", "school", "hospital", "surgery", "office", "street", "hotspot", "custody",
        "transport", "unknown",
    }
)  # fmt: skip
"""What a place is."""

OF_USE: Mapping[str, str] = MappingProxyType(
    {"home": "dwelling", "previous": "dwelling", "tenancy": "dwelling", "placement": "placement", "school": "school"}
)
"""What a place is that is used so, where nothing else is said."""

_NO_PLACE = (
    "confidential", "withheld", "address withheld", "not disclosed", "restricted", "secret", "refuge", "c o ", "care of",
    "no fixed", "nfa", "not known", "unknown", "none", "n a", "various", "homeless", "of no fixed", "address unknown",
    "address not", "overseas", "abroad",
)  # fmt: skip
"""How words begin that stand in place of an address, or that lead to somebody else's."""
_WORDS = re.compile(r"[0-9]+|[a-z]+")
_APOSTROPHES = re.compile("['’`]")
_FLAT = frozenset({"flat", "apartment", "apt", "unit", "room", "no", "number", "the"})
"""What may stand or be left out before a number or name."""
_SHORT = {"st": "street", "rd": "road", "ave": "avenue", "cl": "close", "pl": "place", "ln": "lane", "dr": "drive"}
_PLAIN = re.compile(r"\s*([0-9]+)[\s,]+([A-Za-z]{2,})(?=[\s,]|$)")
"""How nearly all addresses begin: a number, and the name of a street. It only saves time."""
_NOT_PLAIN = _FLAT | _SHORT.keys()
_MOST = 20_000


@lru_cache(_MOST)
def by_number(number: str) -> str:
    """Give the key of a property by its number; none for what is no such number."""
    checked = uprn(number) if number else None
    return _hashed(f"uprn {checked.value}") if checked and checked.check is Check.UNCHECKED else ""


@lru_cache(_MOST)
def as_written(address: str, postcode: str) -> str:
    """Give the key of a place by how it is written: all its numbers, and the first word that is not one, or two."""
    if postcode and (plain := _PLAIN.match(address)) and plain[2].casefold() not in _NOT_PLAIN:
        return _hashed(f"{postcode.replace(' ', '')} {plain[1]} {plain[2].casefold()}")
    words = _words(address)
    if not words or f"{' '.join(words)} ".startswith(_NO_PLACE):
        return ""
    if not postcode:
        # Without a postcode the town must be told, and all of it must be the same.
        return _hashed(" ".join(words)) if len(re.split("[,\n]", address)) > 1 else ""
    return _hashed(f"{postcode.replace(' ', '')} {' '.join(_house(words))}")


def _words(address: str) -> list[str]:
    """Cut an address into numbers and words, without its postcode."""
    told = postcode_in(address)
    text = address[: address.upper().rfind(told.split(" ")[0])] if told else address
    words = _WORDS.findall(_APOSTROPHES.sub("", text.casefold()))
    return [_SHORT.get(word, word) for word in words]


def _house(words: list[str]) -> list[str]:
    """Keep what tells a house from the others that have its postcode."""
    found: list[str] = []
    names = 0
    for word in words:
        if word in _FLAT:
            continue
        found.append(word)
        names += not (word.isdigit() or len(word) == 1)
        if names and (names > 1 or found[0].isdigit() or len(found[0]) == 1):
            break
    return found


def _hashed(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
