"""The pool of a made county: every entry of every agency as columns, and beside it the truth that no linker reads."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import polars as pl

from kith.county.agencies import Persona
from kith.county.making import known_of, people_of
from kith.county.model import Block, Person
from kith.county.plan import Plan
from kith.county.truth_pairs import barred

TEXTS = (
    "agency", "local_id", "forename", "middle", "surname", "known_as", "sex", "nhs", "upn", "address", "postcode",
    "uprn", "phone", "previous_address", "previous_postcode", "ethnicity",
)  # fmt: skip
DAYS = ("born", "first", "last")
TRUTHS = ("person", "community", "birth_set", "household", "cared_for")
SCHEMA = {
    **dict.fromkeys(TEXTS, pl.String),
    "life": pl.String,
    **dict.fromkeys(DAYS, pl.Date),
    **dict.fromkeys(TRUTHS, pl.String),
}


@dataclass(frozen=True)
class Pool:
    """Entries with their truth, and the pairs of people whom nobody may take for one."""

    entries: pl.DataFrame
    barred: pl.DataFrame


def make_pool(plan: Plan, *, processes: int = 1) -> Pool:
    """Make a county's entries in memory; the same plan gives the same."""
    made = list(_blocks(plan, processes))
    entries = pl.concat([one for one, _ in made])
    return Pool(entries, pl.concat([one for _, one in made]))


def _blocks(plan: Plan, processes: int) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    if processes <= 1:
        yield from (_block(plan, number) for number in range(plan.blocks))
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_block, [plan] * plan.blocks, range(plan.blocks), chunksize=4)


def _block(plan: Plan, number: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    block, county, _ = people_of(plan, number)
    knowns = known_of(block, county)
    cared = {event.person.key for event in block.of("looked_after")}
    rows = [_row(one, block, cared) for known in knowns for one in known.personas()]
    entries = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    pairs = pl.DataFrame(
        list(barred(block, knowns)), schema=dict.fromkeys(("one", "other", "reason"), pl.String), orient="row"
    )
    return entries, pairs


def _row(one: Persona, block: Block, cared: set[str]) -> tuple[object, ...]:
    person = one.person
    texts = (getattr(one, name) for name in TEXTS)
    days = (getattr(one, name) for name in DAYS)
    return (
        *texts,
        _life(one),
        *days,
        person.key,
        person.community,
        person.birth_set,
        _household(person, block),
        str(person.key in cared),
    )


def _life(one: Persona) -> str:
    """Say what a feed says by where somebody stands in it: schools ask no contact for a birth date."""
    if one.agency != "education":
        return ""
    return "child" if one.upn or one.born else "grown"


def _household(person: Person, block: Block) -> str:
    """Give the household somebody mainly lives in on the last day."""
    stays = [stay for stay in person.stays if stay.main and stay.covers(block.plan.until)]
    return stays[-1].household.key if stays else ""
