"""Make a data directory once, whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kith.outside.postgres import conf
from kith.outside.postgres.account import Account, account_for
from kith.outside.postgres.binaries import Binaries, runnable
from kith.outside.postgres.cluster import PORT, Cluster, choose_sockets

# Where root keeps the data when the home lies in a folder that only root may enter.
FOR_ROOT = Path("/var/lib/kith")


class NotBorn(Exception):
    """The data directory could not be made or does not fit; the text says why."""


def ensure(cluster: Cluster, folder: Path, *, password: str, fsync: bool) -> list[str | Path]:
    """Make the folders and the data directory where they are missing, and say how to serve them."""
    account = account_for(cluster.data)
    _settle(cluster, account)
    binaries = runnable(folder, account=account, state=cluster.state)
    if not cluster.data.is_dir():
        _initdb(cluster, binaries, account=account, password=password, fsync=fsync)
    _check_major(cluster, binaries)
    return [binaries / "postgres", "-D", cluster.data, "-k", cluster.sockets, "-p", str(PORT), *conf.told(fsync=fsync)]


def _settle(cluster: Cluster, account: Account) -> None:
    """Choose folders that the server's user can reach, make them, and write the choice down."""
    cluster.log.parent.mkdir(mode=0o700, exist_ok=True)
    state = cluster.state
    if not state.is_dir() and not account.reaches(cluster.home):
        state = _elsewhere(account)
    account.own(state)
    sockets = cluster.sockets if state == cluster.state else choose_sockets(state)
    account.own(sockets)
    if not account.owns(sockets):
        raise NotBorn(
            f"{sockets} is not safe to use: it must be a folder of the database's own user, closed to others."
        )
    cluster.note(state=state, sockets=sockets)


def _elsewhere(account: Account) -> Path:
    """Make a folder outside a closed home; opening the home is not ours to do."""
    if not FOR_ROOT.is_dir():
        FOR_ROOT.mkdir(parents=True, exist_ok=True)
        FOR_ROOT.chmod(0o711)
    state = Path(tempfile.mkdtemp(prefix="home-", dir=FOR_ROOT))
    account.take(state)
    return state


def _initdb(cluster: Cluster, binaries: Binaries, *, account: Account, password: str, fsync: bool) -> None:
    draft = cluster.state / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    account.own(draft)
    with _password_file(cluster.state, account, password) as pwfile:
        answer = account.run([
            binaries / "initdb", "-D", draft, "--username=postgres", f"--pwfile={pwfile}",
            "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", *binaries.locale_options,
            *([] if fsync else ["--no-sync"]),
        ])  # fmt: skip
    if answer.returncode:
        raise NotBorn(f"The database could not be made.\n{answer.stderr.strip()}")
    draft.rename(cluster.data)
    _sync(cluster.state)


@contextmanager
def _password_file(state: Path, account: Account, password: str) -> Iterator[Path]:
    """Hand over the password in a file of the server's user, gone again at once."""
    handle, name = tempfile.mkstemp(dir=state)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(password)
            account.take(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink()


def _sync(folder: Path) -> None:
    """Make a rename last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_major(cluster: Cluster, binaries: Binaries) -> None:
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    if made_by != str(binaries.major):
        raise NotBorn(
            f"This home was made by PostgreSQL {made_by}, and {binaries.folder} is {binaries.major}. "
            f"Dump it with the old programs first, or set KITH_PG_BIN to them."
        )
