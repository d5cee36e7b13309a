"""Numbers that name people: made whole numbers, with whether they can be true."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import polars as pl

from kith.linkage.kernels.arrays import U32
from kith.linkage.kernels.grouping import mixed_all
from kith.linkage.values.texts import shortened

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
_GAPS = r"[\s\-.\x{a0}\x{2010}-\x{2015}]+"
_GAPS_OF_ONE = re.compile("[\\s\\-.\u00a0\u2010-\u2015]+")
_NHS, _UPN = re.compile("[0-9]{10}"), re.compile("[A-Z][0-9]{12}")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN_DIGITS = 12
_NHS_WEIGHTS = tuple(range(10, 1, -1))
_STAND_IN = 1_111_111_111
_SALT, _LEAST = 7, 9
_ABROAD = re.compile(r"^(?:0044|44)0?")
_ONE_DIGIT = re.compile(r"^.?(?:0+|1+|9+)$")


def _nhs(texts: pl.Series) -> tuple[Numbers, Truths]:
    """Read NHS numbers: 0 where there are not ten digits or all are the same, and whether the check digit is right."""
    bare = texts.str.replace_all(_GAPS, "")
    read = bare.str.extract(r"^([0-9]{10})$").cast(pl.Int64).fill_null(0).to_numpy()
    return _checked_nhs(read)


def _checked_nhs(read: Numbers) -> tuple[Numbers, Truths]:
    numbers = np.where(read % _STAND_IN == 0, 0, read)
    total = sum(_digit(numbers, 9 - at) * weight for at, weight in enumerate(_NHS_WEIGHTS))
    return numbers, (numbers > 0) & ((11 - total % 11) % 11 == numbers % 10)


def _upn(texts: pl.Series) -> tuple[Numbers, Truths]:
    """Read unique pupil numbers, the letter as the first digits; temporary ones, which end in a letter, are left out."""
    bare = texts.str.replace_all(_GAPS, "").str.to_uppercase()
    apart = bare.str.extract_groups(r"^(?<letter>[A-Z])(?<digits>[0-9]{12})$").struct
    letters = apart.field("letter").replace_strict(list(_UPN_LETTERS), range(23), default=25, return_dtype=pl.Int64)
    digits = apart.field("digits").cast(pl.Int64).fill_null(0).to_numpy()
    return _checked_upn(letters.fill_null(0).to_numpy(), digits)


def _checked_upn(letter: Numbers, digits: Numbers) -> tuple[Numbers, Truths]:
    total = sum(_digit(digits, _UPN_DIGITS - 1 - at) * (at + 2) for at in range(_UPN_DIGITS))
    numbers = np.where(digits > 0, (letter + 1) * 10**_UPN_DIGITS + digits, 0)
    return numbers, (numbers > 0) & (total % 23 == letter)


def _digit(numbers: Numbers, place: int) -> Numbers:
    made: Numbers = numbers // 10**place % 10
    return made


def coded(texts: pl.Series, *, nhs: bool) -> tuple[U32, Numbers]:
    """Give numbers as codes, whose last bit says that the check digit is right, and as they are."""
    return _as_codes(*(_nhs(texts) if nhs else _upn(texts)))


def one_coded(text: str, *, nhs: bool) -> tuple[int, int]:
    """Read one number as ``coded`` does."""
    bare = re.sub(_GAPS_OF_ONE, "", text).upper()
    if nhs:
        found = _checked_nhs(np.array([int(bare) if _NHS.fullmatch(bare) else 0]))
    else:
        fits = _UPN.fullmatch(bare)
        letter = _UPN_LETTERS.find(bare[0]) if fits else 0
        found = _checked_upn(np.array([25 if letter < 0 else letter]), np.array([int(bare[1:]) if fits else 0]))
    codes, read = _as_codes(*found)
    return int(codes[0]), int(read[0])


def _as_codes(read: Numbers, valid: Truths) -> tuple[U32, Numbers]:
    made = shortened(mixed_all(read.astype(np.uint64), np.full(len(read), _SALT, np.uint64)))
    codes = np.where(read > 0, (made | np.uint32(2)) & ~np.uint32(1) | valid.astype(np.uint32), np.uint32(0))
    return codes.astype(np.uint32), read


def one_phone(text: str) -> str:
    """Read one telephone number as ``phone`` does."""
    digits = _ABROAD.sub("0", "".join(sign for sign in text if sign in "0123456789"))
    return digits if len(digits) >= _LEAST and not _ONE_DIGIT.match(digits) else ""


def phone(texts: pl.Series) -> pl.Series:
    """Read telephone numbers: digits alone, with 0 for +44; nothing for what is too short or is one digit again and again."""
    digits = texts.str.replace_all(r"[^0-9]", "").str.replace(_ABROAD.pattern, "0")
    good = (digits.str.len_bytes() >= _LEAST) & ~digits.str.contains(_ONE_DIGIT.pattern)
    return digits.zip_with(good, pl.repeat("", len(digits), eager=True))
