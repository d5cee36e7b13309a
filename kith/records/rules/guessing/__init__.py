"""The mapper: guess what the columns of a file are, describe its format, and try the description before it is used.

Start with `guesses`. A guess, corrected or not, becomes a `description`; `text_of` writes it, `described` reads it back with
no trust in it, and `trial` reads the file by it as the importer would, storing nothing.
"""

from kith.records.rules.guessing.columns import barred_in, corrected, guess, wrongs
from kith.records.rules.guessing.descriptions import CHANGES, WHOLE, About, description, slug
from kith.records.rules.guessing.guessed import Column, GuessWrong, SheetGuess, Sure
from kith.records.rules.guessing.heads import SHOWN, Head, from_kept, heads, kept
from kith.records.rules.guessing.places import GROUPS, PLACES, Place
from kith.records.rules.guessing.said import (
    ADDRESS,
    EVENT,
    HOUSEHOLD,
    INVOLVED,
    MARK,
    NUMBER,
    PERSON,
    RELATED,
    SERVICE,
    THING,
    WORKER,
)
from kith.records.rules.guessing.told import Told, name_of
from kith.records.rules.guessing.trials import MOST_QUARANTINED, Odd, ReadRow, Trial, guesses, trial
from kith.records.rules.guessing.written import described, profile_of, table_of, text_of

__all__ = [
    "ADDRESS",
    "CHANGES",
    "EVENT",
    "GROUPS",
    "HOUSEHOLD",
    "INVOLVED",
    "MARK",
    "MOST_QUARANTINED",
    "NUMBER",
    "PERSON",
    "PLACES",
    "RELATED",
    "SERVICE",
    "SHOWN",
    "THING",
    "WHOLE",
    "WORKER",
    "About",
    "Column",
    "GuessWrong",
    "Head",
    "Odd",
    "Place",
    "ReadRow",
    "SheetGuess",
    "Sure",
    "Told",
    "Trial",
    "barred_in",
    "corrected",
    "described",
    "description",
    "from_kept",
    "guess",
    "guesses",
    "heads",
    "kept",
    "name_of",
    "profile_of",
    "slug",
    "table_of",
    "text_of",
    "trial",
    "wrongs",
]
