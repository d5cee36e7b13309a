"""What the front door does by the clock."""

from django.utils import timezone

from kith.concerns.actions.keeping import purge_drafts
from kith.outside.queue import every


@every("*/10 * * * *", "concerns.purge_drafts")
def forget_drafts() -> None:
    """Forget reports that were begun and neither sent nor left."""
    purge_drafts(at=timezone.now())
