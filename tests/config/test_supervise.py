"""Starting and stopping the whole, as an operator does it."""

import shutil
import signal
import socket
import time
from collections.abc import Iterator

import pytest

from tests.config.running import Kith, a_kith
from tests.outside.servers import a_home


@pytest.fixture(scope="module")
def kith() -> Iterator[Kith]:
    with a_home() as home, a_kith(home) as one:
        yield one


def test_the_first_start_brings_all_and_ctrl_c_stops_all(kith: Kith) -> None:
    process = kith.start()
    kith.wait_until_up(process)
    assert kith.processes("kith-web")
    assert kith.processes("kith-worker")
    second = kith.run("up")
    assert second.returncode == 1
    assert "already runs" in second.stderr
    say_who_we_are(kith)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert f"http://localhost:{kith.port}/" in said
    assert not kith.answers()
    assert not [*kith.processes("kith-web"), *kith.processes("kith-worker")]
    assert kith.run("stop").stdout == "Nothing was running.\n"


def say_who_we_are(kith: Kith) -> None:
    """Send a good and a bad request that would be known again anywhere."""
    for wire in (b"GET /CanaryPath HTTP/1.1\r\nHost: localhost\r\nUser-Agent: CanaryAgent\r\n\r\n", b"Canary\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", kith.port), timeout=5) as line:
            line.sendall(wire)
            line.recv(100)


def test_no_log_says_who_asked(kith: Kith) -> None:
    logs = b"".join(path.read_bytes() for path in (kith.home / "log").iterdir())
    assert b"starting PostgreSQL" in logs
    assert b"Canary" not in logs
    assert b"127.0.0.1" not in logs


def test_a_second_start_does_nothing_twice(kith: Kith) -> None:
    """Hold what makes it quick; how quick it is, ``make bench`` says."""
    note = kith.home / "migrated"
    before = note.stat().st_mtime_ns
    process = kith.start()
    kith.wait_until_up(process)
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert note.stat().st_mtime_ns == before


def test_a_port_in_use_is_said_at_once(kith: Kith) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = Kith(kith.home, other.getsockname()[1]).run("up")
    assert refused.returncode == 1
    assert "KITH_PORT" in refused.stderr


def test_after_a_killed_supervisor_it_starts_again(kith: Kith) -> None:
    process = kith.start()
    kith.wait_until_up(process)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while (kith.processes("kith-web") or kith.answers()) and time.monotonic() < deadline:
        time.sleep(0.1)
    again = kith.start()
    kith.wait_until_up(again)
    assert kith.run("stop").stdout == "Stopped.\n"
    again.communicate(timeout=30)
    assert again.returncode == 0


def test_roles_and_migrations_can_be_mended_alone(kith: Kith) -> None:
    assert "as they should be" in kith.run("roles").stdout
    assert "up to date" in kith.run("migrate").stdout
    assert kith.run("stop").stdout == "Nothing was running.\n"


def test_a_database_made_anew_is_filled_anew(kith: Kith) -> None:
    shutil.rmtree(kith.home / "postgres")
    process = kith.start()
    kith.wait_until_up(process)
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 0


def test_invented_and_real_people_never_meet_in_one_home(kith: Kith) -> None:
    refused = kith.run("demo")
    assert refused.returncode == 1
    assert "holds real work" in refused.stderr
