"""What a person says who checks a guess: what each column is, what such files are called, and what being in one means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kith.records.rules.guessing.columns import corrected
from kith.records.rules.guessing.descriptions import CASE, CHANGES, WORDS, About, description
from kith.records.rules.guessing.guessed import SheetGuess
from kith.records.rules.guessing.heads import Head
from kith.records.rules.guessing.written import NAME, described, text_of

_NOT_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 56


def name_of(title: str) -> str:
    """Make the short name of a format from what people call it."""
    name = _NOT_NAME.sub("-", title.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    return name if NAME.fullmatch(name) else f"my-{name or 'file'}"


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is said of one file; of each sheet, from a heading to its place where the guess is not right."""

    title: str
    kind: str = CASE
    words: str = WORDS
    sends: str = CHANGES
    places: tuple[Mapping[str, str], ...] = field(default=())

    def guesses(self, heads: Sequence[Head]) -> list[SheetGuess]:
        """Put the guesses right."""
        places = [*self.places, *({} for _ in heads[len(self.places) :])]
        return [corrected(head.guess, told) for head, told in zip(heads, places, strict=True)]

    def description(self, heads: Sequence[Head]) -> str:
        """Write the description that this makes, if the engine could read by it."""
        about = About(name_of(self.title), self.title, 1, self.kind, self.words, self.sends)
        text = text_of(description(about, self.guesses(heads)))
        described(text)
        return text

    def kept(self) -> dict[str, Any]:
        """Write it so that a database takes it."""
        places = [dict(one) for one in self.places]
        return {"title": self.title, "kind": self.kind, "words": self.words, "sends": self.sends, "places": places}

    @classmethod
    def from_kept(cls, told: Mapping[str, Any]) -> Told | None:
        """Read back what was written, if anything was."""
        return cls(**{**told, "places": tuple(told["places"])}) if told else None
