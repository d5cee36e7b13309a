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

    def __init__(self, *, places: int, waiting: int, patience: float) -> None:
        """Take how many may work, how many may wait, and for how many seconds."""
        self._places = threading.BoundedSemaphore(places)
        self._line = threading.BoundedSemaphore(places + waiting)
        self._patience = patience

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Wait for a place and hold it; raise `Full` when the line is too long."""
        if not self._line.acquire(blocking=False):
            raise Full
        try:
            if not self._places.acquire(timeout=self._patience):
                raise Full
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._line.release()
