"""Room for costly work."""

from __future__ import annotations

import threading
import time

import pytest

from kith.lib.room import Full, Room


def test_the_line_has_an_end_and_less_urgent_work_a_shorter_one() -> None:
    room = Room(places=3, line=3)
    with room.inside(), room.inside():
        with pytest.raises(Full), room.inside(2):
            pass
        with room.inside():
            with pytest.raises(Full), room.inside():
                pass
            with pytest.raises(Full), room.inside(9):
                pass
    with room.inside(1):
        pass


def test_work_is_done_one_at_a_time_and_a_failure_gives_its_place_back() -> None:
    room, inside, most = Room(places=1, line=4), [], []

    def work() -> None:
        with room.inside():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1, 1, 1, 1]
    for _ in range(5):
        with pytest.raises(ValueError, match="broken"), room.inside():
            raise ValueError("broken")
