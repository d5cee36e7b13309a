"""One value by its type: what it says, and the codes of what was odd about it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kith.lib import identifiers
from kith.lib.identifiers import Check, Checked
from kith.records.rules.codes import CodeList
from kith.records.rules.dates import read_date
from kith.records.rules.text import is_filler, one_line

Value = str | date | int | Checked | tuple[str, ...] | None
Told = tuple[Value, tuple[str, ...]]

_MANGLED = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_NUMBER = re.compile("[0-9]{1,9}")
_NOUGHTS = re.compile(r"\.0+$")
_NONE: Told = (None, ())


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value may be read by: today's date, and its list of codes."""

    today: date
    codes: CodeList | None = None


def _text(text: str, setting: Setting) -> Told:
    return text, ()


def _name(text: str, setting: Setting) -> Told:
    return (None, ("filler",)) if is_filler(text) else (text, ())


def _lines(text: str, setting: Setting) -> Told:
    return (None, ("filler",)) if is_filler(text) else (one_line(text), ())


def _date(text: str, setting: Setting) -> Told:
    return (None, ("filler",)) if is_filler(text) else read_date(text, today=setting.today)


def _birth(text: str, setting: Setting) -> Told:
    found, codes = _date(text, setting)
    if isinstance(found, date) and (found.day, found.month) == (1, 1):
        return found, (*codes, "birth-first-of-january")
    return found, codes


def _due(text: str, setting: Setting) -> Told:
    """Read a day that may well lie ahead, such as when a child is expected."""
    found, codes = _date(text, setting)
    return found, tuple(code for code in codes if code != "date-in-future")


def _code(text: str, setting: Setting) -> Told:
    meaning = setting.codes.meaning(text) if setting.codes else text
    if meaning is None:
        return (None, ("filler",)) if is_filler(text) else (None, ("code-unknown",))
    return meaning, ()


def _codes(text: str, setting: Setting) -> Told:
    """Read several codes, kept apart by line breaks when they were gathered."""
    told = [_code(part, setting) for part in text.split("\n") if part]
    meanings = tuple(str(meaning) for meaning, _ in told if meaning is not None)
    return meanings, tuple(dict.fromkeys(code for _, codes in told for code in codes))


def _whole(text: str, setting: Setting) -> Told:
    bare = _NOUGHTS.sub("", text).replace(",", "")
    if _NUMBER.fullmatch(bare):
        return int(bare), ()
    return (None, ("filler",)) if is_filler(text) else (None, ("number-unreadable",))


def _id(text: str, setting: Setting) -> Told:
    """Read a local number as text; `9212044.0` is what a spreadsheet makes of 9212044."""
    if is_filler(text):
        return None, ("filler",)
    if _MANGLED.fullmatch(text):
        return None, ("identifier-mangled",)
    return _NOUGHTS.sub("", text) if text[:1].isdigit() else text, ()


def _checked(check: Callable[[str], Checked], invalid: str) -> Callable[[str, Setting], Told]:
    def read(text: str, setting: Setting) -> Told:
        if is_filler(text):
            return None, ("filler",)
        if _MANGLED.fullmatch(text):
            return Checked(text, Check.INVALID), ("identifier-mangled",)
        found = check(_NOUGHTS.sub("", text))
        return found, _saying(found.check, invalid)

    return read


def _saying(check: Check, invalid: str) -> tuple[str, ...]:
    if check is Check.INVALID:
        return (invalid,)
    if check is Check.TEMPORARY:
        return ("upn-temporary",)
    if check is Check.STAND_IN:
        return ("postcode-stand-in" if invalid == "postcode-invalid" else "identifier-stand-in",)
    return ()


TYPES: Mapping[str, Callable[[str, Setting], Told]] = MappingProxyType(
    {
        "text": _text,
        "name": _name,
        "address": _lines,
        "date": _date,
        "birth": _birth,
        "due": _due,
        "code": _code,
        "codes": _codes,
        "whole": _whole,
        "id": _id,
        "nhs": _checked(identifiers.nhs_number, "nhs-invalid"),
        "upn": _checked(identifiers.upn, "upn-invalid"),
        "postcode": _checked(identifiers.postcode, "postcode-invalid"),
        "uprn": _checked(identifiers.uprn, "identifier-stand-in"),
    }
)


def says_yes(value: Value) -> bool:
    """Tell whether a value asserts its field: a yes, or a day on which it came true."""
    return value == "yes" or isinstance(value, date)


def as_text(value: Value) -> str:
    """Write a value for a column of text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, Checked):
        return value.value
    return "; ".join(value) if isinstance(value, tuple) else str(value)
