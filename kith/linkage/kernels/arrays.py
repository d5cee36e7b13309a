"""The shapes of what the loops work on."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[np.uint8]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I16 = npt.NDArray[np.int16]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
Whole = int | np.integer[Any]
LONGEST = 24
"""Letters of a name that are compared."""
FAMILIES = 4
"""Lines of the short names that one name may stand in."""
KEY, SOUND, ENDS, KIN, SIGNS, TEXT = 0, 1, 2, 3, 4, 5
"""Columns of a name: hash, hash of its sound, codes of its first and last part, its families, letters and size, text."""
WIDTH = 8


class Words(NamedTuple):
    """Every name once, by its code; 0 is no name."""

    rows: U64
    """A line of 64 bytes for each name, in the columns above."""
    short: U64
    """The hash of the sound of the name that it is short for."""
    band: U8
    """How common it is, by code and column: 1 is rare, 4 very common."""


class Coded(NamedTuple):
    """Records as codes."""

    lines: U32
    """A line for each record, a column for each column of the schema."""
    numbers: I64
    """Of those columns that are numbers with a check digit, the number."""
    words: Words
