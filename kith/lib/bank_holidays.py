"""Bank holidays in England, known without asking the network.

GOV.UK's own list (the copy inside `govuk-bank-holidays`) is believed for the years it covers;
after that the dates are worked out by `holidays`.
"""

import json
from datetime import date
from functools import cache
from importlib.resources import files

DIVISION = "england-and-wales"


def is_bank_holiday(day: date) -> bool:
    """Say whether banks and offices in England are closed on this day."""
    published = _published()
    if day.year in published:
        return day in published[day.year]
    return day in _worked_out(day.year)


@cache
def _published() -> dict[int, frozenset[date]]:
    # Read as data, because importing the package's own reader brings an HTTP client with it.
    text = (files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8")
    days = [date.fromisoformat(event["date"]) for event in json.loads(text)[DIVISION]["events"]]
    return {year: frozenset(d for d in days if d.year == year) for year in {d.year for d in days}}


@cache
def _worked_out(year: int) -> frozenset[date]:
    # Slow to import, and not needed until the published list runs out.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
