"""How often things happen, read from ``data/lives_*.toml``: tables with their sources, that a manager could check."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from kith.county.chance import Weighted

AGES = 121
"""Ages that tables run to: 0 to 120."""


class Rates:
    """The tables of one subject. A name that is not there is a mistake, and says so."""

    def __init__(self, subject: str) -> None:
        path = files("kith.county").joinpath(f"data/lives_{subject}.toml")
        self.read: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))

    def number(self, section: str, name: str) -> float:
        """Give one figure."""
        return float(self.read[section][name])

    def numbers(self, section: str, name: str) -> dict[str, float]:
        """Give figures by name."""
        return {key: float(value) for key, value in self.read[section][name].items()}

    def table(self, section: str, name: str) -> Weighted[str]:
        """Give a table of values and weights, drawn from by ``Chance.weighted``."""
        return Weighted(self.numbers(section, name))

    def tables(self, section: str, name: str) -> dict[str, Weighted[str]]:
        """Give tables by name."""
        return {key: Weighted({k: float(v) for k, v in some.items()}) for key, some in self.read[section][name].items()}

    def words(self, section: str, name: str) -> dict[str, tuple[str, ...]]:
        """Give sentences by name."""
        return {key: tuple(some) for key, some in self.read[section][name].items()}

    def ages(self, section: str, name: str) -> tuple[float, ...]:
        """Give a figure for each age from 0 to 120, from a table of the ages at which it changes."""
        steps = {int(age): value for age, value in self.numbers(section, name).items()}
        found, value = [], 0.0
        for age in range(AGES):
            value = steps.get(age, value)
            found.append(value)
        return tuple(found)
