"""Where one embedded PostgreSQL lives on the disk: worked out, never started.

Settings ask this in every process, so it only computes.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

PORT = 5432
# The kernel holds a socket's address in 108 bytes, the last of them a NUL.
LONGEST_SOCKET = 107


@dataclass(frozen=True, slots=True)
class Cluster:
    """The folders of the server that belongs to one home."""

    home: Path

    @property
    def state(self) -> Path:
        """The folder of the data; elsewhere when the server's user cannot reach the home."""
        return Path(self._noted().get("state") or self.home / "postgres")

    @property
    def data(self) -> Path:
        """The data directory itself."""
        return self.state / "data"

    @property
    def sockets(self) -> Path:
        """The folder of the socket, short enough for the kernel."""
        noted = self._noted().get("sockets")
        return Path(noted) if noted else choose_sockets(self.state)

    @property
    def log(self) -> Path:
        """What the server says; written by us, so readable by us alone."""
        return self.home / "log" / "postgres.log"

    @property
    def lock(self) -> Path:
        """Held while starting or stopping, so that two first starts do not meet."""
        return self.home / "postgres.lock"

    def note(self, *, state: Path, sockets: Path) -> None:
        """Write down the choices that another process could make differently."""
        draft = self._note.with_suffix(".new")
        draft.write_text(json.dumps({"state": str(state), "sockets": str(sockets)}))
        draft.replace(self._note)

    @property
    def _note(self) -> Path:
        return self.home / "postgres.json"

    def _noted(self) -> dict[str, str]:
        try:
            noted: dict[str, str] = json.loads(self._note.read_text())
        except FileNotFoundError:
            return {}
        return noted


def choose_sockets(state: Path) -> Path:
    """Pick the folder beside the data, or a short one of our own when that path is too long."""
    beside = state / "run"
    if len(os.fsencode(beside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
        return beside
    name = hashlib.sha256(os.fsencode(state)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"kith-{os.geteuid()}-{name}"
