"""The programs that the supervisor runs, and how they are kept running.

They are forked from the supervisor once it has loaded Kith, so that loading is paid for once and
a program that died is back at once.
"""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

GRACE = 12.0
# A program that dies at once is tried again more and more rarely.
FIRST_WAIT, LONGEST_WAIT, SETTLED = 0.25, 30.0, 60.0
PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(slots=True)
class Child:
    """One program that must always be there."""

    name: str
    run: Callable[[], None]
    log: Path
    process: ForkProcess | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    again_at: float = 0.0

    def start(self) -> None:
        """Fork it."""
        self.started = time.monotonic()
        self.process = get_context("fork").Process(target=self._live, name=self.name)
        self.process.start()

    def has_died(self) -> bool:
        """Say whether it was started and is no more."""
        return self.process is not None and not self.process.is_alive()

    def mend(self) -> bool:
        """Start it again if it has died, and say whether it had."""
        if not self.has_died():
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
        if self.process is not None and self.process.is_alive():
            self.process.terminate()

    def see_off(self) -> None:
        """Wait until it is gone, insisting after a while, with whatever it started."""
        if self.process is None:
            return
        self.process.join(GRACE)
        if self.process.is_alive() and self.process.pid:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.join()
        self.process = None

    def _live(self) -> None:
        """Become the program: out of reach of the terminal's Ctrl-C, since the supervisor decides
        the order, and with a voice of its own.
        """
        os.setsid()
        for number in STOPPING:
            signal.signal(number, signal.SIG_DFL)
        with self.log.open("ab", buffering=0) as out, Path(os.devnull).open("rb") as nothing:
            for stream, to in ((0, nothing), (1, out), (2, out)):
                os.dup2(to.fileno(), stream)
        _tie_to_parent(self.name)
        self.run()


def _tie_to_parent(name: str) -> None:
    """Ask Linux to stop this program when the supervisor itself is killed, and show its name."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        libc.prctl(PR_SET_NAME, f"kith-{name}".encode())
