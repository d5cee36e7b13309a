"""A whole Kith of its own, started as an operator would."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

UP = 120
KITH = Path(sys.executable).with_name("kith")


@dataclass(frozen=True, slots=True)
class Kith:
    """One home and one port."""

    home: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        told = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "KITH_DEBUG"}}
        told.pop("DJANGO_SETTINGS_MODULE", None)
        return told | {"KITH_HOME": str(self.home), "KITH_PORT": str(self.port)}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command without waiting for it."""
        return subprocess.Popen(
            [KITH, *(arguments or ("up",))],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, **told: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [KITH, *arguments], env=self.environment | told, capture_output=True, text=True, timeout=UP, check=False
        )

    def answers(self) -> bool:
        """Say whether a page comes back, whatever it says."""
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}/", headers={"X-Forwarded-Proto": "https"})
        try:
            urllib.request.urlopen(asked, timeout=5).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.code < 500
        except OSError:
            return False
        return True

    def wait_until_up(self, process: subprocess.Popen[str]) -> None:
        deadline = time.monotonic() + UP
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise AssertionError(process.communicate()[0])
            time.sleep(0.1)

    def processes(self, name: str) -> list[int]:
        """Find the programs of this home by the name they show, parents first."""
        return [pid for pid in _pids() if _name(pid) == name and _belongs(pid, self.home)]


@contextmanager
def a_kith(home: Path) -> Iterator[Kith]:
    """Give a home and a free port, and leave nothing running."""
    kith = Kith(home, free_port())
    try:
        yield kith
    finally:
        kith.run("stop")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _pids() -> list[int]:
    return sorted(int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _belongs(pid: int, home: Path) -> bool:
    try:
        return f"KITH_HOME={home}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False
