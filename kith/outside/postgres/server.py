"""Start and stop one embedded PostgreSQL, whatever state the last run left it in."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from kith.outside import secret
from kith.outside.postgres import birth, leftovers
from kith.outside.postgres.account import account_for
from kith.outside.postgres.binaries import from_wheel
from kith.outside.postgres.cluster import PORT, Cluster
from kith.outside.secret import Secret

SUPERUSER = "postgres"
# Reading the journal again after a crash takes seconds for each million rows not yet in place.
PATIENCE = 60.0
PAUSE = 0.05


class ServerFailed(Exception):
    """The database did not start or stop; the text ends with what it said itself."""


class Server:
    """One server for one home. Several processes may hold one each; they share what runs."""

    def __init__(
        self, home: Path, *, bin_dir: Path | None = None, fsync: bool = True, kept: Secret | None = None
    ) -> None:
        self.cluster = Cluster(home.absolute())
        self.kept = kept or secret.kept_in(self.cluster.home)
        self.process: subprocess.Popen[bytes] | None = None
        self._bin_dir = bin_dir
        self._fsync = fsync

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process is not None:
            self.stop()

    def dsn(self, role: str = SUPERUSER, dbname: str = "postgres") -> str:
        """Say how to connect as this role."""
        host, password = str(self.cluster.sockets), self.kept.word(f"postgres {role}")
        return make_conninfo(host=host, port=PORT, dbname=dbname, user=role, password=password)

    def passwords(self, *roles: str) -> dict[str, str]:
        """Give the passwords of roles, for whoever makes them."""
        return {role: self.kept.word(f"postgres {role}") for role in roles}

    def is_running(self) -> bool:
        """Ask the server itself; a number in a file proves nothing after a crash."""
        return self._ping() == Ping.OK

    def has_died(self) -> bool:
        """Say whether it has to be started again; of our own child the kernel knows for nothing."""
        return not self.is_running() if self.process is None else self.process.poll() is not None

    def start(self) -> bool:
        """Start the server unless it runs, and say whether that was needed."""
        if self.is_running():
            return False
        with self._alone():
            if self._ping() == Ping.NO_RESPONSE:
                self._launch()
            self._await()
        return self.process is not None

    def stop(self) -> None:
        """Stop the server, letting what is written be written; insist after a while."""
        with self._alone():
            pid = leftovers.live_pid(self.cluster.data)
            for way in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                if pid is None or self._gone(pid, after=way):
                    break
            self._forget_child()

    def ensure_database(self, name: str) -> None:
        """Make a database if there is none of this name."""
        with psycopg.connect(self.dsn(), autocommit=True) as admin:
            if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return
            try:
                admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return

    def _ping(self) -> Ping:
        return Ping(PGconn.ping(make_conninfo(self.dsn(), connect_timeout=2).encode()))

    def _launch(self) -> None:
        folder = self._bin_dir or from_wheel()
        command = birth.ensure(
            self.cluster, folder, password=self.kept.word(f"postgres {SUPERUSER}"), fsync=self._fsync
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            leftovers.clear(self.cluster)
            self.process = account_for(self.cluster.data).launch(command, log=self.cluster.log)
            if self._settles(deadline):
                return
            # After kill -9 the server's children hold its memory for a moment longer.
            if not leftovers.blocks_start(self.cluster):
                break
            time.sleep(PAUSE * 4)
        self.process = None
        raise ServerFailed(f"PostgreSQL did not start. It says:\n{self._last_words()}")

    def _settles(self, deadline: float) -> bool:
        """Wait until the new process answers or ends."""
        while time.monotonic() < deadline and self.process is not None:
            if self._ping() != Ping.NO_RESPONSE:
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(PAUSE)
        return False

    def _await(self) -> None:
        """Wait out a recovery: the server answers that it is not ready yet."""
        deadline = time.monotonic() + PATIENCE
        while not self.is_running():
            if time.monotonic() > deadline:
                raise ServerFailed(f"PostgreSQL is not ready after {PATIENCE:.0f} s. It says:\n{self._last_words()}")
            time.sleep(PAUSE)

    def _gone(self, pid: int, *, after: signal.Signals) -> bool:
        try:
            os.kill(pid, after)
        except ProcessLookupError:
            return True
        deadline = time.monotonic() + PATIENCE / 2
        while time.monotonic() < deadline:
            self._forget_child()
            if leftovers.live_pid(self.cluster.data) != pid:
                return True
            time.sleep(PAUSE)
        return False

    def _forget_child(self) -> None:
        """Collect our own child once it has ended, so that it does not stay as a zombie."""
        if self.process is not None and self.process.poll() is not None:
            self.process = None

    def _last_words(self) -> str:
        lines = self.cluster.log.read_text(errors="replace").splitlines() if self.cluster.log.exists() else []
        return "\n".join(lines[-10:])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        handle = os.open(self.cluster.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            flock(handle, LOCK_EX)
            yield
        finally:
            os.close(handle)
