"""The programs that the supervisor keeps: mended when they die, gone when it is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kith.config.children import Child

PARENT = """
import time
from pathlib import Path
from kith.config.children import Child
child = Child("sleeper", lambda: time.sleep(60), Path("/dev/null"))
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


def eventually(what: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.05)
    return False


def pid_of(child: Child) -> int:
    assert child.process
    assert child.process.pid
    return child.process.pid


def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    child = Child("sleeper", lambda: time.sleep(60), tmp_path / "log")
    child.start()
    first = pid_of(child)
    assert not child.mend()
    os.kill(first, signal.SIGKILL)
    assert eventually(child.mend)
    assert pid_of(child) != first
    child.ask_to_stop()
    child.see_off()


def test_one_that_dies_at_once_is_tried_more_and_more_rarely(tmp_path: Path) -> None:
    child = Child("sleeper", lambda: None, tmp_path / "log")
    child.start()
    waits = []
    for _ in range(2):
        assert eventually(child.mend)
        waits.append(child.wait)
    assert waits == [0.5, 1.0]
    child.see_off()


def test_one_that_was_stopped_is_not_mended(tmp_path: Path) -> None:
    child = Child("sleeper", lambda: time.sleep(60), tmp_path / "log")
    child.start()
    child.ask_to_stop()
    child.see_off()
    assert not child.mend()


def test_what_it_says_goes_into_its_log(tmp_path: Path) -> None:
    child = Child("speaker", _speak, tmp_path / "log")
    child.start()
    child.see_off()
    assert (tmp_path / "log").read_text() == "here I am\n"


def test_it_dies_with_a_killed_supervisor() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        time.sleep(0.3)
        parent.kill()
    assert eventually(lambda: gone(pid))


def gone(pid: int) -> bool:
    """A process that nobody has collected yet is gone too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def _speak() -> None:
    os.write(1, b"here I am\n")
