"""Numbers that name people and places, and whether they can be true.

A number that passes its check is well formed; it may still be another person's.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

_GAPS = re.compile(r"[\s\-\u00a0\u2010-\u2015.]+")
_NHS_DIGITS = 10
_UPRN_DIGITS = 12
_TAIL = 20
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(r"[A-Z]\d{11}[\dA-Z]")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?|GIR)(\d[ABD-HJLNP-UW-Z]{2})")
_POSTCODE_AT_END = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[ABD-HJLNP-UW-Z]{2})\W*$", re.IGNORECASE)


class Check(StrEnum):
    """What a check of an identifier found."""

    VALID = "valid"
    INVALID = "invalid"
    TEMPORARY = "temporary"
    UNCHECKED = "unchecked"
    STAND_IN = "stand-in"
    """A well-formed value that stands for 'not known': it must never link two people."""


class Checked(NamedTuple):
    """An identifier in its normal form, and what its check found."""

    value: str
    check: Check


def _closed(text: str) -> str:
    return _GAPS.sub("", text).upper()


def nhs_number(text: str) -> Checked:
    """Check an NHS number: ten digits, modulus 11."""
    number = _closed(text)
    if not (len(number) == _NHS_DIGITS and number.isascii() and number.isdigit()):
        return Checked(number, Check.INVALID)
    if len(set(number)) == 1:
        return Checked(number, Check.STAND_IN)
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
    digit = (11 - total % 11) % 11
    return Checked(number, Check.VALID if digit == int(number[9]) else Check.INVALID)


def upn(text: str) -> Checked:
    """Check a unique pupil number: a letter, modulus 23, and twelve digits or eleven and a letter."""
    number = _closed(text)
    if not _UPN.fullmatch(number):
        return Checked(number, Check.INVALID)
    last = number[12]
    temporary = last.isalpha()
    if temporary and last not in _UPN_LETTERS:
        return Checked(number, Check.INVALID)
    values = [int(digit) for digit in number[1:12]] + [_UPN_LETTERS.index(last) if temporary else int(last)]
    letter = _UPN_LETTERS[sum(value * weight for weight, value in enumerate(values, start=2)) % 23]
    if letter != number[0]:
        return Checked(number, Check.INVALID)
    return Checked(number, Check.TEMPORARY if temporary else Check.VALID)


def postcode(text: str) -> Checked:
    """Check the form of a postcode; those beginning ZZ99 stand for no home or an unknown one."""
    closed = _closed(text)
    if closed.startswith("ZZ99"):
        return Checked(closed, Check.STAND_IN)
    found = _POSTCODE.fullmatch(closed)
    return Checked(f"{found[1]} {found[2]}", Check.VALID) if found else Checked(closed, Check.INVALID)


@lru_cache(20_000)
def postcode_in(address: str) -> str:
    """Find the postcode an address ends with, or nothing."""
    found = _POSTCODE_AT_END.search(address[-_TAIL:])
    if not found:
        return ""
    checked = postcode(found[1] + found[2])
    return checked.value if checked.check is Check.VALID else ""


def uprn(text: str) -> Checked:
    """Check a unique property reference: up to twelve digits; 1 and -1 are used as fillers."""
    bare = text.strip()
    if bare in {"1", "-1", "0"}:
        return Checked("", Check.STAND_IN)
    number = bare.lstrip("0")
    good = 1 <= len(number) <= _UPRN_DIGITS and number.isascii() and number.isdigit()
    return Checked(number, Check.UNCHECKED if good else Check.INVALID)
