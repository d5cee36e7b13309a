"""Whether somebody could tell from the time of an answer if a record is missing, sealed, barred or not theirs."""

from __future__ import annotations

import itertools
import time

from bench.county import County
from tests.factories import world as make
from tests.factories.client import client_of

ROUNDS = 240
WARM = 10


def measure_refusals(county: County) -> dict[str, float]:
    """Give the chance of guessing right from the time alone; 0.5 is no better than a coin."""
    browser = client_of(county.world["amina"])
    barred = make.concern(county.world)
    make.bar(county.world["amina"], from_=barred)
    there = {
        "not yours": make.concern(county.world, duty=False).reference,
        "sealed": make.concern(county.world, sealed=True).reference,
        "barred": barred.reference,
        "missing": "K-22222",
    }
    times: dict[str, list[float]] = {name: [] for name in there}
    for number in range(WARM + ROUNDS):
        for name, reference in there.items():
            begun = time.perf_counter()
            status = browser.get(f"/concerns/{reference}/").status_code
            if number >= WARM:
                times[name].append(time.perf_counter() - begun)
            assert status == 404
    return {f"auc, {name}": _auc(times[name], times["missing"]) for name in there if name != "missing"}


def _auc(these: list[float], those: list[float]) -> float:
    """Count how often one of these took longer than one of those."""
    longer = sum((a > b) + (a == b) / 2 for a, b in itertools.product(these, those))
    return round(longer / (len(these) * len(those)), 3)
