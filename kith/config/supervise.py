"""Run everything in one place: the database, the web and the worker, until told to stop."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from kith.config import database, programs
from kith.config.children import STOPPING, Child
from kith.config.places import Places
from kith.outside.secret import prepare_home

TICK = 0.25
UNTIL_UP = 60.0

Say = Callable[[str], None]


class CannotStart(Exception):
    """Kith cannot start here and now; the text says why and what to do."""


class Supervisor:
    """Keeps the children alive, and stops in the right order whatever happens."""

    def __init__(self, places: Places, say: Say) -> None:
        self.places = places
        self.say = say
        self.server = database.server(places)
        self.children = [
            Child("web", programs.web, places.home / "log" / "web.log"),
            Child("worker", programs.worker, places.home / "log" / "worker.log"),
        ]
        self.told = threading.Event()

    def run(self, prepare: Callable[[], None], greet: Callable[[], None]) -> None:
        """Start all, greet once the web answers, mend what dies, and stop all."""
        with _only_one(self.places), self._told_by_signals():
            database.claim(self.places)
            _check_port(self.places)
            try:
                self._start(prepare)
                if self._web_answers():
                    greet()
                while not self.told.wait(TICK):
                    self._mend()
            finally:
                self._stop()

    def _start(self, prepare: Callable[[], None]) -> None:
        if self.server is not None:
            self.server.start()
        prepare()
        programs.load()
        for child in self.children:
            if not self.told.is_set():
                child.start()

    def _web_answers(self) -> bool:
        deadline = time.monotonic() + UNTIL_UP
        while not self.told.wait(TICK / 2):
            if _listening(self.places):
                return True
            if time.monotonic() > deadline or self.children[0].has_died():
                raise CannotStart(f"The web did not start. It says:\n{_tail(self.children[0].log)}")
        return False

    def _mend(self) -> None:
        if self.server is not None and self.server.has_died():
            self.say("The database stopped; starting it again.")
            self.server.start()
        for child in self.children:
            if child.mend():
                self.say(f"The {child.name} stopped; started it again.")

    def _stop(self) -> None:
        """Stop those who write before the database they write to.

        One that was found running was left by a supervisor that was killed, and is ours by now.
        """
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.see_off()
        if self.server is not None:
            self.server.stop()

    @contextmanager
    def _told_by_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, lambda *_: self.told.set()) for number in STOPPING}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def stop(places: Places) -> bool:
    """Stop what runs in this home, and say whether anything did."""
    if pid := _supervisor(places):
        os.kill(pid, signal.SIGTERM)
        while _supervisor(places) == pid:
            time.sleep(TICK)
        return True
    ours = database.server(places)
    if ours is None or not ours.is_running():
        return False
    ours.stop()
    return True


def _lock_path(places: Places) -> Path:
    return places.home / "up.lock"


@contextmanager
def _only_one(places: Places) -> Iterator[None]:
    """Hold this home, and write down who does; a lock dies with its holder, a number does not."""
    prepare_home(places.home)
    for name in ("log", "static"):
        (places.home / name).mkdir(mode=0o700, exist_ok=True)
    handle = os.open(_lock_path(places), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise CannotStart(f"Kith already runs in {places.home}. Stop it with: kith stop") from None
    try:
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.ftruncate(handle, 0)
        os.close(handle)


def _supervisor(places: Places) -> int | None:
    """Find who holds this home, if anybody does."""
    try:
        with _lock_path(places).open("r+") as file:
            flock(file, LOCK_EX | LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return int(_lock_path(places).read_text() or 0) or None
    return None


def _check_port(places: Places) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((places.host, places.port))
        except OSError as error:
            raise CannotStart(
                f"Port {places.port} cannot be used ({error.strerror}). Choose another: KITH_PORT=8001 make demo"
            ) from None


def _listening(places: Places) -> bool:
    try:
        with socket.create_connection((places.host, places.port), timeout=1):
            return True
    except OSError:
        return False


def _tail(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join(lines[-15:])
