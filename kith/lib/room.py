"""Room for costly work: so many at once, so many waiting, and the rest are asked to come back.

A crowd at the public door then waits in line, and does not fill every thread of the server
while somebody at the front door waits for their page.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Full(Exception):
    """There is no room just now. Nothing was done, and nothing is lost."""


class Room:
    """Places for costly work, and a short line before them."""

    def __init__(self, *, places: int, line: int) -> None:
        """Take how many may work at once, and how many may be inside or in line."""
        self._places = threading.BoundedSemaphore(places)
        self._line = line
        self._here = 0
        self._door = threading.Lock()

    @contextmanager
    def inside(self, line: int | None = None) -> Iterator[None]:
        """Wait for a place and hold it; raise `Full` when the line is too long. Less urgent work asks for a shorter one."""
        with self._door:
            if self._here >= min(line or self._line, self._line):
                raise Full
            self._here += 1
        try:
            with self._places:
                yield
        finally:
            with self._door:
                self._here -= 1
