"""What the pool does by the clock, and what it puts off: reading the files that were handed in."""

from uuid import UUID

from django.db import connections
from django.utils import timezone

from kith.outside.queue import every, job
from kith.records.actions.depositing import READ
from kith.records.actions.forgetting import forget_expired
from kith.records.actions.reading import OWNER, read_deposit, take_up_left


@every("*/10 * * * *", "records.forget_expired")
def forget() -> None:
    """Forget what is older than its feed keeps."""
    forget_expired()


@job(READ)
def read(*, deposit: UUID) -> None:
    """Read one file that was handed in."""
    try:
        read_deposit(deposit=deposit, at=timezone.now())
    finally:
        connections[OWNER].close()


@every("*/5 * * * *", "records.take_up_left")
def take_up() -> None:
    """See that no file that was handed in is left lying."""
    try:
        take_up_left(at=timezone.now())
    finally:
        connections[OWNER].close()
