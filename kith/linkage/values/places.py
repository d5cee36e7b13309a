"""Addresses as typed on one line, and postcodes: the door, the line and the postcode of each record."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from kith.linkage.kernels.addresses import read_addresses, read_postcodes
from kith.linkage.kernels.arrays import U32, U64
from kith.linkage.kernels.grouping import mixed_all
from kith.linkage.values.texts import distinct, hashed, packed, shortened

_ALONE = "confidential withheld disclosed nfa unknown"
_PAIRS = ("c o", "care of", "no fixed", "sofa surfing", "not known")
_KINDS = "flat apartment apt unit room the no plot house"


class Places(NamedTuple):
    """Where each record is, as codes."""

    door: U32
    line: U32
    postcode: U32


@cache
def _said() -> tuple[U64, U64, U64]:
    pairs = [hashed(pl.Series([pair.split()[at] for pair in _PAIRS])) for at in (0, 1)]
    return hashed(pl.Series(_ALONE.split())), mixed_all(*pairs), hashed(pl.Series(_KINDS.split()))


def read(addresses: pl.Series, postcodes: pl.Series) -> Places:
    """Read where each record is. The postcode is as typed where the form is right, else as the address ends."""
    at, unique = distinct(addresses)
    door, line, inside, inside_code = read_addresses(*packed(unique), *_said())
    typed_at, typed = distinct(postcodes)
    whole, code, kind = read_postcodes(*packed(typed))
    kinds = kind[typed_at]
    within = kinds == 0
    postcode = np.where(within, inside[at], whole[typed_at])
    doors = np.where((door[at] != 0) & (postcode != 0), mixed_all(door[at], postcode), np.uint64(0))
    codes = np.where(within, inside_code[at], code[typed_at])
    return Places(shortened(doors), shortened(line[at]), codes)
