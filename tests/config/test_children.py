"""The programs that the supervisor keeps: mended when they die, gone when it is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kith.config.children import Child, python


def eventually(what: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.05)
    return False


def sleeper(tmp_path: Path, code: str = "import time; time.sleep(60)") -> Child:
    return Child("sleeper", python("-c", code), tmp_path / "log")


def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    child = sleeper(tmp_path)
    child.start()
    assert child.process
    first = child.process.pid
    assert not child.mend()
    os.kill(first, signal.SIGKILL)
    assert eventually(child.mend)
    assert child.process.pid != first
    child.ask_to_stop()
    child.see_off()


def test_one_that_dies_at_once_is_tried_more_and_more_rarely(tmp_path: Path) -> None:
    child = sleeper(tmp_path, code="")
    child.start()
    waits = []
    for _ in range(2):
        assert eventually(child.mend)
        waits.append(child.wait)
    assert waits == [1.0, 2.0]
    child.see_off()


def test_one_that_was_stopped_is_not_mended(tmp_path: Path) -> None:
    child = sleeper(tmp_path)
    child.start()
    child.ask_to_stop()
    child.see_off()
    assert not child.mend()


def test_it_dies_with_a_killed_supervisor(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, time; from kith.config.children import python; "
        "child = subprocess.Popen(python('-c', 'from kith.config.children import die_with_parent; import time; "
        "die_with_parent(); print(1, flush=True); time.sleep(60)'), stdout=subprocess.PIPE); "
        "child.stdout.readline(); print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.kill()
    assert eventually(lambda: _gone(pid))


def _gone(pid: int) -> bool:
    """A process that nobody has collected yet is gone too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
