"""Emit one format of some blocks into a folder, as ``making`` does for the whole county."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kith.county.agencies.known import Known
from kith.county.formats.form import Format
from kith.county.model import Block
from kith.county.plan import Plan
from kith.county.writing import Pages

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"


def emit(form: Format, blocks: Iterable[Block], out: Path, *, agency: str = "childrens") -> Path:
    """Write the files of one agency and give its folder. The blocks must be of one plan."""
    some = list(blocks)
    plan = some[0].plan
    folder = out / "agencies" / agency
    pages = [_pages(form, block, agency) for block in some]
    for file in form.files(plan):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        inside = "".join(text for page in pages for text in page.text.get(f"agencies/{agency}/{file.name}", ()))
        path.write_bytes((file.head(plan) + inside + file.tail(plan)).encode(file.encoding))
    if form.finish is not None:
        form.finish(folder, plan)
    return folder


def _pages(form: Format, block: Block, agency: str) -> Pages:
    pages = Pages()
    form.write(Known(block, agency, None), pages)
    return pages


def invented(number: int, plan: Plan) -> Block:
    """Make one whole block of a county."""
    from kith.county.making import people_of

    return people_of(plan, number)[0]
