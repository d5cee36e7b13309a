"""What it costs to invent a county: CPU, memory and disk, in processes of its own as ``kith county`` runs it.

``KITH_BENCH_PEOPLE`` sets how many people; 500,000 take some minutes.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

PEOPLE = int(os.environ.get("KITH_BENCH_PEOPLE", "20000"))
MIB = 1024 * 1024
KIB_IN_MIB = 1024


def measure_inventing(people: int = PEOPLE) -> dict[str, float]:
    """Make a county with one process, and give its figures; memory is the most that any process held."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "county"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "kith.config.cli", "county", "--people", str(people), "--out", str(out)]
        subprocess.run([*command, "--processes", "1"], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        records = json.loads((out / "county.json").read_text())["records"]
        size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    held = sum(count for path, count in records.items() if path.startswith("agencies/"))
    return {
        "people": people,
        "agency_records": held,
        "cpu_seconds": round(cpu, 2),
        "people_per_cpu_second": round(people / cpu),
        "agency_records_per_cpu_second": round(held / cpu),
        "peak_mib": round(after.ru_maxrss / KIB_IN_MIB),
        "disk_mib": round(size / MIB),
    }
