"""Measure something many times: on the clock, in CPU seconds here and in PostgreSQL, and in queries."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from django.db import connections

TICKS = os.sysconf("SC_CLK_TCK")
ALIASES = ("default", "gate")
WARM_UP = 3


@dataclass
class Measured:
    """What was seen of one thing done many times."""

    clock: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    python: float = 0.0
    postgres: float = 0.0

    def figures(self) -> dict[str, float]:
        """Give what is worth keeping: medians, the slow end, and CPU for each time."""
        times = len(self.clock)
        return {
            "p50_ms": round(median(self.clock) * 1000, 1),
            "p95_ms": round(quantiles(self.clock, n=20)[-1] * 1000, 1),
            "cpu_ms": round((self.python + self.postgres) / times * 1000, 1),
            "cpu_ms_python": round(self.python / times * 1000, 1),
            "cpu_ms_postgres": round(self.postgres / times * 1000, 1),
            "queries": round(median(self.queries)),
            "times": times,
        }


def measure(work: Callable[[int], object], *, times: int) -> Measured:
    """Do it a few times for nothing, then count."""
    for number in range(WARM_UP):
        work(number)
    seen = Measured()
    python, postgres = time.process_time(), backends()
    for number in range(WARM_UP, WARM_UP + times):
        with counted() as count:
            begun = time.perf_counter()
            work(number)
            seen.clock.append(time.perf_counter() - begun)
        seen.queries.append(len(count))
    seen.python = time.process_time() - python
    seen.postgres = backends() - postgres
    return seen


@contextmanager
def counted() -> Iterator[list[str]]:
    """Note every query on either connection."""
    seen: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        seen.append(sql)
        return execute(sql, *rest)

    with ExitStack() as stack:
        for alias in ALIASES:
            stack.enter_context(connections[alias].execute_wrapper(note))
        yield seen


def backends() -> float:
    """Add up the CPU seconds of the server's processes that serve us. They must stay connected in between."""
    return sum(_cpu(pid) for alias in ALIASES if (pid := _pid(alias)))


def backend(alias: str) -> float:
    """Give the CPU seconds of the server's process behind one connection."""
    pid = _pid(alias)
    return _cpu(pid) if pid else 0.0


def _pid(alias: str) -> int:
    connections[alias].ensure_connection()
    return int(connections[alias].connection.info.backend_pid)


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS
