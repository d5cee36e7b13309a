"""When the hub is open, and which clocks this partnership keeps."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from kith.concerns.rules.clocks import HUB_HOURS, Clock, ClockKind, tuned
from kith.lib.working_time import Calendar, calendar_from_text


@cache
def hub_calendar() -> Calendar:
    """Give the hub's opening hours."""
    return calendar_from_text(getattr(settings, "KITH_HUB_HOURS", "") or HUB_HOURS)


@cache
def hub_clocks() -> dict[ClockKind, Clock]:
    """Give the limits, with the partnership's own where custom lets it set them."""
    return tuned(getattr(settings, "KITH_CLOCKS", None) or {})
