"""The format: one file of lines for each list, bound into the workbook when all blocks have written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kith.county.agencies.known import Known
from kith.county.formats.annex_a import adopting, caring, early, protecting
from kith.county.formats.annex_a.asking import Asking
from kith.county.formats.annex_a.layout import COLUMNS, Cells
from kith.county.formats.annex_a.workbook import bind, encoded
from kith.county.formats.cin_census.cases import cases
from kith.county.formats.form import File, Format
from kith.county.formats.ssda903.care import stretches
from kith.county.plan import Plan
from kith.county.writing import Pages

BOOK = "annex-a.xlsx"
_PARTS = "annex-a-parts"


def _part(name: str) -> str:
    return f"{_PARTS}/{name}.jsonl"


def _lists(known: Known) -> Iterator[tuple[str, Iterator[Cells]]]:
    asking, held, cares = Asking(known), cases(known), stretches(known)
    yield "list_1", early.contacts(asking)
    yield "list_2", early.early_help(asking)
    yield "list_3", early.referrals(asking, held)
    yield "list_4", early.assessments(asking, held)
    yield "list_5", protecting.enquiries(asking, held)
    yield "list_6", protecting.in_need(asking, held, caring.now_in_care(asking, cares))
    yield "list_7", protecting.plans(asking, held, caring.emergencies(asking, cares))
    yield "list_8", caring.in_care(asking, cares)
    yield "list_9", caring.leavers(asking, cares)
    yield "list_10", adopting.children(asking, cares)
    yield "list_11", adopting.adopters(asking, cares)


def _write(known: Known, pages: Pages) -> None:
    for name, rows in _lists(known):
        lines = [encoded(known.chance, COLUMNS[name], row, known.plan.errors) for row in rows]
        if lines:
            pages.write(known.path(_part(name)), "".join(lines), len(lines))


def _files(_plan: Plan) -> tuple[File, ...]:
    return tuple(File(_part(name)) for name in COLUMNS)


def _finish(folder: Path, plan: Plan) -> None:
    """Bind the workbook in the agency's folder and remove what it was made from."""
    parts = {name: folder / _part(name) for name in COLUMNS}
    bind(parts, folder / BOOK, plan)
    for path in parts.values():
        path.unlink(missing_ok=True)
    if (folder / _PARTS).is_dir():
        (folder / _PARTS).rmdir()


FORMAT = Format("annex-a", ("childrens", "childrens_east"), _files, _write, _finish, ("annex-a",))
