"""How fast rows go into the pool: from a file of commas to people, identifiers, addresses, events and findings."""

from __future__ import annotations

import csv
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kith.agencies.models import Agency

ROWS = 20_000
PROFILE = "family-context-adult-social-care"
HEADINGS = (
    "Last Name", "First Name", "Date of Birth", "Age", "NHS No", "Address", "CMS No", "Keyworker", "Email",
    "Is a Carer", "No of Carers", "Service Event Desc", "Service Event Start", "Service Event End",
)  # fmt: skip


def rows_per_second(rows: int = ROWS, *, using: str = "default") -> dict[str, float]:
    """Import an invented feed as maintenance does, and give its speed; ``using`` is the owner's connection."""
    from kith.records.actions import import_file

    agency = sender(PROFILE, using=using)
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.csv"
        write_feed(feed, rows)
        wall, cpu = time.perf_counter(), time.process_time()
        done = import_file(PROFILE, feed, agency=agency, by="", at=datetime.now(UTC), using=using)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    made = done.batch.records + done.batch.people + done.batch.events + done.batch.findings
    return {
        "rows": rows,
        "cpu_seconds": round(cpu, 3),
        "wall_seconds": round(wall, 3),
        "rows_per_cpu_second": round(rows / cpu),
        "rows_per_second": round(rows / wall),
        "canonical_rows_per_cpu_second": round(made / cpu),
    }


def sender(*profiles: str, using: str) -> Agency:
    """Take on an invented council that may send these kinds of file."""
    from kith.agencies.models import Agency
    from kith.records.actions import Terms, open_feed
    from kith.sharing.actions.agreeing import Term, make_agreement

    slug, now = f"bench-{uuid.uuid4().hex[:12]}", datetime.now(UTC)
    agency = Agency.objects.using(using).create(slug=slug, name="Bench Council", kind="council")
    dates = {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=30), "at": now}
    pooled = Term("1", "It pools what it exports.", "front_door", "pool")
    signed = make_agreement(title=slug, version="1", parties=[agency], terms=[pooled], using=using, **dates)
    for profile in profiles:
        open_feed(agency=agency, agreement=signed, terms=Terms("Bench", profile, 30), by="bench", at=now, using=using)
    return agency


def write_feed(path: Path, rows: int) -> None:
    """Write a feed of invented people, one in fifty with a day of birth that never was."""
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADINGS)
        for n in range(rows):
            born = "31/02/1970" if n % 50 == 0 else f"{1 + n % 28:02d}/{1 + n % 12:02d}/{1940 + n % 60}"
            sheet.writerow(
                (
                    f"Testname{n}", "Ada", born, 40, "", f"{n} Drama Street\nTrowbridge\nBA14 {n % 10}AA", f"A{n}",
                    "Kit Worker", "kit@example.org", "Yes" if n % 7 == 0 else "No", 1, "Home care", "01/04/2024", "",
                )
            )  # fmt: skip
