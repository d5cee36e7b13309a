"""The design system on a site of its own, so that its look is tested apart from the work it is used for."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def ui_site() -> Iterator[str]:
    """Serve tests/ui/site from a process of its own, which has settings of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PORT": "0"}
    command = [sys.executable, "-m", "tests.ui.site.serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdin
        assert server.stdout
        port = server.stdout.readline().strip()
        assert port, "the design system's site did not start"
        yield f"http://127.0.0.1:{port}"
        server.stdin.close()
        server.wait(10)
