"""How somebody tells how a file is laid out: what is under way, what is saved, and the rows as they would be read.

The beginning of a file is about people. It is shown to whoever handed it in, and to nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms.boundfield import BoundField
from django.utils import timezone

from kith.desk import access
from kith.desk.queries.files import WATCHED
from kith.lib.phrases import listed
from kith.outside.files import FileRefused
from kith.records.models import Feed, MapDraft, SavedProfile
from kith.records.rules.guessing import (
    ADDRESS,
    EVENT,
    HOUSEHOLD,
    INVOLVED,
    MARK,
    MOST_QUARANTINED,
    NUMBER,
    PERSON,
    PLACES,
    RELATED,
    SERVICE,
    THING,
    WORKER,
    Column,
    Head,
    Odd,
    Told,
    Trial,
    described,
    from_kept,
    trial,
)
from kith.records.rules.profiles import Profile, ProfileWrong
from kith.records.states import MapState
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere

DOING = "say how a file is laid out"
NEWEST = 50
UNDER_WAY = (MapState.WAITING.value, MapState.TESTING.value)
GONE = (MapState.SAVED.value, MapState.LEFT.value)
UNNAMED = "File"
FOUND = "Found"
NOTHING_TELLS = "nothing, so each time it is sent it is one more row"
MAKES = {
    "People": (PERSON, SERVICE, WORKER),
    "Numbers": (NUMBER,),
    "Addresses": (ADDRESS,),
    "What happened": (EVENT, INVOLVED, THING),
    "Marks": (MARK,),
    "Related": (RELATED, HOUSEHOLD),
}
"""What is shown of a row, in so many columns."""
GRADES = {"quarantined": "Set aside", "warning": "Warning", "note": "Note"}


@dataclass(frozen=True)
class Start:
    """What somebody has under way, and what their agency has saved, newest version of each."""

    drafts: list[MapDraft]
    saved: list[SavedProfile]


def start(asker: Asker) -> Start:
    """List what is under way and what is saved."""
    access.require_job(asker, "deposit", DOING)
    mine = MapDraft.objects.filter(agency=asker.agency, by=asker.words).exclude(state__in=GONE)
    versions = SavedProfile.objects.filter(agency=asker.agency).order_by("name", "-version").distinct("name")
    return Start(list(mine.defer("sheets", "odd", "description").order_by("-begun_at")), list(versions[:NEWEST]))


@dataclass(frozen=True)
class Waiting:
    """A file on which the worker works, or that was refused."""

    one: MapDraft
    watch: bool
    news: str


def waiting(one: MapDraft, at: datetime) -> Waiting:
    """Say how far it has come."""
    watch = one.state in UNDER_WAY and one.moved_at > at - WATCHED
    return Waiting(one, watch, _news(one))


def _news(one: MapDraft) -> str:
    if one.state == MapState.WAITING:
        return "Your file is being looked at."
    if one.state == MapState.TESTING:
        so_far = f" {one.percent}% is done." if one.percent else ""
        return f"It is being tested on the whole file.{so_far}"
    return f"{one.get_state_display()}."


def news(asker: Asker, draft_id: UUID) -> str:
    """Say how far a file has come, to a page that is open; nothing of what is in it."""
    access.require_job(asker, "deposit", DOING)
    rows = MapDraft.objects.filter(pk=draft_id, agency=asker.agency, by=asker.words).exclude(state__in=GONE)
    one = rows.only("state", "percent").first()
    if one is None:
        raise NotHere
    return _news(one)


# -- What each column is. ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One column: some of its values, what it seems to be, and where to say otherwise."""

    guess: Column
    samples: tuple[str, ...]
    field: BoundField | None

    @property
    def words(self) -> str:
        """Say what it is, where nobody may say otherwise."""
        return PLACES[self.guess.place].words


@dataclass(frozen=True)
class Sheet:
    """One sheet with its columns."""

    name: str
    count: int
    lines: list[Line]


def heads_of(one: MapDraft) -> list[Head]:
    """Read the beginning of the file."""
    return from_kept(one.sheets)


def told_of(one: MapDraft) -> Told | None:
    """Read what its maker said of it, if anything."""
    return Told.from_kept(one.told)


