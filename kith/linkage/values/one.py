"""One record read alone, for look-up: the same rules as ``names`` and ``places``, without a table. A test holds them alike."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

import numpy as np

from kith.linkage.kernels.arrays import I64, U8, U64
from kith.linkage.kernels.texts import hashes
from kith.linkage.values import names

_MARKS = re.compile(r"['’`.]")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_STROKES = str.maketrans(names.STROKES)
_RULES = tuple((re.compile(old), new.replace("$1", r"\1")) for old, new in names.SOUNDS)
_AGAIN = re.compile(f"([{names.ONCE}])\\1+")


def plain(name: str) -> str:
    """Write a name in small letters without marks, its parts with one space between."""
    apart = unicodedata.normalize("NFKD", name.lower().translate(_STROKES))
    bare = "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M"))
    return _NOT_LETTERS.sub(" ", _MARKS.sub("", bare)).strip()


def closed(name: str) -> str:
    """Run the parts of a plain name together; what stands for no name becomes nothing."""
    whole = name.replace(" ", "")
    return "" if whole in names.NOBODY else whole


@lru_cache(20_000)
def sound(name: str) -> str:
    """Write how a plain, closed name sounds."""
    for old, new in _RULES:
        name = old.sub(new, name)
    return _AGAIN.sub(r"\1", name)[: names.LENGTH]


def long(name: str) -> str:
    """Give how the name sounds that a short form stands for most likely."""
    return sound(names.long_forms().get(name, name))


def packed(*texts: str) -> tuple[U8, I64]:
    """Give the bytes of some texts, and where each ends."""
    parts = [text.encode() for text in texts]
    return np.frombuffer(b"".join(parts) or b" ", np.uint8), np.cumsum([len(part) for part in parts])


def hashed(*texts: str) -> U64:
    """Hash some texts; the empty one is 0."""
    return hashes(*packed(*texts))


def day(value: date | None) -> int:
    """Write a day as one number."""
    return 0 if value is None else value.year << 9 | value.month << 5 | value.day
