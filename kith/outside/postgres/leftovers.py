"""What a crash leaves behind, and whether it still means anything."""

import os
from pathlib import Path

from kith.outside.postgres.cluster import PORT, Cluster

# What the server says while the children of a killed one are still there.
STILL_THERE = ("pre-existing shared memory block", "lock file")


def live_pid(data: Path) -> int | None:
    """Find the server that really runs on this data; its number alone may be another's by now."""
    pid = _noted_pid(data)
    return pid if pid is not None and _serves(pid, data) else None


def clear(cluster: Cluster) -> None:
    """Remove the marks of a server that is gone, since PostgreSQL trusts a number that another
    process may have been given. Call only while holding the lock.
    """
    if live_pid(cluster.data) is None:
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)
        (cluster.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def blocks_start(cluster: Cluster) -> bool:
    """Say whether the last start failed only because the one before is not quite gone."""
    last = cluster.log.read_text(errors="replace").splitlines()[-5:]
    return any(words in line for line in last for words in STILL_THERE)


def _noted_pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _serves(pid: int, data: Path) -> bool:
    """Ask the kernel where the process works: PostgreSQL lives inside its data directory."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except FileNotFoundError:
        return _alive(pid) and not Path("/proc/self").exists()
    except PermissionError:
        return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
