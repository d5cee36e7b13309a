"""Try a description on a file before it is used: the first rows as they would be read, and what is odd in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from kith.outside.files import Found, Row
from kith.records.rules.guessing.guessed import SheetGuess
from kith.records.rules.guessing.heads import SHOWN, heads
from kith.records.rules.guessing.said import Line, said
from kith.records.rules.made import Reading
from kith.records.rules.plans import survey
from kith.records.rules.profiles import Profile
from kith.records.rules.readings import Made, Reader
from kith.records.rules.troubles import Finding

QUARANTINED = "quarantined"
NOTHING = "Nothing: it is kept as received."
MOST_QUARANTINED = 0.2
"""What share of rows may find no place before a description needs a reason to be kept."""
MOST_KINDS = 2_000
_ROWS_AT_ONCE, _LETTERS_AT_ONCE = 2_000, 4_000_000


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as it would be read, in words. They are about people: shown to whoever has the file, kept nowhere."""

    place: str
    lines: tuple[Line, ...]
    status: str
    findings: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Say everything it would make, one thing after the other."""
        return tuple(map(str, self.lines)) or (NOTHING,)

    def of(self, *what: str) -> list[str]:
        """Give what is said of these alone."""
        return [line.text for line in self.lines if line.what in what]

    @property
    def set_aside(self) -> bool:
        """Tell whether it would find no place."""
        return self.status == QUARANTINED


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
    rows = (item for item in items() if isinstance(item, Row))
    first = list(islice(rows, SHOWN))
    made = reader.read_all(first)
    done = Trial(shown=[_shown(row, reading) for row, reading in zip(first, made.readings(), strict=True)])
    odd = Counter(map(_kind, surveyed.findings))
    _count(made, done, odd)
    while some := list(_some(rows)):
        _count(reader.read_all(some), done, odd)
    done.findings = odd.total()
    done.odd = [Odd(*kind, count) for kind, count in odd.most_common(MOST_KINDS)]
    return done


def _some(rows: Iterator[Row]) -> Iterator[Row]:
    """Take so many rows, or fewer when they are long: memory stays flat however the file is made."""
    letters = 0
    for row in islice(rows, _ROWS_AT_ONCE):
        yield row
        letters += sum(map(len, row.cells.values()))
        if letters > _LETTERS_AT_ONCE:
            return


def _count(made: Made, done: Trial, odd: Counter[tuple[str, str, str, str]]) -> None:
    done.rows += len(made.rows)
    done.people += sum(len(things.rows) for things in made.things["person"])
    done.quarantined += made.statuses().count(QUARANTINED)
    for one in made.odd:
        odd[_kind(one.said(""))] += len(one.rows)
    for row in made.rows:
        for note in row.notes:
            odd[note.field, str(note.grade), note.reason, note.done] += 1


def _shown(row: Row, reading: Reading) -> ReadRow:
    odd = (": ".join(part for part in (one.field, f"{one.reason}; {one.done}") if part) for one in reading.findings)
    return ReadRow(row.place, said(reading), reading.status, tuple(odd))


def _kind(one: Finding) -> tuple[str, str, str, str]:
    return one.field, str(one.grade), one.reason, one.done


def guesses(items: Iterable[Found], *, today: date) -> list[SheetGuess]:
    """Guess each sheet of a file from its headings and the first rows under them."""
    return [one.guess for one in heads(items, today=today)]
