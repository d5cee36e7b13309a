"""The whole extract: which files, and one block's share of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kith.county.agencies.known import Known
from kith.county.chance import Chance
from kith.county.formats.form import File, Format, sheet
from kith.county.formats.school_census import absences, pupils, schools
from kith.county.formats.school_census.terms import TABLES, Census, censuses
from kith.county.model import Event
from kith.county.plan import ROOM, Plan
from kith.county.writing import Pages

Rows = Iterator[tuple[str, dict[str, str]]]


class Asked:
    """What one block's schools answer: enrolments, suspensions and attendance of each pupil, looked up once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.chance = Chance(known.plan.seed, "block", known.block.number, "school_census")
        self.suspensions = _by_pupil(known.of("exclusion"))
        self.attendance = _by_pupil(known.of("attendance"))
        self.order = known.block.number * ROOM

    def answer(self, census: Census) -> Rows:
        """Give every row that pupils of this block have in a census, each with its table."""
        first, _ = census.left
        for enrolment in self.known.of("enrolment"):
            if enrolment.place is None or enrolment.place.kind not in schools.KINDS or enrolment.start > census.day:
                continue
            if enrolment.end is None or enrolment.end > first:
                yield from self._pupil(census, enrolment)

    def _pupil(self, census: Census, enrolment: Event) -> Rows:
        assert enrolment.place is not None
        self.order += 1
        attended = self.attendance.get(enrolment.person.key, ())
        term = absences.within(attended, census.sessions)[:1]
        possible = absences.number(term[0], "possible") if term else 0
        persona = self.known.persona(enrolment.person, enrolment.start)
        pupil = pupils.Pupil(census, enrolment, enrolment.place, persona, self.order, possible)
        yield from pupils.rows(pupil, self.chance)
        yield from absences.suspensions(pupil, self.suspensions.get(enrolment.person.key, ()), self.chance)
        yield from absences.sessions(pupil, term, self.chance)


def _by_pupil(events: list[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.person.key].append(event)
    return dict(found)


def _name(census: Census, table: str) -> str:
    return f"school_census/{census.name}_{table}.csv"


def files(plan: Plan) -> tuple[File, ...]:
    """Give one file for each census and table."""
    return tuple(
        sheet(_name(census, table), columns)
        for census in censuses(plan)
        for table, columns in TABLES[census.term].items()
    )


def write(known: Known, pages: Pages) -> None:
    """Write what schools said of the pupils of one block; the first block says it of the schools themselves too."""
    asked = Asked(known)
    for census in censuses(known.plan):
        columns = TABLES[census.term]
        rows: dict[str, list[list[str]]] = {table: [] for table in columns}
        if known.block.number == 0:
            for table, row in schools.rows(census, known.county.institutions if known.county else ()):
                rows[table].append([row.get(column, "") for column in columns[table]])
        for table, row in asked.answer(census):
            rows[table].append([row.get(column, "") for column in columns[table]])
        for table, found in rows.items():
            pages.rows(known.path(_name(census, table)), found)


FORMAT = Format("school_census", ("education",), files, write)
