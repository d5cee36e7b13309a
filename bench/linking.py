"""Link the same made county with our engine and with Splink 5 on DuckDB, turn by turn, and write what came of it.

``make bench-linking`` does it. ``KITH_BENCH_PEOPLE`` sets how many people the timed county has: 34,000 give about 100,000
records, 340,000 a million. Each run is a process of its own, so that its memory is its own; what is compiled is loaded
before the clock begins, on both sides. Ours trains on the file it links, as Splink does, and again with the weights that
come with Kith. Neither sees the truth, but Splink's threshold is the best of all on the truth.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

from kith.county.plan import Plan
from kith.linkage import evaluating, linking
from kith.linkage.pool import POOL
from kith.linkage.weights import published
from tests.factories.county_pool import make_pool

RESULTS = Path(__file__).parent / "linking.json"
PEOPLE = int(os.environ.get("KITH_BENCH_PEOPLE", "34000"))
ROUNDS = int(os.environ.get("KITH_BENCH_ROUNDS", "3"))
SEED = 2
"""Seed 1 is for learning and choosing: nothing is reported on it."""
QUALITY = tuple((34_000, seed, errors) for errors in ("normal", "hard") for seed in (2, 3, 4))
THRESHOLDS = range(-2, 40, 1)
Labels = np.ndarray
Found = tuple[list[tuple[str, Labels]], dict[str, int]]


def ours(entries: pl.DataFrame) -> Found:
    """Learn from the file itself, then link it: reading it once."""
    read = linking.keyed(entries, POOL)
    found = linking.link_keyed(read, POOL, linking.relearn(read, POOL))
    return [("", found.people.first)], {"met": found.edges.met, "pairs": found.edges.weighed}


def ours_published(entries: pl.DataFrame) -> Found:
    """Link with the weights that come with Kith."""
    found = linking.link(entries, POOL, published(POOL))
    return [("", found.people.first)], {"met": found.edges.met, "pairs": found.edges.weighed}


def splink_usual(entries: pl.DataFrame) -> Found:
    """Link with Splink as its handbook says."""
    from bench import linking_splink

    begun = time.perf_counter()
    table = linking_splink.made_plain(entries)
    labels, counted = _splink(table, None)
    return labels, {
        **counted,
        "cleaning_ms": round((time.perf_counter() - begun) * 1000) - counted["wall_ms"] - counted["choosing_ms"],
    }


def splink_same_pairs(entries: pl.DataFrame) -> Found:
    """Link with Splink on exactly the pairs that we weigh. Making our keys is not counted as its time: see ``one``."""
    from bench import linking_splink

    ready = linking.ready_for(linking.keyed(entries, POOL), POOL, published(POOL))
    return _splink(*linking_splink.same_pairs(linking_splink.made_plain(entries), ready.keys, ready.instead))


def _splink(table: pl.DataFrame, rules: list[object] | None) -> Found:
    from bench import linking_splink

    begun = time.perf_counter(), time.process_time()
    found = linking_splink.run(table, rules)
    # Joining at one threshold is part of its run; at all the others it is only for choosing the best.
    labels = [(str(THRESHOLDS[0]), linking_splink.clusters(found, table.height, THRESHOLDS[0]))]
    took = {
        "wall_ms": round((time.perf_counter() - begun[0]) * 1000),
        "cpu_ms": round((time.process_time() - begun[1]) * 1000),
    }
    chosen = time.perf_counter()
    labels += [(str(least), linking_splink.clusters(found, table.height, least)) for least in THRESHOLDS[1:]]
    return labels, {"kept": len(found.pairs), **took, "choosing_ms": round((time.perf_counter() - chosen) * 1000)}


RUNS: dict[str, Callable[[pl.DataFrame], Found]] = {
    "ours": ours,
    "ours, published weights": ours_published,
    "splink, usual keys": splink_usual,
    "splink, same pairs": splink_same_pairs,
}


def one(name: str, file: str) -> dict[str, object]:
    """Run one engine once in this process."""
    entries = pl.read_parquet(file)
    if name.startswith("ours"):
        RUNS[name](entries.head(3000))
    wall, cpu = time.perf_counter(), time.process_time()
    labels, counted = RUNS[name](entries)
    took = {"wall_ms": round((time.perf_counter() - wall) * 1000), "cpu_ms": round((time.process_time() - cpu) * 1000)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"engine": name, **took, **counted, "peak_mib": peak, **_scored(labels, entries)}


def _scored(labels: list[tuple[str, Labels]], entries: pl.DataFrame) -> dict[str, object]:
    truth = np.unique(entries["person"].to_numpy().astype(str), return_inverse=True)[1]
    scored = [(evaluating.pairwise(found, truth), evaluating.b_cubed(found, truth), least) for least, found in labels]
    pairs, cubed, least = max(scored, key=lambda some: some[0].f1)
    best = {"threshold": least} if least else {}
    return {
        "f1": round(pairs.f1, 4),
        "precision": round(pairs.precision, 4),
        "recall": round(pairs.recall, 4),
        "b3": round(cubed.f1, 4),
        **best,
    }


def _apart(name: str, file: str) -> dict[str, object]:
    told = subprocess.run(
        [sys.executable, "-m", "bench.linking", name, file], check=True, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(told.stdout.splitlines()[-1])
    print(found, flush=True)
    return found


def _write(people: int, seed: int, errors: str, folder: Path) -> str:
    path = folder / f"{errors}-{people}-{seed}.parquet"
    if not path.exists():
        make_pool(Plan(people, seed, errors=errors), processes=2).entries.write_parquet(path)
    return str(path)


def timed(folder: Path) -> dict[str, object]:
    """Run all of them turn by turn on one file, and give the medians and the ratios."""
    file = _write(PEOPLE, SEED, "normal", folder)
    rounds = [{name: _apart(name, file) for name in RUNS} for _ in range(ROUNDS)]
    middle = {
        name: {
            what: median(float(str(turn[name][what])) for turn in rounds) for what in ("wall_ms", "cpu_ms", "peak_mib")
        }
        for name in RUNS
    }
    ratios = {
        name: {
            what: round(median(float(str(turn[name][what])) / float(str(turn["ours"][what])) for turn in rounds), 2)
            for what in ("wall_ms", "cpu_ms")
        }
        for name in RUNS
    }
    return {
        "people": PEOPLE,
        "records": pl.read_parquet(file).height,
        "medians": middle,
        "times_ours": ratios,
        "rounds": rounds,
    }


def quality(folder: Path) -> list[dict[str, object]]:
    """Score ours and Splink on counties nobody learned from."""
    made = []
    for people, seed, errors in QUALITY:
        file = _write(people, seed, errors, folder)
        turn = {name: _apart(name, file) for name in ("ours", "ours, published weights", "splink, usual keys")}
        error = {name: 1 - float(str(found["f1"])) for name, found in turn.items()}
        ratio = {name: round(error[name] / error["splink, usual keys"], 3) for name in turn}
        made.append({"people": people, "seed": seed, "errors": errors, "error_to_splinks": ratio, **turn})
    return made


def main() -> int:
    """Measure everything, or with two arguments run one engine on one file."""
    if len(sys.argv) > 2:
        print(json.dumps(one(sys.argv[1], sys.argv[2])))
        return 0
    folder = os.environ.get("KITH_BENCH_FOLDER")
    with tempfile.TemporaryDirectory() as made:
        place = Path(folder or made)
        found = {"timed": timed(place), "quality": quality(place)}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"Written to bench/{RESULTS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
