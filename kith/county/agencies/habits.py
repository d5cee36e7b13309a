"""How each agency keeps its records, read from ``data/habits.toml``: tables that a manager could check."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_READ: dict[str, Any] = tomllib.loads(files("kith.county").joinpath("data/habits.toml").read_text("utf-8"))
AGENCIES: tuple[str, ...] = tuple(_READ["agency"])
"""The keys of all agencies, in the order in which they are written."""
OFFICE: dict[str, str] = {agency: _READ["agency"][agency]["office"] for agency in AGENCIES}
"""Whose lines of the tables an agency follows: both children's services follow the same."""
AUTHORITY: dict[str, str] = {agency: _READ["agency"][agency]["authority"] for agency in AGENCIES}
"""Where somebody must live to be this agency's; nothing where it serves both."""
NUMBER: dict[str, str] = {agency: _READ["agency"][agency]["number"] for agency in AGENCIES}
"""How it writes its own number for somebody."""
INSTEAD: dict[str, list[str]] = {agency: _READ["instead"][OFFICE[agency]] for agency in AGENCIES}
"""What it writes for an address that is secret."""
NOWHERE: dict[str, list[str]] = {agency: _READ["nowhere"][OFFICE[agency]] for agency in AGENCIES}
"""What it writes for those who have none."""
Lag = tuple[float, float]
_CERTAIN = (0.0, 1.0)


def _told(table: str, agency: str) -> dict[str, Lag]:
    office = OFFICE[agency]
    return {kind: tuple(told[office]) for kind, told in _READ[table].items() if office in told}


TOLD: dict[str, dict[str, Lag]] = {agency: _told("told", agency) for agency in AGENCIES}
"""For each agency, the kinds of event it is told of: days on average, and the share it is never told."""
TOLD_OF_KNOWN: dict[str, dict[str, Lag]] = {agency: _told("told_of_known", agency) for agency in AGENCIES}
"""The same, of people whom it knows already."""


def column(table: str, agency: str) -> dict[str, float]:
    """Give an agency's column of a table of ``habits.toml``: the share in each line."""
    place = _READ["offices"]["order"].index(OFFICE[agency])
    return {line: shares[place] for line, shares in _READ[table].items()}


@dataclass(frozen=True, slots=True)
class Habits:
    """What one agency does at one level of care, as shares by line of the tables."""

    agency: str
    present: dict[str, float]
    present_grown: dict[str, float]
    """Of those over 18."""
    keeping: dict[str, float]
    typing: dict[str, float]
    mistakes: dict[str, float]
    """In the order in which they happen."""


def _less(shares: dict[str, float], by: float) -> dict[str, float]:
    return {line: share if share in _CERTAIN else share * by for line, share in shares.items()}


@cache
def habits_of(agency: str, errors: str) -> Habits:
    """Give an agency's habits at a level of errors, one of ``plan.LEVELS``."""
    level = _READ["levels"][errors]
    present = column("present", agency)
    grown = {**present, **column("present_grown", agency)}
    mistakes = column("mistakes", agency)
    return Habits(
        agency=agency,
        present=_less(present, level["present"]),
        present_grown=_less(grown, level["present"]),
        keeping=column("keeping", agency),
        typing=column("typing", agency),
        mistakes={line: min(share * level["mistakes"], 1.0) for line, share in mistakes.items()},
    )
