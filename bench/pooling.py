"""How fast a whole county goes into the pool: every file an agency exports, read by its format, in one process.

``KITH_BENCH_POOL_PEOPLE`` sets how many people live there: 20,000 by default, and 115,000 make two million records.
CPU is ours and the server's, apart and together. Memory is the most that this process held after the first files and at
the end: what a file is long must not show in it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.import_rows import sender
from bench.measuring import backend

if TYPE_CHECKING:
    from kith.records.models import Batch

PEOPLE = int(os.environ.get("KITH_BENCH_POOL_PEOPLE", "20000"))
KIB_IN_MIB = 1024
FORMATS = {
    "annex-a.xlsx": "annex-a",
    "cin-census-": "cin-census",
    "relationships.csv": "relationships",
    "ssd/": "ssd",
    "ssda903-": "ssda903",
    "cld-": "cld",
    "children_missing_education": "attendance-lists",
    "elective_home_education": "attendance-lists",
    "persistent_absence": "attendance-lists",
    "edubasealldata": "gias",
    "school_census/": "school-census",
    "ndjson": "fhir-uk-core",
    "arrears.csv": "arrears-and-asb",
    "asb_cases.csv": "arrears-and-asb",
    "hclic/": "hclic",
    "tenancies.csv": "tenancies",
    "missing-episodes": "missing-episodes",
    "niche-occurrences": "niche-occurrences",
    "ppn-": "public-protection-notices",
    "stops.csv": "stops",
    "youth_justice_": "youth-justice",
}
"""By what is in the name of a file, which format reads it; a Family Context extract is called as its format is."""


@dataclass
class Spent:
    """What files cost together."""

    rows: int = 0
    made: Counter[str] = field(default_factory=Counter)
    python: float = 0.0
    postgres: float = 0.0
    clock: float = 0.0

    def figures(self) -> dict[str, float]:
        """Give rows as they were sent, and what was made of them, by the second of CPU: ours alone, and with the server's."""
        made, both = sum(self.made.values()), self.python + self.postgres
        return {
            "rows": self.rows,
            "canonical_rows": made,
            "cpu_seconds_python": round(self.python, 1),
            "cpu_seconds_postgres": round(self.postgres, 1),
            "wall_seconds": round(self.clock, 1),
            "rows_per_cpu_second": round(self.rows / both),
            "rows_per_cpu_second_python": round(self.rows / self.python),
            "canonical_rows_per_cpu_second": round(made / both),
            "canonical_rows_per_cpu_second_python": round(made / self.python),
        }


def measure_pooling(people: int = PEOPLE, *, using: str = "owner") -> dict[str, object]:
    """Invent a county, take in all of it, and give the figures: together, and of files of commas alone."""
    every, commas = Spent(), Spent()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "county"
        command = [sys.executable, "-m", "kith.config.cli", "county", "--people", str(people), "--out", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        held = 0
        for number, (agency, files) in enumerate(_of_agencies(out / "agencies"), start=1):
            _take_in(agency, files, (every, commas), using)
            held = held or (_held() if number == 1 else 0)
    return {
        "people": people,
        **every.figures(),
        "of_commas": commas.figures(),
        "mib_after_the_first_agency": held,
        "mib_at_the_end": _held(),
    }


def _held() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MIB)


def _of_agencies(folder: Path) -> Iterator[tuple[str, list[tuple[str, Path]]]]:
    for agency in sorted(one for one in folder.iterdir() if one.is_dir()):
        files = [
            (_format_of(str(path.relative_to(folder))), path) for path in sorted(agency.rglob("*")) if path.is_file()
        ]
        yield agency.name, [(form, path) for form, path in files if form]


def _format_of(name: str) -> str:
    stem = Path(name).stem
    if stem.startswith("family-context-"):
        return stem
    return next((form for part, form in FORMATS.items() if part in name), "")


def _take_in(agency: str, files: list[tuple[str, Path]], spent: tuple[Spent, Spent], using: str) -> None:
    from kith.outside.files import FileRefused
    from kith.records.actions import import_file

    sends = sender(*dict.fromkeys(form for form, _ in files), using=using)
    for form, path in files:
        clock, python, postgres = time.perf_counter(), time.process_time(), backend(using)
        try:
            batch = import_file(form, path, agency=sends, by="", at=datetime.now(UTC), using=using).batch
        except FileRefused:
            continue
        costs = (time.process_time() - python, backend(using) - postgres, time.perf_counter() - clock)
        made = _made(batch, using)
        for one in spent if path.suffix == ".csv" else spent[:1]:
            one.rows += batch.records
            one.made += made
            one.python, one.postgres, one.clock = (
                before + cost for before, cost in zip((one.python, one.postgres, one.clock), costs, strict=True)
            )


def _made(batch: Batch, using: str) -> Counter[str]:
    """Count every row that a file became, in each table."""
    from django.db import connections

    found: Counter[str] = Counter()
    with connections[using].cursor() as cursor:
        cursor.execute("select t::text from records_pool_tables() t")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select count(*) from {table} where batch_id = %s", [batch.pk])
            found[table] = cursor.fetchone()[0]
    return found
