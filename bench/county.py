"""A county of invented people, large enough to be slow in. Written as a superuser, past the wall."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connections
from django.db.models import Model

from kith.agencies.models import Agency
from kith.concerns.models import Brag, Concern, FastFilter, Kind, Route, Statement
from kith.concerns.states import Stage
from kith.people.models import Part, Person
from kith.records.models import Batch, SourcePerson, SourceRecord
from kith.sharing.models import Link, LinkKind, Record, Subject
from tests.factories.pool import feed
from tests.factories.world import ADMIN, World, make_world

CONCERNS, PEOPLE = 10_000, 100_000
UNDECIDED = 2_000
AT_ONCE = 2_000
GIVEN = (
    "Amelia Oliver Isla George Ava Noah Mia Arthur Ivy Harry Lily Leo Freya Muhammad Florence Jack Willow Charlie Rosie "
    "Oscar Sophia Jacob Isabella Henry Grace Thomas Daisy Freddie Sienna Alfie Poppy Theo Elsie William Emily Theodore "
    "Ella Archie Evelyn Joshua Phoebe Alexander Evie James Charlotte Isaac Aria Edward Harper Lucas Maisie Tommy Kofi "
    "Agnieszka Piotr Fatima Yusuf Priya Arjun Chidi Ngozi Mei Jun Siobhan Padraig Owain Cerys Callum Eilidh"
)
BEGUN = "Brad Hart Wood Mar Thorn Ash Cal Dun El Fair Green Holm Ives Kel Lang Mil Nor Oak Pen Quin Rad Stan Tay"
ENDED = "ley ton field worth ham well ford by wick man son more land shaw court brook den stone ridge combe"
FORENAMES, ONSETS, ENDINGS = GIVEN.split(), BEGUN.split(), ENDED.split()


@dataclass
class County:
    """The county, and what the measurements need to find in it."""

    world: World
    references: list[str]
    records: list[Any]
    people: list[Any]


def make_county() -> County:
    """Make agencies, concerns with people, and what agencies know."""
    chance = random.Random(1898)
    world = make_world()
    county = _concerns(world, chance)
    _pool(world, chance)
    with connections[ADMIN].cursor() as cursor:
        cursor.execute("analyze")
    return county


def _name(chance: random.Random) -> tuple[str, str]:
    return chance.choice(FORENAMES), chance.choice(ONSETS) + chance.choice(ENDINGS)


def _born(chance: random.Random) -> date:
    return date(2024, 12, 28) - timedelta(days=chance.randrange(80 * 365))


def _write(rows: Iterable[Model]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        type(some[0])._default_manager.using(ADMIN).bulk_create(some)


def _concerns(world: World, chance: random.Random) -> County:
    now = datetime.now(UTC)
    records = [Record(kind="concern", owner_agency=world.council, made_at=now) for _ in range(CONCERNS)]
    concerns = [_concern(record, number, now, chance) for number, record in enumerate(records)]
    people = [_person(record, part, now, chance) for record in records for part in (Part.CHILD, Part.PARENT)]
    _write(records)
    _write(concerns)
    _write(_duty(record, world, now) for record in records)
    _write(_statement(record, now) for record in records)
    _write(people)
    _write(Subject(record=one.record, person=one.pk) for one in people)
    _write(FastFilter(record=one.record, brag=one.brag, reason="As said.", by="bench", at=now) for one in concerns)
    return County(world, [one.reference for one in concerns], [one.pk for one in records], [one.pk for one in people])


def _concern(record: Record, number: int, now: datetime, chance: random.Random) -> Concern:
    waits = number < UNDECIDED
    come = now - timedelta(hours=chance.randrange(40) if waits else 48 + chance.randrange(600))
    return Concern(
        record=record,
        reference=f"K-{number:06d}",
        route=chance.choice(Route.values),
        kind=chance.choice(Kind.values),
        stage=chance.choice((Stage.RECEIVED, Stage.SCREENING)) if waits else Stage.CLOSED,
        brag=chance.choice(Brag.values),
        received_at=come,
        decide_by=come + timedelta(hours=24),
        decided_at=None if waits else come + timedelta(hours=12),
        closed_at=None if waits else come + timedelta(hours=20),
    )


def _duty(record: Record, world: World, now: datetime) -> Link:
    begun, ends = now - timedelta(days=1), now + timedelta(days=28)
    return Link(record=record, team=world.front_door, kind=LinkKind.DUTY, starts_at=begun, ends_at=ends)


def _statement(record: Record, now: datetime) -> Statement:
    words = "A boy of about twelve waits at the bus stop most evenings until a car comes. " * 3
    return Statement(record=record, what=words, where_when="By the bus stop, after dark", by="public", at=now)


def _person(record: Record, part: str, now: datetime, chance: random.Random) -> Person:
    return Person(record=record, part=part, name=" ".join(_name(chance)), born_on=_born(chance), by="bench", at=now)


def _pool(world: World, chance: random.Random) -> None:
    holders = (world.council, world.police, world.school, world.health)
    for holder in holders:
        batch = _batch(holder)
        rows = [_row(batch, number) for number in range(PEOPLE // len(holders))]
        _write(rows)
        _write(_known(row, chance) for row in rows)


def _batch(holder: Agency) -> Batch:
    now = datetime.now(UTC)
    return Batch.objects.using(ADMIN).create(
        agency=holder, feed=feed(holder, "bench"), profile="bench", file_name="bench.csv", file_sha256="0" * 64,
        file_bytes=0, status="done", begun_at=now, finished_at=now,
    )  # fmt: skip


def _row(batch: Batch, number: int) -> SourceRecord:
    return SourceRecord(
        agency_id=batch.agency_id, batch=batch, ordinal=number, section="bench", place=f"line {number}", raw={},
        row_sha256="0" * 64, status="accepted",
    )  # fmt: skip


def _known(row: SourceRecord, chance: random.Random) -> SourcePerson:
    forename, surname = _name(chance)
    return SourcePerson(
        agency_id=row.agency_id, batch_id=row.batch_id, record=row, local_id=str(row.ordinal), forename=forename,
        surname=surname, dob=_born(chance), postcode=f"BA{chance.randrange(1, 16)} {chance.randrange(10)}AA",
        nhs_number=f"{chance.randrange(10**9, 10**10)}", involvement="Known", involvement_kind="csc.assessment",
        involvement_from=_born(chance), last_date=date(2024, 6, 1), team="Team", contact="01632 960003",
    )  # fmt: skip
