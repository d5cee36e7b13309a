"""Each feed as a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kith.county.agencies.known import Known
from kith.county.formats.family_context import particular, services
from kith.county.formats.family_context.cells import Row
from kith.county.formats.family_context.layouts import AGENCIES, LAYOUTS, profile
from kith.county.formats.form import Format, Write, sheet
from kith.county.writing import Pages

ROWS: dict[str, Callable[[Known, str], Iterator[Row]]] = {
    "education": particular.education,
    "housing": particular.housing,
    "acute": particular.acute,
    "primary-care": particular.primary_care,
}
"""Who makes the rows of the feeds with columns of their own; ``services.rows`` makes the others."""


def _writer(feed: str) -> Write:
    rows = ROWS.get(feed, services.rows)

    def write(known: Known, pages: Pages) -> None:
        pages.rows(known.path(f"{profile(feed)}.csv"), rows(known, feed))

    return write


def _format(feed: str) -> Format:
    file = sheet(f"{profile(feed)}.csv", LAYOUTS[feed])
    return Format(profile(feed), AGENCIES[feed], lambda _plan: (file,), _writer(feed), takes_all=(profile(feed),))


FORMATS: tuple[Format, ...] = tuple(_format(feed) for feed in LAYOUTS)
"""One for each feed."""
