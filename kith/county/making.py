"""Make a county: block by block, in as many processes as there are cores, appended to files in the order of blocks.

Memory does not grow with the county, and the same plan gives the same bytes however many processes make it.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from kith.county import truth
from kith.county.agencies import AGENCIES, Known
from kith.county.chance import Chance
from kith.county.families import build
from kith.county.formats.every import FORMATS
from kith.county.formats.form import Format
from kith.county.lives import live
from kith.county.model import Block
from kith.county.places import County, Homes
from kith.county.plan import Plan
from kith.county.stories import Story, line, plant, tell
from kith.county.writing import Pages

Told = Callable[[int, int], None]
"""How many blocks are done, and of how many."""
PARTS = "-parts/"
AHEAD = 2
"""Blocks that wait to be written, for each process."""
READ_ME = """Everybody here is invented. See docs/county.md of Kith.

agencies/   what each agency would hold: a folder for each, in the formats they export
truth/      who is who, who lives with whom and what happened; nothing that imports reads this
county.json what was asked for, and how many records each file holds
"""


class FolderInUse(Exception):
    """There is something in the folder already."""


@dataclass(slots=True)
class Made:
    """What was made: the plan, and how many records each file holds."""

    plan: Plan
    records: Counter[str] = field(default_factory=Counter)

    @property
    def agency_records(self) -> int:
        """Count the records that agencies hold."""
        return sum(count for path, count in self.records.items() if path.startswith("agencies/"))


def make_county(plan: Plan, out: Path, *, processes: int = 1, told: Told | None = None) -> Made:
    """Make a county into a new or empty folder, and say what was made.

    Raises ``FolderInUse`` where the folder holds anything: nothing is ever overwritten.
    """
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise FolderInUse(f"{out} is not empty. Name a new folder; nothing is overwritten.")
    files = _Files(out, plan)
    made = Made(plan)
    for done, pages in enumerate(_blocks(plan, processes), 1):
        files.append(pages)
        made.records.update(pages.records)
        if told is not None:
            told(done, plan.blocks)
    files.finish()
    _sign(out, made)
    return made


def people_of(plan: Plan, number: int) -> tuple[Block, County, list[Story]]:
    """Make the truth of one block: people, kin, homes, stays and events, and the stories that are planted in it."""
    county = _county(plan)
    block = Block(number, plan)
    homes = Homes(plan, number, block)
    planted = plant(block, county, homes, Chance(plan.seed, "stories", number))
    build(block, county, homes, Chance(plan.seed, "families", number))
    live(block, county, Chance(plan.seed, "lives", number))
    return block, county, tell(planted)


def known_of(block: Block, county: County) -> list[Known]:
    """Say what each agency holds of a block, in the order of agencies."""
    return [Known(block, agency, county) for agency in AGENCIES]


def pages_of(plan: Plan, number: int) -> Pages:
    """Make one block and write it, in every format, into memory."""
    block, county, stories = people_of(plan, number)
    knowns = known_of(block, county)
    by_agency = {known.agency: known for known in knowns}
    pages = Pages()
    for one in FORMATS:
        for agency in one.agencies:
            one.write(by_agency[agency], pages)
    truth.write(block, knowns, pages)
    pages.write(truth.path("stories.ndjson"), "".join(map(line, stories)), len(stories))
    return pages


@cache
def _county(plan: Plan) -> County:
    return County(plan)


def _blocks(plan: Plan, processes: int) -> Iterator[Pages]:
    """Give the pages of each block in order, made by several processes where more than one is asked for."""
    if processes <= 1 or plan.blocks == 1:
        for number in range(plan.blocks):
            yield pages_of(plan, number)
        return
    waiting: deque[Future[Pages]] = deque()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for number in range(plan.blocks):
            waiting.append(pool.submit(pages_of, plan, number))
            if len(waiting) > processes * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _Files:
    """The files of a county: begun with their heads, appended to, and ended with their tails."""

    def __init__(self, out: Path, plan: Plan) -> None:
        self._out, self._plan = out, plan
        self._encodings: dict[str, str] = {}
        self._tails: dict[str, str] = {}
        for one in FORMATS:
            for agency in one.agencies:
                self._begin(one, agency)
        for name, head in truth.FILES.items():
            self._write(truth.path(name), head)

    def _begin(self, one: Format, agency: str) -> None:
        for file in one.files(self._plan):
            path = f"agencies/{agency}/{file.name}"
            self._encodings[path] = file.encoding
            self._tails[path] = file.tail(self._plan)
            self._write(path, file.head(self._plan))

    def _write(self, path: str, text: str) -> None:
        place = self._out / path
        place.parent.mkdir(parents=True, exist_ok=True)
        # What an old encoding cannot hold becomes a question mark, as it does in the exports of agencies.
        with place.open("ab") as file:
            file.write(text.encode(self._encodings.get(path, "utf-8"), errors="replace"))

    def append(self, pages: Pages) -> None:
        """Add one block's share to every file it writes to."""
        for path, texts in pages.text.items():
            self._write(path, "".join(texts))

    def finish(self) -> None:
        """End every file, and turn what could only be streamed into what agencies export."""
        for path, tail in self._tails.items():
            if tail:
                self._write(path, tail)
        for one in FORMATS:
            if one.finish is not None:
                for agency in one.agencies:
                    one.finish(self._out / "agencies" / agency, self._plan)


def _sign(out: Path, made: Made) -> None:
    plan = made.plan
    asked = {"people": plan.people, "seed": plan.seed, "until": plan.until.isoformat(), "errors": plan.errors}
    # What was streamed in parts is one workbook in the end.
    for path in [path for path in made.records if PARTS in path]:
        made.records[f"{path.partition(PARTS)[0]}.xlsx"] += made.records.pop(path)
    records = {path: count for path, count in sorted(made.records.items()) if count}
    (out / "README.txt").write_text(READ_ME, encoding="utf-8")
    (out / "county.json").write_text(json.dumps({"plan": asked, "records": records}, indent=1) + "\n", encoding="utf-8")


def plan_from(words: str) -> Plan:
    """Read the plan of a county from its ``county.json``."""
    asked = json.loads(words)["plan"]
    return Plan(asked["people"], asked["seed"], date.fromisoformat(asked["until"]), asked["errors"])
