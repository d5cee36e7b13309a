"""What the values of a column look like, told from a sample, and never repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

from kith.lib import identifiers
from kith.lib.identifiers import Check
from kith.records.rules.codes import CodeList
from kith.records.rules.dates import read_date
from kith.records.rules.profile_files import profile_from
from kith.records.rules.text import clean, is_filler

SAMPLE = 500
_LONGEST = 400
_NAME = re.compile(r"[^\W\d_][^\d_@/\\]{0,59}")
_PHONE = re.compile(r"(?:\+44|0044|0)[\d ()\-]{9,16}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_NINO = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]?", re.IGNORECASE)
_PNC = re.compile(r"(?:\d{2}|\d{4})/\d{1,7}[A-Z]", re.IGNORECASE)
_PLATE = re.compile(r"[A-Z]{1,3}\d{1,4} ?[A-Z]{0,3}|\d{1,4} ?[A-Z]{1,3}", re.IGNORECASE)
_ID = re.compile(r"[A-Z0-9][A-Z0-9/\-_.: ]{0,39}", re.IGNORECASE)
_ADDRESS = re.compile(r"(?=.*[^\W\d_]{3})(?=.*[\s,]).{6,}", re.DOTALL)
_DIGITS = re.compile(r"\d{6,12}(?:\.0)?")
_TWO_NUMBERS = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}")
_LAST_MONTH = 12
_FEW = 40


@dataclass(frozen=True, slots=True)
class Sample:
    """The cells of one column that say something, and how many there were in all."""

    cells: tuple[str, ...]
    rows: int
    today: date
    shares: dict[str, float] = field(default_factory=dict, compare=False)

    @property
    def apart(self) -> float:
        """Tell how many of the values are told only once, as a share."""
        return len(set(self.cells)) / len(self.cells) if self.cells else 0.0


def sample(cells: Sequence[str], *, today: date) -> Sample:
    """Take the cells of a column that say something, cleaned."""
    some = cells[:SAMPLE]
    texts = (clean(cell[:_LONGEST])[0] for cell in some if cell)
    return Sample(tuple(text for text in texts if text and not is_filler(text)), len(some), today)


@cache
def _lists() -> Mapping[str, CodeList]:
    return profile_from({"name": "guess", "title": "A guess"}).codes


def _coded(name: str) -> Callable[[str], bool]:
    return lambda text: _lists()[name].meaning(text) is not None


def _valid(check: Callable[[str], identifiers.Checked]) -> Callable[[str], bool]:
    return lambda text: check(text.removesuffix(".0")).check in (Check.VALID, Check.TEMPORARY)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


def _id(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and _ID.fullmatch(text) is not None


_OF_TEXT: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "name": _matches(_NAME),
        "nhs": _valid(identifiers.nhs_number),
        "upn": _valid(identifiers.upn),
        "postcode": _valid(identifiers.postcode),
        "phone": _matches(_PHONE),
        "email": _matches(_EMAIL),
        "nino": lambda text: _NINO.fullmatch(text.replace(" ", "")) is not None,
        "pnc": _matches(_PNC),
        "plate": _matches(_PLATE),
        "address": _matches(_ADDRESS),
        "digits": _matches(_DIGITS),
        "id": _id,
        "sex": _coded("sex"),
        "ethnicity": _coded("ethnicity"),
        "yes_no": _coded("yes_no"),
        "part": _coded("part"),
        "tie": _coded("relationship"),
    }
)
WORDS = MappingProxyType(
    {
        "name": "names", "nhs": "NHS numbers", "upn": "pupil numbers", "postcode": "postcodes", "phone": "telephone numbers",
        "email": "e-mail addresses", "nino": "National Insurance numbers", "pnc": "PNC numbers", "plate": "number plates",
        "address": "addresses", "digits": "long numbers", "id": "reference numbers", "sex": "codes for sex",
        "ethnicity": "codes for ethnicity", "yes_no": "yes or no", "part": "parts in an event", "tie": "relationships",
        "date": "dates", "past": "dates that have passed", "few": "a few words said again and again",
    }
)  # fmt: skip
"""What values of each shape are called."""


def share(shape: str, told: Sample) -> float:
    """Tell what share of the values that say something have this shape; each shape is looked for once."""
    if not told.cells:
        return 0.0
    if shape not in told.shares:
        told.shares[shape] = _share(shape, told)
    return told.shares[shape]


def _share(shape: str, told: Sample) -> float:
    if shape == "few":
        return 1.0 if len(set(told.cells)) <= max(2, min(_FEW, len(told.cells) // 2)) else 0.0
    if shape in ("date", "past"):
        return sum(_is_date(text, told.today, past=shape == "past") for text in told.cells) / len(told.cells)
    is_so = _OF_TEXT[shape]
    return sum(map(is_so, told.cells)) / len(told.cells)


def _is_date(text: str, today: date, *, past: bool) -> bool:
    if text.isdigit() and len(text) < len("20200425"):
        return False
    found, codes = read_date(text, today=today)
    return (found is not None or "date-placeholder" in codes) and not (past and "date-in-future" in codes)


def month_first(told: Sample) -> str:
    """Say how a column writes 3 April: "day", "month", "mixed", or "" where no value can tell.

    One value decides nothing about itself: 13/04 can only be a day first, and speaks for 03/04 in the same column too.
    """
    pairs = [(int(found[1]), int(found[2])) for text in told.cells if (found := _TWO_NUMBERS.match(text))]
    days_first = any(first > _LAST_MONTH for first, _ in pairs)
    months_first = any(second > _LAST_MONTH for _, second in pairs)
    if days_first and months_first:
        return "mixed"
    return "day" if days_first else "month" if months_first else ""
