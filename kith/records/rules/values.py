"""One value by its type: what it says, and the codes of what was odd about it."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from kith.lib import identifiers
from kith.lib.identifiers import Check, Checked
from kith.records.rules.codes import CodeList, plain
from kith.records.rules.dates import read_date
from kith.records.rules.text import is_filler, one_line

Value = str | date | int | Checked | tuple[str, ...] | None
Told = tuple[Value, tuple[str, ...]]

_MANGLED = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_NUMBER = re.compile("[0-9]{1,9}")
_NOUGHTS = re.compile(r"\.0+$")
_APART = re.compile("[\n;|]")
_APART_TIES = re.compile("[\n;|,]")
_TIE = re.compile(r"(.{2,60}?)(?:\s+(?:of|to)\s+|\s*:\s*)(\S*[0-9]\S*)", re.IGNORECASE)
_JSON_BEGINS = ("[", "{")
_LONGEST_JSON = 100_000
_SAYS_YES = frozenset({"y", "yes", "1", "true", "t"})
_NOT_OF_PHONE = re.compile(r"[^0-9+]")
_NOT_OF_PLATE = re.compile(r"[^A-Z0-9]")
_FEWEST_DIGITS = 6
_MONTH = re.compile("([12][0-9]{3})(0[1-9]|1[0-2])")
_OF_MOMENTS = frozenset({"date-and-time", "date-in-words"})
_UNKNOWN_UPN = re.compile("UN[1-9]")
"""What the returns ask for in place of a pupil number that is not known."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value may be read by: today's date, its list of codes, and what is no value."""

    today: date
    codes: CodeList | None = None
    blanks: tuple[str, ...] = ()
    """What stands for nothing in this format, such as a database's NULL."""


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


def _month(text: str, setting: Setting) -> Told:
    """Read a month written `199606` as its first day; a day is one too."""
    found = _MONTH.fullmatch(text)
    return _date(f"{found[1]}-{found[2]}-01" if found else text, setting)


def _at_a_time(read: Callable[[str, Setting], Told]) -> Callable[[str, Setting], Told]:
    """Read a day of which the time is told too, as whoever exports it always does: no finding in itself."""

    def told(text: str, setting: Setting) -> Told:
        found, codes = read(text, setting)
        return found, tuple(code for code in codes if code not in _OF_MOMENTS)

    return told


def _code(text: str, setting: Setting) -> Told:
    meaning = setting.codes.meaning(text) if setting.codes else text
    if meaning is None:
        return (None, ("filler",)) if is_filler(text) else (None, ("code-unknown",))
    return meaning, ()


def _codes(text: str, setting: Setting) -> Told:
    """Read several codes: apart by line breaks or semicolons, or a list in JSON; of an object, the keys that say yes."""
    told = [one for part in _several(text) for one in _each(part, setting)]
    meanings = tuple(dict.fromkeys(str(meaning) for meaning, _ in told if meaning is not None))
    return meanings, tuple(dict.fromkeys(code for _, codes in told for code in codes))


def _ties(text: str, setting: Setting) -> Told:
    """Read several relatives in one cell, `Mother of N1; sister of N2`: each as what somebody is and the other's number."""
    told = [_tie(part, setting) for part in map(str.strip, _APART_TIES.split(text)) if part and not is_filler(part)]
    ties = tuple(dict.fromkeys(tie for tie, _ in told if tie))
    return ties, tuple(dict.fromkeys(code for _, codes in told for code in codes))


def _tie(part: str, setting: Setting) -> tuple[str, tuple[str, ...]]:
    found = _TIE.fullmatch(part)
    if found is None:
        return "", ("relative-unreadable",)
    kind, codes = _code(found[1], setting)
    return f"{kind or 'other'} {found[2]}", codes


def _several(text: str) -> list[str]:
    if text[:1] in _JSON_BEGINS:
        value = _loaded(text)
        if isinstance(value, list):
            return [str(part) for part in value if part not in (None, "")]
        if isinstance(value, dict):
            return [key for key, said in value.items() if said is True or _is_yes(said)]
    return [part.strip() for part in _APART.split(text) if part.strip()]


def _is_yes(said: object) -> bool:
    return isinstance(said, str) and said.strip().casefold() in _SAYS_YES


def _each(part: str, setting: Setting) -> list[Told]:
    """Read what stands between commas, where each of it has a meaning and the whole is not a known way to write one."""
    if "," in part and setting.codes and plain(part) not in setting.codes.meanings:
        pieces = [_code(piece, setting) for piece in map(str.strip, part.split(",")) if piece]
        if not any(codes for _, codes in pieces):
            return pieces
    return [_code(part, setting)]


@lru_cache(maxsize=512)
def _loaded(text: str) -> object:
    try:
        return json.loads(text) if len(text) <= _LONGEST_JSON else None
    except (ValueError, RecursionError):
        return None


def member(text: str, name: str) -> str:
    """Give one member of an object written as JSON; what is no object is the value of no member."""
    value = _loaded(text)
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else "" if found is None else json.dumps(found, ensure_ascii=False)


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
        if _UNKNOWN_UPN.fullmatch(text):
            return None, ()
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


def _phone(text: str, setting: Setting) -> Told:
    """Read a telephone number by its digits, +44 as 0, so that two ways of writing one can be found together."""
    if is_filler(text):
        return None, ("filler",)
    digits = _NOT_OF_PHONE.sub("", text.replace("(0)", ""))
    for abroad in ("+44", "0044"):
        digits = f"0{digits.removeprefix(abroad)}" if digits.startswith(abroad) else digits
    return (Checked(digits, Check.UNCHECKED), ()) if len(digits) >= _FEWEST_DIGITS else (text, ())


def _plate(text: str, setting: Setting) -> Told:
    """Read the mark of a vehicle by its letters and digits."""
    if is_filler(text):
        return None, ("filler",)
    return Checked(_NOT_OF_PLATE.sub("", text.upper()), Check.UNCHECKED), ()


TYPES: Mapping[str, Callable[[str, Setting], Told]] = MappingProxyType(
    {
        "text": _text,
        "name": _name,
        "address": _lines,
        "date": _date,
        "birth": _birth,
        "due": _due,
        "month": _month,
        "moment": _at_a_time(_date),
        "birth-moment": _at_a_time(_birth),
        "due-moment": _at_a_time(_due),
        "code": _code,
        "codes": _codes,
        "ties": _ties,
        "whole": _whole,
        "id": _id,
        "nhs": _checked(identifiers.nhs_number, "nhs-invalid"),
        "upn": _checked(identifiers.upn, "upn-invalid"),
        "postcode": _checked(identifiers.postcode, "postcode-invalid"),
        "uprn": _checked(identifiers.uprn, "identifier-stand-in"),
        "phone": _phone,
        "plate": _plate,
    }
)
_OF_SCHEME = {"nhs": "nhs", "upn": "upn", "former_upn": "upn", "uprn": "uprn", "phone": "phone", "vrm": "plate"}


def by_scheme(scheme: str, text: str) -> tuple[Checked | None, tuple[str, ...]]:
    """Check a number whose kind another field tells."""
    if scheme not in _OF_SCHEME:
        return None, ()
    value, codes = TYPES[_OF_SCHEME[scheme]](text, Setting(date.max))
    return (value if isinstance(value, Checked) else None), codes


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
