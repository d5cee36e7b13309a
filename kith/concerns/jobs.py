"""What the front door does by the clock."""

from django.utils import timezone

from kith.concerns.actions.forgetting import drop_referrals
from kith.concerns.actions.keeping import purge_drafts
from kith.concerns.actions.watching import watch_the_clocks
from kith.outside.queue import every


@every("*/10 * * * *", "concerns.purge_drafts")
def forget_drafts() -> None:
    """Forget reports that were begun and neither sent nor left."""
    purge_drafts(at=timezone.now())


@every("20 3 * * *", "concerns.forget_referrals")
def forget_referrals() -> None:
    """Forget referrals that were begun and not sent in time."""
    drop_referrals()


@every("*/5 * * * *", "concerns.watch_clocks")
def watch_clocks() -> None:
    """Tell the people concerned of each clock that is near its end, or past it."""
    watch_the_clocks(at=timezone.now())
