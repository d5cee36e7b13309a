"""The return itself: which files, and one block's rows of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from kith.county.agencies.known import Known
from kith.county.formats.cin_census.years import Year, years
from kith.county.formats.form import File, Format
from kith.county.formats.ssda903 import children, episodes
from kith.county.formats.ssda903.care import Care, stretches
from kith.county.formats.ssda903.layout import Row, file_name, headings, tables
from kith.county.formats.ssda903.leavers import leavers
from kith.county.plan import Plan
from kith.county.writing import Pages


def _one_each(cares: Iterable[Care]) -> list[Care]:
    """Give the last stretch of each child, in order of number."""
    return [care for _, care in sorted({care.persona.local_id: care for care in cares}.items())]


def _rows(known: Known, cares: list[Care], year: Year) -> Iterator[tuple[str, Iterable[Row]]]:
    held = [care for care in cares if care.told <= year.returned]
    now = [care for care in held if care.within(year.first, year.last)]
    each = _one_each(now)
    here = {care.persona.local_id for care in each}
    left = [(care, row) for care, row in leavers(known, held, year) if care not in each or not care.all_year(year)]
    gone = _one_each(care for care, _ in left if care.persona.local_id not in here)
    yield (
        "header",
        (
            *(children.header(care, year) for care in each),
            *(children.header(care, year, looked_after=False) for care in gone),
        ),
    )
    yield "episodes", (row for care in now for row in episodes.episodes(known, care, year))
    yield "reviews", (row for care in now for row in episodes.reviews(care, year))
    yield "uasc", (row for care in each for row in children.uasc(care, year))
    yield "oc2", (row for care in each for row in children.outcomes(known, care, year))
    yield "oc3", [row for _, row in left]
    yield "ad1", (row for care in now for row in children.adopted(care, year))
    yield "placed_adoption", (row for care in now for row in children.placed_for_adoption(care, year))
    yield "prev_perm", (row for care in each for row in children.before_care(care, year))
    yield "missing", (row for care in now for row in episodes.missing(care, year))
    yield "social_worker", (row for care in now for row in episodes.social_workers(known, care, year))


def _write(known: Known, pages: Pages) -> None:
    cares = stretches(known)
    for year in years(known.plan):
        asked = tables(year)
        for table, rows in _rows(known, cares, year):
            if table in asked:
                pages.rows(known.path(file_name(year, table)), rows)


def _head(table: str, _plan: Plan) -> str:
    return headings(table)


def _files(plan: Plan) -> tuple[File, ...]:
    return tuple(File(file_name(year, table), partial(_head, table)) for year in years(plan) for table in tables(year))


FORMAT = Format("ssda903", ("childrens", "childrens_east"), _files, _write)
