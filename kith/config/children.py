"""The programs that the supervisor runs, and how they are kept running."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

GRACE = 12.0
# A program that dies at once is tried again more and more rarely.
FIRST_WAIT, LONGEST_WAIT, SETTLED = 0.5, 30.0, 60.0
PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    """One program that must always be there."""

    name: str
    command: list[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    again_at: float = 0.0

    def start(self) -> None:
        """Start it, out of reach of the terminal's Ctrl-C: the supervisor decides the order."""
        self.started = time.monotonic()
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(  # noqa: S603 (our own arguments, and no shell)
                self.command,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def mend(self) -> bool:
        """Start it again if it has died, and say whether it had."""
        if self.process is None or self.process.poll() is None:
            return False
        now = time.monotonic()
        if not self.again_at:
            self.wait = FIRST_WAIT if now - self.started > SETTLED else min(self.wait * 2, LONGEST_WAIT)
            self.again_at = now + self.wait
        if now < self.again_at:
            return False
        self.again_at = 0.0
        self.start()
        return True

    def ask_to_stop(self) -> None:
        """Ask it to finish what it has in hand."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def see_off(self) -> None:
        """Wait until it is gone, insisting after a while, with whatever it started."""
        if self.process is None:
            return
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


def python(*arguments: str) -> list[str]:
    """Run a module with the Python that runs us; -P keeps the current folder out of its path."""
    return [sys.executable, "-P", *arguments]


def die_with_parent() -> None:
    """Ask Linux, from within a child, to stop it when the supervisor itself is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
