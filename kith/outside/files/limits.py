"""What a file may be, what a row is, and how a refusal is said."""

from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[int, int], None]
"""Told how many bytes are done, and of how many."""


def printable(text: str) -> str:
    """Make a name out of a file safe to show: it must not steer the terminal it is printed on."""
    return text if text.isprintable() else "".join(one if one.isprintable() else "�" for one in text)


class FileRefused(Exception):
    """Say what is wrong with a file, where, and what to do about it."""

    def __init__(self, what: str, *, where: str = "", do: str) -> None:
        self.what = what
        self.where = printable(where)
        self.do = do
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.what}{place}. {self.do}"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one hostile file from taking the machine with it."""

    file_bytes: int = 200 * 1024 * 1024
    unpacked_bytes: int = 800 * 1024 * 1024
    members: int = 2_000
    ratio: int = 150
    """Sheets of real data pack 10 to 30 times; a bomb packs 1,000 times."""
    rows: int = 5_000_000
    columns: int = 2_000
    cell_characters: int = 131_072
    line_characters: int = 4_000_000
    strings: int = 5_000_000
    string_characters: int = 200_000_000
    depth: int = 60
    elements_in_record: int = 50_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about a file or a row, and what was done about it."""

    code: str
    reason: str
    done: str
    place: str = ""
    field: str = ""
    grade: str = "note"


@dataclass(slots=True)
class Row:
    """One row exactly as received, and where it stood."""

    section: str
    place: str
    cells: dict[str, str]
    flaw: str = ""
    """Why the row cannot be trusted to mean what its headings say, or nothing."""
    notes: tuple[Note, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a sheet or file, in the order received."""

    section: str
    place: str
    names: tuple[str, ...]


Found = Row | Note | Headings
