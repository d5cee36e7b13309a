"""The mapper: guess what the columns of a file are, describe its format, and try the description before it is used.

Start with `guesses`. A guess, corrected or not, becomes a `description`; `text_of` writes it, `described` reads it back with
no trust in it, and `trial` reads the file by it as the importer would, storing nothing.
"""

from kith.records.rules.guessing.columns import corrected, guess
from kith.records.rules.guessing.descriptions import About, description, slug
from kith.records.rules.guessing.guessed import Column, GuessWrong, SheetGuess, Sure
from kith.records.rules.guessing.places import PLACES, Place
from kith.records.rules.guessing.trials import MOST_QUARANTINED, SHOWN, Odd, ReadRow, Trial, guesses, trial
from kith.records.rules.guessing.written import described, profile_of, table_of, text_of

__all__ = [
    "MOST_QUARANTINED",
    "PLACES",
    "SHOWN",
    "About",
    "Column",
    "GuessWrong",
    "Odd",
    "Place",
    "ReadRow",
    "SheetGuess",
    "Sure",
    "Trial",
    "corrected",
    "described",
    "description",
    "guess",
    "guesses",
    "profile_of",
    "slug",
    "table_of",
    "text_of",
    "trial",
]
