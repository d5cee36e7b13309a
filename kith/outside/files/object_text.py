"""The text of a JSON file, a value at a time: no more of it is held than one value needs."""

import io
import re
from collections.abc import Iterator

from kith.outside.files.limits import Limits
from kith.outside.files.safe_json import CutShort, Json, decoded, not_well_formed, too_deep

_SPACES = re.compile(r"[ \t\r\n]*")
_PIECE = 1 << 18
"""Letters read at a time."""


class Text:
    """Text read on as it is needed, and how far that has come."""

    def __init__(self, source: io.TextIOWrapper, limits: Limits) -> None:
        self._source = source
        self._most = limits.line_characters
        self._held = ""
        self._at = 0
        self._ended = False
        self.line = 1
        self.passed = 0
        """Letters read."""

    @property
    def where(self) -> str:
        """Say what line this is."""
        return f"line {self.line}"

    def _more(self, letters: int = _PIECE) -> bool:
        """Hold more text, and let go of what was read."""
        piece = "" if self._ended else self._source.read(letters)
        self._ended = not piece
        if self._at > _PIECE:
            self._held, self._at = self._held[self._at :], 0
        self._held += piece
        return bool(piece)

    def _go(self, to: int) -> None:
        self.line += self._held.count("\n", self._at, to)
        self.passed += to - self._at
        self._at = to

    def peek(self) -> str:
        """Give the next letter that is no space, or nothing at the end."""
        while True:
            spaces = _SPACES.match(self._held, self._at)
            self._go(spaces.end() if spaces else self._at)
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def skip(self, letter: str) -> None:
        """Pass a letter that must stand here."""
        if self.peek() != letter:
            raise not_well_formed(self.where)
        self._go(self._at + 1)

    def between(self, end: str) -> None:
        """Pass the comma between two values; there is none before the end."""
        if self.peek() == end:
            return
        self.skip(",")
        if self.peek() == end:
            raise not_well_formed(self.where)

    def name(self) -> str:
        """Read the name of a value."""
        if self.peek() != '"' or not isinstance(name := self.value(), str):
            raise not_well_formed(self.where)
        return name

    def value(self) -> Json:
        """Read one whole value, with as much more text as it needs and no more than one may have."""
        self.peek()
        letters = _PIECE
        while True:
            try:
                found, end = decoded(self._held, self._at, where=self.where)
            except CutShort as error:
                if len(self._held) - self._at > self._most or not self._more(letters):
                    raise not_well_formed(self.where) from error
                letters *= 2
                continue
            if end == len(self._held) and self._more():
                continue
            if end - self._at > self._most:
                raise too_deep(self.where)
            self._go(end)
            return found

    def whole_line(self) -> Json:
        """Read what is left of this line if that is one whole object, as others may follow; else leave it."""
        while "\n" not in self._held and len(self._held) < self._most and self._more():
            pass
        line = self._held[self._at :].partition("\n")[0]
        if len(line) >= self._most:
            return None
        try:
            found, end = decoded(line, 0, where=self.where)
        except CutShort:
            return None
        if not isinstance(found, dict) or line[end:].strip():
            return None
        self._go(self._at + len(line))
        return found

    def lines(self) -> Iterator[str]:
        """Give each line that follows, `line` being its number; blank ones are passed over."""
        rest, self._held, self._at = self._held[self._at :], "", 0
        *whole, begun = rest.split("\n")
        for line in whole:
            yield from self._line(line)
        while more := self._source.readline(self._most):
            line, begun = begun + more, ""
            if len(line) >= self._most:
                raise not_well_formed(self.where)
            yield from self._line(line)
        yield from self._line(begun)

    def _line(self, line: str) -> Iterator[str]:
        if line.strip():
            yield line
        self.line += 1
