"""A page of Markdown, put together from headings, words and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MADE = "<!-- Written from the code by `make docs`. Change the code, not this page. -->"


@dataclass
class Page:
    """One document as it grows."""

    title: str
    parts: list[str] = field(default_factory=list)

    def heading(self, words: str) -> None:
        """Begin a part."""
        self.parts.append(f"## {words}")

    def words(self, *sentences: str) -> None:
        """Add one paragraph."""
        self.parts.append(" ".join(sentences))

    def points(self, lines: Iterable[str]) -> None:
        """Add a list."""
        self.parts.append("\n".join(f"- {line}" for line in lines))

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add a table."""
        lines = [_row(columns), _row(["---"] * len(columns)), *(_row(row) for row in rows)]
        self.parts.append("\n".join(lines))

    def text(self) -> str:
        """Give the whole page."""
        return "\n\n".join([f"# {self.title}", MADE, *self.parts]) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def sentence(words: str) -> str:
    """Begin with a capital letter, whatever the rest is."""
    return words[:1].upper() + words[1:]
