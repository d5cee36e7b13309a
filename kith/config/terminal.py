"""What the commands share: where they speak, and how they come to the apps and the database.

Whatever is heavy is imported where it is needed, so that a command that needs little starts fast.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from rich.console import Console

if TYPE_CHECKING:
    from kith.config.places import Places

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def give_up(error: Exception) -> NoReturn:
    """Say what is wrong in one sentence, and end."""
    err.print(str(error), style="bold")
    sys.exit(1)


def say(lines: Iterable[str]) -> None:
    """Say it line by line."""
    for line in lines:
        out.print(line, markup=False)


def the_places() -> "Places":
    """Find where the secret and the database are."""
    from kith.config.places import places

    return places()


@contextmanager
def as_owner() -> Iterator[None]:
    """Have the apps and the database for a while, as the one role that reads the whole audit."""
    os.environ["KITH_DB_ROLE"] = "owner"
    from kith.config import database

    with database.running(the_places()):
        with_apps()
        yield


def with_apps() -> None:
    """Have the apps."""
    import django

    django.setup()
