"""Addresses as typed on one line, and postcodes: the door, the line and the postcode of each record."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from kith.linkage.kernels.addresses import read_addresses, read_postcodes
from kith.linkage.kernels.arrays import I64, U8, U32, U64
from kith.linkage.kernels.grouping import mixed_all
from kith.linkage.values.texts import distinct, hashed, packed, shortened

_ALONE = "confidential withheld disclosed nfa unknown"
_PAIRS = ("c o", "care of", "no fixed", "sofa surfing", "not known")
_KINDS = "flat apartment apt unit room the no plot house"


Packed = tuple[U8, I64]


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
    typed_at, typed = distinct(postcodes)
    lines, codes = read_addresses(*packed(unique), *_said()), read_postcodes(*packed(typed))
    door, line, inside, inside_code = lines
    whole, code, kind = codes
    return _joined((door[at], line[at], inside[at], inside_code[at]), (whole[typed_at], code[typed_at], kind[typed_at]))


def read_one(address: Packed, postcode: Packed) -> tuple[int, int, int]:
    """Read where one record is: door, line and postcode."""
    found = _joined(read_addresses(*address, *_said()), read_postcodes(*postcode))
    return int(found.door[0]), int(found.line[0]), int(found.postcode[0])


def _joined(address: tuple[U64, U64, U64, U32], typed: tuple[U64, U32, U8]) -> Places:
    door, line, inside, inside_code = address
    whole, code, kind = typed
    within = kind == 0
    postcode = np.where(within, inside, whole)
    doors = np.where((door != 0) & (postcode != 0), mixed_all(door, postcode), np.uint64(0))
    return Places(shortened(doors), shortened(line), np.where(within, inside_code, code))
