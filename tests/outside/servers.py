"""Servers for tests: quick to make, careless about a power cut, and gone afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kith.outside.postgres import Server

DEBIAN = Path("/usr/lib/postgresql/15/bin")


@contextmanager
def a_home() -> Iterator[Path]:
    """Make a home that the server's user can reach even when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="kith-test-"))
    if os.geteuid() == 0:
        folder.chmod(0o711)
    try:
        yield folder / "home"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def a_server(home: Path, *, bin_dir: Path | None = None, fsync: bool = False) -> Iterator[Server]:
    """Run a server, and stop it whoever started it last."""
    server = Server(home, bin_dir=bin_dir, fsync=fsync)
    server.start()
    try:
        yield server
    finally:
        server.stop()
