"""Learn the weights that come with Kith, from a made county whose truth is not looked at, and write them down.

``python -m bench.linking_weights`` writes ``kith/linkage/data/weights-pool.json``. Seed 1 is for learning and for
choosing; no figure is reported on it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kith.county.plan import Plan
from kith.linkage import linking, pool
from tests.factories.county_pool import make_pool

PLAN = Plan(34_000, 1)
OUT = Path(pool.__file__).parent / "data" / "weights-pool.json"


def main() -> int:
    """Learn and write."""
    entries = make_pool(PLAN, processes=2).entries
    told = {
        "on": "a made county",
        "people": PLAN.people,
        "seed": PLAN.seed,
        "errors": PLAN.errors,
        "records": entries.height,
    }
    OUT.write_text(linking.learn(entries, pool.POOL, told).as_json(), encoding="utf-8")
    print(f"Learned from {entries.height} records; written to {OUT.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
