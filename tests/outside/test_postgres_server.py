"""The embedded server: whatever state it is found in, it starts, and nobody else gets in."""

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kith.outside.postgres import Server
from kith.outside.postgres.binaries import from_wheel
from kith.outside.postgres.birth import NotBorn
from kith.outside.postgres.cluster import LONGEST_SOCKET, Cluster, choose_sockets
from tests.outside.servers import a_home, a_server

START = """
import sys
from pathlib import Path
from kith.outside.postgres import Server
server = Server(Path(sys.argv[1]), fsync=False)
server.start()
import psycopg
print(psycopg.connect(server.dsn()).execute("SELECT pg_postmaster_start_time()").fetchone())
"""


@pytest.fixture
def home() -> Iterator[Path]:
    with a_home() as folder:
        yield folder


def postmaster(server: Server) -> int:
    return int((server.cluster.data / "postmaster.pid").read_text().split()[0])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_starts_once_and_stops(home: Path) -> None:
    server = Server(home, fsync=False)
    assert not server.is_running()
    assert server.start()
    assert not server.start()
    assert not Server(home).start()
    server.stop()
    assert not server.is_running()


def test_what_it_keeps_is_closed_to_other_users(home: Path) -> None:
    with a_server(home) as server:
        assert mode(home / "secrets") == 0o600
        assert mode(server.cluster.sockets) == 0o700
        assert mode(server.cluster.data) == 0o700
        assert server.cluster.data.stat().st_uid != 0
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.dsn(), password="guess")


def test_it_listens_on_no_network(home: Path) -> None:
    with a_server(home) as server, psycopg.connect(server.dsn()) as admin:
        assert admin.execute("SHOW listen_addresses").fetchone() == ("",)
        assert admin.execute("SHOW data_checksums").fetchone() == ("on",)


def test_four_first_starts_at_once_share_one_server(home: Path) -> None:
    starts = [subprocess.Popen([sys.executable, "-c", START, str(home)], stdout=subprocess.PIPE) for _ in range(4)]
    told = {start.communicate()[0] for start in starts}
    Server(home).stop()
    assert [start.returncode for start in starts] == [0, 0, 0, 0]
    assert len(told) == 1


def test_after_a_kill_it_starts_at_once_and_has_what_was_committed(home: Path) -> None:
    with a_server(home, fsync=True) as server:
        with psycopg.connect(server.dsn()) as admin:
            admin.execute("CREATE TABLE kept AS SELECT generate_series(1, 100000)")
        os.kill(postmaster(server), signal.SIGKILL)
        assert server.start()
        with psycopg.connect(server.dsn()) as admin:
            assert admin.execute("SELECT count(*) FROM kept").fetchone() == (100_000,)


def test_a_number_that_belongs_to_somebody_else_by_now_is_not_believed(home: Path) -> None:
    with a_server(home) as server:
        os.kill(postmaster(server), signal.SIGKILL)
        left = (server.cluster.data / "postmaster.pid").read_text().split("\n")
        (server.cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *left[1:]]))
        assert server.start()


def test_a_half_made_data_directory_is_made_again(home: Path) -> None:
    server = Server(home, fsync=False)
    (server.cluster.state / "data.new" / "base").mkdir(parents=True)
    if os.geteuid() == 0:
        server.cluster.state.chmod(0o711)
    with a_server(home) as server:
        assert server.is_running()


def test_a_long_home_gets_a_short_socket(home: Path) -> None:
    long = home.parent / ("a-folder-with-a-long-name-" * 5)
    with a_server(long) as server:
        sockets = server.cluster.sockets
        assert len(str(sockets / ".s.PGSQL.5432")) <= LONGEST_SOCKET
        assert mode(sockets) == 0o700
    sockets.rmdir()


def test_a_short_folder_of_somebody_else_is_refused(home: Path) -> None:
    long = home.parent / ("a-folder-with-a-long-name-" * 5)
    trap = choose_sockets(Cluster(long).state)
    trap.symlink_to(tempfile.gettempdir())
    try:
        with pytest.raises(NotBorn, match="not safe to use"):
            Server(long, fsync=False).start()
    finally:
        trap.unlink()


def test_what_people_write_is_not_in_its_log(home: Path) -> None:
    with a_server(home) as server:
        with psycopg.connect(server.dsn(), autocommit=True) as admin:
            admin.execute("CREATE TABLE said (words text UNIQUE, number int)")
            admin.execute("INSERT INTO said VALUES ('Canary-1')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                admin.execute("INSERT INTO said VALUES ('Canary-1')")
            with pytest.raises(psycopg.errors.InvalidTextRepresentation):
                admin.execute("INSERT INTO said (number) VALUES (%s::text::int)", ["Canary-2"])
        assert "Canary" not in server.cluster.log.read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that the server's user cannot reach")
def test_root_in_a_closed_folder_opens_no_folder(home: Path) -> None:
    closed = home.parent / "closed"
    closed.mkdir(mode=0o700)
    package = from_wheel().parents[1]
    for name in (package.name, f"{package.name}.libs"):
        (closed / name).symlink_to(package.with_name(name))
    with a_server(closed / "home", bin_dir=closed / package.name / "pginstall" / "bin") as server:
        state = server.cluster.state
        assert list(state.glob("binaries-*"))
        assert state.parent == Path("/var/lib/kith")
        assert mode(closed) == 0o700
        assert mode(home.parent) == 0o711
    subprocess.run(["rm", "-r", str(state)], check=True)


def test_a_home_of_another_major_version_is_refused_in_words(home: Path) -> None:
    with a_server(home) as server:
        pass
    (server.cluster.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(NotBorn, match="made by PostgreSQL 14"):
        Server(home, fsync=False).start()


def test_no_port_is_opened(home: Path) -> None:
    with a_server(home), socket.socket() as probe:
        probe.settimeout(1)
        assert probe.connect_ex(("127.0.0.1", 5432)) != 0
