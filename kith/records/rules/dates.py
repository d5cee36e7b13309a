"""Dates as agencies write them, read one way, with what was odd told."""

import re
from datetime import date, timedelta

from kith.lib.partial_dates import MONTHS

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_CLOSED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{4,5})(\.\d+)?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/]+([A-Za-z]{3,9})[ \-/,]+(\d{4}|\d{2})")
_WORDS_YEAR_FIRST = re.compile(r"(\d{4})[ \-/]+([A-Za-z]{3,9})[ \-/]+(\d{1,2})")

_LONGEST = 40
_ISO_LETTERS = len("2020-04-25")
_MONTHS_IN_YEAR = 12
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000

Told = tuple[date | None, tuple[str, ...]]
STAND_INS = frozenset(
    {
        date(1900, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1753, 1, 1),
        date(9999, 12, 31),
        date(1, 1, 1),
        date(2099, 12, 31),
    }
)


def read_date(text: str, *, today: date) -> Told:
    """Read a day from text that has been cleaned; say what was odd about it."""
    if len(text) == _ISO_LETTERS and text[4] == "-" == text[7]:
        try:
            return _known(date.fromisoformat(text), [], today)
        except ValueError:
            pass
    if len(text) > _LONGEST:
        return None, ("date-unreadable",)
    bare = _TIME.sub("", text).strip()
    odd = [] if bare == text else ["date-and-time"]
    found, more = _day(bare, today)
    return _known(found, odd + more, today) if found else (None, tuple(more))


def _known(found: date, odd: list[str], today: date) -> Told:
    if found in STAND_INS:
        return None, ("date-placeholder",)
    if found > today + timedelta(days=1):
        odd = [*odd, "date-in-future"]
    if found.year < today.year - 120:
        odd = [*odd, "date-too-old"]
    return found, tuple(odd)


def _day(text: str, today: date) -> tuple[date | None, list[str]]:
    for pattern, reader in _READERS:
        match = pattern.fullmatch(text)
        if match:
            return reader(match, today)
    return None, ["date-unreadable"]


def _made(year: int, month: int, day: int, odd: list[str]) -> tuple[date | None, list[str]]:
    try:
        return date(year, month, day), odd
    except ValueError:
        pass
    if month > _MONTHS_IN_YEAR >= day:
        try:
            return date(year, day, month), [*odd, "date-swapped"]
        except ValueError:
            pass
    return None, ["date-impossible"]


def _year_first(match: re.Match[str], today: date) -> tuple[date | None, list[str]]:
    return _made(int(match[1]), int(match[2]), int(match[3]), [])


def _day_first(match: re.Match[str], today: date) -> tuple[date | None, list[str]]:
    year, odd = _year(match[3], today)
    return _made(year, int(match[2]), int(match[1]), odd)


def _year(text: str, today: date) -> tuple[int, list[str]]:
    if len(text) > 2:  # noqa: PLR2004 -- a year has four digits or two
        return int(text), []
    century = today.year - today.year % 100
    year = century + int(text)
    return (year if year <= today.year else year - 100), ["date-two-digit-year"]


def _worded(match: re.Match[str], today: date) -> tuple[date | None, list[str]]:
    year, odd = _year(match[3], today)
    return _in_words(year, match[2], int(match[1]), odd)


def _worded_year_first(match: re.Match[str], today: date) -> tuple[date | None, list[str]]:
    return _in_words(int(match[1]), match[2], int(match[3]), [])


def _in_words(year: int, name: str, day: int, odd: list[str]) -> tuple[date | None, list[str]]:
    month = _month(name.casefold())
    return _made(year, month, day, [*odd, "date-in-words"]) if month else (None, ["date-unreadable"])


def _month(name: str) -> int | None:
    return next((number for number, full in enumerate(MONTHS, start=1) if full.startswith(name)), None)


def _serial(match: re.Match[str], today: date) -> tuple[date | None, list[str]]:
    """Read an Excel day number, from 1927 on; smaller ones are more likely something else."""
    days = int(match[1])
    if not _FIRST_SERIAL <= days <= _LAST_SERIAL:
        return None, ["date-unreadable"]
    return date(1899, 12, 30) + timedelta(days=days), ["date-serial"]


_READERS = (
    (_ISO, _year_first),
    (_NUMBERS, _day_first),
    (_YEAR_FIRST, _year_first),
    (_CLOSED, _year_first),
    (_SERIAL, _serial),
    (_WORDS, _worded),
    (_WORDS_YEAR_FIRST, _worded_year_first),
)
