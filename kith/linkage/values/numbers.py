"""Numbers that name people: made whole numbers, with whether they can be true."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
_GAPS = r"[\s\-.\x{a0}\x{2010}-\x{2015}]+"
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN_DIGITS = 12
_NHS_WEIGHTS = tuple(range(10, 1, -1))
_STAND_IN = 1_111_111_111


def nhs(texts: pl.Series) -> tuple[Numbers, Truths]:
    """Read NHS numbers: 0 where there are not ten digits or all are the same, and whether the check digit is right."""
    bare = texts.str.replace_all(_GAPS, "")
    read = bare.str.extract(r"^([0-9]{10})$").cast(pl.Int64).fill_null(0).to_numpy()
    numbers = np.where(read % _STAND_IN == 0, 0, read)
    total = sum(_digit(numbers, 9 - at) * weight for at, weight in enumerate(_NHS_WEIGHTS))
    return numbers, (numbers > 0) & ((11 - total % 11) % 11 == numbers % 10)


def upn(texts: pl.Series) -> tuple[Numbers, Truths]:
    """Read unique pupil numbers, the letter as the first digits; temporary ones, which end in a letter, are left out."""
    bare = texts.str.replace_all(_GAPS, "").str.to_uppercase()
    apart = bare.str.extract_groups(r"^(?<letter>[A-Z])(?<digits>[0-9]{12})$").struct
    letters = apart.field("letter").replace_strict(list(_UPN_LETTERS), range(23), default=25, return_dtype=pl.Int64)
    digits = apart.field("digits").cast(pl.Int64).fill_null(0).to_numpy()
    letter = letters.fill_null(0).to_numpy()
    total = sum(_digit(digits, _UPN_DIGITS - 1 - at) * (at + 2) for at in range(_UPN_DIGITS))
    numbers = np.where(digits > 0, (letter + 1) * 10**_UPN_DIGITS + digits, 0)
    return numbers, (numbers > 0) & (total % 23 == letter)


def _digit(numbers: Numbers, place: int) -> Numbers:
    return numbers // 10**place % 10


def phone(texts: pl.Series) -> pl.Series:
    """Read telephone numbers: digits alone, with 0 for +44; nothing for what is too short or is one digit again and again."""
    digits = texts.str.replace_all(r"[^0-9]", "").str.replace(r"^(?:0044|44)0?", "0")
    good = (digits.str.len_bytes() >= 9) & ~digits.str.contains(r"^.?(?:0+|1+|9+)$")
    return digits.zip_with(good, pl.repeat("", len(digits), eager=True))
