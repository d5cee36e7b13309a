"""Compile every loop before anybody waits for one: ``python -m kith.linkage.warming``, as ``make install`` does.

What is compiled is kept for this machine's processor and these very sources; on another processor it is done once more.
"""

from __future__ import annotations

import sys
from datetime import date

import polars as pl

from kith.linkage import linking
from kith.linkage.asking import Asked, ask
from kith.linkage.index import Index
from kith.linkage.pool import POOL

_DAY = date(2015, 2, 3)
_ROWS = {
    "agency": ["a", "b", "c", "d"] * 8,
    "local_id": [str(at) for at in range(32)],
    "forename": ["Maya", "Maia", "Zed", "Mary-Ann"] * 8,
    "middle": ["Ann", "A", "", "Lou"] * 8,
    "surname": ["Quillen", "Quilen", "Quillen", "Brook"] * 8,
    "born": [_DAY, _DAY, None, _DAY] * 8,
    "nhs": ["9434765919", "9434765919", "", "9434765870"] * 8,
    "address": ["4 Mill Lane, Calne", "4 Mill Ln SN11 0AA", "", "9 Hill Road"] * 8,
    "postcode": ["SN11 0AA", "", "", "BA1 2BB"] * 8,
    "phone": ["01632 960001"] * 32,
    "last": [_DAY] * 32,
}


def warm() -> None:
    """Link, learn, change and ask about a few invented records, which compiles all that these need."""
    table = pl.DataFrame(_ROWS)
    linking.learn(table, POOL)
    index = Index.begin(linking.link(table, POOL), POOL)
    index.change(table[:3], table[3:5])
    ask(index, Asked({"forename": "Maya", "surname": "Quillen", "address": "4 Mill Lane"}, age=9, on=_DAY))


if __name__ == "__main__":
    warm()
    sys.exit(0)
