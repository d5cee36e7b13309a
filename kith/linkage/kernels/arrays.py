"""The shapes of what the loops work on."""

from __future__ import annotations

from typing import NamedTuple

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
LONGEST = 20
"""Letters of a name that are compared."""
FAMILIES = 4
"""Lines of the short names that one name may stand in."""


class Words(NamedTuple):
    """Every name once, by its code; 0 is no name."""

    key: U64
    sound: U64
    short: U64
    first: I32
    last: I32
    families: I16
    letters: U32
    text: U8
    size: U8
    band: U8
    """How common it is, by code and column: 1 is rare, 4 very common."""


class Coded(NamedTuple):
    """Records as codes."""

    lines: U32
    """A line for each record, a column for each column of the schema."""
    numbers: I64
    """Of those columns that are numbers with a check digit, the number."""
    words: Words