def sheets(heads: Sequence[Head], told: Told | None, fields: dict[str, BoundField]) -> list[Sheet]:
    """Put each column beside its field; the reason is that of the guess, or that its maker said so."""
    now = (told or Told("")).guesses(heads)
    return [
        Sheet(head.guess.sheet, head.count, list(_lines(number, head, guess.columns, fields)))
        for number, (head, guess) in enumerate(zip(heads, now, strict=True))
    ]


def _lines(number: int, head: Head, now: Sequence[Column], fields: dict[str, BoundField]) -> Iterator[Line]:
    for at, column in enumerate(now):
        yield Line(column, head.samples.get(column.heading, ()), fields.get(f"c-{number}-{at}"))


@dataclass(frozen=True)
class Cell:
    """What one row would make of one sort."""

    heading: str
    said: list[str]


@dataclass(frozen=True)
class ReadRow:
    """One row as it would be read."""

    place: str
    set_aside: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Rows:
    """The first rows as they would be read; what no row makes has no column."""

    trial: Trial
    headings: list[str]
    rows: list[ReadRow]


def rows_as_read(one: MapDraft, heads: Sequence[Head], at: datetime) -> Rows | None:
    """Read the first rows by what is said of the columns now, or by the guess; nothing where nothing can be read."""
    try:
        form = described(one.description or Told(UNNAMED).description(heads))
        items = [item for head in heads for item in head.found()]
        return _rows(trial(form, lambda: items, today=timezone.localdate(at), file_name=one.file_name))
    except (FileRefused, ProfileWrong):
        return None


def _rows(tried: Trial) -> Rows:
    said = [{name: row.of(*what) for name, what in MAKES.items()} | {FOUND: list(row.findings)} for row in tried.shown]
    headings = [name for name in (*MAKES, FOUND) if any(one[name] for one in said)]
    rows = [
        ReadRow(row.place, row.set_aside, [Cell(name, one[name]) for name in headings])
        for row, one in zip(tried.shown, said, strict=True)
    ]
    return Rows(tried, headings, rows)


# -- What came of testing it. --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tested:
    """What came of reading the whole file, and what saving would make."""

    one: MapDraft
    name: str
    title: str
    version: int
    odd: list[Odd]
    known_by: list[str]
    """Of each sheet, by which columns a row is known when it is sent again."""
    whole: bool

    @property
    def poor(self) -> bool:
        """Say whether so many rows would find no place that somebody must say why it will do."""
        return self.one.tried_quarantined > MOST_QUARANTINED * self.one.tried_rows

    @property
    def sentence(self) -> str:
        """Say why it is poor."""
        tried, of = self.one.tried_quarantined, self.one.tried_rows
        return f"{tried:,} of {of:,} rows would find no place. That is more than {MOST_QUARANTINED:.0%}."


def tested(asker: Asker, one: MapDraft) -> Tested:
    """Say what came of the test."""
    form = described(one.description)
    versions = SavedProfile.objects.filter(agency=asker.agency, name=form.name).order_by("-version")
    latest = versions.values_list("version", flat=True).first() or 0
    odd = [Odd(**{**each, "grade": GRADES.get(each["grade"], each["grade"])}) for each in one.odd]
    return Tested(one, form.name, form.title, latest + 1, odd, list(_known_by(form)), form.whole)


def _known_by(form: Profile) -> Iterator[str]:
    for section in form.sections:
        columns = {spec.name: spec.columns[0] for spec in section.main.fields}
        sheet = f"{section.title}: " if len(form.sections) > 1 else ""
        parts = [listed([columns[name] for name in key.rstrip("?").split("|")], "or") for key in section.key]
        yield f"{sheet}{listed(parts) or NOTHING_TELLS}"


@dataclass(frozen=True)
class Saved:
    """What was saved, and the feed that uses it if there is one."""

    one: SavedProfile
    feed: Feed | None


def saved(asker: Asker, saved_id: UUID) -> Saved:
    """Read what one's agency saved, and say what must still happen."""
    access.require_job(asker, "deposit", DOING)
    one = SavedProfile.objects.filter(pk=saved_id, agency=asker.agency).first()
    if one is None:
        raise NotHere
    open_ones: Any = Feed.objects.filter(closed_at__isnull=True, withdrawn_at__isnull=True)
    return Saved(one, open_ones.filter(agency=asker.agency, profile=one.name).first())
