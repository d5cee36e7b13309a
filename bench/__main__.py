"""Make the county, measure, print, and write results.json."""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
HOME = Path(os.environ.get("KITH_BENCH_HOME", ROOT / ".kith-bench"))
RESULTS = ROOT / "bench" / "results.json"
NOISE = (
    "Times on the clock are of one machine at one hour, shared with other work, and differ by a third between runs. "
    "Compare ratios, CPU and counts of queries."
)

Figures = dict[str, object]
Result = TypeVar("Result")


def prepare() -> None:
    """Choose the home and the settings before anything reads them."""
    os.environ.update(KITH_HOME=str(HOME), KITH_DEBUG="1", DJANGO_SETTINGS_MODULE="bench.settings")
    os.environ.pop("DATABASE_URL", None)
    (HOME / "static").mkdir(parents=True, exist_ok=True)
    import django

    django.setup()


@contextmanager
def a_new_database() -> Iterator[None]:
    """Have the server, with a database made anew and a superuser's connection for the county."""
    import psycopg
    from django.db import connections

    from kith.config import database
    from kith.config.places import NAME, Role, places

    with database.running(places()):
        with psycopg.connect(admin_dsn("postgres"), autocommit=True) as admin:
            admin.execute(f'drop database if exists "{NAME}" with (force)'.encode())
        database.bring_up_to_date(places(), always=True)
        for role in (Role.ADMIN, Role.OWNER):
            more = connections.configure_settings({"default": places().database(role)})
            connections.settings[role.value] = more["default"]
        try:
            yield
        finally:
            connections.close_all()


def admin_dsn(name: str = "") -> str:
    """Say how a superuser reaches the bench's database."""
    from kith.config.database import server
    from kith.config.places import NAME, places

    ours = server(places())
    assert ours is not None
    return ours.dsn(dbname=name or NAME)


def run() -> Figures:
    """Measure everything, saying each step."""
    from bench import chain, county, import_rows, inventing, openings, pages, pooling, refusals, wall
    from bench.pages import as_role

    made = step(f"a county of {county.CONCERNS:,} concerns and {county.PEOPLE:,} pooled people", county.make_county)
    figures: Figures = {
        "county": {"concerns": county.CONCERNS, "undecided": county.UNDECIDED, "pooled_people": county.PEOPLE},
        "pages": step("pages, with the wall and without", lambda: pages.measure_pages(made)),
        "wall": step("the wall, statement by statement", lambda: wall.measure_wall(made)),
        "openings": step("openings, each written down", lambda: openings.measure_openings(made)),
        "refusals": step("refusals, by the time they take", lambda: refusals.measure_refusals(made)),
        "inventing": step(f"inventing {inventing.PEOPLE:,} people", inventing.measure_inventing),
        "import": step("an import", lambda: import_rows.rows_per_second(using="owner")),
        "pooling": step(f"pooling what is held of {pooling.PEOPLE:,} people", pooling.measure_pooling),
    }
    step(f"an audit of {chain.ROWS:,} rows", lambda: chain.fill(admin_dsn()))
    with as_role("owner"):
        figures["audit_verify"] = step("verifying it", lambda: chain.measure_chain(admin_dsn()))
    return figures


def step(words: str, work: Callable[[], Result]) -> Result:
    """Say what is being done, and how long it took."""
    print(f"{words} …", end=" ", flush=True)
    begun = time.perf_counter()
    result = work()
    print(f"{time.perf_counter() - begun:.1f} s")
    return result


def table(figures: dict[str, dict[str, float]], columns: tuple[str, ...]) -> None:
    """Print one table."""
    wide = max(map(len, figures))
    print("\n" + " " * wide + "".join(f"{name:>16}" for name in columns))
    for name, row in figures.items():
        print(f"{name:<{wide}}" + "".join(f"{row.get(column, ''):>16}" for column in columns))


def main() -> None:
    """Measure, print and keep."""
    prepare()
    with a_new_database():
        figures = run()
    table(figures["pages"], ("p50_ms", "p95_ms", "cpu_ms", "queries", "wall_ratio_cpu"))  # type: ignore[arg-type]
    table(figures["wall"], ("wall_ms", "no_wall_ms", "ratio"))  # type: ignore[arg-type]
    for name in ("openings", "refusals", "inventing", "import", "pooling", "audit_verify"):
        print(f"\n{name}: {figures[name]}")
    print(f"\n{NOISE}")
    about = {
        "at": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    RESULTS.write_text(json.dumps({"note": NOISE, "machine": about, **figures}, indent=2) + "\n")
    print(f"Written to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
