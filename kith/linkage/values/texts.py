"""Columns of text as bytes, hashes and what is distinct in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from kith.linkage.kernels.arrays import I64, U8, U32, U64
from kith.linkage.kernels.texts import hashes


def packed(texts: pl.Series) -> tuple[U8, I64]:
    """Give all the bytes of some texts, and where each ends."""
    ends = texts.str.len_bytes().cast(pl.Int64).cum_sum().to_numpy()
    whole: str = texts.str.join("").item() if len(texts) else ""
    return np.frombuffer((whole or " ").encode(), np.uint8), ends


def hashed(texts: pl.Series) -> U64:
    """Hash texts; the empty one is 0."""
    return hashes(*packed(texts))


def shortened(value: U64) -> U32:
    """Cut hashes to 32 bits; only nothing is 0."""
    made = (value >> np.uint64(32)).astype(np.uint32)
    return np.where((made == 0) & (value != 0), np.uint32(1), made)


def distinct(column: pl.Series) -> tuple[npt.NDArray[np.uint32], pl.Series]:
    """Give for each row the place of its text among the distinct ones, and these. Nothing counts as the empty text."""
    coded = column.fill_null("").cast(pl.Categorical(pl.Categories.random()))
    unique = coded.unique()
    places = np.zeros(len(unique), np.uint32)
    places[unique.to_physical().to_numpy()] = np.arange(len(unique), dtype=np.uint32)
    return places[coded.to_physical().to_numpy()], unique.cast(pl.String)
