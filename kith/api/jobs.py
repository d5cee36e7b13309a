"""What the door does by the clock: forgetting under which keys files were handed in."""

from django.db import connections
from django.utils import timezone

from kith.api.actions import forget_keys
from kith.outside.queue import every
from kith.records.actions.reading import OWNER


@every("41 3 * * *", "api.forget_keys")
def forget() -> None:
    """Forget the keys of calls that nobody will make again."""
    try:
        forget_keys(at=timezone.now(), using=OWNER)
    finally:
        connections[OWNER].close()
