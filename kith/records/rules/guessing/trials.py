"""Try a description on a file before it is used: the first rows as they would be read, and what is odd in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from kith.outside.files import Found, Headings, Row
from kith.records.rules.guessing.columns import guess
from kith.records.rules.guessing.guessed import SheetGuess
from kith.records.rules.guessing.said import said
from kith.records.rules.guessing.shapes import SAMPLE
from kith.records.rules.plans import survey
from kith.records.rules.profiles import Profile
from kith.records.rules.readings import Reader
from kith.records.rules.troubles import Finding

SHOWN = 20
MOST_QUARANTINED = 0.2
"""What share of rows may find no place before a description needs a reason to be kept."""
_MOST_KINDS = 2_000


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as it would be read, in words. They are about people: shown to whoever has the file, kept nowhere."""

    place: str
    words: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Odd:
    """One kind of finding, and how often it came; never a value."""

    field: str
    grade: str
    reason: str
    done: str
    count: int


@dataclass(slots=True)
class Trial:
    """What came of trying."""

    rows: int = 0
    people: int = 0
    findings: int = 0
    quarantined: int = 0
    shown: list[ReadRow] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Tell what share of the rows would find no place."""
        return self.quarantined / self.rows if self.rows else 1.0

    @property
    def is_poor(self) -> bool:
        """Tell whether so many rows would find no place that somebody has to say why it will do."""
        return self.share > MOST_QUARANTINED


def trial(form: Profile, items: Callable[[], Iterable[Found]], *, today: date, file_name: str = "") -> Trial:
    """Read the whole file as the importer would, twice, and store nothing."""
    surveyed = survey(form, items(), today=today, file_name=file_name)
    reader = Reader(form, surveyed.plans, today=today)
    done, odd = Trial(), Counter(map(_kind, surveyed.findings))
    for row in (item for item in items() if isinstance(item, Row)):
        reading = reader.read(row)
        done.rows += 1
        done.people += reading.person is not None
        done.findings += len(reading.findings)
        done.quarantined += reading.status == "quarantined"
        for one in map(_kind, reading.findings):
            if one in odd or len(odd) < _MOST_KINDS:
                odd[one] += 1
        if len(done.shown) < SHOWN:
            done.shown.append(ReadRow(row.place, said(reading), reading.status))
    done.findings += len(surveyed.findings)
    done.odd = [Odd(*kind, count) for kind, count in odd.most_common()]
    return done


def _kind(one: Finding) -> tuple[str, str, str, str]:
    return one.field, str(one.grade), one.reason, one.done


def guesses(items: Iterable[Found], *, today: date) -> list[SheetGuess]:
    """Guess each sheet of a file from its headings and the first rows under them."""
    return [guess(sheet, names, rows, today=today) for sheet, names, rows in _sheets(items) if names]


def _sheets(items: Iterable[Found]) -> Iterator[tuple[str, tuple[str, ...], list[dict[str, str]]]]:
    headings: dict[str, tuple[str, ...]] = {}
    rows: dict[str, list[dict[str, str]]] = {}
    for item in items:
        if isinstance(item, Headings):
            headings[item.section] = item.names
        elif isinstance(item, Row) and not item.flaw and len(rows.setdefault(item.section, [])) < SAMPLE:
            rows[item.section].append(item.cells)
    yield from ((sheet, names, rows.get(sheet, [])) for sheet, names in islice(headings.items(), None))
