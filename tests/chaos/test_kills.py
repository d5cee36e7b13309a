"""Ten times something is killed while people report and refer. Nothing acknowledged is lost, nothing is done twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kith.outside.postgres import Server
from tests.chaos.browser import Browser
from tests.chaos.load import Load
from tests.config.running import Kith, a_kith
from tests.outside.servers import a_home

pytestmark = pytest.mark.chaos

ROOT = Path(__file__).parents[2]
KILLS = ("database", "web", "worker", "database", "page", "worker", "database", "web", "page", "database")
RECOVERED = 4
PATIENCE = 45

REPORTED = "SELECT what FROM concerns_statement WHERE what LIKE 'canary-report-%'"
REFERRED = "SELECT fact FROM concerns_statement WHERE fact LIKE 'canary-referral-%'"
UNRECORDED = """
SELECT record_id FROM concerns_concern WHERE 1 <> (SELECT count(*) FROM audit_event
    WHERE target = 'sharing.Record:' || record_id AND what = 'concerns.raised')
"""
UNFINISHED = "SELECT record_id FROM concerns_concern WHERE record_id NOT IN (SELECT record_id FROM concerns_statement)"


@pytest.fixture(scope="module")
def kith() -> Iterator[Kith]:
    with a_home() as home, a_kith(home) as one:
        process = one.start()
        one.wait_until_up(process)
        yield one
        one.run("stop")
        process.communicate(timeout=30)


def people_and_drafts(kith: Kith) -> dict[str, Any]:
    told = {**kith.environment, "DJANGO_SETTINGS_MODULE": "kith.config.settings", "PYTHONPATH": str(ROOT)}
    made = subprocess.run(
        [sys.executable, "-m", "tests.chaos.world", "200"],
        env=told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    world: dict[str, Any] = json.loads(made.stdout)
    return world


def victim(kith: Kith, what: str) -> int:
    """Find whom to kill: the database's first process, the web's first, one that answers pages, the worker."""
    if what == "database":
        return int((Server(kith.home).cluster.data / "postmaster.pid").read_text().split()[0])
    if what == "worker":
        return kith.processes("kith-worker")[0]
    return kith.processes("kith-web")[0 if what == "web" else -1]


def eventually(what: Any) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.1)
    return False


def rows(kith: Kith, query: str) -> list[str]:
    with psycopg.connect(Server(kith.home).dsn(dbname="kith")) as admin:
        return [str(row[0]) for row in admin.execute(query.encode()).fetchall()]


def once_each(found: list[str], told: list[str]) -> bool:
    return Counter(found) == Counter(dict.fromkeys(told, 1))


def storm(kith: Kith, load: Load, kills: tuple[str, ...]) -> None:
    """Kill one after the other, each once the one before is made good and people are served again."""
    for what in kills:
        assert eventually(lambda: kith.processes("kith-worker") and len(kith.processes("kith-web")) > 1), what
        told = len(load.ledger)
        os.kill(victim(kith, what), signal.SIGKILL)
        assert eventually(lambda told=told: len(load.ledger) >= told + RECOVERED), f"no recovery: {what}"


def test_ten_kills_under_load_lose_and_double_nothing(kith: Kith, tmp_path: Path) -> None:
    load = Load(kith.port, people_and_drafts(kith))
    heads = tmp_path / "heads.json"
    with load.running():
        storm(kith, load, KILLS[:5])
        heads.write_text(kith.run("audit", "heads").stdout)
        storm(kith, load, KILLS[5:])

    ledger = load.ledger
    assert not ledger.surprises
    assert ledger.reports
    assert ledger.referrals
    assert once_each(rows(kith, REPORTED), list(ledger.reports))
    assert once_each(rows(kith, REFERRED), ledger.referrals)
    assert rows(kith, UNRECORDED) == []
    assert rows(kith, UNFINISHED) == []
    verified = kith.run("audit", "verify", "--against", str(heads))
    assert verified.returncode == 0, verified.stderr
    for words in [words for words in ledger.reports.values() if words][-3:]:
        assert Browser(kith.port).press("/reply/", words=words).status == 302
