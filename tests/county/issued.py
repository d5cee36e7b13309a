"""Find numbers in any text that somebody real may bear. For tests over all that a county writes.

It looks only for what cannot easily be anything else: right check digits where there are any, the length and the first
digits where there are none, or the name of the field beside it. ``scan`` says nothing of names and postcodes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kith.county.never_issued import RANGES
from kith.lib import identifiers
from kith.lib.identifiers import Check

_CLOSED = re.compile(r"[\s-]+")
_DRAMA = re.compile(RANGES["phone"].ours.replace(" ", ""))
_POLICE_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_NO_NINO = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
_START, _END = r"(?<![\w./@+-])", r"(?![\w@]|[./-]\w)"


def _always(_found: re.Match[str]) -> bool:
    return True


def _nhs(found: re.Match[str]) -> bool:
    number = _CLOSED.sub("", found[0])
    if number[0] in "0123" and not (number.startswith("3") or _a_day(number[0:2], number[2:4])):
        return False
    right = identifiers.nhs_number(number).check is Check.VALID
    return right and bool(re.fullmatch(RANGES["nhs"].issued, number))


def _a_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _upn(found: re.Match[str]) -> bool:
    right = identifiers.upn(found[0]).check in {Check.VALID, Check.TEMPORARY}
    return right and bool(re.fullmatch(RANGES["upn"].issued, found[0]))


def _phone(found: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", found[0].replace("(0)", ""))
    national = f"0{digits[2:]}" if found[0].startswith("+44") else digits
    return not _DRAMA.fullmatch(national)


def _uprn(found: re.Match[str]) -> bool:
    """A moment written in twelve digits, such as 202401311200, is not a property."""
    number = found[0]
    moment = number[:2] in {"19", "20"} and _a_day(number[6:8], number[4:6]) and int(number[8:10]) < 24
    return not moment and not re.fullmatch(RANGES["uprn"].ours, number)


def _pnc(found: re.Match[str]) -> bool:
    year, serial, letter = found[1], found[2], found[3]
    right = _POLICE_LETTERS[int(f"{year[-2:]}{int(serial):07d}") % 23] == letter
    return right and int(serial) < 4_000_000


def _nino(found: re.Match[str]) -> bool:
    return found[0][:2] not in _NO_NINO


def _labelled(kind: str) -> Callable[[re.Match[str]], bool]:
    issued = re.compile(RANGES[kind].issued)
    return lambda found: bool(issued.fullmatch(found[1]))


def _label(names: str, number: str) -> str:
    """A number right behind the name of its field, as in XML and JSON."""
    return rf'(?i:\b(?:{names})"?\s*[>:=]\s*"?)({number})\b'


_LOOKED_FOR: tuple[tuple[str, str, Callable[[re.Match[str]], bool]], ...] = (
    ("nhs", rf"{_START}\d{{3}}([ -]?)\d{{3}}\1\d{{4}}{_END}", _nhs),
    ("upn", rf"{_START}[A-HJ-NP-RT-Z]\d{{11}}[\dA-HJ-NP-RT-Z]{_END}", _upn),
    ("phone", r"(?<![\w./@-])(?:\+44 ?(?:\(0\) ?)?|0)[1-9]\d{1,3}[ -]?\d{3,4}[ -]?\d{3,4}(?![\w@]|[./-]\w)", _phone),
    ("phone abroad", r"(?<![\w./@-])\+(?!44)[1-9]\d{1,2}[ \d]{7,12}\b", _always),
    ("vehicle", rf"{_START}{RANGES['vehicle'].issued.replace(' ', ' ?')}{_END}", _always),
    ("vehicle", rf"{_START}[A-HJ-NPR-TV-Y]\d{{3}} [A-HJ-PR-Y]{{3}}{_END}", _always),
    ("uprn", rf"{_START}[1-9]\d{{11}}{_END}|{_START}100\d{{8}}{_END}", _uprn),
    ("occurrence", rf"{_START}54[0-3]\d{{8}}{_END}", _always),
    ("pnc", rf"{_START}((?:19|20)\d\d|\d\d)/(\d{{4,7}})([A-HJ-NP-RT-Z]){_END}", _pnc),
    ("nino", rf"{_START}[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:\d\d ?){{3}}[A-D]{_END}", _nino),
    ("ods", rf"{_START}[A-HJ-NP]8[1-9]\d{{3}}{_END}", _always),
    ("cqc", rf"(?<![\w./@+-])1-[1-9]\d{{8,10}}{_END}", _always),
    ("provider_urn", rf"{_START}SC[0-8]\d{{5}}{_END}", _always),
    ("email", r"[\w.+'-]+@(?![\w.-]*\.example\b)[A-Za-z][\w-]*\.[A-Za-z][\w.-]+", _always),
    ("uln", _label("ULN|UniqueLearnerNumber", r"\d{10}"), _labelled("uln")),
    ("ukprn", _label("UKPRN", r"\d{8}"), _labelled("ukprn")),
    ("urn", _label("URN|SchoolURN|PlacementURN", r"\d{6}"), _labelled("urn")),
    ("laestab", _label("LAESTAB|LAEstab", r"\d{7}"), _labelled("laestab")),
    ("uprn", _label("UPRN", r"\d{4,12}"), _labelled("uprn")),
)
_COMPILED = tuple((kind, re.compile(pattern), judge) for kind, pattern, judge in _LOOKED_FOR)


def found_in(text: str) -> Iterator[str]:
    """Give each find as its kind and what was found."""
    for kind, pattern, judge in _COMPILED:
        for found in pattern.finditer(text):
            if judge(found):
                yield f"{kind}: {found[0]}"


def scan(text: str) -> list[str]:
    """Give every number in a text that may be somebody's, as "kind: number". Nothing is what a test hopes for."""
    return list(found_in(text))
